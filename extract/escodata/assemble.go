package escodata

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/extract/source"
)

// MaxUnknownShare is the share of a relation file's rows that may name concepts of which the given files
// hold no description. In version 1.1.1 one occupation and seven skill groups are missing, 0.05 % of the
// rows; a larger share than this limit means that files of two versions were mixed.
const MaxUnknownShare = 0.05

// An assembly joins the parts of all files.
type assembly struct {
	c     *Classification
	files map[string]bool // the kinds given, by name
	read  map[string]bool // the kinds of which everything was read
	list  []*Concept      // before sorting
	at    map[string]int  // position in list by URI
	place []int32         // position in c.Concepts by that in list
}

// assemble joins the parts into a Classification.
func assemble(in *inputs, g *group, parts []*part, files []want) (*Classification, error) {
	a := &assembly{c: &Classification{Language: g.language, Ignored: in.ignored, labels: &labelIndex{}}, files: map[string]bool{}, read: map[string]bool{}}
	var claims []claim
	var proofs []proof
	for _, f := range files {
		a.files[f.kind.name] = true
		a.read[f.kind.name] = f.how == whole
		if f.version.value != "" {
			claims = append(claims, f.version)
		}
		proofs = append(proofs, provenByName(f.input)...)
	}
	concepts := 0
	for _, p := range parts {
		a.c.Files = append(a.c.Files, File{p.name, p.kind.name, p.rows})
		a.c.Problems = append(a.c.Problems, p.problems...)
		claims = append(claims, p.versions...)
		proofs = append(proofs, provenByContent(p)...)
		concepts += len(p.concepts)
	}
	for _, k := range kinds {
		if !a.files[k.name] && !k.extra {
			a.c.Missing = append(a.c.Missing, k.name)
		}
	}
	if err := settleVersion(claims, proofs, a.c); err != nil {
		return nil, err
	}
	a.list, a.at = make([]*Concept, 0, concepts), make(map[string]int, concepts)
	a.addConcepts(parts)
	if err := a.addUnknown(parts); err != nil {
		return nil, err
	}
	if unread := func(f want) bool { return f.how == passed && f.kind.concept != "" }; len(a.list) == 0 && !slices.ContainsFunc(files, unread) {
		return nil, fmt.Errorf("the files given have no skill and no occupation: without %v there is nothing to read", a.c.Missing)
	}
	a.sort()
	a.link(parts)
	a.c.Problems = a.c.Problems.Sorted()
	return a.c, nil
}

// addConcepts adds the concepts of the main files, then those that only the hierarchy or a collection
// describes, and the tags.
func (a *assembly) addConcepts(parts []*part) {
	for _, secondary := range []bool{false, true} {
		for _, p := range parts {
			if p.kind.concept == "" || (p.kind.name != mainFile(p.kind.concept)) != secondary {
				continue
			}
			for i := range p.concepts {
				a.addConcept(p, &p.concepts[i])
			}
		}
	}
	for _, c := range a.list {
		slices.Sort(c.Tags)
	}
}

func (a *assembly) addConcept(p *part, concept *Concept) {
	at, known := a.at[concept.URI]
	if !known {
		file := mainFile(concept.Type)
		if p.kind.name != file && a.read[file] {
			a.c.Problems = append(a.c.Problems, source.Problem{Path: p.name, Rule: "esco-reference",
				Message: fmt.Sprintf("%s (%s) is not among the %s", concept.URI, concept.Label, file)})
		}
		a.at[concept.URI] = len(a.list)
		a.list = append(a.list, concept)
		return
	}
	first := a.list[at]
	if first.Type != concept.Type {
		a.c.Problems = append(a.c.Problems, source.Problem{Path: p.name, Rule: "esco-type",
			Message: fmt.Sprintf("describes %s as %s; another file describes it as %s, which counts", concept.URI, concept.Type, first.Type)})
		return
	}
	if first.Code == "" {
		first.Code = concept.Code
	}
	for _, tag := range concept.Tags {
		if !slices.Contains(first.Tags, tag) {
			first.Tags = append(first.Tags, tag)
		}
	}
}

// addUnknown adds, by URI alone, the concepts that only relations name. Where the file that should
// describe them was given, each row that names one is a problem.
func (a *assembly) addUnknown(parts []*part) error {
	for _, p := range parts {
		unknown := make([]bool, len(p.uris))
		p.ends = make([]int32, len(p.uris))
		for i, uri := range p.uris {
			at, known := a.at[uri]
			unknown[i] = !known || !a.list[at].Described
			if !known {
				at = len(a.list)
				a.at[uri] = at
				a.list = append(a.list, &Concept{URI: uri, Type: p.types[i]})
			}
			p.ends[i] = int32(at)
			unknown[i] = unknown[i] && a.read[mainFile(p.types[i])]
		}
		if err := a.checkTypes(p); err != nil {
			return err
		}
		if err := a.reportUnknown(p, unknown); err != nil {
			return err
		}
	}
	return nil
}

// checkTypes refuses a file that names a concept as another type than it is of.
func (a *assembly) checkTypes(p *part) error {
	wrong := map[int32]Type{} // by number in the part: the type it is of
	for i, at := range p.ends {
		if is := a.list[at].Type; is != p.types[i] {
			wrong[int32(i)] = is
		}
	}
	var found source.Problems
	for _, l := range p.links {
		for _, end := range [...]int32{l.from, l.to} {
			if is, ok := wrong[end]; ok && len(found) < maxFatal {
				found = append(found, source.Problem{Path: p.name, Line: int(l.line), Column: 1, Rule: "esco-type",
					Message: fmt.Sprintf("names %s as %s; it is of the type %s", p.uris[end], p.types[end], is)})
			}
		}
	}
	return found.Err()
}

func (a *assembly) reportUnknown(p *part, unknown []bool) error {
	var found source.Problems
	for _, l := range p.links {
		for _, end := range []int32{l.from, l.to} {
			if unknown[end] {
				found = append(found, source.Problem{Path: p.name, Line: int(l.line), Column: 1, Rule: "esco-reference",
					Message: fmt.Sprintf("names %s, which %s does not describe", p.uris[end], mainFile(p.types[end]))})
				break
			}
		}
	}
	if float64(len(found)) > MaxUnknownShare*float64(len(p.links)) && len(found) > 1 {
		return append(source.Problems{{Path: p.name, Rule: "esco-versions",
			Message: fmt.Sprintf("%d of %d rows name concepts that the other files do not describe; are the files of one version?", len(found), len(p.links))}},
			found[:min(len(found), maxFatal)]...)
	}
	a.c.Problems = append(a.c.Problems, found...)
	return nil
}

// sort puts the concepts in their order and indexes them.
func (a *assembly) sort() {
	c := a.c
	type place struct { // sorted instead of the concepts
		uri string
		at  int32
	}
	order := make([]place, 0, len(a.list))
	for _, t := range typeOrder {
		from := len(order)
		for i, concept := range a.list {
			if concept.Type == t {
				order = append(order, place{concept.URI, int32(i)})
			}
		}
		slices.SortFunc(order[from:], func(x, y place) int { return strings.Compare(x.uri, y.uri) }) // quick where a file is sorted, as all are
	}
	c.Concepts, a.place = make([]Concept, len(order)), make([]int32, len(order))
	var group sync.WaitGroup
	group.Go(func() {
		for i, p := range order {
			c.Concepts[i] = *a.list[p.at]
		}
	})
	for i, p := range order {
		a.place[p.at] = int32(i)
		a.at[p.uri] = i
	}
	c.byURI = a.at
	group.Wait()
}

// link resolves the relations of all parts. A relation that appears twice counts once.
func (a *assembly) link(parts []*part) {
	c := a.c
	n := len(c.Concepts)
	links, doubles := make([][]link, len(parts)), make([]source.Problems, len(parts))
	var group sync.WaitGroup
	for i, p := range parts {
		group.Go(func() { links[i], doubles[i] = a.resolved(p, n) })
	}
	group.Wait()
	var broader []link
	for i, p := range parts {
		c.Problems = append(c.Problems, doubles[i]...)
		switch p.kind.name {
		case OccupationSkillsFile:
			c.OccupationSkills = relations(links[i])
		case SkillSkillsFile:
			c.SkillSkills = relations(links[i])
		default:
			broader = append(broader, links[i]...)
		}
	}
	group.Go(func() {
		broader = byFrom(broader, n)
		c.broader = neighbors(n, func(yield func(from, to ID)) {
			for _, l := range broader {
				yield(ID(l.from), ID(l.to))
			}
		})
		c.narrower = neighbors(n, func(yield func(from, to ID)) {
			for _, l := range broader {
				yield(ID(l.to), ID(l.from))
			}
		})
	})
	c.skillsOf, c.relatedOf = starts(c.OccupationSkills, n), starts(c.SkillSkills, n)
	c.workersOf = neighbors(n, turned(c.OccupationSkills, n))
	group.Wait()
}

// resolved returns the links of a part, by their first concept, each once, and a problem for each double.
func (a *assembly) resolved(p *part, n int) ([]link, source.Problems) {
	for i := range p.links {
		l := &p.links[i]
		l.from, l.to = a.place[p.ends[l.from]], a.place[p.ends[l.to]]
	}
	return a.single(p, byFrom(p.links, n), n)
}

// byFrom sorts links by their first concept and keeps their order otherwise.
func byFrom(links []link, n int) []link {
	if slices.IsSortedFunc(links, func(x, y link) int { return int(x.from) - int(y.from) }) {
		return links
	}
	next := make([]int32, n+1)
	for _, l := range links {
		next[l.from+1]++
	}
	for i := range n {
		next[i+1] += next[i]
	}
	sorted := make([]link, len(links))
	for _, l := range links {
		sorted[next[l.from]] = l
		next[l.from]++
	}
	return sorted
}

// single keeps the first of equal links, which are sorted by their first concept, and notes the others.
func (a *assembly) single(p *part, links []link, n int) ([]link, source.Problems) {
	if len(links) == 0 {
		return nil, nil
	}
	var doubles source.Problems
	seen := [2][]int32{make([]int32, n), make([]int32, n)} // by relation and second concept: the last first one, from 1
	kept := links[:0]
	for _, l := range links {
		of := seen[0]
		if l.essential {
			of = seen[1]
		}
		if of[l.to] == l.from+1 {
			doubles = append(doubles, source.Problem{Path: p.name, Line: int(l.line), Column: 1, Rule: "esco-double",
				Message: fmt.Sprintf("the relation of %s and %s appears on an earlier line, too; it counts once", a.c.Concepts[l.from].URI, a.c.Concepts[l.to].URI)})
			continue
		}
		of[l.to] = l.from + 1
		kept = append(kept, l)
	}
	return kept, doubles
}

func relations(links []link) []Relation {
	if len(links) == 0 {
		return nil
	}
	list := make([]Relation, len(links))
	for i, l := range links {
		list[i] = Relation{ID(l.from), ID(l.to), l.essential}
	}
	return list
}

// turned gives the relations of occupations turned round. A skill that is essential and optional for one
// occupation has it once.
func turned(relations []Relation, n int) func(yield func(from, to ID)) {
	return func(yield func(from, to ID)) {
		seen := make([]int32, n)
		for _, r := range relations {
			if seen[r.To] != int32(r.From)+1 {
				seen[r.To] = int32(r.From) + 1
				yield(r.To, r.From)
			}
		}
	}
}

// neighbors groups pairs by their first concept and keeps their order within a group. It asks for all pairs twice.
func neighbors(n int, pairs func(yield func(from, to ID))) adjacency {
	a := adjacency{start: make([]int32, n+1)}
	pairs(func(from, _ ID) { a.start[from+1]++ })
	for i := range n {
		a.start[i+1] += a.start[i]
	}
	a.ids = make([]ID, a.start[n])
	next := slices.Clone(a.start)
	pairs(func(from, to ID) {
		a.ids[next[from]] = to
		next[from]++
	})
	return a
}

// starts returns where the relations of each concept begin, which are sorted by their first one.
func starts(relations []Relation, n int) []int32 {
	start := make([]int32, n+1)
	for _, r := range relations {
		start[r.From+1]++
	}
	for i := range n {
		start[i+1] += start[i]
	}
	return start
}
