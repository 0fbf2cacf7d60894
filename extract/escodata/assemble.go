package escodata

import (
	"fmt"
	"slices"
	"sort"

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
	at    map[string]int  // position in c.Concepts by URI, before sorting
}

// assemble joins the parts into a Classification.
func assemble(in *inputs, parts []*part) (*Classification, error) {
	a := &assembly{c: &Classification{Ignored: in.ignored}, files: map[string]bool{}, at: map[string]int{}}
	versions := in.versions
	for _, p := range parts {
		a.files[p.kind.name] = true
		a.c.Files = append(a.c.Files, File{p.name, p.kind.name, p.rows})
		a.c.Problems = append(a.c.Problems, p.problems...)
		versions = append(versions, p.versions...)
	}
	for _, k := range kinds {
		if !a.files[k.name] {
			a.c.Missing = append(a.c.Missing, k.name)
		}
	}
	if err := settleVersion(versions, a.c, parts); err != nil {
		return nil, err
	}
	if err := settleLanguage(in.languages, a.c); err != nil {
		return nil, err
	}
	a.addConcepts(parts)
	if a.c.Count(Skill)+a.c.Count(Occupation) == 0 {
		return nil, fmt.Errorf("the files given hold no skill and no occupation: without %v there is nothing to match", a.c.Missing)
	}
	if err := a.addUnknown(parts); err != nil {
		return nil, err
	}
	a.sort()
	a.link(parts)
	a.c.Problems = a.c.Problems.Sorted()
	return a.c, nil
}

// mainFile returns the name of the file that describes all concepts of a type.
func mainFile(t Type) string {
	for _, k := range kinds {
		if k.concept == t && k.tag == "" && k.tail == 0 {
			return k.name
		}
	}
	return ""
}

// addConcepts adds the concepts of the main files, then those that only the hierarchy or a collection
// describes, and the tags.
func (a *assembly) addConcepts(parts []*part) {
	for _, secondary := range []bool{false, true} {
		for _, p := range parts {
			if p.kind.concept == "" || (p.kind.name != mainFile(p.kind.concept)) != secondary {
				continue
			}
			for _, concept := range p.concepts {
				a.addConcept(p, concept)
			}
		}
	}
	for i := range a.c.Concepts {
		slices.Sort(a.c.Concepts[i].Tags)
	}
}

func (a *assembly) addConcept(p *part, concept Concept) {
	at, known := a.at[concept.URI]
	if !known {
		file := mainFile(concept.Type)
		if p.kind.name != file && a.files[file] {
			a.c.Problems = append(a.c.Problems, source.Problem{Path: p.name, Rule: "esco-reference",
				Message: fmt.Sprintf("%s (%s) is not among the %s", concept.URI, concept.Label, file)})
		}
		a.at[concept.URI] = len(a.c.Concepts)
		a.c.Concepts = append(a.c.Concepts, concept)
		return
	}
	first := &a.c.Concepts[at]
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
		for i, uri := range p.uris {
			at, known := a.at[uri]
			unknown[i] = !known || !a.c.Concepts[at].Described
			if !known {
				a.at[uri] = len(a.c.Concepts)
				a.c.Concepts = append(a.c.Concepts, Concept{URI: uri, Type: p.types[i]})
			}
			unknown[i] = unknown[i] && a.files[mainFile(p.types[i])]
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
	for i, uri := range p.uris {
		if is := a.c.Concepts[a.at[uri]].Type; is != p.types[i] {
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
	rank := map[Type]int{}
	for i, t := range typeOrder {
		rank[t] = i
	}
	sort.Slice(c.Concepts, func(i, j int) bool {
		x, y := &c.Concepts[i], &c.Concepts[j]
		if x.Type != y.Type {
			return rank[x.Type] < rank[y.Type]
		}
		return x.URI < y.URI
	})
	c.byURI = make(map[string]ID, len(c.Concepts))
	c.byLabel = make(map[string][]ID, len(c.Concepts))
	fold := newCaseFolder()
	for i := range c.Concepts {
		c.byURI[c.Concepts[i].URI] = ID(i)
		if label := c.Concepts[i].Label; label != "" {
			label = fold(label)
			c.byLabel[label] = append(c.byLabel[label], ID(i))
		}
	}
}

// link resolves the relations of all parts.
func (a *assembly) link(parts []*part) {
	c := a.c
	var broader []pair
	for _, p := range parts {
		ids := make([]ID, len(p.uris))
		for i, uri := range p.uris {
			ids[i] = c.byURI[uri]
		}
		for _, l := range p.links {
			from, to := ids[l.from], ids[l.to]
			switch p.kind.name {
			case "occupationSkillRelations":
				c.OccupationSkills = append(c.OccupationSkills, Relation{from, to, l.essential})
			case "skillSkillRelations":
				c.SkillSkills = append(c.SkillSkills, Relation{from, to, l.essential})
			default:
				broader = append(broader, pair{from, to})
			}
		}
	}
	n := len(c.Concepts)
	c.skillsOf, c.relatedOf = sortRelations(c.OccupationSkills, n), sortRelations(c.SkillSkills, n)
	c.broader = neighbours(broader, n)
	slices.SortStableFunc(broader, func(x, y pair) int { return int(x.from) - int(y.from) })
	c.narrower = neighbours(reversed(broader), n)
	workers := make([]pair, len(c.OccupationSkills))
	for i, r := range c.OccupationSkills {
		workers[i] = pair{r.To, r.From}
	}
	c.workersOf = neighbours(workers, n)
}

type pair struct{ from, to ID }

func reversed(pairs []pair) []pair {
	turned := make([]pair, len(pairs))
	for i, p := range pairs {
		turned[i] = pair{p.to, p.from}
	}
	return turned
}

// neighbours groups pairs by their first concept and keeps their order within a group.
func neighbours(pairs []pair, n int) adjacency {
	a := adjacency{start: make([]int32, n+1), ids: make([]ID, len(pairs))}
	for _, p := range pairs {
		a.start[p.from+1]++
	}
	for i := range n {
		a.start[i+1] += a.start[i]
	}
	next := slices.Clone(a.start)
	for _, p := range pairs {
		a.ids[next[p.from]] = p.to
		next[p.from]++
	}
	return a
}

// sortRelations sorts relations by their first concept, keeps their order otherwise, and returns where
// the relations of each concept begin.
func sortRelations(relations []Relation, n int) []int32 {
	slices.SortStableFunc(relations, func(x, y Relation) int { return int(x.From) - int(y.From) })
	start := make([]int32, n+1)
	for _, r := range relations {
		start[r.From+1]++
	}
	for i := range n {
		start[i+1] += start[i]
	}
	return start
}
