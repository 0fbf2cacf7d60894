package site

import (
	"regexp"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234", -123: "-123"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %q; want %q", n, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int]string{0: "0 bytes", 999: "999 bytes", 1000: "1.0 kB", 41_649: "41.6 kB", 999_949: "999.9 kB", 999_950: "1.0 MB", 2_700_000: "2.7 MB"} {
		if got := size(n); got != want {
			t.Errorf("size(%d) = %q; want %q", n, got, want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, test := range []struct {
		text string
		n    int
		want string
	}{
		{"short", 10, "short"}, {"exactly ten", 11, "exactly ten"}, {"words that are cut, here", 20, "words that are…"}, {"unbrokenunbroken", 8, "unbroke…"}, {"äöüäöüäöü", 5, "äöüä…"},
	} {
		if got := shorten(test.text, test.n); got != test.want {
			t.Errorf("shorten(%q, %d) = %q; want %q", test.text, test.n, got, test.want)
		}
	}
}

func TestAround(t *testing.T) {
	long := strings.Repeat("before ", 60) + "Cloud Services" + strings.Repeat(" after", 60)
	got := around(long, "Cloud Services")
	if !strings.Contains(got, "Cloud Services") || !strings.HasPrefix(got, "… before ") || !strings.HasSuffix(got, " after …") || len([]rune(got)) > mostRunes+4 {
		t.Errorf("around = %q", got)
	}
	if got := around("short\tline", "x"); got != "short\tline" {
		t.Errorf("a short line became %q", got)
	}
	unbroken := strings.Repeat("x", 3*mostRunes)
	if got := around(unbroken, "absent"); len([]rune(got)) > mostRunes+4 || !strings.HasPrefix(got, "x") {
		t.Errorf("an unbroken line became %q", got)
	}
}

func TestProse(t *testing.T) {
	spans := prose("set to `all`, or `x`")
	if len(spans) != 4 || !spans[1].Code || spans[1].Text != "all" || spans[2].Code || spans[3].Text != "x" {
		t.Errorf("prose = %v", spans)
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain “quotes” — ‹x›": "plain “quotes” — ‹x›", "a\u202eb": "a‹U+202E›b", "\u200f": "‹U+200F›", "x\u2069": "x‹U+2069›", "\u061cx": "‹U+061C›x",
		"⁰ superscript": "⁰ superscript", "zero\u200bwidth": "zero\u200bwidth", "cut\xe2": "cut\xe2", "cut\xe2\x80": "cut\xe2\x80",
	} {
		if got := string(visible([]byte(in))); got != want {
			t.Errorf("visible(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestCitations(t *testing.T) {
	info := dataset.Info{ID: "x-1", Publisher: `A & B {C} 50% $ # _ ~ ^ \ end`, Title: "T\nER  - ", Issued: "2026-11-21", Version: "1", Base: "https://example.org/", Keywords: []string{"k1", "k2"}}
	bib := bibTeX(info)
	if !strings.HasPrefix(bib, "@misc{x-1,\n") || !strings.Contains(bib, `{{A \& B \{C\} 50\% \$ \# \_ \textasciitilde{} \textasciicircum{} \textbackslash{} end}}`) {
		t.Errorf("BibTeX:\n%s", bib)
	}
	depth := 0
	for _, r := range strings.NewReplacer(`\{`, "", `\}`, "").Replace(bib) {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth < 0 {
			t.Fatal("a brace closes that was not open")
		}
	}
	if depth != 0 {
		t.Error("a brace stays open")
	}
	lines := strings.Split(strings.TrimSuffix(ris(info), "\r\n"), "\r\n")
	for i, line := range lines {
		if !regexp.MustCompile(`^[A-Z][A-Z0-9]  - `).MatchString(line) {
			t.Errorf("the RIS line %q", line)
		}
		if strings.HasPrefix(line, "ER") != (i == len(lines)-1) {
			t.Errorf("the RIS entry ends in line %d of %d", i+1, len(lines))
		}
	}
}
