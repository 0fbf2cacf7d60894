package schemas

import (
	"regexp"
	"testing"
)

func TestTextPattern(t *testing.T) {
	pattern := regexp.MustCompile(TextPattern)
	accepted := []string{
		"x", "X", "1", "Attention to Detail", "Contracting/ Procurement", "GS-5/7", "Various|DC metro area",
		"(Alternative A OPM Classification & Qualifications) – GS-5 though GS-15; IT-related education or experience is needed.",
		"agencies’ “multiple hats” (5 CFR § 300.103)", "a = b + c - d @ e", "*", "'quoted'", "Überprüfung größerer Änderungen",
		"управління змінами", "إدارة التغيير", "変更管理", "e\u0301 combined", "\U0001F600 beyond the basic plane", "\u00a1\u00ac\u00ae",
	}
	rejected := []string{
		"", " ", " leading", "trailing ", "two  spaces", "tab\tinside", "\tleading tab", "line\nfeed", "line feed at the end\n",
		"carriage\rreturn", "\r", "no-break\u00a0space", "\u00a0", "zero\u200bwidth", "\u200bleading zero width", "word\u2060joiner",
		"zero\u200dwidth joiner", "byte-order\ufeffmark", "\ufeffleading mark", "thin\u2009space", "narrow\u202fspace", "ideographic\u3000space",
		"line\u2028separator", "soft\u00adhyphen", "right-to-left\u202eoverride", "nul\x00", "bell\x07", "delete\x7f", "next\u0085line",
		"C1 control \u0080", "=SUM(A1)", "+1", "-1", "- item", "@name", "=",
	}
	for _, text := range accepted {
		if !pattern.MatchString(text) {
			t.Errorf("rejected %q", text)
		}
	}
	for _, text := range rejected {
		if pattern.MatchString(text) {
			t.Errorf("accepted %q", text)
		}
	}
}
