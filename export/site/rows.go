package site

import (
	"bytes"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"sync"
)

// A template walks its data by reflection, which takes most of the time of a page with long lists. The rows of those
// lists are written here instead, with the same escaping: constants as they are, texts by HTML's rules, and links by
// the template that escapes links.

// markup is HTML that this package's source spells out; no value of the data has this type.
type markup string

// A rowWriter writes rows as HTML.
type rowWriter struct {
	out   *bytes.Buffer
	links *anchors
	err   error
}

func (w *rowWriter) raw(m markup) { w.out.WriteString(string(m)) }

// text writes a text as it reads in an element or in a quoted attribute.
func (w *rowWriter) text(text string) {
	if strings.ContainsAny(text, "<>&\"'\x00") {
		text = template.HTMLEscapeString(text)
	}
	w.out.WriteString(text)
}

func (w *rowWriter) link(l link) {
	made, err := w.links.of(l)
	if err != nil && w.err == nil {
		w.err = err
	}
	w.out.WriteString(string(made))
}

// buffers serve one list after the other.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// rows writes the rows of a list of one of the kinds below.
func (a *anchors) rows(list any) (template.HTML, error) {
	w := rowWriter{out: buffers.Get().(*bytes.Buffer), links: a}
	defer buffers.Put(w.out)
	w.out.Reset()
	switch list := list.(type) {
	case []link:
		for _, l := range list {
			w.raw("\n<li>")
			w.link(l)
		}
	case []needRow:
		each(&w, list, (*needRow).write)
	case []*mapping:
		for _, m := range list {
			m.write(&w)
		}
	case briefMappings:
		for _, m := range list {
			m.writeBrief(&w)
		}
	case []printedLine:
		each(&w, list, (*printedLine).write)
	case []sourceLine:
		each(&w, list, (*sourceLine).write)
	case []profileCompetency:
		each(&w, list, (*profileCompetency).write)
	case []rankRow:
		each(&w, list, (*rankRow).write)
	case []exploreItem:
		each(&w, list, (*exploreItem).write)
	case []matrixRow:
		each(&w, list, (*matrixRow).write)
	default:
		return "", fmt.Errorf("no rows are written for %T", list)
	}
	return w.html(), w.err
}

func each[R any](w *rowWriter, list []R, write func(*R, *rowWriter)) {
	for i := range list {
		write(&list[i], w)
	}
}

func (r *needRow) write(w *rowWriter) {
	w.raw("\n<tr><th>")
	w.link(r.Competency)
	if !r.Short {
		w.raw("<td>")
		if r.Definition == "" {
			w.raw("not defined")
		}
		w.text(r.Definition)
	}
	w.raw("<td>")
	w.text(r.Now)
	w.raw("<td>")
	w.text(r.Future)
	w.raw("<td")
	if r.Trend != "" {
		w.raw(` class="`)
		w.text(r.Trend)
		w.raw(`"`)
	}
	w.raw(">")
	w.text(r.Change)
	if r.Fresh {
		w.raw("<td>")
	}
	if r.New {
		w.raw("<b>new</b>")
	}
	for _, c := range r.Counterparts {
		w.raw("<td>")
		w.text(c.Word)
		if c.Text != "" {
			w.raw(": ")
			w.text(c.Text)
		}
	}
}

func (m *mapping) write(w *rowWriter) {
	m.writeBrief(w)
	w.raw("<td>")
	w.text(m.Comment)
}

// writeBrief leaves out the reason.
func (m *mapping) writeBrief(w *rowWriter) {
	w.raw("\n<tr data-f=\"")
	w.text(m.Facets)
	w.raw(`"><td>`)
	w.text(m.Word)
	w.raw("<th>")
	if m.Object.Href == "" {
		w.text(m.Object.Text)
	} else {
		w.link(m.Object)
	}
	if m.Recommended {
		w.raw(" <small>recommended</small>")
	}
	w.raw("<td>")
	w.text(m.Type)
	w.raw("<td>")
	w.text(m.Confidence)
}

func (l *printedLine) write(w *rowWriter) {
	w.raw("\n<dt>")
	w.link(l.Where)
	w.raw("<dd>")
	w.text(l.Text)
}

func (l *sourceLine) write(w *rowWriter) {
	w.raw("\n<li id=L")
	w.out.WriteString(strconv.Itoa(l.Number))
	if l.Class != "" {
		w.raw(` class="`)
		w.text(l.Class)
		w.raw(`"`)
	}
	w.raw(">")
	w.text(l.Text)
}

func (c *bandCell) write(w *rowWriter) {
	switch c.State {
	case "yes":
		w.raw("<td class=y>yes")
	case "no":
		w.raw("<td>no")
	default:
		w.raw("<td>–")
	}
}

func (c *profileCompetency) write(w *rowWriter) {
	w.raw("\n<tr><th>")
	w.link(c.Competency)
	for i := range c.Cells {
		c.Cells[i].write(w)
	}
	if c.Rank == nil {
		w.raw("<td class=n><td class=n><td>")
		return
	}
	c.Rank.ranks(w)
}

// ranks writes the cells of a rank now, in future and of the change.
func (r *rankRow) ranks(w *rowWriter) {
	w.raw("<td class=n>")
	w.text(r.Now)
	w.raw("<td class=n>")
	w.text(r.Future)
	w.raw(`<td><span class="`)
	w.text(r.Trend)
	w.raw(`">`)
	w.text(r.Change)
	w.raw("</span>")
}

func (r *rankRow) write(w *rowWriter) {
	w.raw("\n<tr><th>")
	w.link(r.Competency)
	r.ranks(w)
}

func (i *exploreItem) write(w *rowWriter) {
	w.raw("\n<li data-f=\"")
	w.text(i.Facets)
	w.raw(`">`)
	w.link(i.Link)
	w.raw(" <span class=kind>")
	w.text(i.Kind)
	if i.Where != "" {
		w.raw(" · ")
		w.text(i.Where)
	}
	w.raw("</span>")
	switch {
	case i.Text != "":
		w.raw("<p>")
		w.text(i.Text)
	case i.Kind != "task":
		w.raw("<p>The handbook does not define it.")
	}
}

func (r *matrixRow) write(w *rowWriter) {
	w.raw("\n<tr data-f=\"")
	w.text(r.Facets)
	w.raw(`"><th>`)
	w.link(r.Competency)
	for _, c := range r.Cells {
		if !c.Has {
			w.raw("<td>")
			continue
		}
		w.raw(`<td class="`)
		w.text(c.Mark)
		w.raw(`"><b>yes</b>`)
	}
	w.raw("<td class=n>")
	w.out.WriteString(strconv.Itoa(r.Total))
}
