package seriespage

import (
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

var (
	alternate = source.NewPattern(`^\(Alternative ([A-Z])\b[^()]*\)\s*[–—‐‑-]\s*([^;]+);\s*(.+)$`)
	// gradeWords come before and after the grades and change nothing.
	gradeWords = source.NewPattern(`(?i)^(?:grades? |levels? )?(.+?)(?: (?:grades?|levels?))?(?: only)?$`)
	// oneGrade is a grade, a range of grades, or the rest of a list after its separator. "though" and other
	// misprints of "through" are read; a finding reports them.
	oneGrade = source.NewPattern(`(?i)^(?:GS[- ]?(?:grades? )?)?(\d{1,2})\b(?:\s*(–|—|-|\bto\b|\bthru\b|\bt[hroug]{3,7}t?\b)\s*(?:GS[- ]?)?(\d{1,2})\b)?`)
	firstGS  = source.NewPattern(`(?i)^GS\b|^GS\d`)
	// hyphens that browsers do not break are read as hyphens.
	hyphens = strings.NewReplacer("\u2010", "-", "\u2011", "-")
	between = source.NewPattern(`(?i)^\s*(?:(/)\s*|(,)\s*(?:and |or |& )?|(and|or|&)\s+)`)
)

// alternative reads "(Alternative A …) – GS-5 though GS-15; IT-related education or experience is needed."
func (p *parser) alternative(l source.Line) {
	m := alternate.FindStringSubmatch(l.Text)
	if m == nil {
		p.fail(l, "series-alternative", "the alternative %s; expected \"(Alternative A …) – grades; education or experience is needed.\"", source.Quote(l.Text))
		return
	}
	for _, a := range p.doc.Alternatives {
		if a.Letter == m[1] {
			p.fail(l, "series-page-twice", "the alternative %s appears here and at line %d; expected it once", m[1], a.Statement.Line())
		}
	}
	a := Alternative{Letter: m[1], Grades: strings.TrimSpace(m[2]), Statement: source.Text{Value: l.Text, Span: source.At(l.Number)}}
	grades, connective, understood := readGrades(a.Grades)
	if !understood {
		p.fail(l, "series-grades", "the grades %s; expected rising grades from 1 to 15, such as GS-5 through GS-15, GS-5/7 or GS-5, 7 and 9", source.Quote(a.Grades))
		return
	}
	a.Low, a.High, a.Connective = grades[0], grades[len(grades)-1], connective
	if a.Needed, understood = readNeed(m[3]); !understood {
		p.fail(l, "series-alternative", "%s does not say in one phrase whether education or experience is needed; expected \"education or experience is needed\", \"… is not needed\" or \"neither education nor experience is needed\"", source.Quote(m[3]))
		return
	}
	p.doc.Alternatives = append(p.doc.Alternatives, a)
	p.claim(l, source.Data)
}

// Grades returns the General Schedule grades that a printed list names, rising: 5 and 7 for "GS-5/7 levels only", 5, 6
// and 7 for "GS-5 through GS-7". It returns nil for a text that it does not understand.
func Grades(printed string) []int {
	grades, _, _ := readGrades(printed)
	return grades
}

// readGrades reads a list of General Schedule grades and ranges of grades, which must rise. It returns them and what is
// between the first two; ok is false where a part is not understood.
func readGrades(printed string) (grades []int, connective string, ok bool) {
	m := gradeWords.FindStringSubmatch(hyphens.Replace(printed))
	if m == nil || !firstGS.MatchString(m[1]) {
		return nil, "", false
	}
	rest := m[1]
	high := 0
	for {
		m := oneGrade.FindStringSubmatch(rest)
		if m == nil {
			return nil, "", false
		}
		for i, digits := range []string{m[1], m[3]} {
			if digits == "" {
				continue
			}
			grade, _ := strconv.Atoi(digits) // one or two digits
			if grade <= high || grade > 15 {
				return nil, "", false
			}
			for inside := high + 1; i > 0 && inside < grade; inside++ { // of a range
				grades = append(grades, inside)
			}
			grades, high = append(grades, grade), grade
		}
		if connective == "" {
			connective = strings.ToLower(m[2])
		}
		if rest = rest[len(m[0]):]; strings.TrimSpace(rest) == "" {
			return grades, connective, true
		}
		separator := between.FindStringSubmatch(rest)
		if separator == nil {
			return nil, "", false
		}
		if connective == "" {
			connective = strings.ToLower(separator[1] + separator[2] + separator[3])
		}
		rest = rest[len(separator[0]):]
	}
}

// A need is the shape of a phrase: its first word, what joins education and experience, and whether it is
// negated.
type need struct {
	quantifier, joint string
	negated           bool
}

// needs are the phrases with one meaning. "Both are not needed" and "either is not needed" have two, and
// "experience is not needed" says nothing of education.
var needs = map[need]bool{
	{"", "or", false}: true, {"", "and", false}: true, {"", "and/or", false}: true, {"", "", false}: true,
	{"either", "or", false}: true, {"both", "and", false}: true,
	{"", "or", true}: false, {"", "and/or", true}: false, {"", "nor", true}: false,
	{"neither", "nor", false}: false, {"neither", "or", false}: false,
	{"no", "or", false}: false, {"no", "nor", false}: false, {"no", "and/or", false}: false,
}

var (
	negation = source.NewPattern(`\b(is|are)n['’]t\b`)
	// qualifier is a word before "education" or "experience" that says which one is meant. Every other word may turn
	// or limit the phrase ("less", "waived", "only").
	qualifier = source.NewPattern(`^(?:[a-z][a-z/&-]*-(?:related|specific|level)|related|relevant|specialized|specialised|specific|general|qualifying|appropriate|applicable|previous|prior|professional|technical|supervisory|managerial|practical|work|job|formal|college|university|academic|graduate|undergraduate|post-secondary|it|information|technology)$`)
)

// mostQualifiers is how many words may come before "education" or "experience" ("specialized IT-related").
const mostQualifiers = 4

// readNeed reads "[either|both|neither|no] … education or … experience is [not] needed". ok is false for
// every other phrase.
func readNeed(phrase string) (needed, ok bool) {
	phrase = negation.ReplaceAllString(strings.ToLower(strings.TrimSpace(phrase)), "$1 not")
	words := strings.Fields(strings.TrimSuffix(phrase, "."))
	next := func(options ...string) string {
		for _, option := range options {
			if len(words) > 0 && words[0] == option {
				words = words[1:]
				return option
			}
		}
		return ""
	}
	subject := func() string {
		for n := 0; n < mostQualifiers && len(words) > 0 && qualifier.MatchString(words[0]); n++ {
			words = words[1:]
		}
		return next("education", "experience")
	}
	shape := need{quantifier: next("either", "both", "neither", "no")}
	first := subject()
	second := ""
	if shape.joint = next("or", "and", "and/or", "nor"); shape.joint != "" {
		second = subject()
	}
	next("is", "are")
	shape.negated = next("not") != ""
	if first == "" || first == second || shape.joint != "" && second == "" || next("needed", "required", "necessary") == "" || len(words) > 0 {
		return false, false
	}
	needed, ok = needs[shape]
	return needed, ok
}
