package sssom

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func sample() *Set {
	return &Set{ID: "https://example.org/set", License: "https://example.org/licence", Prefixes: map[string]string{"a": "https://a.org/", "b": "https://a.org/b/"},
		Mappings: []Mapping{{Subject: "https://a.org/1", Predicate: SKOS + "exactMatch", Object: "https://a.org/b/2", Justification: "MappingReview", Unscored: true}}}
}

func TestFormatRefuses(t *testing.T) {
	tests := []struct {
		name, want string
		change     func(*Set)
	}{
		{"no license", "license", func(s *Set) { s.License = "" }},
		{"a slot that would be lost", "see_also", func(s *Set) { s.Ignored = []string{"see_also"} }},
		{"another meaning of a built-in prefix", "skos", func(s *Set) { s.Prefixes["skos"] = "https://x.org/" }},
		{"no prefix", "no prefix", func(s *Set) { s.Mappings[0].Object = "https://c.org/1" }},
		{"space in an IRI", "is no IRI", func(s *Set) { s.Mappings[0].Object = "https://a.org/1 2" }},
		{"no object", "object_id", func(s *Set) { s.Mappings[0].Object = "" }},
		{"no justification", "mapping_justification", func(s *Set) { s.Mappings[0].Justification = "" }},
		{"confidence", "confidence", func(s *Set) { s.Mappings[0].Unscored, s.Mappings[0].Confidence = false, 1.01 }},
		{"separator in a reviewer", "separates", func(s *Set) { s.Mappings[0].Reviewers = []string{"a|b"} }},
		{"not UTF-8", "UTF-8", func(s *Set) { s.Mappings[0].Comment = "\xff" }},
		{"zero byte in the metadata", "UTF-8", func(s *Set) { s.Title = "a\x00" }},
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

func randomSet(r *rand.Rand) *Set {
	text := func() string { return strings.TrimSpace(hostile[r.IntN(len(hostile))]) }
	day := func() string { return []string{"", "2026-11-21", "2024-02-29"}[r.IntN(3)] }
	set := sample()
	set.Title, set.Description, set.Version, set.Published, set.Comment = text(), text(), text(), day(), text()
	set.Creators, set.Mappings = []string{text(), text()}, nil
	for i := range r.IntN(4) {
		m := Mapping{Subject: fmt.Sprint("https://a.org/", i), SubjectLabel: text(), Predicate: SKOS + "broadMatch", Not: r.IntN(2) == 0, Object: NoTermFound,
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
func same(a, b *Set) bool {
	bare := func(s *Set) Set {
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
		back, err := Parse("x", data)
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
		back, err := Parse("x", data)
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
		if got := new(writer).confidence(Mapping{Confidence: value}); got != want {
			t.Errorf("%v is written %s, want %s", value, got, want)
		}
	}
}
