package site

import (
	"bytes"
	"html/template"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
)

// Most of the time for a page goes into escaping its links and the parts that all pages have, although they are
// the same on many pages. Parts are therefore made once, by the escaping templates, and kept; so are the links that
// only a template can judge. Most links hold nothing to escape and are written as they are.

// anchors makes links as HTML.
type anchors struct {
	made     sync.Map // attributes by address
	count    atomic.Int64
	template *template.Template
}

// mostAnchors are kept at a time.
const mostAnchors = 1 << 14

func newAnchors() (*anchors, error) {
	t, err := template.New("anchor").Parse(`<a href="{{.}}">`)
	return &anchors{template: t}, err
}

// of returns the element of a link.
func (a *anchors) of(l link) (template.HTML, error) {
	w := rowWriter{out: buffers.Get().(*bytes.Buffer), links: a}
	defer buffers.Put(w.out)
	w.out.Reset()
	w.link(l)
	return w.html(), w.err
}

// attribute returns the attribute href for an address that is not safe as it is.
func (a *anchors) attribute(address string) (string, error) {
	if known, ok := a.made.Load(address); ok {
		return known.(string), nil
	}
	tag, err := execute(a.template, address)
	if err != nil {
		return "", err
	}
	made := strings.TrimSuffix(strings.TrimPrefix(string(tag), "<a"), ">")
	if a.count.Add(1) > mostAnchors {
		a.made.Clear()
		a.count.Store(0)
	}
	a.made.Store(address, made)
	return made, nil
}

// safe reports whether an address can be in a page as it is, without quotes: it leads to another page of the site or
// begins as an address of the web does, and none of its characters means anything to HTML.
func safe(address string) bool {
	rest, web := strings.CutPrefix(address, "https://")
	if !web {
		rest, _ = strings.CutPrefix(address, "http://")
	}
	return bare(rest) && strings.IndexByte(rest, ':') < 0
}

// bare reports whether the value of an attribute can do without quotes (HTML Standard, section 13.1.2.3). Many other
// characters could, but are in few values. A solidus at the end is left to quotes: it looks like the end of a tag.
func bare(value string) bool {
	for i := range len(value) {
		if !bareBytes[value[i]] {
			return false
		}
	}
	return value != "" && value[len(value)-1] != '/'
}

// bareBytes are those of bare values.
var bareBytes = func() (is [256]bool) {
	for _, b := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./#:+;,") {
		is[b] = true
	}
	return is
}()

// escaped writes a text as it reads in an element.
func escaped(text string) string {
	if !strings.ContainsAny(text, "<>&\x00") {
		return text
	}
	return textEscapes.Replace(text)
}

// textEscapes are the characters that mean something to HTML outside a tag.
var textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\x00", "\uFFFD")

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

// part writes a part that shows nothing of a page but its Root, its Section and its Chrome.
func (w *rowWriter) part(r *renderer, name string, p *page) {
	key := frame{name, p.Root, p.Section}
	made, known := p.Chrome.fragments.Load(key)
	if !known {
		text, err := execute(r.set.Lookup(name), page{Root: p.Root, Section: p.Section, Chrome: p.Chrome})
		w.fail(err)
		made = unquote(string(text))
		p.Chrome.fragments.Store(key, made)
	}
	w.out.WriteString(made.(string))
}
