package sssom

import (
	"strings"

	mapping "github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// mappings returns the mappings of a kind, after the subjects that have none.
func (p *publisher) mappings(k crosswalk.Kind) []mapping.Mapping {
	mappings := p.notFound(k)
	for _, r := range k.Rows(p.d) {
		m := p.mapping(k, r.Subject, r.Predicate, r.Justification, r.Reviewer, r.Comment)
		m.Confidence, m.Unscored = r.Score(), r.Confidence == nil
		if r.Suggested() {
			m.Tool, m.ToolVersion = p.tool.Name, p.tool.Version
		}
		object, _ := k.Object(r.ObjectTable)
		m.Object, m.ObjectLabel, m.ObjectCategory = identity.IRI(p.d.Info.Base, r.ObjectTable, r.Object), r.ObjectLabel, object.Category
		if identity.Of(r.ObjectTable).Outside && object.Category == "" {
			m.ObjectCategory = r.ObjectType
		}
		if m.ObjectLabel == "" {
			m.ObjectLabel = p.label(r.ObjectTable, r.Object)
		}
		m.Other = r.Other(p.column(object, r.Object))
		p.objectSource(&m, object, r.ESCOVersion)
		mappings = append(mappings, m)
	}
	return mappings
}

// mapping makes the subject's side of a mapping and what was judged of it.
func (p *publisher) mapping(k crosswalk.Kind, subject, predicate, justification string, reviewer, comment *string) mapping.Mapping {
	m := mapping.Mapping{
		Subject: identity.IRI(p.d.Info.Base, k.Subjects, subject), SubjectLabel: p.label(k.Subjects, subject), SubjectVersion: p.d.Info.Version,
		Predicate: mapping.SKOS + predicate, Justification: justification, Comment: dataset.OrEmpty(comment),
	}
	if reviewer != nil {
		m.Reviewers = strings.Split(*reviewer, "; ") // as the dataset joins them
	}
	return m
}

// objectSource says where the object is from, or where it was looked for: a scheme and its version. The objects of
// this dataset are of its own version.
func (p *publisher) objectSource(m *mapping.Mapping, o crosswalk.Object, version *string) {
	if !identity.Of(o.Table).Outside {
		m.ObjectVersion = p.d.Info.Version
		return
	}
	m.ObjectSource, m.ObjectVersion = identity.Scheme(p.d.Info.Base, o.Table), dataset.OrEmpty(version)
}

// notFound states for each subject of a kind which somebody judged that the target has no counterpart.
// SSSOM asks for a predicate here too; exactMatch is the one of its own example.
func (p *publisher) notFound(k crosswalk.Kind) []mapping.Mapping {
	var mappings []mapping.Mapping
	for _, r := range k.Unmatched(p.d) {
		if r.Justification == crosswalk.NotJudged {
			continue
		}
		m := p.mapping(k, r.SubjectID, "exactMatch", r.Justification, r.Reviewer, &r.Comment)
		m.Object, m.Unscored = mapping.NoTermFound, true
		p.objectSource(&m, k.Objects[0], r.ESCOVersion)
		mappings = append(mappings, m)
	}
	return mappings
}
