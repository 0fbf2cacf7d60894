package corpus

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/source"
)

// profiles repeats the profile of the whole series, and after it the clusters with their specialties.
func (t *template) profiles() {
	for _, whole := range []bool{true, false} {
		t.part()
		for _, p := range t.doc.Profiles {
			if p.Whole == whole {
				t.profile(p)
			}
		}
	}
	for _, c := range t.doc.ClusterProfiles {
		t.repeat(t.section(c.Name.Line()).Extent)
		t.edit(c.Name.Line(), before(c.Name.Value))
	}
	t.join()
}

// join puts the blank lines between lines of one part into it, so that the part is repeated as a whole.
func (t *template) join() {
	first := slices.Index(t.parts, t.last)
	if first < 0 {
		return
	}
	at := first
	for i := first; i < len(t.parts); i++ {
		switch {
		case t.parts[i] == t.last:
			for ; at < i; at++ {
				t.parts[at] = t.last
			}
			at = i
		case strings.TrimSpace(t.lines[i]) != "":
			at = i + 1
		}
	}
}

func (t *template) profile(p handbook.Profile) {
	extent := t.section(p.Name.Line()).Extent
	t.repeat(extent)
	t.edit(p.Name.Line(), before(p.Name.Value))
	t.titles(source.Span{Start: extent.Start + 1, End: extent.End}, p.Name.Value)
	for _, line := range linesOf(p.Competencies) {
		t.edit(line, inCells(-1))
	}
	for _, task := range p.Tasks {
		t.edit(task.Span.End, atOffice)
	}
}

// taskEnd is the period of a task, with the tabs that may follow it.
var taskEnd = regexp.MustCompile(`\.?[\t\r\n ]*$`)

// atOffice says where a task is done, so that no copy has another's.
func atOffice(line string, copy int) string {
	at := taskEnd.FindStringIndex(line)[0]
	return line[:at] + " at " + string(officeOf(copy)) + line[at:]
}

// definitions repeats the entries of each closing list.
func (t *template) definitions() {
	for _, kind := range []handbook.Kind{handbook.General, handbook.Technical} {
		t.part()
		var all source.Span
		for _, d := range t.doc.Definitions {
			if d.Kind == kind {
				all = all.Join(d.Name.Span).Join(d.Text.Span).Join(d.Note.Span)
				t.edit(d.Name.Line(), inCells(1))
			}
		}
		t.repeat(all)
	}
}

var page = regexp.MustCompile(`\d+\s*$`)

// contents repeats the entries of the table of contents whose sections are repeated, on the page of the last
// of them: the pages of a table of contents do not fall.
func (t *template) contents() {
	for _, s := range t.doc.Sections {
		part := t.parts[s.Title.Line()-1]
		if s.Contents < 0 || part == 0 {
			continue
		}
		entry := t.doc.Contents[s.Contents].Title
		t.parts[entry.Line()-1] = part
		t.edits[entry.Line()] = slices.Clone(t.edits[s.Title.Line()])
	}
	for i := 0; i < len(t.doc.Contents); {
		last := i
		for last+1 < len(t.doc.Contents) && t.partOf(last+1) == t.partOf(i) {
			last++
		}
		end := page.FindString(t.lines[t.doc.Contents[last].Title.Line()-1])
		for ; i <= last; i++ {
			if t.partOf(i) != 0 {
				t.edit(t.doc.Contents[i].Title.Line(), func(line string, _ int) string { return page.ReplaceAllString(line, " "+end) })
			}
		}
	}
}

// partOf returns the part of an entry of the contents.
func (t *template) partOf(entry int) int { return t.parts[t.doc.Contents[entry].Title.Line()-1] }
