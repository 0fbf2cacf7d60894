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
	{"code-not-in-group", Warning, "an occupation whose code does not begin with its ISCO group", (*review).codeNotInGroup},
	{"concept-without-description", Warning, "a concept without a description on a page that describes others", (*review).conceptWithoutDescription},
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

// codeNotInGroup compares the code of an occupation with its ISCO group. ESCO itself has one that differs,
// 2421.8 in group 2164 (version 1.1.1).
func (r *review) codeNotInGroup() {
	for _, d := range r.raw.Documents {
		if page := d.Occupation; page != nil && !strings.HasPrefix(page.Code, page.ISCO) {
			r.at(d, page.CodeLine.Span, "esco_occupations", r.pages[d.Source.ID], "The page gives the code %s and the ISCO group %s; a code begins with its group.", page.Code, page.ISCO)
		}
	}
}

func (r *review) conceptWithoutDescription() {
	for _, d := range r.raw.Documents {
		if d.Occupation == nil {
			continue
		}
		described := 0
		for _, c := range d.Occupation.Relations {
			if naming.Clean(c.Description.Value) != "" {
				described++
			}
		}
		for _, c := range d.Occupation.Relations {
			if described > 0 && naming.Clean(c.Description.Value) == "" {
				r.at(d, c.Label.Span, "", "", "“%s” has no description, unlike %d other concepts of the page.", naming.Clean(c.Label.Value), described)
			}
		}
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
				r.at(d, c.Span, "", "", "“%s” is described differently here than where it first appears.", naming.Clean(c.Label.Value))
			} else if !ok {
				first[id] = w
			}
		}
	}
}
