package site

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"runtime"
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

// indentation goes out of the templates, where it is for people. One line feed stays where white space may
// matter, and before the elements that a reader of the source looks for.
var (
	indentation = regexp.MustCompile(`\s*\n\s*`)
	between     = regexp.MustCompile(`>\n<(/|div|ul|ol|dl|dd|p|thead|tbody|table|circle|path|rect|line|text)`)
)

// quotes around these values go too: HTML asks for none around letters, digits and hyphens (HTML Standard,
// section 13.1.2.3).
var quotes = regexp.MustCompile(`="([A-Za-z0-9-]+)"([ >])`)

// loadTemplates returns the layout with the content of each kind of page, by kind.
var loadTemplates = sync.OnceValues(func() (map[string]*template.Template, error) {
	read := func(name string) string {
		data, err := templateFiles.ReadFile(name)
		if err != nil {
			panic("site: " + err.Error())
		}
		return foldLinks(quotes.ReplaceAllString(between.ReplaceAllString(indentation.ReplaceAllString(string(data), "\n"), "><$1"), "=$1$2"))
	}
	anchors, err := newAnchors()
	if err != nil {
		return nil, fmt.Errorf("reading the site's links: %w", err)
	}
	base := template.New("layout")
	_, err = base.Funcs(template.FuncMap{"thousands": thousands, "size": size, "prose": prose, "succ": succ, "anchor": anchors.of, "frame": framePart(base), "rows": anchors.rows, "ask": newAsk}).Parse(read("template/layout.html"))
	if err != nil {
		return nil, fmt.Errorf("reading the site's layout: %w", err)
	}
	for _, shared := range []string{"part", "chart"} {
		if _, err := base.Parse(read("template/" + shared + ".html")); err != nil {
			return nil, fmt.Errorf("reading the site's template %s: %w", shared, err)
		}
	}
	names, err := fs.Glob(templateFiles, "template/page-*.html")
	if err != nil {
		return nil, fmt.Errorf("listing the site's templates: %w", err)
	}
	templates := map[string]*template.Template{}
	for _, name := range names {
		kind := strings.TrimSuffix(strings.TrimPrefix(name, "template/page-"), ".html")
		t, err := template.Must(base.Clone()).New("content").Parse(read(name))
		if err != nil {
			return nil, fmt.Errorf("reading the site's template %s: %w", name, err)
		}
		templates[kind] = t.Lookup("layout")
	}
	return templates, nil
})

// render executes the template of each page. The pages are shared out among the processors; each has its
// place in the result, so the order does not depend on them.
func render(pages []page) ([]artifact.Artifact, error) {
	templates, err := loadTemplates()
	if err != nil {
		return nil, err
	}
	files := make([]artifact.Artifact, len(pages))
	problems := make([]error, len(pages))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			var out bytes.Buffer
			for i := range next {
				files[i], problems[i] = renderPage(templates, pages[i], &out)
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

// renderPage writes a page by way of a buffer that serves many.
func renderPage(templates map[string]*template.Template, p page, out *bytes.Buffer) (artifact.Artifact, error) {
	t, ok := templates[p.Kind]
	if !ok {
		return artifact.Artifact{}, fmt.Errorf("writing the page %s: no template for the kind %q", p.Path, p.Kind)
	}
	out.Reset()
	if err := t.Execute(out, p); err != nil {
		return artifact.Artifact{}, fmt.Errorf("writing the page %s: %w", p.Path, err)
	}
	return file(p.Path, p.Title, visible(bytes.Clone(out.Bytes()))), nil
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
