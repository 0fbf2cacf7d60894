package finding

import (
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/skillfact"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
	"github.com/fwci-open-data/fwci/transform/snapshot"
)

// factRules read the snapshot of what ESCO says of the skills that mappings name. "fwci snapshot" names each row;
// here each rule speaks once, with the number and the first.
var factRules = []Rule{
	{"skill-facts-missing", Warning, "mapped skills for which no input gives ESCO's type, reuse level and collections", (*review).missingFacts},
	{"skill-facts-out-of-date", Warning, "rows of the snapshot (raw/esco/skill-facts.csv) that differ from what the mappings or the ESCO download say", (*review).staleFacts},
	{"skill-facts-not-needed", Info, "rows of the snapshot whose skill no mapping names", (*review).unusedFacts},
	{"skill-type-inferred", Info, "a skill whose type ESCO does not state, so that the type in the snapshot was inferred", (*review).inferredTypes},
}

// checkFacts returns what is to be remarked about the snapshot.
func checkFacts(raw *extract.Raw, set *dataset.Dataset) []snapshot.Remark {
	download := raw.ESCO
	if download != nil && snapshot.Usable(download, set.Info.Language) != nil {
		download = nil // a part of a download, or one in another language, does not make a row wrong
	}
	return snapshot.Check(snapshot.Mapped(raw.Mappings, set), raw.SkillFacts, download)
}

// remarks are those of one kind about the snapshot.
func (r *review) remarks(of snapshot.Problem) []snapshot.Remark {
	var found []snapshot.Remark
	for _, remark := range r.facts() {
		if remark.Problem == of {
			found = append(found, remark)
		}
	}
	return found
}

// missingFacts counts the concepts that neither the snapshot nor the download describes.
func (r *review) missingFacts() {
	lookedUp := map[string]bool{}
	for _, s := range r.set.ESCOSkills {
		lookedUp[s.SkillURI] = s.ESCOVersion != nil
	}
	var missing []snapshot.Remark
	for _, remark := range r.remarks(snapshot.Missing) {
		if !lookedUp[remark.URI] {
			missing = append(missing, remark)
		}
	}
	if len(missing) > 0 {
		r.report("", "", "", source.Span{}, "Mappings name "+naming.Counted(len(missing), "skill")+" that "+extract.SkillFactsFile+" does not have; the first is “"+missing[0].Label+"” ("+missing[0].URI+"). Take them from an ESCO download with fwci snapshot --esco.")
	}
}

func (r *review) staleFacts() {
	if stale := r.remarks(snapshot.Stale); len(stale) > 0 {
		first := stale[0]
		r.report("", "", "", source.Span{}, extract.SkillFactsFile+" has "+naming.Counted(len(stale), "row")+" out of date; the first, on line "+itoa(first.Line)+", is of “"+first.Label+"” ("+first.URI+"): "+first.Text+".")
	}
}

func (r *review) unusedFacts() {
	if unused := r.remarks(snapshot.Unused); len(unused) > 0 {
		first := unused[0]
		r.report("", "", "", source.Span{}, extract.SkillFactsFile+" has "+naming.Counted(len(unused), "row")+" of skills that no mapping names; the first, on line "+itoa(first.Line)+", is of “"+first.Label+"” ("+first.URI+").")
	}
}

// inferred says from what a type was inferred.
var inferred = map[skillfact.Basis]string{
	skillfact.Hierarchy: "its place in ESCO's hierarchy",
	skillfact.Mapping:   "the mappings that name it",
}

func (r *review) inferredTypes() {
	types := map[string]string{}
	for _, s := range r.set.ESCOSkills {
		types[s.SkillURI] = s.SkillType
	}
	for _, f := range r.raw.SkillFacts {
		if from := inferred[f.Basis]; from != "" && types[f.URI] == f.Type {
			r.report("esco_skills", f.URI, "", source.Span{}, "ESCO "+f.Version+" states no type for “"+f.Label+"”; "+f.Type+" is inferred from "+from+".")
		}
	}
}
