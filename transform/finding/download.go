package finding

import (
	"cmp"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// downloadRules compare the occupation pages and the mappings with an ESCO download, where one is given. A
// rule rests on files that were given; what the others would show is not said.
var downloadRules = []Rule{
	{"page-occupation-not-in-download", Info, "an occupation of a page that the ESCO download does not describe", (*review).pageOccupations},
	{"page-relation-not-in-download", Info, "a relation that an occupation page shows and the ESCO download does not have", (*review).pageRelations},
	{"download-relation-not-on-page", Info, "a relation of the ESCO download that the occupation page does not show", (*review).downloadRelations},
	{"page-text-differs", Info, "a concept that the page and the ESCO download describe differently", (*review).pageTexts},
	{"mapping-object-unknown", Warning, "a mapping to a concept that the ESCO download does not describe", (*review).mappingObjects},
	{"stale-mapping-object", Warning, "a reviewed mapping whose object has a different wording in the ESCO download", (*review).staleObjects},
	{"download-file-missing", Info, "a file that the ESCO download lacks, and what could not be checked without it", (*review).missingFiles},
	{"download-relation-left-out", Info, "relations of the ESCO download to skills without a label or type, which the tables need", (*review).leftOut},
	{"download-translation", Info, "an ESCO download in a language other than that of the sources", (*review).translation},
	{"download-problem", Info, "a problem inside the ESCO download", (*review).downloadProblems},
}

// eachPage calls do for each occupation page whose occupation the download knows.
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

// given reports whether there is a download with a file.
func (r *review) given(file string) bool { return r.raw.ESCO != nil && r.raw.ESCO.Given(file) }

// own reports whether an identifier is one of this dataset for a concept whose URI no input gives: of such
// a concept the download cannot be asked.
func (r *review) own(uri string) bool { return strings.HasPrefix(uri, r.set.Info.Base+"esco/") }

func (r *review) pageOccupations() {
	if !r.given(escodata.OccupationsFile) {
		return
	}
	for _, o := range r.set.ESCOOccupations {
		if _, ok := r.raw.ESCO.Described(o.OccupationURI); !ok && o.SourceID != nil && !r.own(o.OccupationURI) {
			r.record("esco_occupations", o.OccupationURI, "ESCO %s does not describe the occupation “%s” of the page.", r.version(), o.PreferredLabel)
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

func (r *review) pageRelations() {
	if !r.given(escodata.OccupationSkillsFile) {
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
			downloaded[r.raw.ESCO.Concepts[relation.To].URI+"|"+relation.Kind()] = true
		}
		for _, os := range relations[uri] {
			if at := os.SkillURI + "|" + os.Relation; !downloaded[at] && !r.own(os.SkillURI) {
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
	if !r.given(escodata.OccupationSkillsFile) {
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
			if kind := relation.Kind(); !shown[skill.URI+"|"+kind] {
				r.at(d, source.At(d.Occupation.CodeLine.Line()), "esco_occupations", uri, "ESCO %s has “%s” as %s; the page does not show it.", r.version(), cmp.Or(skill.Label, skill.URI), kind)
			}
		}
	})
}

// leftOut counts the relations of occupations without a page whose skill the tables do not have.
func (r *review) leftOut() {
	if !r.given(escodata.OccupationSkillsFile) || !r.given(escodata.SkillsFile) || r.translated() {
		return
	}
	known := map[string]bool{}
	for _, s := range r.set.ESCOSkills {
		known[s.SkillURI] = true
	}
	left, first := 0, ""
	for _, o := range r.set.ESCOOccupations {
		id, ok := r.raw.ESCO.ByURI(o.OccupationURI)
		if !ok || o.SourceID != nil {
			continue
		}
		for _, relation := range r.raw.ESCO.Skills(id) {
			if skill := r.raw.ESCO.Concepts[relation.To]; !known[skill.URI] {
				left++
				first = cmp.Or(first, cmp.Or(skill.Label, skill.URI))
			}
		}
	}
	if left > 0 {
		r.report("", "", "", source.Span{}, naming.Counted(left, "relation")+" of occupations to skills without a type or label in ESCO "+r.version()+" left out; the first is to “"+first+"”.")
	}
}

func (r *review) pageTexts() {
	if r.raw.ESCO == nil || r.translated() {
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
			if skill, ok := r.raw.ESCO.Described(at); ok {
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

// objects calls do for the ESCO concept of each mapping that is published.
func (r *review) objects(do func(table, key, uri, label string, kind escodata.Type)) {
	types := map[string]escodata.Type{"esco_skills": escodata.Skill, "esco_occupations": escodata.Occupation}
	for _, k := range crosswalk.Present(r.set) {
		for _, m := range k.Rows(r.set) {
			if kind, ok := types[m.ObjectTable]; ok {
				do(k.Table(), m.Subject+"|"+m.Object, m.Object, m.ObjectLabel, kind)
			}
		}
	}
}

// mappingObjects looks up the objects of the mappings. A download that lacks the file of their kind says
// nothing about them.
func (r *review) mappingObjects() {
	if r.raw.ESCO == nil {
		return
	}
	r.objects(func(table, key, uri, label string, kind escodata.Type) {
		if _, ok := r.raw.ESCO.Described(uri); !ok && r.given(escodata.FileOf(kind)) {
			r.report(table, key, "", source.Span{}, "The mapping names "+labeled(label, uri)+", which ESCO "+r.version()+" does not describe.")
		}
	})
}

// labeled says a concept with its label; a mapping need not carry one.
func labeled(label, uri string) string {
	if label == "" {
		return uri
	}
	return "“" + label + "” (" + uri + ")"
}

// staleObjects compares the digest of the object's text that a mapping carries with the download.
func (r *review) staleObjects() {
	if r.raw.ESCO == nil || r.translated() {
		return
	}
	for _, set := range r.raw.Mappings {
		for _, m := range set.Mappings {
			judged := crosswalk.Facts(m.Other)["object_digest"]
			concept, ok := r.raw.ESCO.Described(m.Object)
			if judged == "" || !ok || m.Not || judged == crosswalk.Digest(crosswalk.ObjectText(concept.Label, concept.Description)) {
				continue
			}
			subject, _ := identity.Parse("", m.Subject)
			k, _ := crosswalk.Find(set.Name(), subject.Table, "")
			r.report(k.Table(), subject.Key+"|"+m.Object, "", source.Span{},
				"The label or description of “"+m.ObjectLabel+"” in ESCO "+r.version()+" is not the one on which its mapping to "+subject.Key+" was judged; it needs a new look.")
		}
	}
}

// translated reports whether the download is in another language than this dataset.
func (r *review) translated() bool { return r.raw.ESCO.Translation(r.set.Info.Language) }

func (r *review) translation() {
	if r.raw.ESCO != nil && r.translated() {
		r.report("", "", "", source.Span{}, "The ESCO download is in the language “"+r.raw.ESCO.Language+"”: its labels and descriptions were not compared with those of the pages and mappings, which are in “"+r.set.Info.Language+"”.")
	}
}

// missingFiles says what could not be checked because a file was not given: one finding for each file that
// the comparison rests on, and one for all others.
func (r *review) missingFiles() {
	if r.raw.ESCO == nil {
		return
	}
	lost := map[string]string{}
	for _, kind := range []escodata.Type{escodata.Occupation, escodata.Skill} {
		if file := escodata.FileOf(kind); !r.given(file) {
			lost[file] = r.unchecked(kind)
		}
	}
	if !r.given(escodata.OccupationSkillsFile) {
		lost[escodata.OccupationSkillsFile] = "the relations of the " + naming.Counted(len(r.pages), "occupation page") + " could not be checked"
	}
	var others []string
	for _, file := range r.raw.ESCO.Missing {
		if lost[file] == "" {
			others = append(others, r.raw.ESCO.FileName(file))
			continue
		}
		r.report("", "", "", source.Span{}, r.raw.ESCO.FileName(file)+" is not among the files of the ESCO download: "+lost[file]+".")
	}
	if len(others) > 0 {
		r.report("", "", "", source.Span{}, "Also not among the files of the ESCO download, and not needed for these findings: "+strings.Join(others, ", ")+".")
	}
}

// unchecked counts the concepts of mappings that no file names, where the file of their kind is missing.
func (r *review) unchecked(kind escodata.Type) string {
	named, unknown := map[string]bool{}, 0
	r.objects(func(_, _, uri, _ string, of escodata.Type) {
		if of != kind || named[uri] {
			return
		}
		named[uri] = true
		if _, ok := r.raw.ESCO.ByURI(uri); !ok {
			unknown++
		}
	})
	switch unknown {
	case 0:
		return "all " + naming.Counted(len(named), "concept") + " of this kind that mappings name are known from other files"
	case len(named):
		return "none of the " + naming.Counted(len(named), "concept") + " of this kind that mappings name could be checked"
	}
	return itoa(unknown) + " of the " + naming.Counted(len(named), "concept") + " of this kind that mappings name could not be checked; the others are known from other files"
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
		r.report("", "", "", source.Span{}, "The ESCO download has "+naming.Counted(count[rule], "problem")+" of the kind “"+rule+"”; the first: "+p.Message+place+".")
	}
}
