package site

import (
	"bytes"
	"fmt"
	"html/template"
	"strconv"
	"sync"

	"github.com/fwci-open-data/fwci/transform/role"
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

// text writes a text as it reads in an element.
func (w *rowWriter) text(text string) { w.out.WriteString(escaped(text)) }

// attribute writes an attribute of a tag, with quotes around the value where it needs them.
func (w *rowWriter) attribute(name markup, value string) {
	w.raw(" " + name + "=")
	if bare(value) {
		w.out.WriteString(value)
		return
	}
	w.raw(`"`)
	w.out.WriteString(template.HTMLEscapeString(value))
	w.raw(`"`)
}

// address writes the attribute href.
func (w *rowWriter) address(address string) {
	if safe(address) {
		w.raw(" href=")
		w.out.WriteString(address)
		return
	}
	made, err := w.links.attribute(address)
	w.fail(err)
	w.out.WriteString(made)
}

func (w *rowWriter) link(l link) {
	w.raw("<a")
	w.address(l.Href)
	w.raw(">")
	w.text(l.Text)
	w.raw("</a>")
}

// items writes links as items of a list.
func (w *rowWriter) items(links []link) {
	for _, l := range links {
		w.raw("\n<li>")
		w.link(l)
	}
}

func (w *rowWriter) code(text string) {
	w.raw("<code>")
	w.text(text)
	w.raw("</code>")
}

// fail keeps the first error.
func (w *rowWriter) fail(err error) {
	if w.err == nil {
		w.err = err
	}
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
		w.items(list)
	case []string:
		for _, text := range list {
			w.raw("\n<li>")
			w.text(text)
		}
	case []clusterProfiles:
		each(&w, list, (*clusterProfiles).write)
	case []finding:
		each(&w, list, (*finding).write)
	case findingRows:
		each(&w, list, (*finding).writeRow)
	case []passage:
		each(&w, list, (*passage).write)
	case []furtherMapping:
		each(&w, list, (*furtherMapping).write)
	case []bandRow:
		each(&w, list, (*bandRow).write)
	case stripRows:
		each(&w, list, (*rankRow).writeStrip)
	case []column:
		each(&w, list, (*column).write)
	case []needRow:
		each(&w, list, (*needRow).write)
	case mappingRows:
		list.write(&w)
	case []sourceLine:
		each(&w, list, (*sourceLine).write)
	case []profileCompetency:
		each(&w, list, (*profileCompetency).write)
	case []rankRow:
		each(&w, list, (*rankRow).write)
	case []exploreItem:
		each(&w, list, (*exploreItem).write)
	case []roleStatement:
		each(&w, list, (*roleStatement).write)
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
		w.attribute("class", r.Trend)
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

// write writes the rows of mappings.
func (l *mappingRows) write(w *rowWriter) {
	for _, m := range l.rows {
		w.raw("\n<tr")
		if l.filtered {
			w.attribute("data-f", m.Facets)
		} else {
			w.attribute("data-f", initial(m.Facets))
		}
		w.raw("><td>")
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
		if l.typed {
			w.raw("<td>")
			w.text(m.Type)
		}
		w.raw("<td>")
		w.text(m.Confidence)
		if l.reasoned {
			w.raw("<td>")
			w.text(m.Comment)
		}
	}
}

func (s *roleStatement) write(w *rowWriter) {
	w.raw("\n<li")
	w.attribute("id", s.ID)
	w.raw(">")
	w.text(s.ID)
	w.raw(" ")
	w.text(s.Text)
	for _, m := range s.Ours {
		w.raw(" <small>")
		w.text(m.Word)
		w.raw(": ")
		w.link(m.Subject)
		w.raw("</small>")
	}
}

func (f *furtherMapping) write(w *rowWriter) {
	w.raw("\n<section>\n<h2")
	w.attribute("id", f.ID)
	w.raw(">")
	w.text(f.Title)
	w.raw("</h2>")
	if len(f.Mappings.Rows) > 0 {
		is, concept := f.Mappings.Heads()
		w.raw("<div class=scroll role=region tabindex=0")
		w.attribute("aria-labelledby", f.ID)
		if head := f.Mappings.Head(); head != "" {
			w.raw("><table class=maps><thead><tr><th>")
			w.text(is)
			w.raw("<th>")
			w.text(concept)
			w.raw("<th>")
			w.text(head)
		} else {
			w.raw(`><table class="maps short"><thead><tr><th>`)
			w.text(is)
			w.raw("<th>")
			w.text(concept)
		}
		w.raw("<th>Confidence<th>Reason\n<tbody>")
		rows := f.Mappings.List()
		rows.write(w)
		w.raw("\n</table></div>")
		if judged := f.Mappings.Reviews.Judged; judged != "" {
			w.raw("\n<p class=small>")
			w.text(judged)
			w.raw(" <a href=../crosswalk/index.html>How to read this</a>")
		}
	}
	for _, u := range f.Mappings.Unmatched {
		w.raw("\n<p>No counterpart was found. ")
		w.text(u.Comment)
	}
	w.raw("\n</section>")
}

func (c *clusterProfiles) write(w *rowWriter) {
	w.raw("\n<dt>")
	if c.Cluster.Href == "" {
		w.text(role.AllWork)
	} else {
		w.raw("<a")
		w.attribute("class", c.Mark)
		w.address(c.Cluster.Href)
		w.raw(">")
		w.text(c.Cluster.Text)
		w.raw("</a>")
	}
	w.raw("\n<dd><ul class=chips>")
	w.items(c.Profiles)
	w.raw("</ul>")
}

func (f *finding) write(w *rowWriter) {
	w.raw("\n<li><a")
	w.attribute("class", "tag "+f.Severity)
	w.address("../findings/index.html#" + f.ID)
	w.raw(">")
	w.text(f.Severity)
	w.raw("</a> ")
	w.text(f.Message)
}

// writeRow writes a finding as a row of the list of all.
func (f *finding) writeRow(w *rowWriter) {
	w.raw("\n<tr")
	w.attribute("id", f.ID)
	w.attribute("data-f", f.Facets)
	w.raw("><td><span")
	w.attribute("class", "tag "+f.Severity)
	w.raw(">")
	w.text(f.Severity)
	w.raw("</span><td>")
	w.text(f.Message)
	w.raw(" <small>")
	w.text(f.Rule)
	w.raw("</small><td>")
	switch {
	case f.About.Href != "":
		w.link(f.About)
	case f.About.Text != "":
		w.text(f.About.Text)
	case f.Source.Href != "":
		w.link(f.Source)
	}
	w.raw("<td>")
	if f.Where.Href != "" {
		w.link(f.Where)
	}
}

func (p *passage) write(w *rowWriter) {
	w.raw("\n<p>From the ")
	w.link(p.Source)
	w.raw(":<dl>")
	each(w, p.Lines, (*printedLine).write)
	w.raw("\n</dl>")
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
		w.attribute("class", l.Class)
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
	if c.Note > 0 {
		note := strconv.Itoa(c.Note)
		w.raw(" <a class=ref")
		w.attribute("href", "#note-"+note)
		w.attribute("aria-label", "Note "+note)
		w.raw(">")
		w.text(note)
		w.raw("</a>")
	}
}

func (r *bandRow) write(w *rowWriter) {
	w.raw("\n<tr><th>")
	w.link(r.Scope)
	each(w, r.Cells, (*bandCell).write)
}

// writeStrip writes a rank in one scope with its place on a line from first to last.
func (r *rankRow) writeStrip(w *rowWriter) {
	w.raw("\n<tr><th>")
	w.link(r.Scope)
	r.ranks(w)
	w.raw("<td><svg class=strip role=img")
	w.attribute("aria-label", r.Strip.Title)
	w.raw(` viewBox="0 0 300 24">`)
	now, future := strconv.Itoa(r.Strip.NowX), strconv.Itoa(r.Strip.FutureX)
	if r.Strip.Joined {
		w.raw("<path")
		w.attribute("d", "M"+now+" 12H"+future)
		w.raw("/>")
	}
	if r.Strip.NowX != 0 {
		w.raw("<circle class=now")
		w.attribute("cx", now)
		w.raw(" cy=12 r=5 />")
	}
	if r.Strip.FutureX != 0 {
		w.raw("<circle")
		w.attribute("cx", future)
		w.raw(" cy=12 r=6 />")
	}
	w.raw("</svg>")
}

// write writes a column of the data dictionary.
func (c *column) write(w *rowWriter) {
	w.raw("\n<tr><th")
	w.attribute("id", c.Name)
	w.raw("><code>")
	w.text(c.Name)
	w.raw("</code><br><small>")
	w.text(c.Title)
	w.raw("</small><td>")
	w.text(string(c.Type))
	if c.Key {
		w.raw("<br><span class=tag>key</span>")
	}
	if c.Nullable {
		w.raw("<br><small>may be null</small>")
	}
	if c.Unit != "" {
		w.raw("<br><small>")
		w.text(c.Unit)
		w.raw("</small>")
	}
	w.raw("<td>")
	for _, s := range prose(c.Description) {
		if s.Code {
			w.code(s.Text)
		} else {
			w.text(s.Text)
		}
	}
	var separator markup = "<br>Allowed: "
	for _, value := range c.Enum {
		w.raw(separator)
		w.code(value)
		separator = ", "
	}
	if len(c.Enum) > 0 {
		w.raw(".")
	}
	if c.Target.Href != "" {
		w.raw(" Refers to ")
		w.link(c.Target)
		w.raw(".")
	}
}

func (c *profileCompetency) write(w *rowWriter) {
	w.raw("\n<tr><th>")
	w.link(c.Competency)
	for i := range c.Cells {
		c.Cells[i].write(w)
	}
	if c.Rank == nil {
		w.raw("<td><td><td>")
		return
	}
	c.Rank.ranks(w)
}

// ranks writes the cells of a rank now, in the future and of the change.
func (r *rankRow) ranks(w *rowWriter) {
	w.raw("<td>")
	w.text(r.Now)
	w.raw("<td>")
	w.text(r.Future)
	w.raw("<td")
	w.attribute("class", r.Trend)
	w.raw(">")
	w.text(r.Change)
}

func (r *rankRow) write(w *rowWriter) {
	w.raw("\n<tr><th>")
	w.link(r.Competency)
	r.ranks(w)
}

func (i *exploreItem) write(w *rowWriter) {
	w.raw("\n<li")
	w.attribute("data-f", i.Facets)
	w.raw(">")
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
	w.raw("\n<tr")
	w.attribute("data-f", r.Facets)
	w.raw("><th>")
	w.link(r.Competency)
	for _, c := range r.Cells {
		if !c.Has {
			w.raw("<td>")
			continue
		}
		w.raw("<td")
		w.attribute("class", c.Mark)
		w.raw("><b>yes</b>")
	}
	w.raw("<td class=n>")
	w.out.WriteString(strconv.Itoa(r.Total))
}
