package site

import (
	"html/template"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
)

// Most of the time for a page goes into escaping its links and the parts that all pages have, although they are
// the same on many pages. Each is therefore made once, by the same escaping templates, and kept.

// anchors makes links as HTML.
type anchors struct {
	made     sync.Map // by link
	count    atomic.Int64
	template *template.Template
}

// mostAnchors are kept at a time. A release has some thousand.
const mostAnchors = 1 << 14

func newAnchors() (*anchors, error) {
	t, err := template.New("anchor").Parse(`<a href="{{.Href}}">{{.Text}}</a>`)
	return &anchors{template: t}, err
}

// of returns the element of a link.
func (a *anchors) of(l link) (template.HTML, error) {
	if known, ok := a.made.Load(l); ok {
		return known.(template.HTML), nil
	}
	made, err := execute(a.template, l)
	if err == nil {
		if a.count.Add(1) > mostAnchors {
			a.made.Clear()
			a.count.Store(0)
		}
		a.made.Store(l, made)
	}
	return made, err
}

func execute(t *template.Template, data any) (template.HTML, error) {
	var out strings.Builder
	err := t.Execute(&out, data)
	return template.HTML(out.String()), err
}

// html returns what a rowWriter has written: constants, escaped texts and links that a template made.
func (w *rowWriter) html() template.HTML { return template.HTML(w.out.String()) }

// wholeLink is a link in a template that is nothing but its address and its text.
var wholeLink = regexp.MustCompile(`<a href="\{\{(\$?[\w.]*)\.Href\}\}">\{\{(\$?[\w.]*)\.Text\}\}</a>`)

// foldLinks has the links of a template made by anchors.
func foldLinks(text string) string {
	return wholeLink.ReplaceAllStringFunc(text, func(element string) string {
		m := wholeLink.FindStringSubmatch(element)
		if m[1] != m[2] {
			return element
		}
		if m[1] == "" {
			m[1] = "."
		}
		return "{{anchor " + m[1] + "}}"
	})
}

// A frame is what distinguishes the same part of two pages: its template, and what of a page the template shows.
type frame struct{ name, root, section string }

// framePart returns a function for the layout that executes a template which shows nothing of a page but its Root,
// its Section and its Chrome.
func framePart(layout *template.Template) func(name string, p page) (template.HTML, error) {
	return func(name string, p page) (template.HTML, error) {
		key := frame{name, p.Root, p.Section}
		if known, ok := p.Chrome.fragments.Load(key); ok {
			return known.(template.HTML), nil
		}
		made, err := execute(layout.Lookup(name), page{Root: p.Root, Section: p.Section, Chrome: p.Chrome})
		if err == nil {
			p.Chrome.fragments.Store(key, made)
		}
		return made, err
	}
}
