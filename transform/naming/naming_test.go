package naming

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/fwci-open-data/fwci/schemas"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		// the examples of the release contract
		"Contracting/Procurement":                       "contracting-procurement",
		"User Interface/User Experience Design (UI/UX)": "user-interface-user-experience-design-ui-ux",
		// one of each other kind of name in the handbook and on the job-series page
		"Artificial Intelligence Values-Driven Design":                    "artificial-intelligence-values-driven-design",
		"Continuous Integration/Continuous Deployment (CI/CD)":            "continuous-integration-continuous-deployment-ci-cd",
		"Embedded Computers/Internet of Things (IoT)":                     "embedded-computers-internet-of-things-iot",
		"Information Technology Specialist (Systems Analyst/SYSANALYSIS)": "information-technology-specialist-systems-analyst-sysanalysis",
		"OPM’s General Competencies":                                      "opm-s-general-competencies",
		"IT Operations & Security":                                        "it-operations-security",
		"A":                                                               "a",
		"508 Compliance":                                                  "508-compliance",
		"  -- Memory --  ":                                                "memory",
		"a_b.c,d;e:f!g?h":                                                 "a-b-c-d-e-f-g-h",
		"Überprüfung größerer Änderungen":                                 "berpr-fung-gr-erer-nderungen",
		"\u212Aelvin, \u0130stanbul":                                      "elvin-stanbul", // K and İ are no ASCII letters, though they fold to some
		"Data\u00a0Analysis":                                              "data-analysis",
		"C++":                                                             "c",
		"変更管理":                                                            "",
		"":                                                                "",
		"***":                                                             "",
		strings.Repeat("Very ", 3) + "Long":                               "very-very-very-long",
	} {
		if got := Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestName(t *testing.T) {
	for text, want := range map[string]string{
		"Contracting/ Procurement":                    "Contracting/Procurement", // the contract's example
		"Contracting /Procurement":                    "Contracting/Procurement",
		"Contracting  /\u00a0 Procurement":            "Contracting/Procurement",
		"Artificial Intelligence/ Machine Learning":   "Artificial Intelligence/Machine Learning",
		"\u00a0Data\u00a0 Analysis ":                  "Data Analysis",
		"Self-Management":                             "Self-Management",
		"Data Management - Storage":                   "Data Management - Storage",
		"a / b / c":                                   "a/b/c",
		"/ leading":                                   "/leading",
		"trailing /":                                  "trailing/",
		"Attention\tto\tDetail":                       "Attention to Detail",
		"Information Technology Specialist (A / B)  ": "Information Technology Specialist (A/B)",
	} {
		if got := Name(text); got != want {
			t.Errorf("Name(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing to do", "Keeps up-to-date; views (e.g., x), “y” & ‘z’ … 5 CFR § 300.103.", "Keeps up-to-date; views (e.g., x), “y” & ‘z’ … 5 CFR § 300.103."},
		{"spaces", "  a  b \t c \r\n d\ve\ff ", "a b c d e f"},
		{"Unicode spaces", "a\u00a0b\u1680c\u2000d\u2003e\u2009f\u202fg\u205fh\u3000i\u2028j\u2029k\u0085l", "a b c d e f g h i j k l"},
		{"only spaces", " \u00a0\u3000\t", ""},
		{"empty", "", ""},
		{"zero width", "\ufeffpass\u200bwo\u200crd\u200d\u2060", "password"},
		{"zero width between spaces", "a \u200b b", "a b"},
		{"soft hyphen", "compe\u00adtency", "competency"},
		{"directional override", "user\u202etxt.exe\u202c \u2066a\u2069", "usertxt.exe a"},
		{"Mongolian vowel separator", "a\u180eb", "ab"},
		{"controls", "a\x00b\x07c\x1bd\x7fe\u0080f", "abcdef"},
		{"private use", "a\ue000b\U000F0000c", "abc"},
		{"noncharacters", "a\ufdd0b\ufffec\uffffd\U0001FFFEe", "abcde"},
		{"code point reserved among the invisible ones", "a\u2065b", "ab"},
		{"replacement character", "a\ufffdb", "ab"},
		{"not UTF-8", "a\xffb\xc3", "ab"},
		{"lone surrogate in UTF-8", "a\xed\xa0\x80b", "ab"},
		{"NFC", "e\u0301 A\u030a \u1100\u1161", "é Å 가"},
		{"NFC over a character that goes", "e\u200d\u0301", "é"},
		{"letters of other scripts", "Überprüfung, управління змінами, إدارة, 変更管理", "Überprüfung, управління змінами, إدارة, 変更管理"},
		{"beyond the basic plane", "\U0001F600 \U00020000", "\U0001F600 \U00020000"},
		{"formula =", "=1+1", "'=1+1"},
		{"formula +", "+1", "'+1"},
		{"formula -", "-1", "'-1"},
		{"formula @", "@SUM(A1)", "'@SUM(A1)"},
		{"command in a formula", "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
		{"formula after a space", " \u00a0=1", "'=1"},
		{"formula after an invisible character", "\u200b=1", "'=1"},
		{"formula after a control character", "\x00\t@x", "'@x"},
		{"formula after a byte-order mark", "\ufeff-2", "'-2"},
		{"a combining mark turns = into another sign", "=\u0338 x", "≠ x"},
		{"sign inside", "a = b", "a = b"},
		{"already marked", "'=1+1", "'=1+1"},
		{"only a sign", "=", "'="},
		{"bullet is no sign", "– item", "– item"},
	}
	for _, test := range tests {
		if got := Clean(test.text); got != test.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", test.name, test.text, got, test.want)
		}
	}
}

func TestAltered(t *testing.T) {
	for text, want := range map[string]bool{
		"plain":            false,
		"  a \u00a0 b\t c": false, // white space alone
		"e\u0301":          false, // the same text in another form
		"a\u200bb":         true,
		"\u202eabc":        true,
		"a\x07":            true,
		"=1":               true,
		" - x":             true,
		"'=1":              false,
	} {
		if got := Altered(text); got != want {
			t.Errorf("Altered(%q) = %t, want %t", text, got, want)
		}
	}
}

// The identifiers were taken with sha256sum from the statements as printed.
func TestTask(t *testing.T) {
	const statement = "Works with others to complete a project."
	const want = "task-1e7df2f4da"
	for _, text := range []string{statement, "  Works with  others to\u00a0complete a project. ", "Works with others\tto complete a project.\u200b"} {
		if got := Task(text); got != want {
			t.Errorf("Task(%q) = %s, want %s", text, got, want)
		}
	}
	if got, want := Task("Analyzes designs, operations, or processes."), "task-ff7074c11f"; got != want {
		t.Errorf("Task gave %s, want %s", got, want)
	}
	if Task(statement) == Task(strings.TrimSuffix(statement, ".")) {
		t.Error("a statement without its period has the same identifier")
	}
}

func TestDigest(t *testing.T) {
	// the published SHA-256 of the empty text and of "abc"
	for _, test := range []struct {
		text string
		n    int
		want string
	}{
		{"", 10, "e3b0c44298"},
		{"abc", 16, "ba7816bf8f01cfea"},
		{"abc", 64, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	} {
		if got := Digest(test.text, test.n); got != test.want {
			t.Errorf("Digest(%q, %d) = %s, want %s", test.text, test.n, got, test.want)
		}
	}
}

func TestAcronym(t *testing.T) {
	tests := []struct{ name, expansion, acronym string }{
		{"Information Technology Continuity of Operations (COOP)", "Information Technology Continuity of Operations", "COOP"},
		{"Continuous Integration/Continuous Deployment (CI/CD)", "Continuous Integration/Continuous Deployment", "CI/CD"},
		{"Embedded Computers/Internet of Things (IoT)", "Embedded Computers/Internet of Things", "IoT"},
		{"User Interface/User Experience Design (UI/UX)", "User Interface/User Experience Design", "UI/UX"},
		{"Research (R&D)", "Research", "R&D"},
		{"Continuity(COOP)", "Continuity", "COOP"},
	}
	for _, test := range tests {
		expansion, acronym, ok := Acronym(test.name)
		if !ok || expansion != test.expansion || acronym != test.acronym {
			t.Errorf("Acronym(%q) = %q, %q, %t; want %q, %q", test.name, expansion, acronym, ok, test.expansion, test.acronym)
		}
	}
	for _, name := range []string{
		"Memory", "Chef (tools for software configuration management)", "Planning (Long)", "Planning (A)", "Planning (2210)", "(COOP)",
		"Planning (COOP) for All", "Planning (COOP", "Planning COOP)", "", "Planning ()", "Planning (IT Systems)",
	} {
		if expansion, acronym, ok := Acronym(name); ok {
			t.Errorf("Acronym(%q) = %q, %q; the name ends in no acronym", name, expansion, acronym)
		}
	}
}

var (
	textPattern = regexp.MustCompile(schemas.TextPattern)
	slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// check holds what is true of every text, whatever it says.
func check(t *testing.T, text string) {
	t.Helper()
	clean, name, slug := Clean(text), Name(text), Slug(text)
	if clean != "" && !textPattern.MatchString(clean) {
		t.Errorf("Clean(%q) = %q, which the schemas' text pattern refuses", text, clean)
	}
	if again := Clean(clean); again != clean {
		t.Errorf("Clean(%q) = %q, and Clean of that is %q", text, clean, again)
	}
	if name != "" && !textPattern.MatchString(name) {
		t.Errorf("Name(%q) = %q, which the schemas' text pattern refuses", text, name)
	}
	if again := Name(name); again != name {
		t.Errorf("Name(%q) = %q, and Name of that is %q", text, name, again)
	}
	if strings.Contains(name, " /") || strings.Contains(name, "/ ") {
		t.Errorf("Name(%q) = %q has a space next to a slash", text, name)
	}
	if !norm.NFC.IsNormalString(clean) {
		t.Errorf("Clean(%q) = %q is not in NFC", text, clean)
	}
	if slug != "" && !slugPattern.MatchString(slug) {
		t.Errorf("Slug(%q) = %q is no slug", text, slug)
	}
	if Slug(slug) != slug {
		t.Errorf("Slug(%q) = %q, and Slug of that is %q", text, slug, Slug(slug))
	}
	if Slug(name) != Slug(clean) {
		t.Errorf("the slugs of Name(%q) and of Clean differ: %q, %q", text, Slug(name), Slug(clean))
	}
	if Task(text) != Task(clean) {
		t.Errorf("Task(%q) depends on its spaces", text)
	}
	if wording(clean) != wording(norm.NFC.String(text)) {
		t.Errorf("Clean(%q) = %q loses or adds a letter, digit or sign", text, clean)
	}
}

// wording leaves the letters, digits, marks and signs of a text, without the apostrophe that may mark a
// literal.
func wording(text string) string {
	keep := strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || !unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.P, unicode.S) {
			return -1
		}
		return r
	}, text)
	return norm.NFC.String(strings.TrimPrefix(keep, "'"))
}

var hostile = []string{
	"", "a", "Contracting/ Procurement", "=1+1", "\u200b=1", "e\u200d\u0301", "a\u2065b", "\ufeff\u202ea / =b", "'=", "' =", "=\u0338", "a\xff\u0301",
	"\u0301", " \u0301a", "/\u0338", "a /\u200b/ b", "\ue000-", "\U000E0001@", "\u1160", "\u3164", "+\u200d\u20e3", "'", "''", "\u037e", "\u212b\u0323",
	"\u2000\u2001", "a\u0300\u0301\u0302\u0303\u0304", "\u0344", "A\u030a\u200b\u0323",
}

func TestProperties(t *testing.T) {
	for _, text := range hostile {
		check(t, text)
	}
	// every code point at the beginning, between letters and at the end
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r >= 0x3400 && r <= 0xD7A3 && r%64 != 0 || r > 0x20000 && r < 0xE0000 && r%4096 > 1 || r > 0xE0200 && r%4096 > 1 {
			continue // long runs of like characters: a sample is enough
		}
		c := string(r)
		check(t, c+"x "+c+" y"+c)
		if t.Failed() {
			t.Fatalf("stopped at U+%04X", r)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}

func BenchmarkClean(b *testing.B) {
	text := strings.Repeat("Knowledge of methods, tools and procedures\u00a0(for example, x). ", 8)
	for b.Loop() {
		Clean(text)
	}
}

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{"": "", "g": "G", "general competencies": "General competencies", "NICE work roles": "NICE work roles"} {
		if got := Capital(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestLower(t *testing.T) {
	for text, want := range map[string]string{"": "", "G": "G", "g": "g", "Sets levels.": "sets levels.", "A draft": "a draft", "NICE work role": "NICE work role", "Élan": "Élan", "Né": "né"} {
		if got := Lower(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
