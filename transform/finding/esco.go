package finding

import (
	"strings"

	"github.com/fwci-open-data/fwci/transform/naming"
)

// escoRules read the occupation pages.
var escoRules = []Rule{
	{"concept-without-uri", Warning, "an ESCO concept whose URI no input gives", (*review).conceptWithoutURI},
	{"double-relation", Warning, "a concept that is both essential and optional for one occupation", (*review).doubleRelation},
	{"concept-differs", Warning, "a concept that two pages describe differently", (*review).conceptDiffers},
}

func (r *review) conceptWithoutURI() {
	own := r.set.Info.Base + "esco/"
	for _, s := range r.set.ESCOSkills {
		if strings.HasPrefix(s.SkillURI, own) {
			r.record("esco_skills", s.SkillURI, "No input gives the URI of the ESCO concept “%s”; it has an identifier of this dataset.", s.PreferredLabel)
		}
	}
	for _, o := range r.set.ESCOOccupations {
		if strings.HasPrefix(o.OccupationURI, own) {
			r.record("esco_occupations", o.OccupationURI, "No input gives the URI of the ESCO occupation “%s”; it has an identifier of this dataset.", o.PreferredLabel)
		}
	}
}

func (r *review) doubleRelation() {
	labels := map[string]string{}
	for _, s := range r.set.ESCOSkills {
		labels[s.SkillURI] = s.PreferredLabel
	}
	relations := map[string]string{}
	for _, os := range r.set.ESCOOccupationSkills {
		pair := os.OccupationURI + "|" + os.SkillURI
		if first, ok := relations[pair]; ok && first != os.Relation {
			r.record("esco_occupation_skills", pair+"|"+os.Relation, "“%s” is both %s and %s for the occupation.", labels[os.SkillURI], first, os.Relation)
		}
		relations[pair] = os.Relation
	}
}

func (r *review) conceptDiffers() {
	type words struct{ description, reuse, tags string }
	first := map[string]words{}
	for _, d := range r.raw.Documents {
		if d.Occupation == nil {
			continue
		}
		for _, c := range d.Occupation.Relations {
			id := strings.ToLower(naming.Clean(c.Label.Value)) + "|" + c.SkillType
			w := words{naming.Clean(c.Description.Value), c.ReuseLevel, strings.Join(c.Tags, "|")}
			if known, ok := first[id]; ok && known != w {
				r.at(d, c.Span, "", "", "“%s” is described here otherwise than where it first stands.", naming.Clean(c.Label.Value))
			} else if !ok {
				first[id] = w
			}
		}
	}
}
