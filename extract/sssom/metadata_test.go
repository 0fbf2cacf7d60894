package sssom

import (
	"slices"
	"strings"
	"testing"
)

const head = "#curie_map:\n#  a: https://a.org/\n#mapping_set_id: https://a.org/set\n#license: https://a.org/licence\n"

const body = "subject_id\tpredicate_id\tobject_id\tmapping_justification\na:1\tskos:exactMatch\ta:2\tsemapv:MappingReview\n"

func TestMetadataReachesTheSetAndItsMappings(t *testing.T) {
	set, err := Parse("x", []byte(head+"#creator_label: One\n#publication_date: 2026-11-21\n#comment: said\n#see_also: https://a.org\n#mapping_provider: https://b.org\n"+
		"#subject_source: a:s\n#object_source: a:o\n#mapping_date: 2026-11-20\n"+body))
	if err != nil {
		t.Fatal(err)
	}
	m := set.Mappings[0]
	got := []string{strings.Join(set.Creators, ","), set.Published, set.Comment, strings.Join(set.Ignored, ","), m.SubjectSource, m.ObjectSource, m.Date}
	want := []string{"One", "2026-11-21", "said", "mapping_provider,see_also", "https://a.org/s", "https://a.org/o", "2026-11-20"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if !m.Unscored {
		t.Error("a mapping without a confidence counts as scored")
	}
}

// A problem of the metadata names its line, as the YAML reader counts it.
func TestMetadataProblemsNameTheirLine(t *testing.T) {
	_, err := Parse("x", []byte(head+"#comment: [\n"+body))
	if err == nil || !strings.HasPrefix(err.Error(), "x:") || strings.HasPrefix(err.Error(), "x:1:") {
		t.Errorf("the problem is %v; expected one below line 1", err)
	}
}

// An empty confidence is no confidence, whether its column is there or not; 0 is one.
func TestConfidence(t *testing.T) {
	scored := strings.Replace(body, "justification\n", "justification\tconfidence\n", 1)
	for cell, want := range map[string]bool{"": true, " ": true, "0": false, "0.5": false, "1e-3": false} {
		set, err := Parse("x", []byte(head+strings.Replace(scored, "Review\n", "Review\t"+cell+"\n", 1)))
		if err != nil || set.Mappings[0].Unscored != want {
			t.Errorf("the confidence %q: unscored is %v, %v; expected %t", cell, set != nil && set.Mappings[0].Unscored, err, want)
		}
	}
}

func TestSeveralCreators(t *testing.T) {
	set, err := Parse("x", []byte(head+"#creator_label:\n#  - One\n#  - Two\n"+body))
	if err != nil || !slices.Equal(set.Creators, []string{"One", "Two"}) {
		t.Errorf("got %v, %v", set, err)
	}
}

func TestMetadataRefused(t *testing.T) {
	for name, text := range map[string]string{
		"built-in prefix":              strings.Replace(head, "#  a:", "#  skos: https://b.org/\n#  a:", 1) + body,
		"creators":                     head + "#creator_label: {a: b}\n" + body,
		"source":                       head + "#object_source: nowhere:1\n" + body,
		"a license that is no address": strings.Replace(head, "https://a.org/licence", "CC BY", 1) + body,
		"an id that is no address":     strings.Replace(head, "https://a.org/set", "set", 1) + body,
		"a date of words":              head + "#publication_date: yesterday\n" + body,
		"a date that is not one":       head + "#mapping_date: 2026-02-30\n" + body,
		"UTF-16":                       "\xff\xfe#\x00",
		"a hexadecimal confidence":     head + strings.Replace(strings.Replace(body, "justification\n", "justification\tconfidence\n", 1), "Review\n", "Review\t0x1p-1\n", 1),
		"a confidence of words":        head + strings.Replace(strings.Replace(body, "justification\n", "justification\tconfidence\n", 1), "Review\n", "Review\tNaN\n", 1),
		"a column twice":               head + strings.Replace(body, "subject_id\t", "subject_id\tsubject_id\t", 1),
		"a carriage return in a cell":  head + strings.Replace(body, "a:2", "a:2\r", 1),
		"no license":                   strings.Replace(head, "license", "licence", 1) + body,
	} {
		if _, err := Parse("x", []byte(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
