package nearword

import "testing"

// Each word has one to ten others, the nearest first, none of them itself.
func TestOf(t *testing.T) {
	if n := len(lines()); n < 30000 {
		t.Errorf("%d words; expected more than 30,000", n)
	}
	for i, line := range lines() {
		word := head(line)
		if i > 0 && head(lines()[i-1]) >= word {
			t.Fatalf("%s is not after %s: words cannot be found", word, head(lines()[i-1]))
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
