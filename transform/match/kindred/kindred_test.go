package kindred

import "testing"

// Each word has one to ten others, the nearest first, none of them itself.
func TestWords(t *testing.T) {
	words := Words()
	if len(words) < 30000 {
		t.Errorf("%d words; expected more than 30,000", len(words))
	}
	for word, list := range words {
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
		for _, w := range Words()[word] {
			found = found || w.Text == want
		}
		if !found {
			t.Errorf("%s has %v; expected %s among them", word, Words()[word], want)
		}
	}
}
