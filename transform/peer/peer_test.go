package peer

import (
	"slices"
	"testing"
)

var docs = []Document{
	{"a", []string{"database administrator", "DB manager"}, "Runs servers that hold data."},
	{"b", []string{"photographer"}, "Takes pictures."},
	{"c", []string{"data analyst"}, "Reads data and finds patterns in pictures."},
}

func TestRankers(t *testing.T) {
	labels, texts, letters := NewBM25(docs, false), NewBM25(docs, true), NewLetters(docs)
	for _, test := range []struct {
		name  string
		r     Ranker
		query string
		want  []string
	}{
		{"labels", labels, "Database administrators", []string{"a"}},
		{"labels", labels, "pictures", nil},
		{"texts", texts, "pictures", []string{"b", "c"}},
		{"letters", letters, "photography", []string{"b"}},
		{"letters", letters, "zzz", nil},
	} {
		if got := test.r.Rank(test.query, 5); !slices.Equal(got, test.want) {
			t.Errorf("%s, %q: %q; expected %q", test.name, test.query, got, test.want)
		}
	}
	if got := letters.Rank("data", 1); len(got) != 1 {
		t.Errorf("top 1 gives %q", got)
	}
}
