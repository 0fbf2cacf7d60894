package nearword

import (
	"strings"
	"testing"
)

// Each word has one to ten others, the nearest first, none of them itself.
func TestOf(t *testing.T) {
	words := 0
	last := ""
	for line := range strings.Lines(table) {
		if line[0] == '#' {
			continue
		}
		word, rest, _ := strings.Cut(line, "\t")
		if words++; word <= last {
			t.Fatalf("%s is not after %s: words cannot be found", word, last)
		}
		last = word
		if found, known := find(word); !known || found+"\n" != rest {
			t.Fatalf("%s: found %q, %v; expected %q", word, found, known, rest)
		}
		list := Of(word)
		if len(list) == 0 || len(list) > 10 {
			t.Errorf("%s has %d others", word, len(list))
		}
		for i, w := range list {
			if w.Text == word || w.Text == "" || !(w.Like >= 0.4 && w.Like < 1) || i > 0 && w.Like > list[i-1].Like {
				t.Errorf("%s: %q %v", word, w.Text, w.Like)
			}
		}
	}
	if words < 30000 {
		t.Errorf("%d words; expected more than 30,000", words)
	}
}

func TestMeaning(t *testing.T) {
	for word, want := range map[string]string{"purchase": "buy", "mentor": "tutor", "lawyer": "attorney", "wages": "salaries"} {
		found := false
		for _, w := range Of(word) {
			found = found || w.Text == want
		}
		if !found {
			t.Errorf("%s has %v; expected %s among them", word, Of(word), want)
		}
	}
	for _, word := range []string{"", "a", "zzzz", "purchas", "purchases "} {
		if Known(word) != (Of(word) != nil) || word == "" && Known(word) {
			t.Errorf("%q: known %v, words %v", word, Known(word), Of(word))
		}
	}
}
