package transform

import (
	"cmp"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/escopage"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// occupationType is the concept type of an occupation in raw/esco/concept-uris.csv.
const occupationType = "occupation"

// concepts finds the URIs of concepts by label and type: those of raw/esco/concept-uris.csv first, then
// those of the ESCO download.
type concepts struct {
	listed   map[string]string
	labels   map[string]bool // of the concepts of raw/esco/concept-uris.csv and of the pages, in lower case
	download *escodata.Classification
}

func (b *builder) conceptURIs() concepts {
	found := concepts{listed: map[string]string{}, labels: map[string]bool{}, download: b.raw.ESCO}
	for _, e := range b.raw.ConceptURIs {
		found.listed[naming.ConceptKey(e.Label, e.Type)] = e.URI
		found.labels[strings.ToLower(naming.Clean(e.Label))] = true
	}
	for _, d := range b.raw.Documents {
		if d.Occupation == nil {
			continue
		}
		for _, r := range d.Occupation.Relations {
			found.labels[strings.ToLower(naming.Clean(r.Label.Value))] = true
		}
	}
	return found
}

// uri returns the URI of a concept that the inputs give, "" where none does.
func (c concepts) uri(label, kind string) string {
	if uri, ok := c.listed[naming.ConceptKey(label, kind)]; ok {
		return uri
	}
	found, _ := c.inDownload(label, kind)
	return found.URI
}

// conceptURI returns the URI of a concept. One that no input gives gets an identifier of the dataset's own,
// `<base>esco/<slug>`, as the contract says; the findings report it. Two concepts that give one identifier
// ("C++" and "C#"), and a name that gives none, are problems.
func (b *builder) conceptURI(d extract.Document, found concepts, label source.Text, kind string) string {
	if uri := found.uri(label.Value, kind); uri != "" {
		return uri
	}
	slug := naming.Slug(naming.Name(label.Value))
	uri := b.set.Info.Base + "esco/" + slug
	concept := strings.ToLower(clean(label.Value)) + " (" + kind + ")"
	if slug == "" {
		b.fail(d.Path, label.Line(), "identifier", "the concept %s gives no identifier; name its URI in %s", source.Quote(label.Value), extract.ConceptURIsFile)
	} else if first, taken := b.ownURIs[uri]; taken && first != concept {
		b.fail(d.Path, label.Line(), "identifier", "the concepts %s and %s give one identifier, %s; name their URIs in %s",
			source.Quote(first), source.Quote(concept), uri, extract.ConceptURIsFile)
	}
	b.ownURIs[uri] = concept
	return uri
}

// occupationURI returns the URI of the occupation of a page: the one that the address of the page names, else
// the one that the inputs give its label. Two that differ are a problem.
func (b *builder) occupationURI(d extract.Document, found concepts) string {
	label := d.Occupation.Title
	named, err := d.Source.ConceptURI()
	listed := found.uri(label.Value, occupationType)
	if err != nil || named == "" { // the reader of sources.json refuses an address that breaks its form
		return b.conceptURI(d, found, label, occupationType)
	}
	if listed != "" && listed != named {
		b.fail(d.Path, label.Line(), "identifier", "the address of the page in %s names the occupation %s; %s or the ESCO download gives %s the URI %s", extract.CatalogFile, named, extract.ConceptURIsFile, source.Quote(label.Value), listed)
	}
	return named
}

// inDownload finds the one concept of a label and type in the download; several are as good as none.
func (c concepts) inDownload(label, kind string) (escodata.Concept, bool) {
	var found []escodata.Concept
	if c.download == nil {
		return escodata.Concept{}, false
	}
	for _, id := range c.download.ByLabel(naming.Clean(label)) {
		concept := c.download.Concepts[id]
		if (kind == occupationType && concept.Type == escodata.Occupation) || (concept.Type == escodata.Skill && concept.SkillType == kind) {
			found = append(found, concept)
		}
	}
	if len(found) != 1 {
		return escodata.Concept{}, false
	}
	return found[0], true
}

// esco fills the tables of the occupation pages.
func (b *builder) esco() {
	found := b.conceptURIs()
	for _, d := range b.raw.Documents {
		if d.Occupation != nil {
			b.occupation(d, found)
		}
	}
}

func (b *builder) occupation(d extract.Document, found concepts) {
	page := d.Occupation
	uri := b.occupationURI(d, found)
	b.set.ESCOOccupations = append(b.set.ESCOOccupations, dataset.ESCOOccupation{
		OccupationURI: uri, Code: page.Code, ISCOGroup: page.ISCO, PreferredLabel: clean(page.Title.Value),
		Description: dataset.Null(clean(page.Description.Value)), SourceID: dataset.Null(d.Source.ID),
	})
	b.occupations[uri] = true
	b.trace(d, "esco_occupations", uri, page.Title.Span, page.Description.Span, page.CodeLine.Span)
	related := map[string]bool{}
	for i, r := range page.Relations {
		b.swallowed(d, found, r)
		skill := b.skill(d, b.conceptURI(d, found, r.Label, r.SkillType), r)
		at := key(uri, skill, r.Kind)
		if related[at] {
			b.fail(d.Path, r.Label.Line(), "esco-relation", "%s appears twice among the %s relations", source.Quote(r.Label.Value), r.Kind)
			continue
		}
		related[at] = true
		b.set.ESCOOccupationSkills = append(b.set.ESCOOccupationSkills, dataset.ESCOOccupationSkill{OccupationURI: uri, SkillURI: skill, Relation: r.Kind, Position: i + 1})
		b.trace(d, "esco_occupation_skills", at, r.Label.Span)
	}
}

// swallowed reports a line by itself inside a description that is the label of a concept: the words that
// close the concept above it are missing.
func (b *builder) swallowed(d extract.Document, found concepts, r escopage.Relation) {
	for n := r.Label.Line() + 1; n+1 < r.Span.End; n++ {
		above, l, below := d.Lines[n-2], d.Lines[n-1], d.Lines[n]
		tags := !strings.Contains(above.Text, " ") // the line above may be tags: they are one word
		if l.Blank() || !above.Blank() && !tags || !below.Blank() || strings.EqualFold(clean(l.Text), clean(r.Label.Value)) || !found.label(l.Text) {
			continue
		}
		b.fail(d.Path, n, "esco-page-concept", "%s is the label of a concept inside the description of %s; expected \"ESCO source\" above it", source.Quote(l.Text), source.Quote(r.Label.Value))
	}
}

// label reports whether a text is the preferred label of a concept that the inputs name.
func (c concepts) label(text string) bool {
	text = naming.Clean(text)
	if c.labels[strings.ToLower(text)] {
		return true
	}
	if c.download == nil {
		return false
	}
	for _, id := range c.download.ByLabel(text) {
		if strings.EqualFold(naming.Clean(c.download.Concepts[id].Label), text) {
			return true
		}
	}
	return false
}

// skill registers a concept and returns its URI. What a page printed first is kept; a later page fills
// what was empty, and what it says otherwise is left to the findings.
func (b *builder) skill(d extract.Document, uri string, r escopage.Relation) string {
	record := dataset.ESCOSkill{
		SkillURI: uri, PreferredLabel: clean(r.Label.Value), SkillType: r.SkillType, ReuseLevel: dataset.Null(r.ReuseLevel),
		Description: dataset.Null(clean(r.Description.Value)), Tags: list(r.Tags),
	}
	if at, known := b.skills[uri]; !known {
		b.addSkill(record)
	} else {
		first := &b.set.ESCOSkills[at]
		first.Description = cmp.Or(first.Description, record.Description)
		first.ReuseLevel = cmp.Or(first.ReuseLevel, record.ReuseLevel)
		if first.Tags == nil {
			first.Tags = record.Tags
		}
	}
	b.trace(d, "esco_skills", uri, r.Span)
	return uri
}

// addSkill adds a concept, unless it is known already.
func (b *builder) addSkill(record dataset.ESCOSkill) {
	if _, known := b.skills[record.SkillURI]; known {
		return
	}
	b.skills[record.SkillURI] = len(b.set.ESCOSkills)
	b.set.ESCOSkills = append(b.set.ESCOSkills, record)
}
