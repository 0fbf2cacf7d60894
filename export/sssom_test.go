package export_test

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/sssom"
	mapping "github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

var tool = artifact.Tool{Name: "fwci", Version: "1.2"}

// sssomBuild makes the dataset of the real sources and adds mappings of every kind, so that the test does not
// depend on how far the reviewed crosswalk has come.
func sssomBuild(t testing.TB) *dataset.Dataset {
	t.Helper()
	_, real := exporttest.Real(t)
	d := exporttest.Copy(real)
	who, version := "Reader A; settled by reader B", "v1.2.0"
	d.CompetencySkill, d.ProfileOccupation, d.Unmatched = nil, nil, d.Unmatched[:min(len(d.Unmatched), 100)]
	for i, c := range d.Competencies {
		for j, s := range d.ESCOSkills[:12] {
			r := dataset.CompetencySkill{CompetencyID: c.CompetencyID, SkillURI: s.SkillURI, Predicate: "broadMatch", SkillLabel: s.PreferredLabel, SkillType: s.SkillType,
				Confidence: new(float64(i+j) / 200), Justification: "MappingReview", ReviewStatus: "person", Reviewer: &who, ESCOVersion: &version}
			if j%2 == 1 {
				r.Justification, r.ReviewStatus, r.Reviewer, r.Predicate = "LexicalMatching", "suggested", nil, "closeMatch"
			}
			d.CompetencySkill = append(d.CompetencySkill, r)
		}
	}
	o := d.ESCOOccupations[0]
	comment := `a "quoted" word`
	for _, p := range d.Profiles {
		d.ProfileOccupation = append(d.ProfileOccupation, dataset.ProfileOccupation{ProfileID: p.ProfileID, OccupationURI: o.OccupationURI, Predicate: "relatedMatch",
			OccupationLabel: o.PreferredLabel, Confidence: new(0.5), Justification: "MappingReview", ReviewStatus: "person", Reviewer: &who, ESCOVersion: &version, Comment: &comment})
	}
	own := d.Info.Base + "esco/own-concept"
	d.CompetencySkill[0].SkillURI = own
	d.Unmatched = append(d.Unmatched, dataset.Unmatched{SubjectTable: "competencies", SubjectID: d.Competencies[0].CompetencyID, Target: "esco-skill",
		Justification: "MappingReview", Reviewer: &who, ESCOVersion: &version, Comment: "Nothing fits."})
	d.Unmatched = append(d.Unmatched, dataset.Unmatched{SubjectTable: "series_titles", SubjectID: d.SeriesTitles[0].TitleID, Target: "fwci-profile",
		Justification: "MappingReview", Comment: "Nothing fits."})
	return d
}

func TestPublishedSetsHoldEveryRow(t *testing.T) {
	d := sssomBuild(t)
	artifacts, err := sssom.Write(d, tool)
	if err != nil {
		t.Fatal(err)
	}
	var want []int // mappings, and statements that nothing was found
	for _, k := range crosswalk.Kinds() {
		n := len(k.Rows(d))
		for _, u := range d.Unmatched {
			if u.SubjectTable == k.Subjects && u.Target == k.Target() && u.Justification != crosswalk.NotJudged {
				n++
			}
		}
		want = append(want, n)
	}
	if len(artifacts) != len(want) || want[0] != len(d.CompetencySkill)+1 || want[2] != len(d.TitleProfile)+1 {
		t.Fatalf("%d sets, of %v rows; expected one for each kind", len(artifacts), want)
	}
	for i, a := range artifacts {
		set, err := mapping.Parse(a.Path, a.Data)
		if err != nil {
			t.Fatal(err)
		}
		if len(set.Mappings) != want[i] || a.Rows != want[i] {
			t.Errorf("%s has %d mappings and says %d, want %d", a.Path, len(set.Mappings), a.Rows, want[i])
		}
		if again, err := mapping.Format(set); err != nil || !bytes.Equal(again, a.Data) {
			t.Errorf("%s changes when it is read and written again: %v", a.Path, err)
		}
	}
	set, _ := mapping.Parse("", artifacts[0].Data)
	seen := map[string]mapping.Mapping{}
	for _, m := range set.Mappings {
		seen[m.Subject+" "+m.Object] = m
	}
	for _, r := range d.CompetencySkill {
		m, ok := seen[d.Info.Base+"competency/"+r.CompetencyID+" "+r.SkillURI]
		got := []any{ok, m.Predicate, m.ObjectLabel, m.ObjectCategory, m.Confidence, m.Justification, len(m.Reviewers), m.ObjectVersion, m.Tool, m.Unscored}
		reviewers, program := 2, "" // the dataset joins them with "; "
		if r.ReviewStatus == "suggested" {
			reviewers, program = 0, tool.Name
		}
		want := []any{true, mapping.SKOS + r.Predicate, r.SkillLabel, r.SkillType, *r.Confidence, r.Justification, reviewers, *r.ESCOVersion, program, false}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%s %s\n got %v\nwant %v", r.CompetencyID, r.SkillURI, got, want)
		}
	}
}

// Who judged a published mapping is read from its set alone, and is what the tables say.
func TestPublishedSetsSayWhoJudged(t *testing.T) {
	d := sssomBuild(t)
	models := []string{"Language model A; X-1", "X-2"}
	for i := range d.CompetencySkill {
		if r := &d.CompetencySkill[i]; r.ReviewStatus == crosswalk.Person && i%4 == 0 {
			r.ReviewStatus, r.Reviewer = crosswalk.Model, &models[i/4%2]
		}
	}
	artifacts, err := sssom.Write(d, tool)
	if err != nil {
		t.Fatal(err)
	}
	statuses := map[string]int{}
	for i, k := range crosswalk.Kinds() {
		set, err := mapping.Parse(artifacts[i].Path, artifacts[i].Data)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for _, r := range k.Rows(d) {
			want[r.Subject+" "+r.Object] = r.Status
		}
		for _, m := range set.Mappings {
			if m.Object == mapping.NoTermFound {
				continue
			}
			subject, _ := identity.Parse(d.Info.Base, m.Subject)
			object := m.Object
			if r, ours := identity.Parse(d.Info.Base, m.Object); ours && k.Name != "competency-skill" && k.Name != "profile-occupation" {
				object = r.Key
			}
			got := crosswalk.Status(set, m)
			statuses[got]++
			if status := want[subject.Key+" "+object]; got != status {
				t.Errorf("%s, %s to %s: %s; expected %s", k.Name, subject.Key, object, got, status)
			}
		}
	}
	if len(statuses) != 3 || statuses[crosswalk.Model] < 100 || statuses[crosswalk.Person] < 100 {
		t.Errorf("the sets have %v; expected each status", statuses)
	}
	if text := string(artifacts[0].Data); !strings.Contains(text, "#other: model_reviewers=Language model A|X-1|X-2\n") {
		t.Error("the set does not name its model reviewers")
	}
}

func TestOnlyJudgedSubjectsAreNotFound(t *testing.T) {
	artifacts, err := sssom.Write(sssomBuild(t), tool)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(artifacts[0].Data, []byte("sssom:NoTermFound")); n != 1 {
		t.Errorf("%d rows without a term, want the one that somebody judged", n)
	}
	if bytes.Contains(artifacts[0].Data, []byte(crosswalk.NotJudged)) {
		t.Error("a subject that nobody judged is in a set")
	}
}

// TestCanonicalForm reads the bytes with the standard library only.
func TestCanonicalForm(t *testing.T) {
	artifacts, err := sssom.Write(sssomBuild(t), tool)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range artifacts {
		text := string(a.Data)
		if strings.Contains(text, "\r") || !strings.HasPrefix(text, "#curie_map:\n") {
			t.Errorf("%s does not begin with the curie_map or has a carriage return", a.Path)
		}
		var prefixes []string
		for _, line := range strings.Split(text, "\n")[1:] {
			if !strings.HasPrefix(line, "#  ") {
				break
			}
			name, _, _ := strings.Cut(strings.TrimPrefix(line, "#  "), ":")
			prefixes = append(prefixes, name)
			if !strings.Contains(text, "\t"+name+":") && !strings.Contains(text, "\n"+name+":") && !strings.Contains(text, ": "+name+":") {
				t.Errorf("%s declares %s and does not use it", a.Path, name)
			}
		}
		if !slices.IsSorted(prefixes) || len(prefixes) == 0 {
			t.Errorf("%s declares the prefixes %v", a.Path, prefixes)
		}
		body := text[strings.Index(text, "\nsubject_id")+1:]
		r := csv.NewReader(strings.NewReader(body))
		r.Comma = '\t'
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if !slices.IsSortedFunc(rows[1:], slices.Compare[[]string]) {
			t.Errorf("%s: rows out of order", a.Path)
		}
		for c, name := range rows[0] {
			if !slices.ContainsFunc(rows[1:], func(row []string) bool { return row[c] != "" }) {
				t.Errorf("%s: the column %s is empty", a.Path, name)
			}
		}
	}
}

func TestSharedValuesMove(t *testing.T) {
	artifacts, err := sssom.Write(sssomBuild(t), tool)
	if err != nil {
		t.Fatal(err)
	}
	text := string(artifacts[1].Data)
	for _, want := range []string{"#object_source_version: v1.2.0\n", "#object_source: esco_scheme:occupations\n", "\treviewer_label\t"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q", want)
		}
	}
	if strings.Contains(text, "\tobject_source_version") || strings.Contains(text, "#reviewer_label") {
		t.Error("a shared value is in the wrong place")
	}
	if !strings.Contains(string(artifacts[0].Data), "\tmapping_tool\t") {
		t.Error("a tool that only some mappings have left its column")
	}
}

func TestSameBytes(t *testing.T) {
	var first []byte
	for _, n := range []int{1, 2, 2} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		artifacts, err := sssom.Write(sssomBuild(t), tool)
		if err != nil {
			t.Fatal(err)
		}
		var all []byte
		for _, a := range artifacts {
			all = append(all, a.Data...)
		}
		if first == nil {
			first = all
		}
		if !bytes.Equal(first, all) {
			t.Fatal("two runs differ")
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	d := sssomBuild(b)
	for b.Loop() {
		if _, err := sssom.Write(d, tool); err != nil {
			b.Fatal(err)
		}
	}
}
