package escodata

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// levels is the number of levels of skillsHierarchy, numbered from 0.
const levels = 4

// A part is what one file gives. Concepts are named by their position in uris.
type part struct {
	kind     *kind
	name     string
	language string
	rows     int
	uris     []string
	types    []Type // of uris
	ids      map[string]int32
	concepts []Concept
	links    []link
	versions []claim
	problems source.Problems
}

// A link is one row of a relation file, or a step between two levels of the skills hierarchy.
type link struct {
	from, to  int32
	line      int32
	essential bool
}

// readFile reads one file into a part. Everything that makes it unusable is in the error.
func readFile(f *input, r io.Reader) (*part, error) {
	p := &part{kind: f.kind, name: f.name, language: f.language, ids: map[string]int32{}}
	t, err := openTable(f.name, r, f.kind)
	if err != nil {
		return nil, err
	}
	err = f.kind.read(t, p)
	p.rows = t.rows
	var problems source.Problems
	switch {
	case errors.As(err, &problems) && len(t.fatal) < maxFatal:
		return nil, append(problems, t.fatal...)
	case err != nil:
		return nil, err
	}
	if err := t.fatal.Err(); err != nil {
		return nil, err
	}
	return p, nil
}

// each calls row for every data row until the file ends or too many rows were rejected.
func (t *table) each(row func() (enough bool)) error {
	for {
		err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if row() {
			return t.fatal
		}
	}
}

// intern returns the number of a URI in this part, whose type is that of its first row. The URI is copied:
// a cell shares the memory of its row.
func (p *part) intern(uri string, t Type) int32 {
	if id, ok := p.ids[uri]; ok {
		return id
	}
	uri = strings.Clone(uri)
	id := int32(len(p.uris))
	p.uris = append(p.uris, uri)
	p.types = append(p.types, t)
	p.ids[uri] = id
	return id
}

func (p *part) note(line int, rule, format string, args ...any) {
	p.problems = append(p.problems, source.Problem{Path: p.name, Line: line, Column: 1, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

func isURI(s string) bool {
	return (strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")) && !strings.ContainsAny(s, " \t\r\n\"<>|")
}

// readConcepts reads a file whose rows each describe one concept.
func readConcepts(t *table, p *part) error {
	columns := conceptCells(t)
	seen := map[string]bool{}
	return t.each(func() bool {
		uri, kind := clean(t.cell(columns.uri)), clean(t.cell(columns.kind))
		switch {
		case !isURI(uri):
			return t.reject("esco-uri", "conceptUri is %s; expected a URI", source.Quote(uri))
		case kind != string(p.kind.concept):
			return t.reject("esco-type", "conceptType is %s; expected %s", source.Quote(kind), p.kind.concept)
		case seen[uri]:
			return t.reject("esco-double", "%s stands in the file twice", uri)
		}
		c := columns.concept(t, p.kind)
		seen[c.URI] = true
		if c.Label == "" {
			p.note(t.line(), "esco-label", "%s has no preferred label", c.URI)
		}
		if c.Type == Skill && c.SkillType == "" && p.kind.tag == "" {
			p.note(t.line(), "esco-skill-type", "%s (%s) has no skill type; expected knowledge or skill/competence", c.URI, c.Label)
		}
		p.concepts = append(p.concepts, c)
		return false
	})
}

// cellsOf holds the positions of the columns of a file of concepts.
type cellsOf struct {
	kind, uri, label, alt, hidden, description, scope, definition int
	code, isco, skillType, reuse, status                          int
}

func conceptCells(t *table) cellsOf {
	return cellsOf{
		kind: t.column("conceptType"), uri: t.column("conceptUri"), label: t.column("preferredLabel"), alt: t.column("altLabels"),
		hidden: t.column("hiddenLabels"), description: t.column("description"), scope: t.column("scopeNote"),
		definition: t.column("definition"), code: t.column("code"), isco: t.column("iscoGroup"), skillType: t.column("skillType"),
		reuse: t.column("reuseLevel"), status: t.column("status"),
	}
}

func (c cellsOf) concept(t *table, k *kind) Concept {
	label := clean(t.cell(c.label))
	concept := Concept{
		URI: clean(t.cell(c.uri)), Type: k.concept, Code: clean(t.cell(c.code)), ISCOGroup: clean(t.cell(c.isco)), Label: label,
		AltLabels: labels(t.cell(c.alt), label), HiddenLabels: labels(t.cell(c.hidden), label),
		Description: cleanText(t.cell(c.description)), ScopeNote: cleanText(t.cell(c.scope)), Definition: cleanText(t.cell(c.definition)),
		SkillType: term(t.cell(c.skillType)), ReuseLevel: term(t.cell(c.reuse)), Status: term(t.cell(c.status)), Described: true,
	}
	if k.tag != "" {
		concept.Tags = []string{k.tag}
	}
	return concept
}

// terms are the values of the columns that hold few; rows share them.
var terms = map[string]string{}

func init() {
	for _, s := range []string{"knowledge", "skill/competence", "occupation-specific", "sector-specific", "cross-sector", "transversal", "released"} {
		terms[s] = s
	}
}

func term(cell string) string {
	if s, ok := terms[cell]; ok {
		return s
	}
	return clean(cell)
}

// An end is one of the two concepts that a row of a relation file joins: the column of its URI, and its
// type, which broader relations state in a column of their own.
type end struct {
	uri, kind int
	concept   Type
}

func (e end) of(t *table) (string, Type) {
	if kind := clean(t.cell(e.kind)); kind != "" {
		return clean(t.cell(e.uri)), sharedType(kind)
	}
	return clean(t.cell(e.uri)), e.concept
}

func sharedType(cell string) Type {
	for _, t := range typeOrder {
		if string(t) == cell {
			return t
		}
	}
	return Type(strings.Clone(cell))
}

// relationEnds finds the columns of a relation file; the kind decides what they are called.
func relationEnds(t *table, k *kind) (from, to end) {
	switch k.name {
	case "occupationSkillRelations":
		return end{t.column("occupationUri"), -1, Occupation}, end{t.column("skillUri"), -1, Skill}
	case "skillSkillRelations":
		return end{t.column("originalSkillUri"), -1, Skill}, end{t.column("relatedSkillUri"), -1, Skill}
	}
	return end{t.column("conceptUri"), t.column("conceptType"), ""}, end{t.column("broaderUri"), t.column("broaderType"), ""}
}

// readRelations reads a file whose rows each join two concepts.
func readRelations(t *table, p *part) error {
	from, to := relationEnds(t, p.kind)
	relation := t.column("relationType")
	return t.each(func() bool {
		fromURI, fromType := from.of(t)
		toURI, toType := to.of(t)
		if !isURI(fromURI) || !isURI(toURI) {
			return t.reject("esco-uri", "found %s and %s; expected two URIs", source.Quote(fromURI), source.Quote(toURI))
		}
		for _, kind := range []Type{fromType, toType} {
			if !slices.Contains(typeOrder, kind) {
				return t.reject("esco-type", "a concept of type %s; expected one of %v", source.Quote(string(kind)), typeOrder)
			}
		}
		essential := clean(t.cell(relation)) == "essential"
		if cell := clean(t.cell(relation)); relation >= 0 && !essential && cell != "optional" {
			return t.reject("esco-relation", "relationType is %s; expected essential or optional", source.Quote(cell))
		}
		l := link{p.intern(fromURI, fromType), p.intern(toURI, toType), int32(t.line()), essential}
		if p.types[l.from] != fromType || p.types[l.to] != toType {
			return t.reject("esco-type", "the types %s and %s; an earlier row or end has these concepts as %s and %s", fromType, toType, p.types[l.from], p.types[l.to])
		}
		p.links = append(p.links, l)
		return false
	})
}

func hierarchyColumns() []string {
	var columns []string
	for level := range levels {
		columns = append(columns, fmt.Sprintf("Level %d URI", level), fmt.Sprintf("Level %d preferred term", level))
	}
	return append(columns, "Description")
}

// readHierarchy reads skillsHierarchy, in which each row is a path from the top to one skill group.
func readHierarchy(t *table, p *part) error {
	description, scope := t.column("Description"), t.column("Scope note")
	var uri, label, code [levels]int
	for level := range levels {
		uri[level], label[level] = t.column(fmt.Sprintf("Level %d URI", level)), t.column(fmt.Sprintf("Level %d preferred term", level))
		code[level] = t.column(fmt.Sprintf("Level %d code", level))
	}
	return t.each(func() bool {
		deepest := -1
		for level := range levels {
			if cell := clean(t.cell(uri[level])); cell != "" {
				if !isURI(cell) || deepest != level-1 {
					return t.reject("esco-uri", "Level %d URI is %s; expected a URI below that of the level above", level, source.Quote(cell))
				}
				deepest = level
			}
		}
		if deepest < 0 {
			return t.reject("esco-uri", "no level has a URI")
		}
		p.concepts = append(p.concepts, Concept{
			URI: clean(t.cell(uri[deepest])), Type: SkillGroup, Code: clean(t.cell(code[deepest])), Label: clean(t.cell(label[deepest])),
			Description: cleanText(t.cell(description)), ScopeNote: cleanText(t.cell(scope)), Status: "", Described: true,
		})
		return false
	})
}

// readSchemes reads conceptSchemes for the version that one of its cells may state.
func readSchemes(t *table, p *part) error {
	columns := []int{t.column("preferredLabel"), t.column("title"), t.column("description")}
	return t.each(func() bool {
		for _, column := range columns {
			if m := versionPattern.FindStringSubmatch(t.cell(column)); m != nil {
				p.versions = append(p.versions, claim{m[1], fmt.Sprintf("%s, line %d", p.name, t.line()), fmt.Sprintf("%s, line %d", filepath.Base(p.name), t.line())})
			}
		}
		return false
	})
}
