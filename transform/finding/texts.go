package finding

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/transform/naming"
)

// textRules read the wording of definitions, tasks and descriptions.
var textRules = []Rule{
	{"missing-period", Info, "a statement without its period among statements that have one", (*review).missingPeriod},
	{"verb-agreement", Info, "two verbs of a task joined by “or”, one with its -s and one without", (*review).verbAgreement},
	{"title-capitals", Info, "a task with capitals as in a title, among tasks in sentence case", (*review).titleCapitals},
	{"suspicious-capital", Info, "a word in lower case that ends in a capital, probably a misread letter", (*review).suspiciousCapital},
	{"doubled-word", Info, "a word that appears twice in a row", (*review).doubledWord},
	{"open-parenthesis", Info, "a parenthesis that is not closed", (*review).openParenthesis},
	{"task-form", Warning, "a task that does not begin with a verb, unlike most", (*review).taskForm},
	{"compound-spelling", Info, "a compound that is written as one word and as two", (*review).compoundSpelling},
	{"altered-text", Warning, "a text from which invisible characters were removed, or that a spreadsheet would treat as a formula", (*review).alteredText},
}

// statement is a text of a record.
type statement struct{ table, key, text string }

func (r *review) tasks() (all []statement) {
	for _, t := range r.set.Tasks {
		all = append(all, statement{"tasks", t.TaskID, t.Statement})
	}
	return all
}

func (r *review) definitions() (all []statement) {
	for _, c := range r.set.Competencies {
		if c.Definition != nil {
			all = append(all, statement{"competencies", c.CompetencyID, *c.Definition})
		}
	}
	return all
}

func (r *review) descriptions() (all []statement) {
	for _, s := range r.set.ESCOSkills {
		if s.Description != nil {
			all = append(all, statement{"esco_skills", s.SkillURI, *s.Description})
		}
	}
	for _, o := range r.set.ESCOOccupations {
		if o.Description != nil {
			all = append(all, statement{"esco_occupations", o.OccupationURI, *o.Description})
		}
	}
	return all
}

// statements are the texts of every kind.
func (r *review) statements() []statement {
	all := append(append(r.definitions(), r.tasks()...), r.descriptions()...)
	for _, w := range r.set.ClusterWorkTypes {
		all = append(all, statement{"cluster_work_types", w.ClusterID + "|" + itoa(w.Position), w.Statement})
	}
	for _, d := range r.set.SeriesDuties {
		all = append(all, statement{"series_duties", d.Series + "|" + itoa(d.Position), d.Statement})
	}
	for _, s := range r.set.HandbookSections {
		if s.Text != nil {
			all = append(all, statement{"handbook_sections", s.SectionID, *s.Text})
		}
	}
	return all
}

// missingPeriod looks at tasks, definitions and descriptions, each among its own kind: where most have
// a period, one without it was forgotten.
func (r *review) missingPeriod() {
	for _, kind := range [][]statement{r.tasks(), r.definitions(), r.descriptions()} {
		var without []statement
		for _, s := range kind {
			if !strings.HasSuffix(s.text, ".") && !strings.HasSuffix(s.text, ".)") && !strings.HasSuffix(s.text, ".”") {
				without = append(without, s)
			}
		}
		if 2*len(without) >= len(kind) {
			continue
		}
		for _, s := range without {
			r.record(s.table, s.key, "“%s” has no period, unlike most texts of its kind.", short(s.text))
		}
	}
}

// joinedVerbs are the first two verbs of a statement: "Directs or interpret", "Reviews or recommends".
var joinedVerbs = regexp.MustCompile(`^([A-Z][a-z]+s),? (?:or|and) ([a-z]+) `)

func (r *review) verbAgreement() {
	inflected := map[string]bool{} // verbs that other tasks inflect: "interprets"
	for _, t := range r.tasks() {
		for _, w := range strings.FieldsFunc(strings.ToLower(t.text), func(c rune) bool { return !unicode.IsLetter(c) }) {
			inflected[w] = true
		}
	}
	for _, t := range r.tasks() {
		if m := joinedVerbs.FindStringSubmatch(t.text); m != nil && !strings.HasSuffix(m[2], "s") && inflected[m[2]+"s"] {
			r.record(t.table, t.key, "“%s” joins “%s” with “%s”, which lacks its -s.", short(t.text), m[1], m[2])
		}
	}
}

// titleCapitals finds statements in which at least half of the longer words after the first, and three of
// them, begin with a capital; acronyms do not count.
func (r *review) titleCapitals() {
	for _, t := range r.tasks() {
		capitals, all := 0, 0
		for _, w := range strings.Fields(t.text)[1:] {
			first, _ := utf8.DecodeRuneInString(w)
			if len(w) < 4 || !unicode.IsLetter(first) || strings.ToUpper(w) == w {
				continue
			}
			all++
			if unicode.IsUpper(first) {
				capitals++
			}
		}
		if capitals >= 3 && 2*capitals >= all {
			r.record(t.table, t.key, "“%s” is capitalized like a title; the other tasks are sentences.", short(t.text))
		}
	}
}

var endCapital = regexp.MustCompile(`\b[a-z]{3,}[A-Z]\b`)

func (r *review) suspiciousCapital() {
	for _, s := range r.statements() {
		if !hasInnerCapital(s.text) {
			continue
		}
		for _, w := range endCapital.FindAllString(s.text, -1) {
			r.record(s.table, s.key, "The word “%s” ends in a capital, perhaps a misread letter.", w)
		}
	}
}

// hasInnerCapital reports whether a capital follows a small letter, which few texts have: a pattern is slower.
func hasInnerCapital(text string) bool {
	for i := 1; i < len(text); i++ {
		if 'A' <= text[i] && text[i] <= 'Z' && 'a' <= text[i-1] && text[i-1] <= 'z' {
			return true
		}
	}
	return false
}

func (r *review) doubledWord() {
	for _, s := range r.statements() {
		fields := strings.Fields(s.text)
		for i := 1; i < len(fields); i++ {
			if w := fields[i]; len(w) > 1 && strings.EqualFold(w, fields[i-1]) && unicode.IsLetter([]rune(w)[0]) {
				r.record(s.table, s.key, "The word “%s” appears twice in a row.", w)
			}
		}
	}
}

func (r *review) openParenthesis() {
	for _, s := range r.statements() {
		if strings.Count(s.text, "(") != strings.Count(s.text, ")") {
			r.record(s.table, s.key, "“%s” has a parenthesis that is not closed or not opened.", short(s.text))
		}
	}
}

// wordsIn returns where the runs of a to z in a text begin and end.
func wordsIn(text string) [][2]int {
	var spans [][2]int
	start := -1
	for i := range len(text) {
		switch letter := 'a' <= text[i] && text[i] <= 'z'; {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			spans = append(spans, [2]int{start, i})
			start = -1
		}
	}
	if start >= 0 {
		spans = append(spans, [2]int{start, len(text)})
	}
	return spans
}

// compoundSpelling finds pairs of words that are one word elsewhere ("web sites" and "websites"). It reads
// tasks and definitions; each part must have three letters.
func (r *review) compoundSpelling() {
	texts := append(r.definitions(), r.tasks()...)
	single := map[string]bool{}
	for _, s := range texts {
		lower := strings.ToLower(s.text)
		for _, w := range wordsIn(lower) {
			single[strings.TrimSuffix(lower[w[0]:w[1]], "s")] = true
		}
	}
	for _, s := range texts {
		lower := strings.ToLower(s.text)
		spans := wordsIn(lower)
		for i := 1; i < len(spans); i++ {
			a, b := spans[i-1], spans[i]
			if lower[a[1]:b[0]] != " " || a[1]-a[0] < 3 || b[1]-b[0] < 3 {
				continue
			}
			if one := strings.TrimSuffix(lower[a[0]:a[1]]+lower[b[0]:b[1]], "s"); single[one] {
				r.record(s.table, s.key, "“%s” is two words here and one word, “%s”, elsewhere.", lower[a[0]:b[1]], one)
			}
		}
	}
}

func (r *review) alteredText() {
	for _, d := range r.raw.Documents {
		for _, l := range d.Lines {
			if strings.IndexFunc(l.Text, hidden) >= 0 && naming.Altered(strings.ReplaceAll(l.Text, "\t", " ")) {
				r.at(d, spanOf(l), "source_lines", d.Source.ID+"|"+itoa(l.Number), "The line has invisible characters; the records leave them out.")
			}
		}
	}
	for _, s := range r.statements() {
		if guarded(s.text) {
			r.record(s.table, s.key, "“%s” begins as a formula would in a spreadsheet; an apostrophe was put before it.", short(s.text))
		}
	}
}

// guarded reports whether a text of a record has an apostrophe before what would begin a formula.
func guarded(text string) bool {
	return len(text) > 1 && text[0] == '\'' && strings.ContainsRune("=+-@", rune(text[1]))
}

func hidden(c rune) bool {
	return c != '\t' && (c < ' ' || c > '~') && unicode.In(c, unicode.Cc, unicode.Cf, unicode.Co)
}

// short cuts a text to what fits a sentence.
func short(text string) string {
	if runes := []rune(text); len(runes) > 90 {
		return strings.TrimRight(string(runes[:89]), " ,;") + "…"
	}
	return text
}
