package corpus

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/source"
)

// An edit gives a line the names of a copy.
type edit func(line string, copy int) string

// A template is a handbook cut into lines, with what a copy changes in each. Lines of one part that are
// together are repeated together; part 0 appears once.
type template struct {
	doc   *handbook.Document
	lines []string
	parts []int
	edits map[int][]edit // by line number
	last  int            // part given last
}

// handbook writes the handbook with its content as many times as asked for.
func (g *grower) handbook(d extract.Document, text []byte) error {
	t := &template{doc: d.Handbook, lines: strings.SplitAfter(string(text), "\n"), edits: map[int][]edit{}}
	t.parts = make([]int, len(t.lines))
	t.clusters()
	t.lists()
	t.bandTables()
	t.rankings()
	t.profiles()
	t.definitions()
	t.contents()
	grown, err := t.grow(g.size.Handbooks)
	if err != nil {
		return err
	}
	return g.file(d.Source.Path, grown)
}

// grow prints the lines, each part with its copies after it.
func (t *template) grow(copies int) ([]byte, error) {
	var out bytes.Buffer
	for start := 0; start < len(t.lines); {
		end := start
		for end < len(t.lines) && t.parts[end] == t.parts[start] {
			out.WriteString(t.lines[end])
			end++
		}
		for n := 1; n < copies && t.parts[start] != 0; n++ {
			out.WriteByte('\n')
			for i := start; i < end; i++ {
				line := t.lines[i]
				for _, change := range t.edits[i+1] {
					changed := change(line, n)
					if changed == line {
						return nil, fmt.Errorf("%s:%d: the name that a copy changes is not in the line %s", t.doc.Path, i+1, source.Quote(line))
					}
					line = changed
				}
				out.WriteString(line)
			}
		}
		start = end
	}
	return out.Bytes(), nil
}

// part makes a new part; repeat puts lines into the part made last.
func (t *template) part() { t.last++ }

func (t *template) repeat(span source.Span) {
	for n := span.Start; n <= span.End; n++ {
		t.parts[n-1] = t.last
	}
}

func (t *template) edit(line int, e edit) { t.edits[line] = append(t.edits[line], e) }

// before puts the office before a name, where the line first has it.
func before(name string) edit {
	return func(line string, copy int) string {
		return strings.Replace(line, name, string(officeOf(copy))+" "+name, 1)
	}
}

// cell is the text of a cell of a row, or an item of a list.
var cell = regexp.MustCompile(`[^\t\r\n]*[^\t\r\n ]`)

// inCells puts the office before the text of the first n cells, all for a negative n.
func inCells(n int) edit {
	return func(line string, copy int) string {
		left := n
		return cell.ReplaceAllStringFunc(line, func(text string) string {
			if left--; left == -1 {
				left = 0
				return text
			}
			return string(officeOf(copy)) + " " + strings.TrimLeft(text, " ")
		})
	}
}

// inItems puts the office before each item of the lists in a line.
func inItems(line string, copy int) string {
	return strings.ReplaceAll(line, "• ", "• "+string(officeOf(copy))+" ")
}

func (t *template) clusters() {
	t.part()
	for _, c := range t.doc.Clusters {
		t.repeat(t.section(c.Name.Line()).Extent)
		t.edit(c.Name.Line(), before(c.Name.Value))
		t.edit(c.Definition.Line(), before(c.Name.Value))
	}
}

// section returns the section whose heading is at a line.
func (t *template) section(line int) handbook.Section {
	i := slices.IndexFunc(t.doc.Sections, func(s handbook.Section) bool { return s.Title.Line() == line })
	return t.doc.Sections[i]
}

// lists repeats the tables whose cells are lists, with their headers, as after a page break.
func (t *template) lists() {
	var listed, banded []source.Text
	for _, l := range t.doc.Listed {
		listed = append(listed, l.Name)
	}
	for _, row := range t.doc.GeneralBands.Rows {
		for _, span := range row.Lines {
			if span.Start > 0 {
				banded = append(banded, source.Text{Span: span})
			}
		}
	}
	for _, names := range [][]source.Text{listed, banded} {
		t.part()
		for _, line := range linesOf(names) {
			t.edit(line, inItems)
			t.repeat(source.Span{Start: line - 1, End: line}) // each page's header is above its row
		}
		t.repeat(extent(names))
	}
}

// linesOf returns the lines of texts, in order, each once.
func linesOf(texts []source.Text) []int {
	var lines []int
	for _, text := range texts {
		lines = append(lines, text.Line())
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// extent returns the lines from the first of the texts to the last.
func extent(texts []source.Text) (all source.Span) {
	for _, text := range texts {
		all = all.Join(text.Span)
	}
	return all
}

func (t *template) bandTables() {
	t.part()
	for _, table := range t.doc.TechnicalBands {
		section := t.sectionOf(table.Header.Line())
		t.repeat(section.Extent)
		t.edit(section.Title.Line(), before(table.Cluster.Value))
		t.titles(section.Extent, table.Cluster.Value)
		var marked []string
		for _, row := range table.Rows {
			t.edit(row.Name.Line(), inCells(1))
			if slices.Contains(row.Cells, "**") {
				marked = append(marked, row.Name.Value)
			}
		}
		for _, note := range table.Notes {
			t.edit(note.Line(), inText(marked))
		}
	}
}

// sectionOf returns the last section that begins above a line.
func (t *template) sectionOf(line int) (found handbook.Section) {
	for _, s := range t.doc.Sections {
		if s.Title.Line() < line && s.Title.Line() > found.Title.Line() {
			found = s
		}
	}
	return found
}

// titles puts the office before a name wherever it is alone in its row: the titles of a table.
func (t *template) titles(in source.Span, name string) {
	for n := in.Start; n <= in.End; n++ {
		if strings.EqualFold(strings.TrimSpace(t.lines[n-1]), name) {
			t.edit(n, inCells(1))
		}
	}
}

// inText puts the office before names in a sentence, the longest first.
func inText(names []string) edit {
	names = slices.Clone(names)
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return func(line string, copy int) string {
		var pairs []string
		for _, name := range names {
			pairs = append(pairs, name, string(officeOf(copy))+" "+name)
		}
		return strings.NewReplacer(pairs...).Replace(line)
	}
}

// rankings repeats the tables of ranks. The general ranking is one, so that a copy's ranks go on from those
// before; a cluster's ranking is its own.
func (t *template) rankings() {
	for _, r := range t.doc.Rankings {
		for _, row := range r.Rows {
			t.edit(row.Name.Line(), inCells(1))
			if r.Cluster.Value == "" {
				t.edit(row.Name.Line(), further(len(r.Rows)))
			}
		}
		section := t.sectionOf(r.Header.Line())
		if r.Cluster.Value != "" && t.parts[r.Header.Line()-1] == 0 {
			t.part()
			t.repeat(source.Span{Start: r.Header.Line(), End: section.Extent.End})
		}
		if r.Cluster.Value == "" {
			t.part()
			t.repeat(source.Span{Start: r.Header.Line(), End: r.Rows[len(r.Rows)-1].Name.Line()})
			continue
		}
		t.titles(section.Extent, r.Cluster.Value)
	}
}

var rank = regexp.MustCompile(`\t(\d+)`)

// further moves the ranks of a row after those of the copies before it.
func further(ranks int) edit {
	return func(line string, copy int) string {
		return rank.ReplaceAllStringFunc(line, func(cell string) string {
			n, err := strconv.Atoi(cell[1:])
			if err != nil {
				return cell
			}
			return "\t" + strconv.Itoa(n+copy*ranks)
		})
	}
}
