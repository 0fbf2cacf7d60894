package escodata

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fwci-open-data/fwci/extract/source"
)

// levels is the number of levels of skillsHierarchy, numbered from 0.
const levels = 4

// A part is what one file gives. Concepts are named by their position in uris.
type part struct {
	kind     *kind
	name     string
	how      how
	size     int64
	header   []string
	rows     int
	uris     []string
	types    []Type // of uris
	ids      map[string]int32
	ends     []int32 // of uris: the concepts in the assembly's list
	concepts []Concept
	names    store // of the concepts
	texts    store // of the concepts: separate, because they may be dropped
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
func readFile(f want, r io.Reader) (*part, error) {
	p := &part{kind: f.kind, name: f.name, how: f.how, size: f.size}
	t, err := openTable(f.name, r, f.kind)
	if err != nil {
		return nil, err
	}
	p.header = t.header
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

// intern returns the number of a URI in this part, whose type is that of its first row.
func (p *part) intern(uri string, t Type) int32 {
	if id, ok := p.ids[uri]; ok {
		return id
	}
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

// readConcepts reads a file whose rows each describe one concept. Rows of one concept that agree in all
// that is read are one, as in occupations_en.csv of version 1.2.1; the later date counts.
func readConcepts(t *table, p *part) error {
	columns := conceptCells(t, p.how)
	p.concepts = make([]Concept, 0, p.expected(conceptBytes))
	seen := make(map[string]origin, cap(p.concepts))
	return t.each(func() bool {
		c := p.concept(t, columns)
		switch kind := t.bytes(columns.kind); {
		case !isURI(c.URI):
			return t.reject("esco-uri", "conceptUri is %s; expected a URI", source.Quote(c.URI))
		case string(kind) != string(p.kind.concept) && clean(string(kind)) != string(p.kind.concept):
			return t.reject("esco-type", "conceptType is %s; expected %s", source.Quote(clean(string(kind))), p.kind.concept)
		}
		if first, twice := seen[c.URI]; twice {
			return p.again(t, first, c)
		}
		seen[c.URI] = origin{int32(t.line()), int32(len(p.concepts))}
		if p.how == whole {
			p.check(t, columns, &c)
		}
		p.concepts = append(p.concepts, c)
		return false
	})
}

// An origin is where a concept was read first: the line of the file, and the place among its concepts.
type origin struct{ line, at int32 }

// The bytes of a row in the official files, less a little: with them the room for all rows is made at once.
const (
	conceptBytes  = 650
	relationBytes = 165
)

// mostNamed is how many concepts the official relation files name at most, and a few more.
const mostNamed = 18_000

// expected returns about how many rows a file has, never so many that a size which a zip only states costs
// much memory.
func (p *part) expected(rowBytes int64) int { return int(min(p.size/rowBytes, 1<<17)) + 1 }

// again takes a further row of a concept. One that differs in more than its date makes the file unusable:
// which of the two is right cannot be known.
func (p *part) again(t *table, first origin, c Concept) (enough bool) {
	known := &p.concepts[first.at]
	if column := differs(known, &c); column != "" {
		return t.reject("esco-double", "%s appears on line %d, too, with another %s", c.URI, first.line, column)
	}
	if later(c.Modified, known.Modified) {
		known.Modified = c.Modified
	}
	p.note(t.line(), "esco-double", "%s (%s) appears on line %d, too; the rows agree in all that is read and are one concept, of the later date", c.URI, c.Label, first.line)
	return false
}

// differs names the first column in which two rows of one concept differ, dates aside.
func differs(a, b *Concept) string {
	for _, c := range [...]struct{ name, a, b string }{
		{"preferredLabel", a.Label, b.Label}, {"code", a.Code, b.Code}, {"iscoGroup", a.ISCOGroup, b.ISCOGroup},
		{"description", a.Description, b.Description}, {"scopeNote", a.ScopeNote, b.ScopeNote}, {"definition", a.Definition, b.Definition},
		{"skillType", a.SkillType, b.SkillType}, {"reuseLevel", a.ReuseLevel, b.ReuseLevel}, {"status", a.Status, b.Status},
	} {
		if c.a != c.b {
			return c.name
		}
	}
	switch {
	case !slices.Equal(a.AltLabels, b.AltLabels):
		return "altLabels"
	case !slices.Equal(a.HiddenLabels, b.HiddenLabels):
		return "hiddenLabels"
	}
	return ""
}

// later reports whether a date is after another. ESCO drops trailing zeros of fractions, so that dates do
// not sort as texts.
func later(a, b string) bool {
	x, errA := time.Parse(time.RFC3339Nano, a)
	y, errB := time.Parse(time.RFC3339Nano, b)
	if errA != nil || errB != nil {
		return errA == nil && errB != nil
	}
	return x.After(y)
}

// check notes what is wrong with a concept that can be used all the same.
func (p *part) check(t *table, columns cellsOf, c *Concept) {
	if c.Label == "" {
		p.note(t.line(), "esco-label", "%s has no preferred label", c.URI)
	}
	if c.Type == Skill && c.SkillType == "" && p.kind.tag == "" {
		p.note(t.line(), "esco-skill-type", "%s (%s) has no skill type; expected knowledge or skill/competence", c.URI, c.Label)
	}
	if p.kind.tag != "" {
		return // the main file has the same texts
	}
	for _, column := range [...]int{columns.label, columns.alt, columns.description, columns.scope, columns.definition} {
		if isASCII(t.bytes(column)) {
			continue
		}
		cell := t.cell(column)
		if found := misdecoded(cell); found != "" {
			p.note(t.line(), "esco-letters", "%s (%s): the text %s was read in an encoding other than the one it was written in; it is kept as it is", c.URI, c.Label, source.Quote(around(cell, found)))
			return
		}
	}
}

// cellsOf holds the positions of the columns of a file of concepts, -1 for what is not there or not read.
type cellsOf struct {
	kind, uri, label, alt, hidden, description, scope, definition int
	code, isco, skillType, reuse, status, modified                int
}

func conceptCells(t *table, how how) cellsOf {
	text := func(name string) int {
		if how == anchors {
			return -1
		}
		return t.column(name)
	}
	return cellsOf{
		kind: t.column("conceptType"), uri: t.column("conceptUri"), label: t.column("preferredLabel"), alt: text("altLabels"),
		hidden: text("hiddenLabels"), description: text("description"), scope: text("scopeNote"),
		definition: text("definition"), code: t.column("code"), isco: t.column("iscoGroup"), skillType: text("skillType"),
		reuse: text("reuseLevel"), status: text("status"), modified: text("modifiedDate"),
	}
}

// concept returns the concept of the current row, whose names and texts lie in the stores of the part.
func (p *part) concept(t *table, c cellsOf) Concept {
	name := func(column int) string { return p.names.cleaned(t.bytes(column), clean) }
	text := func(column int) string { return p.texts.cleaned(t.bytes(column), cleanText) }
	label := name(c.label)
	return Concept{
		URI: name(c.uri), Type: p.kind.concept, Code: name(c.code), ISCOGroup: name(c.isco), Label: label,
		AltLabels: labels(p.names.keep(t.bytes(c.alt)), label), HiddenLabels: labels(p.names.keep(t.bytes(c.hidden)), label),
		Description: text(c.description), ScopeNote: text(c.scope), Definition: text(c.definition),
		SkillType: term(t.bytes(c.skillType)), ReuseLevel: term(t.bytes(c.reuse)), Status: term(t.bytes(c.status)),
		Modified: name(c.modified), Tags: p.kind.tags(), Described: true,
	}
}

// tags returns the tag that a collection gives. Concepts share it: a further one makes a new slice.
func (k *kind) tags() []string {
	if k.tag == "" {
		return nil
	}
	return slices.Clip([]string{k.tag})
}

// A store keeps strings in few pieces of memory: many small ones would leave gaps when what lies between them goes.
type store struct{ piece strings.Builder }

// storeBytes is the size of a piece.
const storeBytes = 1 << 16

// keep returns the text of a cell.
func (s *store) keep(cell []byte) string {
	if s.piece.Cap()-s.piece.Len() < len(cell) {
		s.piece = strings.Builder{}
		s.piece.Grow(max(storeBytes, len(cell)))
	}
	from := s.piece.Len()
	s.piece.Write(cell)
	return s.piece.String()[from:] // what was grown once stays where it is
}

// cleaned returns the text of a cell as clean or cleanText leaves it; most cells are clean.
func (s *store) cleaned(cell []byte, clean func(string) string) string {
	if isClean(cell) {
		return s.keep(cell)
	}
	return s.keep([]byte(clean(string(cell))))
}

// terms are the values of the columns that hold few; rows share them.
var terms = map[string]string{}

func init() {
	for _, s := range []string{"knowledge", "skill/competence", "occupation-specific", "sector-specific", "cross-sector", "transversal", "released"} {
		terms[s] = s
	}
}

func term(cell []byte) string {
	if s, ok := terms[string(cell)]; ok {
		return s
	}
	return clean(string(cell))
}

// An end is one of the two concepts that a row of a relation file joins: the column of its URI, and its
// type, which broader relations state in a column of their own.
type end struct {
	uri, kind int
	concept   Type
}

// of returns the number of the concept at this end of the current row; last is that of the row before,
// which often names the same one.
func (e end) of(t *table, p *part, last int32) (id int32, kind Type, ok bool) {
	kind = e.concept
	if cell := t.bytes(e.kind); len(cell) > 0 {
		kind = sharedType(cell)
	}
	cell := t.bytes(e.uri)
	if last < int32(len(p.uris)) && p.uris[last] == string(cell) {
		return last, kind, true
	}
	if id, known := p.ids[string(cell)]; known {
		return id, kind, true
	}
	uri := p.names.cleaned(cell, clean)
	if !isURI(uri) || !slices.Contains(typeOrder, kind) {
		return 0, kind, false
	}
	return p.intern(uri, kind), kind, true
}

func sharedType(cell []byte) Type {
	for _, t := range typeOrder {
		if string(t) == string(cell) {
			return t
		}
	}
	tidy := Type(clean(string(cell)))
	if at := slices.Index(typeOrder, tidy); at >= 0 {
		return typeOrder[at]
	}
	return tidy
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
	p.links = make([]link, 0, p.expected(relationBytes))
	p.ids = make(map[string]int32, min(cap(p.links), mostNamed))
	last := int32(0)
	return t.each(func() bool {
		fromID, fromType, fromOK := from.of(t, p, last)
		toID, toType, toOK := to.of(t, p, last+1)
		for _, kind := range [...]Type{fromType, toType} {
			if !slices.Contains(typeOrder, kind) {
				return t.reject("esco-type", "a concept of type %s; expected one of %v", source.Quote(string(kind)), typeOrder)
			}
		}
		if !fromOK || !toOK {
			return t.reject("esco-uri", "found %s and %s; expected two URIs", source.Quote(clean(t.cell(from.uri))), source.Quote(clean(t.cell(to.uri))))
		}
		essential := string(t.bytes(relation)) == "essential"
		if relation >= 0 && !essential && string(t.bytes(relation)) != "optional" {
			cell := clean(t.cell(relation))
			if essential = cell == "essential"; !essential && cell != "optional" {
				return t.reject("esco-relation", "relationType is %s; expected essential or optional", source.Quote(cell))
			}
		}
		last = fromID
		l := link{fromID, toID, int32(t.line()), essential}
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
			URI: p.names.cleaned(t.bytes(uri[deepest]), clean), Type: SkillGroup, Code: p.names.cleaned(t.bytes(code[deepest]), clean), Label: p.names.cleaned(t.bytes(label[deepest]), clean),
			Description: p.texts.cleaned(t.bytes(description), cleanText), ScopeNote: p.texts.cleaned(t.bytes(scope), cleanText), Described: true,
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
