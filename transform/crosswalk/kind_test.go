package crosswalk

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// Each kind has a table whose key begins with the keys of its subject and object, subjects with a label, and the
// words that people read.
func TestKindsAgreeWithTheSchemas(t *testing.T) {
	var tables []string
	for _, k := range Kinds() {
		tables = append(tables, k.Table())
		schema, ok := schemas.Lookup(k.Table())
		if !ok || len(schema.PrimaryKey) != 2 || schema.Group != "crosswalk" {
			t.Errorf("%s: the table %s of the group %q has the key %q; expected one of the crosswalk with a subject and an object", k.Name, k.Table(), schema.Group, schema.PrimaryKey)
			continue
		}
		if identity.Table(k.SubjectColumn()) != k.Subjects {
			t.Errorf("%s: the column %s identifies records of %q; expected %s", k.Name, k.SubjectColumn(), identity.Table(k.SubjectColumn()), k.Subjects)
		}
		if len(k.Objects) == 1 && identity.Table(k.ObjectColumn()) != k.Objects[0].Table {
			t.Errorf("%s: the column %s identifies records of %q; expected %s", k.Name, k.ObjectColumn(), identity.Table(k.ObjectColumn()), k.Objects[0].Table)
		}
		if !identity.Labeled(k.Subjects) || k.Title == "" || k.Description == "" || k.SubjectWord == "" || k.Counted == "" {
			t.Errorf("%s lacks words, or its subjects lack labels: %+v", k.Name, k)
		}
		unmatched, _ := schemas.Lookup("crosswalk_unmatched")
		target, _ := unmatched.Column("target")
		if !slices.Contains(target.Enum, k.Target()) && !k.OwesNone {
			t.Errorf("%s: the target %s; expected one of %q", k.Name, k.Target(), target.Enum)
		}
		for _, o := range k.Objects {
			kind, several := schema.Column("object_kind")
			if o.Target == "" || o.Word == "" || (len(k.Objects) > 1) != several || several && !slices.Contains(kind.Enum, o.Target) {
				t.Errorf("%s: the object %+v; expected a word, and a target that the column object_kind has where there are several", k.Name, o)
			}
		}
	}
	for _, schema := range schemas.Tables() {
		if schema.Group == "crosswalk" && schema.Name != "crosswalk_unmatched" && !slices.Contains(tables, schema.Name) {
			t.Errorf("the table %s of mappings belongs to no kind", schema.Name)
		}
	}
}

func TestFind(t *testing.T) {
	for _, test := range []struct{ set, subjects, objects, want string }{
		{"competency-skill", "competencies", "", "competency-skill"},
		{"more", "competencies", "", "competency-skill"},
		{"competency-skill", "series_titles", "profiles", "title-profile"}, // the subject decides over the name of the file
		{"more", "profiles", "", "profile-occupation"},
		{"more", "source_lines", "", ""},
		{"competency-skill", "", "", ""},
	} {
		if k, ok := Find(test.set, test.subjects, test.objects); k.Name != test.want || ok != (test.want != "") {
			t.Errorf("a mapping of %q to %q in the set %s is of the kind %q, %t; expected %q", test.subjects, test.objects, test.set, k.Name, ok, test.want)
		}
	}
}

// What Add puts into a table, Rows gives back, for every kind.
func TestRowsGiveBackWhatAddTakes(t *testing.T) {
	reviewer, version, comment, confidence := "Reader A", "v1.2.0", "So.", 0.25
	for _, k := range Kinds() {
		var d dataset.Dataset
		row := Row{Subject: "a", Object: "http://b", Predicate: "closeMatch", Recommended: true, Confidence: &confidence, Justification: "MappingReview", Status: "person", Reviewer: &reviewer, Comment: &comment}
		schema, _ := schemas.Lookup(k.Table())
		if _, ok := schema.Column("esco_version"); ok {
			row.ESCOVersion = &version
		}
		if names := k.columns(); names.label != "" {
			row.ObjectLabel = "b"
		}
		if len(k.Objects) > 1 {
			row.ObjectType = k.Objects[0].Target
		}
		own := map[string]string{"evidence": "identical", "shared_tasks": "3"}
		maps.DeleteFunc(own, func(name, _ string) bool { _, ok := schema.Column(name); return !ok })
		row.Own = own
		if _, ok := schema.Column("skill_type"); ok {
			row.ObjectType = "knowledge"
		}
		if err := k.Add(&d, row); err != nil {
			t.Errorf("%s: %v", k.Name, err)
			continue
		}
		row.ObjectTable = k.Objects[0].Table
		got := k.Rows(&d)
		if len(got) != 1 {
			t.Errorf("%s: %d mappings; expected the one that was added", k.Name, len(got))
			continue
		}
		for name, value := range own {
			if got[0].Own[name] != value {
				t.Errorf("%s: the column %s is %q; expected %q", k.Name, name, got[0].Own[name], value)
			}
		}
		row.Own = got[0].Own // a made-up kind may have columns that may be null
		if !reflect.DeepEqual(got[0], row) {
			t.Errorf("%s: got %+v; expected %+v", k.Name, got[0], row)
		}
		if err := k.Add(&d, Row{Subject: "a", Own: own}); err != nil || k.Rows(&d)[1].Confidence != nil {
			t.Errorf("%s: a mapping whose confidence is not given: error %v; expected that it is added with null", k.Name, err)
		}
	}
}

// Columns that only one kind has come from, and go to, the column other of a mapping set.
func TestOwnColumns(t *testing.T) {
	for _, test := range []struct {
		column schemas.Column
		text   string
		want   any
	}{
		{schemas.Column{Type: schemas.Integer}, "3", 3},
		{schemas.Column{Type: schemas.Boolean}, "true", true},
		{schemas.Column{Type: schemas.Number}, "0.5", 0.5},
		{schemas.Column{Type: schemas.String}, "identical", "identical"},
		{schemas.Column{Type: schemas.Integer, Nullable: true}, "", nil},
		{schemas.Column{Type: schemas.Integer}, "three", nil},
		{schemas.Column{Type: schemas.Boolean}, "", nil},
		{schemas.Column{Type: schemas.String}, "", nil},
	} {
		got, err := parseCell(test.column, test.text)
		if got != test.want || (err == nil) != (test.want != nil || test.column.Nullable) {
			t.Errorf("%q as %s is %v, %v; expected %v", test.text, test.column.Type, got, err, test.want)
		}
	}
	row := Row{Own: map[string]string{"shared_tasks": "3", "evidence": "", "a": "b"}}
	if got := row.Other("2511.10"); got != "a=b; object_code=2511.10; shared_tasks=3" {
		t.Errorf("other is %q", got)
	}
}

func TestCounts(t *testing.T) {
	for name, want := range map[string][3]string{
		"competency-skill":     {"106 competencies", "1 ESCO skill", "competencies and ESCO skills"},
		"competency-nice":      {"106 competencies", "1 NICE statement and competency area", "competencies and NICE statements and competency areas"},
		"profile-work-role":    {"106 specialties", "1 NICE work role", "specialties and NICE work roles"},
		"work-role-occupation": {"106 NICE work roles", "1 ESCO occupation", "NICE work roles and ESCO occupations"},
	} {
		k, _ := Lookup(name)
		if got := [3]string{k.CountSubjects(106), k.CountObjects(1), k.Short()}; got != want {
			t.Errorf("%s: %q; expected %q", name, got, want)
		}
	}
}
