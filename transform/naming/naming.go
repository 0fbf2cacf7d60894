// Package naming turns a source's wording into the names, texts and identifiers of a release, by the
// rules of the release contract (shared design page "The datasets", Identifiers).
package naming

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Clean returns a text as releases hold it: Unicode NFC, every white space an ASCII space, no runs of
// spaces, none at the ends, no control, format or private characters (zero-width spaces, directional
// overrides, byte-order marks), no noncharacters. A text that a spreadsheet would run (it begins with =,
// +, - or @) gets an apostrophe before it, the spreadsheets' own mark of a literal.
func Clean(text string) string {
	if IsClean(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case ' ' < r && r <= '~':
			b.WriteByte(byte(r))
		case isSpace(r):
			b.WriteByte(' ')
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co, unicode.Noncharacter_Code_Point), r == unicode.ReplacementChar, r == reserved:
		default:
			b.WriteRune(r)
		}
	}
	// Composed last: what was taken out may have kept a letter from its accent.
	cleaned := strings.Join(strings.Fields(norm.NFC.String(b.String())), " ")
	if cleaned != "" && strings.ContainsRune("=+-@", rune(cleaned[0])) {
		return "'" + cleaned
	}
	return cleaned
}

// IsClean reports whether Clean can return a text as it is, which most are: ASCII letters, digits and signs with
// single spaces between them. Where it reports false, Clean may still find nothing to change.
func IsClean(text string) bool {
	if text == "" || strings.IndexByte("=+-@", text[0]) >= 0 {
		return false
	}
	before := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c > '~' || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' '
}

// reserved is the one code point among the invisible ones that Unicode has given no character yet.
const reserved = '\u2065'

// Altered reports whether Clean changes more of a text than its white space: characters were taken out,
// or an apostrophe put before it.
func Altered(text string) bool {
	if IsClean(text) {
		return false
	}
	spaces := func(s string) string { return strings.Join(strings.FieldsFunc(norm.NFC.String(s), isSpace), " ") }
	return spaces(text) != Clean(text)
}

func isSpace(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Z, r) }

// Name returns the name of a thing: the cleaned text without spaces around "/".
func Name(text string) string {
	text = Clean(text)
	if !strings.Contains(text, " /") && !strings.Contains(text, "/ ") {
		return text
	}
	parts := strings.Split(text, "/")
	for i := range parts {
		if i > 0 {
			parts[i] = strings.TrimLeft(parts[i], " ")
		}
		if i < len(parts)-1 {
			parts[i] = strings.TrimRight(parts[i], " ")
		}
	}
	return strings.Join(parts, "/")
}

// Slug returns a name as an identifier: lower case (ASCII), each run of other characters than a-z and
// 0-9 a hyphen, no hyphen at the ends.
func Slug(name string) string {
	slug := make([]byte, 0, len(name))
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			slug = append(slug, c)
		case 'A' <= c && c <= 'Z':
			slug = append(slug, c+'a'-'A')
		case len(slug) > 0 && slug[len(slug)-1] != '-':
			slug = append(slug, '-')
		}
	}
	return strings.TrimSuffix(string(slug), "-")
}

// IsSlug reports whether a text can be an identifier that Slug makes: a-z, 0-9 and hyphens, at least one.
func IsSlug(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return text != ""
}

// homeSeries is the job series whose titles have identifiers without the series, as the release contract
// says: they were published before pages of other series were.
const homeSeries = "2210"

// TitleID returns the identifier of a position title: the slug of the title as printed, after the series
// for another series than 2210 ("0560-budget-analyst").
func TitleID(series, title string) string {
	id := Slug(Name(title))
	if series != homeSeries && id != "" {
		return series + "-" + id
	}
	return id
}

// Task returns the identifier of a task statement: "task-" and ten hexadecimal digits of its SHA-256.
func Task(statement string) string { return "task-" + Digest(Clean(statement), 10) }

// Digest returns the first n hexadecimal digits of the SHA-256 of a text in UTF-8.
func Digest(text string, n int) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])[:n]
}

var bracketed = regexp.MustCompile(`^(.+\S) ?\(([A-Z][A-Za-z0-9]*(?:[/&-][A-Za-z0-9]+)*)\)$`)

// Acronym splits a name that ends in an acronym in parentheses: "Continuity of Operations (COOP)" into
// "Continuity of Operations" and "COOP".
func Acronym(name string) (expansion, acronym string, ok bool) {
	m := bracketed.FindStringSubmatch(name)
	if m == nil || !hasTwoCapitals(m[2]) {
		return "", "", false
	}
	return m[1], m[2], true
}

func hasTwoCapitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}

// ConceptKey returns what finds an ESCO concept by its label and type, whatever the label's case.
func ConceptKey(label, kind string) string { return strings.ToLower(Clean(label)) + "|" + kind }

// Capital writes the first letter of a text that begins with an ASCII letter as a capital.
func Capital(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// Lower writes the first letter of a text in lower case, if it is an ASCII letter and no abbreviation begins with it.
func Lower(text string) string {
	capital := func(b byte) bool { return 'A' <= b && b <= 'Z' }
	if len(text) < 2 || !capital(text[0]) || capital(text[1]) {
		return text
	}
	return strings.ToLower(text[:1]) + text[1:]
}
