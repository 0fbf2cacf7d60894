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

func TestSeveralCreators(t *testing.T) {
	set, err := Parse("x", []byte(head+"#creator_label:\n#  - One\n#  - Two\n"+body))
	if err != nil || !slices.Equal(set.Creators, []string{"One", "Two"}) {
		t.Errorf("got %v, %v", set, err)
	}
}

func TestMetadataRefused(t *testing.T) {
	for name, text := range map[string]string{
		"built-in prefix": strings.Replace(head, "#  a:", "#  skos: https://b.org/\n#  a:", 1) + body,
		"creators":        head + "#creator_label: {a: b}\n" + body,
		"source":          head + "#object_source: nowhere:1\n" + body,
		"no licence":      strings.Replace(head, "license", "licence", 1) + body,
	} {
		if _, err := Parse("x", []byte(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
