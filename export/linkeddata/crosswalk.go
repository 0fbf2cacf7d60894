package linkeddata

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// crosswalk states every mapping twice: as the plain SKOS triple, and as the SSSOM node that says how it
// was judged; and, as nodes only, what was looked for and not found.
func (b *builder) crosswalk() {
	for _, k := range crosswalk.Present(b.d) {
		set := b.mappingSet(k)
		var judgments []*rdf.Node
		rows := k.Rows(b.d)
		b.each(k.Table(), func(r record) {
			judgments = append(judgments, b.mapping(k, r, rows[len(judgments)]))
		})
		b.each("crosswalk_unmatched", func(r record) {
			if r.text("subject_table") == k.Subjects && r.text("target") == k.Target() && r.text("justification") != crosswalk.NotJudged {
				judgments = append(judgments, b.notFound(k, r))
			}
		})
		for _, n := range judgments {
			set.Add(mappings, n.IRI)
		}
		b.propagate(k, set, judgments)
	}
	b.graph.Node(b.d.Info.Base).Add(creditText, b.d.Info.Credits...)
}

// propagate states the version of the objects at the set where all its mappings share it, as SSSOM has it. Objects of
// this dataset are of its own version.
func (b *builder) propagate(k crosswalk.Kind, set *rdf.Node, judgments []*rdf.Node) {
	if !identity.Of(k.Objects[0].Table).Outside {
		set.Add(objectVersion, b.d.Info.Version)
		return
	}
	if len(judgments) == 0 {
		return
	}
	shared := judgments[0].Values(objectVersion)
	if len(shared) == 0 || slices.ContainsFunc(judgments, func(n *rdf.Node) bool { return !slices.Equal(n.Values(objectVersion), shared) }) {
		return
	}
	set.Add(objectVersion, shared...)
	for _, n := range judgments {
		n.Remove(objectVersion)
	}
}

// mappingSet describes a set. Its IRI is the mapping_set_id of the SSSOM file of the same mappings.
func (b *builder) mappingSet(k crosswalk.Kind) *rdf.Node {
	info := b.d.Info
	n := b.graph.Node(k.SetID(info.Base), sssom+"MappingSet")
	table, _ := schemas.Lookup(k.Table())
	n.Add(title, table.Title)
	n.Add(description, table.Description)
	n.Add(isPartOf, b.d.Info.Base)
	n.Add(license, b.external(info.License.URL))
	n.Add(creatorLabel, info.Publisher)
	n.Add(creator, b.organization(info.Publisher))
	n.Add(issued, info.Issued)
	n.Add(versionInfo, info.Version)
	n.Add(subjectSource, identity.Scheme(info.Base, k.Subjects))
	n.Add(subjectVersion, info.Version)
	for _, o := range k.Objects {
		n.Add(objectSource, identity.Scheme(info.Base, o.Table))
	}
	return n
}

// mapping states a mapping. The IRI of its node comes from what it maps, not from how, so that a judgment
// that changes keeps its node. The label of the subject, the type of the object, and its label where it is of this
// dataset, are not repeated: they are at the concepts.
func (b *builder) mapping(k crosswalk.Kind, r record, row crosswalk.Row) *rdf.Node {
	subject, object := b.iri(k.Subjects, row.Subject), b.iri(row.ObjectTable, row.Object)
	b.graph.Node(subject).Add(matches[row.Predicate], object)
	n := b.judgment(subject, object)
	n.Add(objectID, object)
	b.cells(n, r, k.SubjectColumn(), k.ObjectColumn(), "reviewer", "skill_type", "object_kind")
	b.reviewers(n, r)
	if row.Suggested() {
		n.Add(mappingTool, b.tool.Name)
		n.Add(mappingToolVer, b.tool.Version)
	}
	return n
}

// notFound states that the target has no counterpart of a subject. The predicate is the strongest, as in
// the SSSOM files: nothing was found at all, least of all an exact match.
func (b *builder) notFound(k crosswalk.Kind, r record) *rdf.Node {
	n := b.judgment(b.iri(k.Subjects, r.text("subject_id")), "no-"+k.Target())
	n.Add(predicateID, skos+"exactMatch")
	n.Add(objectID, sssom+"NoTermFound")
	b.cells(n, r, "subject_id", "reviewer")
	b.reviewers(n, r)
	return n
}

// judgment makes the node of a mapping. Its class is the one that SSSOM's schema gives mappings in RDF.
func (b *builder) judgment(subject, object string) *rdf.Node {
	n := b.graph.Node(b.own(mappingSegment, naming.Digest(subject+" "+object, digestLength)), owl+"Axiom")
	n.Add(subjectID, subject)
	return n
}

// reviewers splits the reviewers, which the dataset joins with "; ".
func (b *builder) reviewers(n *rdf.Node, r record) {
	n.Add(reviewerLabel, strings.Split(r.text("reviewer"), "; ")...)
}
