package finding

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// downloadRules compare the occupation pages and the mappings with an ESCO download, where one is given.
var downloadRules = []Rule{
	{"page-relation-not-in-download", Info, "a relation that an occupation page shows and the ESCO download does not have", (*review).pageRelations},
	{"download-relation-not-on-page", Info, "a relation of the ESCO download that the occupation page does not show", (*review).downloadRelations},
	{"page-text-differs", Info, "a concept that the page describes otherwise than the ESCO download", (*review).pageTexts},
	{"mapping-object-unknown", Warning, "a mapping to a concept that the ESCO download does not describe", (*review).mappingObjects},
	{"stale-mapping-object", Warning, "a reviewed mapping whose object has another wording in the ESCO download", (*review).staleObjects},
	{"download-problem", Info, "a problem inside the ESCO download", (*review).downloadProblems},
}

// eachPage calls do for each occupation page whose occupation the download describes.
func (r *review) eachPage(do func(d extract.Document, uri string, occupation escodata.ID)) {
	for _, d := range r.raw.Documents {
		if d.Occupation == nil {
			continue
		}
		uri := r.pages[d.Source.ID]
		if id, ok := r.raw.ESCO.ByURI(uri); ok {
			do(d, uri, id)
		}
	}
}

// relations returns the relations in this dataset by occupation, in order.
func (r *review) relations() map[string][]dataset.ESCOOccupationSkill {
	relations := map[string][]dataset.ESCOOccupationSkill{}
	for _, os := range r.set.ESCOOccupationSkills {
		relations[os.OccupationURI] = append(relations[os.OccupationURI], os)
	}
	return relations
}

func kindOf(essential bool) string {
	if essential {
		return "essential"
	}
	return "optional"
}

func (r *review) pageRelations() {
	if r.raw.ESCO == nil {
		return
	}
	labels := map[string]string{}
	for _, s := range r.set.ESCOSkills {
		labels[s.SkillURI] = s.PreferredLabel
	}
	relations := r.relations()
	r.eachPage(func(_ extract.Document, uri string, occupation escodata.ID) {
		downloaded := map[string]bool{}
		for _, relation := range r.raw.ESCO.Skills(occupation) {
			downloaded[r.raw.ESCO.Concepts[relation.To].URI+"|"+kindOf(relation.Essential)] = true
		}
		for _, os := range relations[uri] {
			if at := os.SkillURI + "|" + os.Relation; !downloaded[at] {
				r.record("esco_occupation_skills", uri+"|"+at, "The page shows “%s” as %s; ESCO %s does not have this relation.", labels[os.SkillURI], os.Relation, r.version())
			}
		}
	})
}

func (r *review) version() string {
	if v := r.raw.ESCO.Version; v != "" {
		return v
	}
	return "of the download"
}

func (r *review) downloadRelations() {
	if r.raw.ESCO == nil {
		return
	}
	relations := r.relations()
	r.eachPage(func(d extract.Document, uri string, occupation escodata.ID) {
		shown := map[string]bool{}
		for _, os := range relations[uri] {
			shown[os.SkillURI+"|"+os.Relation] = true
		}
		for _, relation := range r.raw.ESCO.Skills(occupation) {
			skill := r.raw.ESCO.Concepts[relation.To]
			if kind := kindOf(relation.Essential); !shown[skill.URI+"|"+kind] {
				r.at(d, source.At(d.Occupation.CodeLine.Line()), "esco_occupations", uri, "ESCO %s has “%s” as %s; the page does not show it.", r.version(), skill.Label, kind)
			}
		}
	})
}

func (r *review) pageTexts() {
	if r.raw.ESCO == nil {
		return
	}
	uris := map[string]string{}
	for _, s := range r.set.ESCOSkills {
		uris[naming.ConceptKey(s.PreferredLabel, s.SkillType)] = s.SkillURI
	}
	r.eachPage(func(d extract.Document, uri string, occupation escodata.ID) {
		reported := map[string]bool{}
		compare := func(span source.Span, table, key, label, what, page, download string) {
			if page, download = naming.Clean(page), naming.Clean(download); download != "" && page != download && !reported[key+what] {
				reported[key+what] = true
				shown, had := differingParts(page, download)
				r.at(d, span, table, key, "The %s of “%s” on the page is “%s”; ESCO %s has “%s”.", what, label, shown, r.version(), had)
			}
		}
		known := r.raw.ESCO.Concepts[occupation]
		compare(d.Occupation.Description.Span, "esco_occupations", uri, known.Label, "description", d.Occupation.Description.Value, known.Description)
		compare(d.Occupation.CodeLine.Span, "esco_occupations", uri, known.Label, "code", d.Occupation.Code, known.Code)
		for _, c := range d.Occupation.Relations {
			at := uris[naming.ConceptKey(c.Label.Value, c.SkillType)]
			if id, ok := r.raw.ESCO.ByURI(at); ok && r.raw.ESCO.Concepts[id].Described {
				skill := r.raw.ESCO.Concepts[id]
				compare(c.Span, "esco_skills", at, skill.Label, "label", c.Label.Value, skill.Label)
				compare(c.Span, "esco_skills", at, skill.Label, "description", c.Description.Value, skill.Description)
				compare(c.Span, "esco_skills", at, skill.Label, "reuse level", c.ReuseLevel, skill.ReuseLevel)
			}
		}
	})
}

// shared is how many letters two texts may begin with in common before differingParts leaves them out.
const shared = 50

// differingParts cuts two different texts to what fits a sentence: from their beginning, or from three words before
// they part.
func differingParts(a, b string) (string, string) {
	x, y := []rune(a), []rune(b)
	from := 0
	for from < min(len(x), len(y)) && x[from] == y[from] {
		from++
	}
	if from < shared {
		return short(a), short(b)
	}
	head := string(x[:from])
	for range 3 {
		if space := strings.LastIndexByte(head, ' '); space >= 0 {
			head = head[:space]
		}
	}
	return "… " + short(strings.TrimSpace(a[len(head):])), "… " + short(strings.TrimSpace(b[len(head):]))
}

// mappingObjects looks up the objects of the reviewed mappings. A download that lacks the file of their
// kind says nothing about them.
func (r *review) mappingObjects() {
	if r.raw.ESCO == nil {
		return
	}
	check := func(table, key, uri, label string, kind escodata.Type) {
		if id, ok := r.raw.ESCO.ByURI(uri); r.raw.ESCO.Count(kind) > 0 && (!ok || !r.raw.ESCO.Concepts[id].Described) {
			r.report(table, key, "", source.Span{}, "The mapping names “"+label+"” ("+uri+"), which ESCO "+r.version()+" does not describe.")
		}
	}
	types := map[string]escodata.Type{"esco_skills": escodata.Skill, "esco_occupations": escodata.Occupation}
	for _, k := range crosswalk.Kinds() {
		for _, m := range k.Rows(r.set) {
			if kind, ok := types[m.ObjectTable]; ok {
				check(k.Table(), m.Subject+"|"+m.Object, m.Object, m.ObjectLabel, kind)
			}
		}
	}
}

// staleObjects compares the digest of the object's text that a mapping carries with the download.
func (r *review) staleObjects() {
	if r.raw.ESCO == nil {
		return
	}
	for _, set := range r.raw.Mappings {
		for _, m := range set.Mappings {
			judged := crosswalk.Facts(m.Other)["object_digest"]
			id, ok := r.raw.ESCO.ByURI(m.Object)
			if judged == "" || !ok || m.Not {
				continue
			}
			concept := r.raw.ESCO.Concepts[id]
			if concept.Described && judged != crosswalk.Digest(crosswalk.ObjectText(concept.Label, concept.Description)) {
				subject, _ := identity.Parse("", m.Subject)
				k, _ := crosswalk.Find(set.Name(), subject.Table, "")
				r.report(k.Table(), subject.Key+"|"+m.Object, "", source.Span{},
					"The label or description of “"+m.ObjectLabel+"” in ESCO "+r.version()+" is not the one on which its mapping to "+subject.Key+" was judged; it needs a new look.")
			}
		}
	}
}

// downloadProblems counts the problems of the download by rule; each is printed by the loader.
func (r *review) downloadProblems() {
	if r.raw.ESCO == nil {
		return
	}
	count := map[string]int{}
	var order []string
	first := map[string]source.Problem{}
	for _, p := range r.raw.ESCO.Problems {
		if count[p.Rule]++; count[p.Rule] == 1 {
			order = append(order, p.Rule)
			first[p.Rule] = p
		}
	}
	for _, rule := range order {
		p := first[rule]
		place := ""
		if p.Line > 0 { // a problem may be of a whole file
			place = " (row at line " + itoa(p.Line) + ")"
		}
		r.report("", "", "", source.Span{}, "The ESCO download has "+itoa(count[rule])+" rows with the problem “"+rule+"”; the first: "+p.Message+place+".")
	}
}
