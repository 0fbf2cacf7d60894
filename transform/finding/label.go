package finding

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/concepturi"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// labelRules compare the labels of the mappings and of the list of concept URIs with what their identifiers
// name.
var labelRules = []Rule{
	{"mapping-label", Warning, "a mapping that calls a subject or profile by a name different from that of this edition", (*review).mappingLabel},
	{"concept-label", Warning, "an ESCO concept to which two inputs give different labels or types", (*review).conceptLabel},
}

func (r *review) mappingLabel() {
	names := crosswalk.SubjectNames(r.set)
	check := func(set *sssom.Set, line int, what, label, iri string) {
		at, _ := identity.Parse("", iri)
		known := names[at]
		if label == "" || known == nil || crosswalk.Names(label, at.Key, known) {
			return
		}
		r.record(at.Table, at.Key, "The mapping at %s calls its %s “%s”; this edition calls it “%s”.", crosswalk.Place(set, line), what, label, known[0])
	}
	for _, set := range r.raw.Mappings {
		for _, m := range set.Mappings {
			check(set, m.Line, "subject", m.SubjectLabel, m.Subject)
			check(set, m.Line, "object", m.ObjectLabel, m.Object)
		}
	}
}

func (r *review) conceptLabel() {
	listed := map[string]concepturi.Entry{}
	for _, e := range r.raw.ConceptURIs {
		listed[e.URI] = e
		r.listedInDownload(e)
	}
	for _, d := range r.raw.Documents {
		if d.Occupation == nil {
			continue
		}
		uri, title := r.pages[d.Source.ID], d.Occupation.Title
		if e, known := listed[uri]; known && !strings.EqualFold(naming.Clean(title.Value), naming.Clean(e.Label)) {
			r.at(d, title.Span, "esco_occupations", uri, "The page calls the concept “%s”, %s “%s”.", title.Value, listPlace(e), e.Label)
		}
	}
	for _, set := range r.raw.Mappings {
		for _, m := range set.Mappings {
			e, known := listed[m.Object]
			if m.ObjectLabel == "" || !known {
				continue
			}
			if !strings.EqualFold(naming.Clean(m.ObjectLabel), naming.Clean(e.Label)) {
				r.concept(e, "%s calls the concept “%s”, %s “%s”.", crosswalk.Place(set, m.Line), m.ObjectLabel, listPlace(e), e.Label)
			} else if m.ObjectCategory != "" && m.ObjectCategory != e.Type {
				r.concept(e, "%s has “%s” as %s, %s as %s.", crosswalk.Place(set, m.Line), e.Label, m.ObjectCategory, listPlace(e), e.Type)
			}
		}
	}
}

// listedInDownload compares an entry of the list with the ESCO download. Only the file of all concepts of its
// kind shows that one is missing, and a translation has other labels.
func (r *review) listedInDownload(e concepturi.Entry) {
	if r.raw.ESCO == nil {
		return
	}
	kind := escodata.Skill
	if e.Type == concepturi.Occupation {
		kind = escodata.Occupation
	}
	known, described := r.raw.ESCO.Described(e.URI)
	switch {
	case !described && r.given(escodata.FileOf(kind)):
		r.concept(e, "%s names “%s” (%s), which ESCO %s does not describe.", listPlace(e), e.Label, e.URI, r.version())
	case !described:
	case !r.translated() && !strings.EqualFold(naming.Clean(known.Label), naming.Clean(e.Label)):
		r.concept(e, "%s calls %s “%s”; ESCO %s calls it “%s”.", listPlace(e), e.URI, e.Label, r.version(), known.Label)
	case kind == escodata.Skill && known.SkillType != "" && known.SkillType != e.Type:
		r.concept(e, "%s has “%s” as %s; ESCO %s has it as %s.", listPlace(e), e.Label, e.Type, r.version(), known.SkillType)
	}
}

// concept reports something about a concept of the list: about its record, where this dataset has one.
func (r *review) concept(e concepturi.Entry, format string, args ...any) {
	table := "esco_skills"
	if e.Type == concepturi.Occupation {
		table = "esco_occupations"
	}
	if _, has := r.traces[recordKey{table, e.URI}]; has {
		r.record(table, e.URI, format, args...)
		return
	}
	r.report("", "", "", source.Span{}, fmt.Sprintf(format, args...))
}

// listPlace names an entry of the list of concept URIs by its place in raw/.
func listPlace(e concepturi.Entry) string {
	return fmt.Sprintf("%s:%d", extract.ConceptURIsFile, e.Line)
}
