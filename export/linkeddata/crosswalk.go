package linkeddata

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// A Tool names the program that suggested the mappings which nobody has reviewed, as SSSOM's slots
// mapping_tool and mapping_tool_version give it.
type Tool struct{ Name, Version string }

// unspecified is the justification of a subject that nobody has judged yet; it states nothing about the
// target and is left out, here as in the SSSOM files.
const unspecified = "UnspecifiedMatching"

// A mappingSet is what is mapped to what: a crosswalk table, with the subjects for which it has no mapping.
type mappingSet struct {
	name, table          string
	subjectTable         string
	subject, object      string // columns
	scheme, objectScheme string
	target               string // in crosswalk_unmatched
}

func (b *builder) sets() []mappingSet {
	return []mappingSet{
		{"competency-skill", "crosswalk_competency_skill", "competencies", "competency_id", "skill_uri", b.own(competencyScheme), esco + "concept-scheme/skills", "esco-skill"},
		{"profile-occupation", "crosswalk_profile_occupation", "profiles", "profile_id", "occupation_uri", b.own(profileScheme), esco + "concept-scheme/occupations", "esco-occupation"},
		{"title-profile", "crosswalk_title_profile", "series_titles", "title_id", "profile_id", b.own(titleScheme), b.own(profileScheme), "fwci-profile"},
	}
}

// crosswalk states every mapping twice: as the plain SKOS triple, and as the SSSOM node that says how it
// was judged; and, as nodes only, what was sought and not found.
func (b *builder) crosswalk(tool Tool) {
	profiles := map[string]string{}
	for _, p := range b.d.Profiles {
		profiles[p.ProfileID] = p.Name
	}
	for _, s := range b.sets() {
		set := b.mappingSet(s)
		var judgements []*rdf.Node
		b.each(s.table, func(r record) {
			n := b.mapping(s, r, tool)
			b.remember(r, n)
			if s.object == "profile_id" {
				n.Add(objectLabel, profiles[r.text(s.object)])
			}
			judgements = append(judgements, n)
		})
		b.each("crosswalk_unmatched", func(r record) {
			if r.text("subject_table") == s.subjectTable && r.text("target") == s.target && r.text("justification") != unspecified {
				n := b.notFound(s, r)
				b.remember(r, n)
				judgements = append(judgements, n)
			}
		})
		for _, n := range judgements {
			set.Add(mappings, n.IRI)
		}
		b.propagate(set, judgements)
	}
}

// propagate states at the set what all its mappings have alike, and no longer at each, as SSSOM lets its
// propagatable slots do ("Propagation of mapping set slots"): a slot of the set is one of every mapping. The
// review status, which is not a slot of SSSOM, follows the same rule.
func (b *builder) propagate(set *rdf.Node, mappings []*rdf.Node) {
	for _, p := range []*rdf.Property{objectVersion, mappingTool, mappingToolVer, properties()[fwci+"reviewStatus"]} {
		if len(mappings) == 0 {
			return
		}
		shared := mappings[0].Values(p)
		if len(shared) != 1 || slices.ContainsFunc(mappings, func(n *rdf.Node) bool { return !slices.Equal(n.Values(p), shared) }) {
			continue
		}
		set.Add(p, shared...)
		for _, n := range mappings {
			n.Remove(p)
		}
	}
}

// mappingSet describes a set. Its IRI is the mapping_set_id of the SSSOM file of the same mappings.
func (b *builder) mappingSet(s mappingSet) *rdf.Node {
	info := b.d.Info
	n := b.graph.Node(info.Base+"sssom/"+s.name+".sssom.tsv", sssom+"MappingSet")
	table, _ := schemas.Lookup(s.table)
	n.Add(title, table.Title)
	n.Add(description, table.Description)
	n.Add(isPartOf, b.d.Info.Base)
	n.Add(license, b.external(info.License.URL))
	n.Add(creatorLabel, info.Publisher)
	n.Add(issued, info.Issued)
	n.Add(versionInfo, info.Version)
	n.Add(comment, strings.Join(info.Credits, " "))
	n.Add(subjectSource, s.scheme)
	n.Add(subjectVersion, info.Version)
	n.Add(objectSource, s.objectScheme)
	return n
}

// mapping states a mapping. The IRI of its node comes from what it maps, not from how, so that a judgement
// that changes keeps its node. The label of the subject and the type of the object are not repeated: both
// stand at the concepts in fwci-2210.
func (b *builder) mapping(s mappingSet, r record, tool Tool) *rdf.Node {
	subject, object := b.iri(s.subjectTable, r.text(s.subject)), b.iri(r.refers(s.object), r.text(s.object))
	b.graph.Node(subject).Add(matches[r.text("predicate")], object)
	n := b.judgement(subject, object)
	b.cells(n, r, s.subject, "reviewer", "skill_type")
	b.reviewers(n, r)
	if s.objectScheme == b.own(profileScheme) {
		n.Add(objectVersion, b.d.Info.Version)
	}
	if r.text("review_status") == "suggested" {
		n.Add(mappingTool, tool.Name)
		n.Add(mappingToolVer, tool.Version)
	}
	return n
}

// notFound states that the target has no counterpart of a subject. The predicate is the strongest, as in
// the SSSOM files: nothing was found at all, least of all an exact match.
func (b *builder) notFound(s mappingSet, r record) *rdf.Node {
	n := b.judgement(b.iri(s.subjectTable, r.text("subject_id")), "no-"+s.target)
	n.Add(predicateID, skos+"exactMatch")
	n.Add(objectID, sssom+"NoTermFound")
	b.cells(n, r, "subject_id", "reviewer")
	b.reviewers(n, r)
	return n
}

// judgement makes the node of a mapping. Its class is the one that SSSOM gives the class Mapping in RDF.
func (b *builder) judgement(subject, object string) *rdf.Node {
	n := b.graph.Node(b.own("mapping", naming.Digest(subject+" "+object, digestLength)), owl+"Axiom")
	n.Add(subjectID, subject)
	return n
}

// reviewers splits the reviewers, which the dataset joins with "; ".
func (b *builder) reviewers(n *rdf.Node, r record) {
	n.Add(reviewerLabel, strings.Split(r.text("reviewer"), "; ")...)
}
