package site_test

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"sort"
	"strings"
	"unsafe"

	"golang.org/x/net/html"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// A release is the files that a reader of the site can reach, by path.
type release map[string][]byte

// outside lists the files that the release adds after the site.
var outside = []string{"manifest.json", "SHA256SUMS"}

func newRelease(files ...[]artifact.Artifact) release {
	r := release{}
	for _, a := range slices.Concat(files...) {
		r[a.Path] = a.Data
	}
	for _, name := range outside {
		r[name] = nil
	}
	return r
}

// pages returns the paths of the site's pages, sorted.
func (r release) pages() []string {
	var names []string
	for name := range r {
		if strings.HasPrefix(name, "site/") && strings.HasSuffix(name, ".html") {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// A document is a page as an independent parser reads it.
type document struct {
	root     *html.Node
	ids      []string
	elements []*html.Node
	problems []string // of the page alone
}

func parse(data []byte) (*document, error) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	d := &document{root: root}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		d.elements = append(d.elements, n)
		if id, ok := attribute(n, "id"); ok {
			d.ids = append(d.ids, id)
		}
	}
	return d, nil
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// text returns the text of a node with single spaces.
func text(n *html.Node) string {
	var b strings.Builder
	for child := range n.Descendants() {
		if child.Type == html.TextNode && child.Parent.Data != "script" {
			b.WriteString(child.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// all returns the elements of a name.
func (d *document) all(name string) []*html.Node {
	var found []*html.Node
	for _, n := range d.elements {
		if n.Data == name {
			found = append(found, n)
		}
	}
	return found
}

func (d *document) byID(id string) *html.Node {
	for _, n := range d.elements {
		if v, ok := attribute(n, "id"); ok && v == id {
			return n
		}
	}
	return nil
}

// checked holds the pages that were checked, by where their bytes are: releases share the pages that no test changes.
var checked = map[*byte]*document{}

// check reads every page of a release and returns what is wrong.
func (r release) check() []string {
	documents := map[string]*document{}
	var problems []string
	for _, name := range r.pages() {
		at := unsafe.SliceData(r[name])
		if checked[at] == nil {
			d, err := parse(r[name])
			if err != nil {
				problems = append(problems, fmt.Sprintf("%s: %v", name, err))
				continue
			}
			d.problems = slices.Concat(d.structure(), d.policy(), d.names())
			checked[at] = d
		}
		documents[name] = checked[at]
	}
	for _, name := range r.pages() {
		d := documents[name]
		for _, p := range slices.Concat(d.problems, r.links(name, d, documents)) {
			problems = append(problems, name+": "+p)
		}
	}
	return problems
}

// structure: one title, one heading of the first level, no level left out, no identifier twice.
func (d *document) structure() []string {
	var problems []string
	seen := map[string]bool{}
	for _, id := range d.ids {
		if seen[id] {
			problems = append(problems, "the id "+id+" appears twice")
		}
		seen[id] = true
	}
	if n := len(d.all("h1")); n != 1 {
		problems = append(problems, fmt.Sprintf("%d h1", n))
	}
	if title := d.all("title"); len(title) == 0 || text(title[0]) == "" {
		problems = append(problems, "no title")
	}
	if lang, _ := attribute(d.all("html")[0], "lang"); lang == "" {
		problems = append(problems, "no language")
	}
	level := 0
	for _, n := range d.elements {
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			if next := int(n.Data[1] - '0'); next > level+1 {
				problems = append(problems, fmt.Sprintf("h%d %q follows h%d", next, text(n), level))
			} else {
				level = next
			}
			if text(n) == "" {
				problems = append(problems, "an empty heading")
			}
		}
	}
	return problems
}

// policy: a strict content security policy that the page itself keeps.
func (d *document) policy() []string {
	var problems []string
	policy := ""
	for _, n := range d.all("meta") {
		if v, _ := attribute(n, "http-equiv"); v == "Content-Security-Policy" {
			policy, _ = attribute(n, "content")
		}
	}
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") || strings.Contains(policy, "*") {
		problems = append(problems, fmt.Sprintf("the policy %q is not strict", policy))
	}
	for _, n := range d.elements {
		kind, _ := attribute(n, "type")
		switch n.Data {
		case "script":
			if _, ok := attribute(n, "src"); !ok && kind != "application/ld+json" {
				problems = append(problems, "a script in the page")
			}
		case "style", "iframe", "object", "embed", "base", "img":
			problems = append(problems, "an element "+n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
				problems = append(problems, fmt.Sprintf("an attribute %s on %s", a.Key, n.Data))
			}
		}
	}
	return problems
}

// names: whatever a reader who does not see must be told has a name.
func (d *document) names() []string {
	var problems []string
	for _, n := range d.elements {
		label, _ := attribute(n, "aria-label")
		by, _ := attribute(n, "aria-labelledby")
		hidden, _ := attribute(n, "aria-hidden")
		for _, id := range strings.Fields(by) {
			if d.byID(id) == nil {
				problems = append(problems, "aria-labelledby names "+id+", which is not there")
			}
		}
		role, _ := attribute(n, "role")
		switch {
		case n.Data == "svg" && hidden == "" && (role != "img" || label == "" && by == ""):
			problems = append(problems, "a picture without a name")
		case n.Data == "table" && !strings.Contains(inner(n), "<th"):
			problems = append(problems, "a table without headers")
		case (n.Data == "input" || n.Data == "select") && n.Parent.Data != "label" && label == "":
			problems = append(problems, "a field without a label")
		case n.Data == "a" && text(n) == "" && label == "":
			problems = append(problems, "a link without words")
		}
	}
	return problems
}

func inner(n *html.Node) string {
	var b bytes.Buffer
	if err := html.Render(&b, n); err != nil {
		return err.Error()
	}
	return b.String()
}

// links: every address inside the release leads to a file, every fragment to a place in it. A fragment with
// "=" is a choice: its values must be choices of the page's form.
func (r release) links(name string, d *document, documents map[string]*document) []string {
	var problems []string
	for _, n := range d.elements {
		for _, key := range []string{"href", "src"} {
			address, ok := attribute(n, key)
			if !ok || n.Data == "image" {
				continue
			}
			u, err := url.Parse(address)
			switch {
			case err != nil:
				problems = append(problems, fmt.Sprintf("%q: %v", address, err))
				continue
			case u.Scheme == "http" || u.Scheme == "https":
				if relation, _ := attribute(n, "rel"); n.Data != "a" && !slices.Contains([]string{"cite-as", "type"}, relation) { // these load nothing
					problems = append(problems, n.Data+" asks the network for "+address)
				}
				continue
			case u.Scheme != "" || u.Host != "" || address == "":
				problems = append(problems, fmt.Sprintf("the address %q", address))
				continue
			}
			target := name
			if u.Path != "" {
				target = path.Join(path.Dir(name), u.Path)
			}
			if _, ok := r[target]; !ok {
				problems = append(problems, fmt.Sprintf("%q leads to %s, which is not there", address, target))
				continue
			}
			if p := fragment(u.Fragment, documents[target]); p != "" {
				problems = append(problems, fmt.Sprintf("%q: %s", address, p))
			}
		}
	}
	return problems
}

func fragment(fragment string, target *document) string {
	switch {
	case fragment == "":
		return ""
	case target == nil:
		return "a place in what is no page"
	case !strings.Contains(fragment, "="):
		if target.byID(fragment) == nil {
			return "no such place"
		}
		return ""
	}
	values, err := url.ParseQuery(fragment)
	if err != nil {
		return err.Error()
	}
	for field, chosen := range values {
		if !target.offers(field, chosen[0]) {
			return "the form offers no " + field + "=" + chosen[0]
		}
	}
	return ""
}

// offers says whether a field of the page can have a value.
func (d *document) offers(field, value string) bool {
	for _, n := range d.elements {
		if name, _ := attribute(n, "name"); name != field {
			continue
		}
		if n.Data == "input" {
			return true
		}
		for option := range n.Descendants() {
			if v, ok := attribute(option, "value"); ok && option.Data == "option" && v == value {
				return true
			}
		}
	}
	return false
}
