package sssom

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	mapping "github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

var tool = Tool{Name: "fwci", Version: "1.2"}

// build makes the dataset of the real sources and adds mappings of every kind, so that the test does not
// depend on how far the reviewed crosswalk has come.
func build(t testing.TB) *dataset.Dataset {
	t.Helper()
	_, d := exporttest.Fresh(t)
	who, version := "Reader A; settled by reader B", "v1.2.0"
	d.CompetencySkill, d.ProfileOccupation, d.Unmatched = nil, nil, d.Unmatched[:min(len(d.Unmatched), 100)]
	for i, c := range d.Competencies {
		for j, s := range d.ESCOSkills[:12] {
			r := dataset.CompetencySkill{CompetencyID: c.CompetencyID, SkillURI: s.SkillURI, Predicate: "broadMatch", SkillLabel: s.PreferredLabel, SkillType: s.SkillType,
				Confidence: new(float64(i+j) / 200), Justification: "MappingReview", ReviewStatus: "reviewed", Reviewer: &who, ESCOVersion: &version}
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
			OccupationLabel: o.PreferredLabel, Confidence: new(0.5), Justification: "MappingReview", ReviewStatus: "reviewed", Reviewer: &who, ESCOVersion: &version, Comment: &comment})
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
	d := build(t)
	artifacts, err := Write(d, tool)
	if err != nil {
		t.Fatal(err)
	}
	want := []int{len(d.CompetencySkill) + 1, len(d.ProfileOccupation), len(d.TitleProfile) + 1}
	for i, a := range artifacts {
		set, err := mapping.Parse(a.Path, a.Data)
		if err != nil {
			t.Fatal(err)
		}
		if len(set.Mappings) != want[i] || a.Rows != want[i] {
			t.Errorf("%s holds %d mappings and says %d, want %d", a.Path, len(set.Mappings), a.Rows, want[i])
		}
		if again, err := Format(set); err != nil || !bytes.Equal(again, a.Data) {
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
		reviewers, program := 1, ""
		if r.ReviewStatus == "suggested" {
			reviewers, program = 0, tool.Name
		}
		want := []any{true, mapping.SKOS + r.Predicate, r.SkillLabel, r.SkillType, *r.Confidence, r.Justification, reviewers, *r.ESCOVersion, program, false}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%s %s\n got %v\nwant %v", r.CompetencyID, r.SkillURI, got, want)
		}
	}
}

func TestOnlyJudgedSubjectsAreNotFound(t *testing.T) {
	artifacts, err := Write(build(t), tool)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(artifacts[0].Data, []byte("sssom:NoTermFound")); n != 1 {
		t.Errorf("%d rows without a term, want the one that somebody judged", n)
	}
	if bytes.Contains(artifacts[0].Data, []byte(unspecified)) {
		t.Error("a subject that nobody judged stands in a set")
	}
}

// TestCanonicalForm reads the bytes with the standard library only.
func TestCanonicalForm(t *testing.T) {
	artifacts, err := Write(build(t), tool)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range artifacts {
		text := string(a.Data)
		if strings.Contains(text, "\r") || !strings.HasPrefix(text, "#curie_map:\n") {
			t.Errorf("%s does not begin with the curie_map or holds a carriage return", a.Path)
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
	artifacts, err := Write(build(t), tool)
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
		t.Error("a shared value stands in the wrong place")
	}
	if !strings.Contains(string(artifacts[0].Data), "\tmapping_tool\t") {
		t.Error("a tool that only some mappings have left its column")
	}
}

func sample() *mapping.Set {
	return &mapping.Set{ID: "https://example.org/set", License: "https://example.org/licence", Prefixes: map[string]string{"a": "https://a.org/", "b": "https://a.org/b/"},
		Mappings: []mapping.Mapping{{Subject: "https://a.org/1", Predicate: mapping.SKOS + "exactMatch", Object: "https://a.org/b/2", Justification: "MappingReview", Unscored: true}}}
}

func TestFormatRefuses(t *testing.T) {
	tests := []struct {
		name, want string
		change     func(*mapping.Set)
	}{
		{"no licence", "license", func(s *mapping.Set) { s.License = "" }},
		{"a slot that would be lost", "see_also", func(s *mapping.Set) { s.Ignored = []string{"see_also"} }},
		{"another meaning of a built-in prefix", "skos", func(s *mapping.Set) { s.Prefixes["skos"] = "https://x.org/" }},
		{"no prefix", "no prefix", func(s *mapping.Set) { s.Mappings[0].Object = "https://c.org/1" }},
		{"space in an IRI", "is no IRI", func(s *mapping.Set) { s.Mappings[0].Object = "https://a.org/1 2" }},
		{"no object", "object_id", func(s *mapping.Set) { s.Mappings[0].Object = "" }},
		{"no justification", "mapping_justification", func(s *mapping.Set) { s.Mappings[0].Justification = "" }},
		{"confidence", "confidence", func(s *mapping.Set) { s.Mappings[0].Unscored, s.Mappings[0].Confidence = false, 1.01 }},
		{"separator in a reviewer", "separates", func(s *mapping.Set) { s.Mappings[0].Reviewers = []string{"a|b"} }},
		{"not UTF-8", "UTF-8", func(s *mapping.Set) { s.Mappings[0].Comment = "\xff" }},
		{"zero byte in the metadata", "UTF-8", func(s *mapping.Set) { s.Title = "a\x00" }},
	}
	if _, err := Format(sample()); err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		set := sample()
		test.change(set)
		if _, err := Format(set); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want an error about %s", test.name, err, test.want)
		}
	}
}

// hostile are texts that readers of tables and of YAML trip over.
var hostile = []string{"", "plain", "a\tb", "a\nb\n\nc", `say "x"`, `"`, "#not metadata", "a\n#b", " ", "é ü 漢", "1.10", "yes", "null", "- x", "a: b", "a #b", "{x}", "'", "2026-11-21",
	"%x", "~", "|", ">", "\u0085\u2028x", "x\ufeff", "\\n", "!tag", "*a", "&a", "0x1F", "1e3", ":", "?", "a:"}

func randomSet(r *rand.Rand) *mapping.Set {
	text := func() string { return strings.TrimSpace(hostile[r.IntN(len(hostile))]) }
	day := func() string { return []string{"", "2026-11-21", "2024-02-29"}[r.IntN(3)] }
	set := sample()
	set.Title, set.Description, set.Version, set.Published, set.Comment = text(), text(), text(), day(), text()
	set.Creators, set.Mappings = []string{text(), text()}, nil
	for i := range r.IntN(4) {
		m := mapping.Mapping{Subject: fmt.Sprint("https://a.org/", i), SubjectLabel: text(), Predicate: mapping.SKOS + "broadMatch", Not: r.IntN(2) == 0, Object: mapping.NoTermFound,
			ObjectLabel: text(), ObjectCategory: text(), Justification: "LexicalMatching", Confidence: float64(r.IntN(1001)) / 1000, Tool: text(), ToolVersion: text(), Date: day(),
			SubjectSource: "https://a.org/b/s", SubjectVersion: text(), ObjectVersion: text(), Comment: text(), Other: text()}
		if r.IntN(3) == 0 {
			m.Confidence, m.Unscored = 0, true
		}
		if r.IntN(2) == 0 {
			m.Reviewers = []string{"x", "y z"}
		}
		set.Mappings = append(set.Mappings, m)
	}
	return set
}

// same compares two sets in all but path, lines and prefixes that are declared and not used.
func same(a, b *mapping.Set) bool {
	bare := func(s *mapping.Set) mapping.Set {
		c := *s
		c.Path, c.Prefixes, c.Mappings = "", nil, slices.Clone(s.Mappings)
		for i := range c.Mappings {
			c.Mappings[i].Line = 0
		}
		return c
	}
	x, y := bare(a), bare(b)
	if len(x.Mappings) == 0 && len(y.Mappings) == 0 {
		x.Mappings, y.Mappings = nil, nil
	}
	return reflect.DeepEqual(x, y)
}

func TestParseGivesTheSetBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		set := randomSet(r)
		data, err := Format(set)
		if err != nil {
			t.Fatal(err)
		}
		back, err := mapping.Parse("x", data)
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		if !same(set, back) {
			t.Fatalf("got  %+v\nwant %+v\n%s", back, set, data)
		}
	}
}

func FuzzFormat(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, text, 0.1235)
	}
	f.Fuzz(func(t *testing.T, cell, meta string, confidence float64) {
		set := sample()
		set.Title, set.Mappings[0].Comment = meta, cell
		set.Mappings[0].Tool, set.Mappings[0].Confidence, set.Mappings[0].Unscored = cell, confidence, false
		data, err := Format(set)
		if err != nil {
			return
		}
		back, err := mapping.Parse("x", data)
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		again, err := Format(back)
		if err != nil || !bytes.Equal(data, again) {
			t.Fatalf("%v\n%s\n%s", err, data, again)
		}
		if back.Title != meta || (!strings.Contains(cell, "\r") && back.Mappings[0].Comment != strings.TrimSpace(cell)) {
			t.Fatalf("%q %q came back as %q %q", meta, cell, back.Title, back.Mappings[0].Comment)
		}
	})
}

func TestConfidenceIsRoundedUp(t *testing.T) {
	for value, want := range map[float64]string{0: "0", 1: "1", 0.5: "0.5", 0.1234: "0.123", 0.0625: "0.063", 0.9996: "1"} {
		if got := new(writer).confidence(mapping.Mapping{Confidence: value}); got != want {
			t.Errorf("%v is written %s, want %s", value, got, want)
		}
	}
}

func TestSameBytes(t *testing.T) {
	var first []byte
	for _, n := range []int{1, 2, 2} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		artifacts, err := Write(build(t), tool)
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
	d := build(b)
	for b.Loop() {
		if _, err := Write(d, tool); err != nil {
			b.Fatal(err)
		}
	}
}
