package transform

import (
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A judged is an ESCO concept as a mapping remembers it.
type judged struct {
	version, label, code, digest string
}

// conceptChanges fills esco_concept_changes: how the concepts that mappings name differ between the version
// they were judged on and the newer one of the download. Without a known version there is no such table.
func (b *builder) conceptChanges() {
	if b.raw.ESCO.Version == "" {
		return
	}
	b.set.ESCOConceptChanges = []dataset.ESCOConceptChange{}
	was := b.judgedConcepts()
	for _, uri := range b.mappedConcepts() {
		if j, ok := was[uri]; ok && escodata.CompareVersions(b.raw.ESCO.Version, j.version) > 0 {
			b.conceptChange(uri, j)
		}
	}
}

// judgedConcepts returns what the reviewed mappings remember of their objects; of several versions the
// newest counts.
func (b *builder) judgedConcepts() map[string]judged {
	was := map[string]judged{}
	for _, set := range b.raw.Mappings {
		for _, m := range set.Mappings {
			if m.Not || m.Object == sssom.NoTermFound || m.ObjectVersion == "" {
				continue
			}
			if known, ok := was[m.Object]; ok && escodata.CompareVersions(known.version, m.ObjectVersion) >= 0 {
				continue
			}
			facts := crosswalk.Facts(m.Other)
			was[m.Object] = judged{m.ObjectVersion, clean(m.ObjectLabel), facts["object_code"], facts["object_digest"]}
		}
	}
	return was
}

// conceptChange compares a concept. A value that no file given holds is not compared.
func (b *builder) conceptChange(uri string, was judged) {
	add := func(change, before, after string) {
		b.set.ESCOConceptChanges = append(b.set.ESCOConceptChanges, dataset.ESCOConceptChange{
			ConceptURI: uri, ToVersion: b.raw.ESCO.Version, Change: change, FromVersion: was.version, Old: dataset.Null(before), New: dataset.Null(after),
		})
	}
	now, described := b.raw.ESCO.Described(uri)
	if !described {
		if _, occupation := b.occupationCode(uri); b.raw.ESCO.Given(mainFileOf(occupation)) {
			add("removed", was.label, "")
		}
		return
	}
	if was.code != "" && now.Code != "" && was.code != now.Code {
		add("recoded", was.code, now.Code)
	}
	now, described = b.spoken().Described(uri)
	if !described {
		return // in another language every wording is another
	}
	label, text := clean(now.Label), clean(now.Description)
	if was.label != "" && was.label != label {
		add("relabelled", was.label, label)
	}
	if was.digest != "" && was.digest != crosswalk.Digest(crosswalk.ObjectText(was.label, text)) {
		add("redescribed", b.describedIn(was.version, uri), text)
	}
}

func (b *builder) occupationCode(uri string) (code string, ok bool) {
	for _, o := range b.set.ESCOOccupations {
		if o.OccupationURI == uri {
			return o.Code, true
		}
	}
	return "", false
}

func mainFileOf(occupation bool) string {
	if occupation {
		return escodata.OccupationsFile
	}
	return escodata.SkillsFile
}

// describedIn returns the description that a further download of a version has, or an empty text.
func (b *builder) describedIn(version, uri string) string {
	for _, c := range b.raw.OtherESCO {
		if concept, ok := c.Described(uri); ok && c.Version == version && !c.Translation(b.set.Info.Language) {
			return clean(concept.Description)
		}
	}
	return ""
}
