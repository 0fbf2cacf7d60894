package site

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// A page is one HTML file: what the layout needs, and the model of its own template.
type page struct {
	Path        string // inside the site
	Root        string // leads from the page to the site's folder: "", "../" or "../../"
	Kind        string // the template, and the word for what the page shows
	Section     string // the entry of the navigation that the page belongs to
	Title       string
	Whole       string // the title uncut, where Title is cut
	Description string
	Crumbs      []link
	Links       []typedLink // for programs
	Cite        pageCitation
	Scripts     []string // files in asset/ beyond those of every page
	Body        any
	Chrome      *chrome
}

// chrome is what all pages share.
type chrome struct {
	Brand, Subject, Version, Issued string
	Language                        string
	License                         link
	Tracker                         string // where to report an error
	Credits                         []string

	fragments sync.Map // what pages repeat, made once
}

// A link leads to a page of the site (relative to a page one folder deep), to a file of the release, or to
// an address outside.
type link struct {
	Href, Text string
}

//go:embed template/*.html
var templateFiles embed.FS

// A renderer writes pages: what all pages have before and after their content here, the content by the template of the
// page's kind.
type renderer struct {
	set     *template.Template
	anchors *anchors
}

// newRenderer reads the templates, once. They are one set: a part that several kinds of pages have is read and prepared
// once.
var newRenderer = sync.OnceValues(func() (*renderer, error) {
	anchors, err := newAnchors()
	if err != nil {
		return nil, fmt.Errorf("reading the site's links: %w", err)
	}
	set := template.New("site")
	set.Funcs(template.FuncMap{"thousands": thousands, "size": size, "prose": prose, "succ": succ, "anchor": anchors.of, "rows": anchors.rows, "ask": newAsk})
	names, err := fs.Glob(templateFiles, "template/*.html")
	if err != nil {
		return nil, fmt.Errorf("listing the site's templates: %w", err)
	}
	for _, name := range names {
		data, err := templateFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("reading the site's template %s: %w", name, err)
		}
		if _, err := set.Parse(foldLinks(unquote(dense(string(data))))); err != nil {
			return nil, fmt.Errorf("reading the site's template %s: %w", name, err)
		}
	}
	return &renderer{set, anchors}, nil
})

// render writes the pages. They are shared out among the processors; each has its place in the result, so the order
// does not depend on them.
func render(pages []page) ([]artifact.Artifact, error) {
	r, err := newRenderer()
	if err != nil {
		return nil, err
	}
	files := make([]artifact.Artifact, len(pages))
	problems := make([]error, len(pages))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) {
		workers.Go(func() {
			out := buffers.Get().(*bytes.Buffer)
			defer buffers.Put(out)
			for i := range next {
				out.Reset()
				if err := r.write(&pages[i], out); err != nil {
					problems[i] = fmt.Errorf("writing the page %s: %w", pages[i].Path, err)
				}
				files[i] = file(pages[i].Path, pages[i].Title, visible(bytes.Clone(out.Bytes())))
			}
		})
	}
	for i := range pages {
		next <- i
	}
	close(next)
	workers.Wait()
	return files, errors.Join(problems...)
}

// write writes a page.
func (r *renderer) write(p *page, out *bytes.Buffer) error {
	content := "page-" + p.Kind
	if r.set.Lookup(content) == nil {
		return fmt.Errorf("no template for the kind %q", p.Kind)
	}
	w := &rowWriter{out: out, links: r.anchors}
	w.part(r, "opening", p)
	w.head(p)
	w.raw("\n")
	w.part(r, "assets", p)
	for _, name := range p.Scripts {
		w.raw("\n<script")
		w.attribute("src", p.Root+"asset/"+name)
		w.raw(" defer></script>")
	}
	w.raw("\n<body")
	w.attribute("class", "on-"+p.Kind)
	w.raw(">\n")
	w.part(r, "top", p)
	if len(p.Crumbs) > 0 {
		w.raw("\n<nav class=crumbs aria-label=Breadcrumb><ul>")
		w.items(p.Crumbs)
		w.raw("</ul></nav>")
	}
	w.raw("\n<main id=main tabindex=-1>\n")
	if err := r.set.ExecuteTemplate(out, content, p); err != nil {
		return err
	}
	w.raw("\n</main><footer class=foot><p class=cites>Cite: ")
	w.text(p.Cite.Before)
	w.raw(" ")
	w.text(p.Cite.Address)
	w.raw("\n")
	w.part(r, "foot", p)
	w.raw("\n")
	return w.err
}

// head writes what programs read of a page: its title, description and typed links.
func (w *rowWriter) head(p *page) {
	w.raw("<title>")
	w.text(p.Title)
	if p.Kind != "home" {
		w.raw(" · ")
		w.text(p.Chrome.Brand)
	}
	w.raw("</title>")
	if p.Description != "" {
		w.raw("\n<meta name=description")
		w.attribute("content", p.Description)
		w.raw(">")
	}
	for _, l := range p.Links {
		w.raw("\n<link")
		w.attribute("rel", l.Name)
		w.address(l.Href)
		if l.MediaType != "" {
			w.attribute("type", l.MediaType)
		}
		w.raw(">")
	}
}

// dense leaves out what is for people in a template: indentation, and line feeds but where white space may matter and
// before the elements that a reader of the source looks for.
func dense(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	last := byte(0)
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if last != 0 && (last != '>' || !joins(line)) {
			out.WriteByte('\n')
		}
		out.WriteString(line)
		last = line[len(line)-1]
	}
	return out.String()
}

// joins reports whether a line can follow a tag without white space.
func joins(line string) bool {
	tag, is := strings.CutPrefix(line, "<")
	return is && slices.ContainsFunc(joined, func(name string) bool { return strings.HasPrefix(tag, name) })
}

// joined are beginnings of tags.
var joined = []string{"/", "div", "ul", "ol", "dl", "dd", "p", "thead", "tbody", "table", "circle", "path", "rect", "line", "text"}

// unquote leaves out the quotes around the values of attributes that are bare.
func unquote(html string) string {
	var out strings.Builder
	out.Grow(len(html))
	for {
		at := strings.Index(html, `="`)
		if at < 0 {
			break
		}
		value, rest, ended := strings.Cut(html[at+2:], `"`)
		if !ended || rest == "" || rest[0] != ' ' && rest[0] != '>' || !bare(value) {
			out.WriteString(html[:at+2])
			html = html[at+2:]
			continue
		}
		out.WriteString(html[:at+1])
		out.WriteString(value)
		html = rest
	}
	out.WriteString(html)
	return out.String()
}

// invisible lists the characters that change the direction of text around them (Unicode Standard Annex 9,
// section 2). In a source's line they would make a page show what is not there.
var invisible = strings.NewReplacer(
	"\u061c", "‹U+061C›", "\u200e", "‹U+200E›", "\u200f", "‹U+200F›",
	"\u202a", "‹U+202A›", "\u202b", "‹U+202B›", "\u202c", "‹U+202C›", "\u202d", "‹U+202D›", "\u202e", "‹U+202E›",
	"\u2066", "‹U+2066›", "\u2067", "‹U+2067›", "\u2068", "‹U+2068›", "\u2069", "‹U+2069›",
)

// visible writes out the characters that change the direction of text. It works on a whole page, where
// nothing but text from the data can hold them.
func visible(html []byte) []byte {
	if !hasInvisible(html) {
		return html
	}
	return []byte(invisible.Replace(string(html)))
}

// hasInvisible looks for the UTF-8 bytes of those characters, which is quicker than decoding the page.
func hasInvisible(html []byte) bool {
	if bytes.Contains(html, []byte("\u061c")) {
		return true
	}
	for at := 0; ; {
		i := bytes.IndexByte(html[at:], 0xE2)
		if i < 0 || at+i+2 >= len(html) {
			return false
		}
		at += i + 3
		switch second, third := html[at-2], html[at-1]; {
		case second == 0x80 && (third == 0x8E || third == 0x8F || third >= 0xAA && third <= 0xAE),
			second == 0x81 && third >= 0xA6 && third <= 0xA9:
			return true
		}
	}
}
