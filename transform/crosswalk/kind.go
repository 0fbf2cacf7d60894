package crosswalk

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// A Kind is a kind of mapping: what is mapped to what. Kinds drive how mapping sets are read, built, checked,
// reviewed and written in every format.
type Kind struct {
	Name        string   // of its mapping set, "competency-skill"; the other names follow from it
	Subjects    string   // the table of the subjects
	Objects     []Object // what the subjects are mapped to; several where the column object_kind says which
	Predicates  []string // the SKOS relations that are allowed, nil for all of Predicates
	Title       string   // of the mapping set, for people
	Description string   // of the mapping set: what is mapped to what, and what broadMatch says
	SubjectWord string   // what a subject is called, "Competency"
	Counted     string   // subjects and objects in the report's table of coverage, "specialist titles to profiles"

	Lexical bool // pairs of statements that are equal as texts, or nearly so, are found by rule; the column evidence says so
	// Owes says which subjects need a mapping or a row in crosswalk_unmatched; nil for all.
	Owes func(d *dataset.Dataset, subject dataset.Row) bool
	// OwesNone says that no subject needs either.
	OwesNone bool
}

// An Object is a table to whose records subjects are mapped.
type Object struct {
	Table    string
	Target   string // in crosswalk_unmatched, and in object_kind where a kind has several objects
	Word     string // what an object is called, "ESCO skill"
	Category string // object_category of SSSOM, where no column of the mapping table gives it
	Code     string // the column of Table that the set gives in the column other, as object_code
}

// The tables that several kinds map to.
var (
	escoSkill      = Object{Table: "esco_skills", Target: "esco-skill", Word: "ESCO skill"}
	niceStatement  = Object{Table: "nice_statements", Target: "nice-statement", Word: "NICE statement"}
	escoOccupation = Object{Table: "esco_occupations", Target: "esco-occupation", Word: "ESCO occupation", Category: "occupation", Code: "code"}
)

// kinds lists what is mapped to what, in the order of the release contract.
var kinds = []Kind{
	{
		Name: "competency-skill", Subjects: "competencies", Objects: []Object{escoSkill}, SubjectWord: "Competency", Counted: "competencies to ESCO skills",
		Title:       "Competencies of the FWCI framework and ESCO skills",
		Description: "Mappings from the competencies of the handbook to skills and knowledge concepts of ESCO. broadMatch says that the ESCO concept is broader than the competency.",
	},
	{
		Name: "profile-occupation", Subjects: "profiles", Objects: []Object{escoOccupation}, SubjectWord: "Specialty", Counted: "occupational profiles to ESCO occupations",
		Title:       "Occupational profiles of the FWCI framework and ESCO occupations",
		Description: "Mappings from the occupational profiles of the handbook to occupations of ESCO. broadMatch says that the ESCO occupation is broader than the profile.",
	},
	{
		Name: "title-profile", Subjects: "series_titles", Objects: []Object{{Table: "profiles", Target: "fwci-profile", Word: "FWCI profile"}}, SubjectWord: "Position title", Counted: "specialist titles to profiles",
		Title:       "Position titles of the series and occupational profiles of the FWCI framework",
		Description: "Mappings from the position titles of the job-series page to the occupational profiles of the handbook. broadMatch says that the profile is broader than the title.",
		Owes: func(d *dataset.Dataset, title dataset.Row) bool {
			return title.Text("role") == "specialist" && d.Covers(title.Text("series"))
		},
	},
	{
		Name: "task-nice", Subjects: "tasks", Objects: []Object{niceStatement}, SubjectWord: "Task", Counted: "tasks to NICE statements", Lexical: true,
		Title:       "Tasks of the FWCI framework and statements of the NICE Framework",
		Description: "Mappings from the tasks of the handbook to statements of the NICE Framework. broadMatch says that the NICE statement is broader than the task. Statements that are equal as texts, or nearly so, are found by rule.",
	},
	{
		Name: "task-dcwf", Subjects: "tasks", Objects: []Object{{Table: "dcwf_statements", Target: "dcwf-statement", Word: "DCWF statement"}}, SubjectWord: "Task", Counted: "tasks to DCWF statements", Lexical: true, OwesNone: true,
		Title:       "Tasks of the FWCI framework and statements of the DoD Cyber Workforce Framework",
		Description: "Mappings from the tasks of the handbook to statements of the DoD Cyber Workforce Framework. broadMatch says that the DCWF statement is broader than the task. Statements that are equal as texts, or nearly so, are found by rule.",
	},
	{
		Name: "competency-nice", Subjects: "competencies", Objects: []Object{niceStatement, {Table: "nice_competency_areas", Target: "nice-area", Word: "NICE competency area"}}, SubjectWord: "Competency", Counted: "competencies to NICE statements and areas",
		Title:       "Competencies of the FWCI framework and the NICE Framework",
		Description: "Mappings from the competencies of the handbook to statements and competency areas of the NICE Framework. broadMatch says that the statement or area is broader than the competency.",
	},
	{
		Name: "profile-work-role", Subjects: "profiles", Objects: []Object{{Table: "nice_work_roles", Target: "nice-work-role", Word: "NICE work role"}}, SubjectWord: "Specialty", Counted: "occupational profiles to NICE work roles",
		Title:       "Occupational profiles of the FWCI framework and work roles of the NICE Framework",
		Description: "Mappings from the occupational profiles of the handbook to work roles of the NICE Framework. broadMatch says that the work role is broader than the profile.",
	},
	{
		Name: "work-role-occupation", Subjects: "nice_work_roles", Objects: []Object{escoOccupation}, SubjectWord: "NICE work role", Counted: "NICE work roles to ESCO occupations",
		Title:       "Work roles of the NICE Framework and ESCO occupations",
		Description: "Mappings from the work roles of the NICE Framework to occupations of ESCO. broadMatch says that the ESCO occupation is broader than the work role.",
	},
}

// Subject is what a subject is called within a sentence, "competency".
func (k Kind) Subject() string { return naming.Lower(k.SubjectWord) }

// CountSubjects says a number of subjects, "106 competencies".
func (k Kind) CountSubjects(n int) string { return naming.Counted(n, k.Subject()) }

// CountObjects says a number of objects, "553 NICE statements and competency areas".
func (k Kind) CountObjects(n int) string {
	text := naming.Counted(n, k.Objects[0].Word)
	framework, _, _ := strings.Cut(k.Objects[0].Word, " ")
	for _, o := range k.Objects[1:] {
		text += " and " + naming.Plural(n, strings.TrimPrefix(o.Word, framework+" "))
	}
	return text
}

// Short names the kind in a few words, "specialties and NICE work roles".
func (k Kind) Short() string {
	word := func(text string) string { _, words, _ := strings.Cut(text, " "); return words }
	return word(k.CountSubjects(2)) + " and " + word(k.CountObjects(2))
}

// Present reports whether a dataset has the table of the mappings: a framework that a kind maps to, or from, is not
// an input of every build.
func (k Kind) Present(d *dataset.Dataset) bool { return d.Has(k.Table()) }

// Present returns the kinds whose tables a dataset has, in the order of the release contract.
func Present(d *dataset.Dataset) []Kind {
	return slices.DeleteFunc(Kinds(), func(k Kind) bool { return !k.Present(d) })
}

// SubjectTables lists the tables whose records are mapped, each once.
func SubjectTables() []string {
	var tables []string
	for _, k := range kinds {
		if !slices.Contains(tables, k.Subjects) {
			tables = append(tables, k.Subjects)
		}
	}
	return tables
}

// Kinds returns the kinds of mappings in the order of the release contract.
func Kinds() []Kind { return slices.Clone(kinds) }

// Lookup returns the kind of a name, and whether there is one.
func Lookup(name string) (Kind, bool) {
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	return kinds[i], true
}

// Find returns the kind of a mapping in a set of that name: the kind of the set's name, where it has such
// subjects; else, by the table of the object, a kind that has such objects; else the first that has such
// subjects. It reports false for subjects of no kind. The table of the object may be "", for one that nobody
// knows, or for a mapping that states that nothing was found.
func Find(set, subjects, objects string) (Kind, bool) {
	if k, ok := Lookup(set); ok && k.Subjects == subjects {
		return k, true
	}
	var found []Kind
	for _, k := range kinds {
		if k.Subjects == subjects {
			found = append(found, k)
		}
	}
	for _, k := range found {
		if _, ok := k.Object(objects); ok {
			return k, true
		}
	}
	if len(found) == 0 {
		return Kind{}, false
	}
	return found[0], true
}

// Table is the table of the mappings, "crosswalk_competency_skill".
func (k Kind) Table() string { return "crosswalk_" + strings.ReplaceAll(k.Name, "-", "_") }

// Target names what the kind maps to in crosswalk_unmatched.
func (k Kind) Target() string { return k.Objects[0].Target }

// Path is the place of the published set inside a release.
func (k Kind) Path() string { return "sssom/" + k.Name + sssom.Suffix }

// SetID is the IRI of the published set, its mapping_set_id.
func (k Kind) SetID(base string) string { return base + k.Path() }

// Allowed lists the predicates that may relate a subject to an object, strongest first.
func (k Kind) Allowed() []string {
	if k.Predicates == nil {
		return Predicates
	}
	return k.Predicates
}

// Justifications lists how a mapping may be shown to be right: the local names of SEMAPV that its table takes.
func (k Kind) Justifications() []string {
	schema, _ := schemas.Lookup(k.Table())
	column, _ := schema.Column("justification")
	return column.Enum
}

// Categories lists the values that object_category may have in a set: those of the column of the table that gives the
// category, else what the objects are; nil where neither says any.
func (k Kind) Categories() []string {
	schema, _ := schemas.Lookup(k.Table())
	if column, ok := schema.Column(k.columns().kind); ok && column.Name != objectKind {
		return column.Enum
	}
	var list []string
	for _, o := range k.Objects {
		if o.Category != "" {
			list = append(list, o.Category)
		}
	}
	return list
}

// Object returns the object whose records are in a table, and whether the kind has one.
func (k Kind) Object(table string) (Object, bool) {
	i := slices.IndexFunc(k.Objects, func(o Object) bool { return o.Table == table })
	if i < 0 {
		return Object{}, false
	}
	return k.Objects[i], true
}

// Owing returns the keys of the subjects that need a mapping or a row in crosswalk_unmatched, in the order of
// their table.
func (k Kind) Owing(d *dataset.Dataset) []string {
	rows, ok := d.Table(k.Subjects)
	if !ok || k.OwesNone || !k.Present(d) {
		return nil
	}
	schema, _ := schemas.Lookup(k.Subjects)
	var keys []string
	for i := range rows.Len() {
		if k.Owes == nil || k.Owes(d, rows.Row(i)) {
			keys = append(keys, rows.Key(i, schema.PrimaryKey))
		}
	}
	return keys
}

// Prefixes returns the prefixes of published and hand-kept sets for a dataset whose identifiers begin with
// base: fwci_competency for base+"competency/" and so on for each table that is mapped, and those of ESCO.
func Prefixes(base string) map[string]string {
	const esco = "http://data.europa.eu/esco/"
	prefixes := map[string]string{
		"fwci_" + identity.ESCOSegment: base + identity.ESCOSegment + "/",
		"esco_skill":                   esco + "skill/", "esco_occupation": esco + "occupation/", "esco_scheme": esco + "concept-scheme/",
	}
	for _, k := range kinds {
		tables := []string{k.Subjects}
		for _, o := range k.Objects {
			tables = append(tables, o.Table)
		}
		for _, table := range tables {
			switch segment := identity.Of(table).Segment; segment {
			case "":
			case "nice", "dcwf": // identifiers that others gave
				prefixes[segment] = base + segment + "/"
			default:
				prefixes["fwci_"+strings.ReplaceAll(segment, "-", "_")] = base + segment + "/"
			}
		}
	}
	return prefixes
}
