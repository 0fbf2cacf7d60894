// Package framework reads the concepts of any framework, for whoever ranks them: SKOS in Turtle or JSON-LD, a
// package of 1EdTech CASE in JSON, or a list (CSV, TSV, XLSX; see querylist) of identifier, label and definition.
//
// In goes a file as it was published; out come its concepts in the file's order (those of JSON-LD by identifier) with
// identifier, label, other labels and definition, and what was taken for granted, in words. Texts in English are taken where there are some, else
// those of the language that most labels are in. What a file is, its content says, not its name. Nothing is
// fetched: a JSON-LD file whose context is elsewhere is refused.
package framework

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/querylist"
	"github.com/fwci-open-data/fwci/extract/source"
)

// A Concept is a concept of a framework.
type Concept struct {
	ID           string // an IRI where the file gives one
	Label        string
	Alternatives []string // other labels and notations, each once
	Definition   string   // may be empty
}

// A Framework is what was read of a file.
type Framework struct {
	Concepts []Concept
	Notes    []string // how the file was read, where that is not plain: one sentence each
	// Local are the identifiers of linked data that mean nothing outside the file: relative IRIs without a base, and
	// blank nodes. A list may be ranked with them; a mapping must not name them.
	Local source.Problems
}

// Parse reads a framework. Path is for messages, and its ending .ttl says Turtle. It fails with source.Problems that
// name file, place, what was found and what was expected; a file without a concept is a problem, and so are two
// concepts of one identifier, and a text longer than MaxText.
func Parse(path string, data []byte) (*Framework, error) {
	f, err := parseForm(path, data)
	if err != nil {
		return nil, err
	}
	if err := f.check(path).Err(); err != nil {
		return nil, err
	}
	return f, nil
}

// MaxText is the largest size in bytes of a label or a definition that is read: what is longer describes no concept.
const MaxText = 100_000

// check finds what no concept can have, and notes identifiers that are not whole.
func (f *Framework) check(path string) source.Problems {
	var problems source.Problems
	report := func(format string, args ...any) {
		problems = append(problems, source.Problem{Path: path, Rule: "framework", Message: fmt.Sprintf(format, args...)})
	}
	labels := map[string]string{}
	for _, c := range f.Concepts {
		if other, twice := labels[c.ID]; twice {
			report("two concepts have the identifier %q: %q and %q; expected one of each", c.ID, other, c.Label)
		}
		labels[c.ID] = c.Label
		for _, text := range append([]string{c.Label, c.Definition}, c.Alternatives...) {
			if len(text) > MaxText {
				report("a text of the concept %q has %d bytes; expected at most %d", c.ID, len(text), MaxText)
			}
		}
	}
	return problems
}

// parseForm reads a framework in whatever form it is.
func parseForm(path string, data []byte) (*Framework, error) {
	if len(data) > source.MaxBytes {
		return nil, problem(path, 0, "the file has %d bytes; at most %d are read", len(data), source.MaxBytes)
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	switch {
	case len(text) > 0 && (text[0] == '{' || text[0] == '['):
		return parseJSON(path, data)
	case isTurtle(path, text):
		return parseTurtle(path, data)
	}
	list, err := querylist.Parse(path, data)
	if err != nil {
		return nil, err
	}
	f := &Framework{Notes: list.Notes}
	for _, e := range list.Entries {
		f.Concepts = append(f.Concepts, Concept{ID: e.ID, Label: e.Label, Definition: e.Definition})
	}
	return f, nil
}

// isTurtle reports whether a text is Turtle: by its name, or because it declares a prefix or a base.
func isTurtle(path string, text []byte) bool {
	lower := strings.ToLower(path)
	if strings.HasSuffix(lower, ".ttl") || strings.HasSuffix(lower, ".nt") || strings.HasSuffix(lower, ".turtle") {
		return true
	}
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' {
			fold := strings.ToLower(string(line[:min(len(line), 8)]))
			return strings.HasPrefix(fold, "@prefix ") || strings.HasPrefix(fold, "@base ") || strings.HasPrefix(fold, "prefix ") && bytes.ContainsRune(line, '<')
		}
	}
	return false
}

func problem(path string, line int, format string, args ...any) error {
	return source.Problems{{Path: path, Line: line, Rule: "framework", Message: fmt.Sprintf(format, args...)}}
}

// The vocabularies that a concept is described in.
const (
	skos    = "http://www.w3.org/2004/02/skos/core#"
	skosXL  = "http://www.w3.org/2008/05/skos-xl#"
	rdfs    = "http://www.w3.org/2000/01/rdf-schema#"
	dcterms = "http://purl.org/dc/terms/"
)

// A part is what a property says of a concept.
type part int

// The parts of a concept.
const (
	noPart part = iota
	preferred
	other
	notation
	definition
	description // used as the definition when a concept has no definition
	name        // used as the label when a concept has no label
	preferredXL // leads to a label that is a node of its own
	otherXL
	literalForm
)

var parts = map[string]part{
	skos + "prefLabel": preferred, skos + "altLabel": other, skos + "hiddenLabel": other, skos + "notation": notation, skos + "definition": definition,
	skos + "scopeNote": description, dcterms + "description": description, rdfs + "comment": description, rdfs + "label": name, dcterms + "title": name,
	skosXL + "prefLabel": preferredXL, skosXL + "altLabel": otherXL, skosXL + "hiddenLabel": otherXL, skosXL + "literalForm": literalForm,
}

// A said is a text of a concept, or the node that has it.
type said struct {
	part            part
	value, language string
}

// A node is what a graph says of one subject.
type node struct {
	id      string
	line    int
	concept bool
	scheme  bool // a scheme or a collection: it has labels and is not a concept
	said    []said
}

// A graph gathers what a file says of each subject, in the order of the file.
type graph struct {
	nodes []*node
	byID  map[string]*node
}

func newGraph() *graph { return &graph{byID: map[string]*node{}} }

func (g *graph) node(id string, line int) *node {
	n := g.byID[id]
	if n == nil {
		n = &node{id: id, line: line}
		g.byID[id] = n
		g.nodes = append(g.nodes, n)
	}
	return n
}

func (n *node) addType(iri string) {
	switch iri {
	case skos + "Concept":
		n.concept = true
	case skos + "ConceptScheme", skos + "Collection", skos + "OrderedCollection", skosXL + "Label":
		n.scheme = true
	}
}

func (n *node) add(property, value, language string) {
	if p := parts[property]; p != noPart {
		n.said = append(n.said, said{p, strings.Join(strings.Fields(value), " "), strings.ToLower(language)})
	}
}

// isConcept reports whether a subject is a concept: it is said to be one, or it has a preferred label of SKOS and is
// nothing else.
func (n *node) isConcept() bool {
	return n.concept || !n.scheme && slices.ContainsFunc(n.said, func(s said) bool { return s.part == preferred || s.part == preferredXL })
}

// framework makes concepts of a graph.
func (g *graph) framework(path string) (*Framework, error) {
	g.resolveLabels()
	f := &Framework{}
	language := g.language()
	unlabeled, relative, first := 0, 0, ""
	for _, n := range g.nodes {
		if !n.isConcept() {
			continue
		}
		c := n.read(language)
		if c.Label == "" {
			unlabeled++
			continue
		}
		f.Concepts = append(f.Concepts, c)
		if strings.HasPrefix(c.ID, "_:") {
			f.Local = append(f.Local, n.local(path, "%q has no IRI (it is a blank node); expected an IRI", c.Label))
		} else if !absolute.MatchString(c.ID) {
			relative, first = relative+1, cmp.Or(first, c.ID)
			f.Local = append(f.Local, n.local(path, "the identifier %q is a relative IRI and the file states no base; expected a whole IRI, or @base at the top of the file", c.ID))
		}
	}
	if len(f.Concepts) == 0 {
		return nil, problem(path, 0, "no concept with a label; expected subjects of type skos:Concept with a skos:prefLabel")
	}
	if relative > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("%d identifiers, such as %q, are relative IRIs and the file states no base: they are given as they are", relative, first))
	}
	if unlabeled > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("%d concepts without a label are left out", unlabeled))
	}
	if language != "en" && language != "" {
		f.Notes = append(f.Notes, "no label is in English: the labels in "+language+" are ranked, by what is known of English")
	}
	return f, nil
}

// local is the problem of an identifier that means nothing outside its file.
func (n *node) local(path, format string, args ...any) source.Problem {
	return source.Problem{Path: path, Line: n.line, Rule: "framework", Message: fmt.Sprintf(format, args...)}
}

// absolute is how an IRI begins that says where it belongs, or a blank node, which has no IRI
// (https://www.rfc-editor.org/rfc/rfc3987#section-2.2).
var absolute = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*|_):`)

// resolveLabels puts the texts of labels that are nodes of their own where the concepts are.
func (g *graph) resolveLabels() {
	for _, n := range g.nodes {
		for i, s := range n.said {
			if s.part != preferredXL && s.part != otherXL {
				continue
			}
			label := g.byID[s.value]
			if label == nil {
				continue
			}
			for _, form := range label.said {
				if form.part == literalForm {
					n.said[i] = said{map[part]part{preferredXL: preferred, otherXL: other}[s.part], form.value, form.language}
				}
			}
		}
	}
}

// language returns the language to read: English, else that of most preferred labels; equal counts go by the name.
func (g *graph) language() string {
	count := map[string]int{}
	for _, n := range g.nodes {
		for _, s := range n.said {
			if n.isConcept() && (s.part == preferred || s.part == name) {
				count[primary(s.language)]++
			}
		}
	}
	if count["en"] > 0 {
		return "en"
	}
	best := ""
	for language, n := range count {
		if n > count[best] || n == count[best] && cmp.Compare(language, best) < 0 {
			best = language
		}
	}
	return best
}

// primary returns a language without its region.
func primary(language string) string {
	language, _, _ = strings.Cut(language, "-")
	return language
}

// read makes a concept of what is said of a subject in a language, or in none.
func (n *node) read(language string) Concept {
	best := func(p part) string {
		text, rank := "", 0
		for _, s := range n.said {
			if s.part != p || s.value == "" {
				continue
			}
			worth := 1 // another language
			switch {
			case s.language == language:
				worth = 4
			case primary(s.language) == language:
				worth = 3
			case s.language == "":
				worth = 2
			}
			if worth > rank {
				text, rank = s.value, worth
			}
		}
		return text
	}
	c := Concept{ID: n.id, Label: cmp.Or(best(preferred), best(name), best(notation)), Definition: cmp.Or(best(definition), best(description))}
	for _, s := range n.said {
		spoken := s.language == "" || primary(s.language) == language
		if (s.part == other || s.part == preferred) && spoken || s.part == notation {
			if s.value != "" && s.value != c.Label && !slices.Contains(c.Alternatives, s.value) {
				c.Alternatives = append(c.Alternatives, s.value)
			}
		}
	}
	return c
}
