package finding

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/transform/naming"
)

var (
	importantAt    = regexp.MustCompile(`(?i)\bimportant (?:only )?at (.+?)(?:\b(?:but|and) not\b|\brather\b|[.;]|$)`)
	notImportantAt = regexp.MustCompile(`(?i)\bnot (?:found to be |considered )?(?:important )?at (.+?)(?:,|[.;]|\bbut\b|$)`)
	aboutNames     = regexp.MustCompile(`(?i)^.*?\bcompetenc(?:y|ies) (.+?) (?:was|were|is|are)\b`)
)

// footnotes compares what a footnote of a band table says with the marks of the rows that it names: a band
// at which a competency is said to be important has an X, one at which it is said not to be has **.
func (r *review) footnotes() {
	if r.handbook.Handbook == nil {
		return
	}
	for _, t := range r.handbook.Handbook.TechnicalBands {
		for _, note := range t.Notes {
			text := naming.Clean(note.Value)
			named := namedRows(text, t.Rows)
			if len(named) == 0 {
				r.at(r.handbook, note.Span, "", "", "The footnote names no competency of its table: “%s”.", short(text))
			}
			for _, row := range t.Rows {
				if named[row.Name.Value] {
					r.footnote(t, row, text, note.Line())
				}
			}
		}
	}
}

// namedRows returns the rows whose competency a footnote is about. "Physical Security" does not name
// "Security".
func namedRows(note string, rows []handbook.BandRow) map[string]bool {
	m := aboutNames.FindStringSubmatch(note)
	if m == nil {
		m = []string{"", note}
	}
	rest, named := strings.ToLower(m[1]), map[string]bool{}
	byLength := slices.Clone(rows)
	slices.SortStableFunc(byLength, func(a, b handbook.BandRow) int { return cmp.Compare(len(b.Name.Value), len(a.Name.Value)) })
	for _, row := range byLength {
		name := strings.ToLower(naming.Name(row.Name.Value))
		if name != "" && strings.Contains(rest, name) {
			named[row.Name.Value] = true
			rest = strings.ReplaceAll(rest, name, "\x00")
		}
	}
	return named
}

func (r *review) footnote(t handbook.BandTable, row handbook.BandRow, note string, line int) {
	key := naming.Slug(naming.Name(cmp.Or(t.Cluster.Value, "all"))) + "|" + naming.Slug(naming.Name(row.Name.Value))
	if !slices.Contains(row.Cells, "**") {
		r.at(r.handbook, spanOf(r.handbook.Lines[line-1]), "competency_bands", key, "The footnote names “%s”, whose row has no **.", row.Name.Value)
		return
	}
	said := saidOfBands(note, t.Bands)
	for i, cell := range row.Cells {
		important, told := said[t.Bands[i]]
		if told && important != (cell == "X") {
			r.at(r.handbook, spanOf(r.handbook.Lines[line-1]), "competency_bands", key+"|"+naming.Slug(strings.TrimSuffix(naming.Name(t.Bands[i]), " Level")),
				"The footnote contradicts the mark “%s” of “%s” at %s.", cmp.Or(cell, "none"), row.Name.Value, t.Bands[i])
		}
	}
}

// saidOfBands reads at which bands a footnote says that a competency is important, and at which it is not.
func saidOfBands(note string, bands []string) map[string]bool {
	said := map[string]bool{}
	read := func(text string, pattern *regexp.Regexp, important bool) {
		for _, m := range pattern.FindAllStringSubmatch(text, -1) {
			words := strings.FieldsFunc(strings.ToLower(m[1]), func(c rune) bool { return !unicode.IsLetter(c) })
			for _, band := range bands {
				if slices.Contains(words, strings.ToLower(strings.TrimSuffix(band, " Level"))) {
					said[band] = important
				}
			}
		}
	}
	read(notImportantAt.ReplaceAllString(note, "; "), importantAt, true)
	read(note, notImportantAt, false)
	return said
}

func (r *review) pageNumbers() {
	if r.handbook.Handbook == nil {
		return
	}
	for _, n := range r.handbook.Handbook.PageNumbers {
		r.at(r.handbook, n.Span, "source_lines", r.handbook.Source.ID+"|"+itoa(n.Line()), "The line has a page number, “%s”; the text around it is read without it.", n.Value)
	}
}

// noVerb are words that end in -s and are no verbs.
var noVerb = map[string]bool{"this": true, "these": true, "those": true, "its": true, "tasks": true, "employees": true, "specialists": true, "competencies": true, "as": true, "is": true, "important": true}

// taskForm finds tasks that do not begin with a verb in the third person where most do: a line of prose, or
// the second part of a task that a line's end broke.
func (r *review) taskForm() {
	var other []statement
	for _, t := range r.tasks() {
		first := strings.ToLower(strings.Trim(strings.Fields(t.text)[0], ",;:"))
		if !strings.HasSuffix(first, "s") || noVerb[first] {
			other = append(other, t)
		}
	}
	if 2*len(other) >= len(r.set.Tasks) {
		return
	}
	for _, t := range other {
		r.record(t.table, t.key, "“%s” does not begin with a verb, as the other tasks do; it may be prose, or part of a task.", short(t.text))
	}
}
