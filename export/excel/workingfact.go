package excel

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

func (b *book) gridFacts(g grid, w *working) {
	bandID, position := b.column("bands", "band_id"), b.column("bands", "position")
	bandTable := func(scope string, band fact) string {
		return fmt.Sprintf("COUNTIFS(%s,%s,%s,%s)", b.column("competency_bands", "scope_id"), scope, b.column("competency_bands", "band_id"), band.at())
	}
	ofChoice := func(offset int) string {
		return fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0))&"","")`, w.choices(offset), specialtyFact.at(), w.choices(0))
	}
	known := func(scope string, band fact) string {
		return fmt.Sprintf(`IF(OR(%s="",%s="",%s=""),0,IF(%s>0,1,0))`, profileIDFact.at(), scope, band.at(), bandTable(scope, band))
	}
	counted := func(kind string) string {
		return fmt.Sprintf(`COUNTIFS(%s,"%s",%s,1)`, w.column(competencyColumn+2), kind, w.column(neededColumn))
	}
	fresh := func(kind string) string {
		return fmt.Sprintf(`COUNTIFS(%s,"%s",%s,"new")`, w.column(competencyColumn+2), kind, w.column(newColumn))
	}
	last := func(n int) string { return fmt.Sprintf("%s!$%s$%d", workingSheet, columnName(leftColumn), w.top+n) }
	generals := len(b.ofKind("general"))
	v := b.workingValues(w)
	general := literal(w.general)
	for f, row := range []struct {
		name    string
		value   any
		formula string
	}{
		{"Specialty", v.specialty, quoted(gradeSheet) + "!" + specialtyCell + `&""`},
		{"Profile", v.profileID, ofChoice(1)},
		{"Scope of technical competencies", v.scope, ofChoice(2)},
		{"Cluster", v.cluster, ofChoice(3)},
		{"Grade", v.grade, fmt.Sprintf(`IF(ISNUMBER(%[1]s),%[1]s,"")`, quoted(gradeSheet)+"!"+gradeCell)},
		{"Band", v.band, fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0))&"","")`, w.gradeCells(gradeBandColumn), gradeFact.at(), w.gradeCells(gradeColumn))},
		{"Band below", v.below, fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(INDEX(%s,MATCH(%s,%s,0))-1,%s,0)),"")`, bandID, position, bandFact.at(), bandID, position)},
		{"Name of the band below", v.belowName, fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0)),"")`, b.column("bands", "name"), belowFact.at(), bandID)},
		{"General competencies: table for the band", one(w.role.General.Covered), known(general, bandFact)},
		{"General competencies: table for the band below", one(w.role.General.Below != nil), known(general, belowFact)},
		{"Technical competencies: table for the band", one(w.role.Technical.Covered), known(scopeFact.at(), bandFact)},
		{"Technical competencies: table for the band below", one(w.role.Technical.Below != nil), known(scopeFact.at(), belowFact)},
		{"General competencies", len(w.role.General.Needs), counted("general")},
		{"Technical competencies", len(w.role.Technical.Needs), counted("technical")},
		{"Tasks", len(w.role.Tasks), fmt.Sprintf(`IF(OR(%s="",%s=""),0,COUNTIFS(%s,%s))`, profileIDFact.at(), bandFact.at(), b.column("profile_tasks", "profile_id"), profileIDFact.at())},
		{"General competencies that are new", w.role.General.NewCount, fresh("general")},
		{"Technical competencies that are new", w.role.Technical.NewCount, fresh("technical")},
		{"General competencies no longer important", leftNames(w.role.General), last(generals)},
		{"Technical competencies no longer important", leftNames(w.role.Technical), last(len(w.ordered))},
	} {
		if generals == 0 && fact(f) == generalLeft || len(w.ordered) == generals && fact(f) == technicalLeft {
			row.formula = `""`
		}
		g.set(workingFacts+f, 1, cell{value: row.name, style: line}, cell{value: row.value, formula: row.formula})
	}
	g.set(workingFacts-1, 1, headings("Fact", "Value")...)
	g.set(workingFacts-1, gradeColumn, headings("Grade", "Band of the grade")...)
	for i := range len(w.grades) {
		band, _ := role.BandOf(b.data.Bands, w.grades[i])
		g.set(workingFacts+i, gradeColumn, cell{value: w.grades[i], style: integer}, cell{value: band.BandID, style: line})
	}
}

func leftNames(p role.Section) string {
	names := make([]string, len(p.Dropped))
	for i, c := range p.Dropped {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

// workingTexts are the facts that are known as soon as half of a choice is made.
type workingTexts struct {
	specialty, profileID, scope, cluster, band, below, belowName string
	grade                                                        any
}

func (b *book) workingValues(w *working) workingTexts {
	t := workingTexts{specialty: w.specialty, grade: ""}
	if w.grade != 0 {
		t.grade = w.grade
	}
	if w.profile >= 0 {
		p := b.data.Profiles[w.profile]
		t.profileID = p.ProfileID
		t.scope, t.cluster = b.scopeOf(p), b.clusterName(p)
	}
	if band, ok := role.BandOf(b.data.Bands, w.grade); ok {
		t.band = band.BandID
		for _, below := range b.data.Bands {
			if below.Position == band.Position-1 {
				t.below, t.belowName = below.BandID, below.Name
			}
		}
	}
	return t
}

// scopeOf is the scope of the technical competencies of a profile, "" for all work.
func (b *book) scopeOf(p dataset.Profile) string {
	if p.ClusterID == nil {
		return ""
	}
	for _, s := range b.data.Scopes {
		if dataset.OrEmpty(s.ClusterID) == *p.ClusterID {
			return s.ScopeID
		}
	}
	return ""
}

func (b *book) clusterName(p dataset.Profile) string {
	if p.ClusterID == nil {
		return allClusters
	}
	return b.index.clusters[*p.ClusterID]
}

// gridChoices lists the choices with what is known of each at every grade.
func (b *book) gridChoices(g grid, w *working) {
	g.set(workingFacts-1, choiceColumn, headings("Choice", "Profile", "Scope", "Cluster", "Position titles", "Closest ESCO occupation", "Its label", "Its address", "Title in an announcement")...)
	for i, p := range b.data.Profiles {
		r, _ := w.roles.At(p.ProfileID, b.firstBand())
		titles := titlesOf(r.Titles)
		if titles == "" {
			titles = "No title is mapped to it; the sheet " + titleSheet + " has all of them."
		}
		relation, label, address := none, "", ""
		if m, ok := closest(b.index.occupied[p.ProfileID]); ok {
			relation, label, address = nearestWords(m), m.ObjectLabel, m.Object
		}
		g.set(workingFacts+i, choiceColumn, lines(w.names[i], p.ProfileID, b.scopeOf(p), b.clusterName(p), titles, relation, label, address, b.announcedTitle(r))...)
	}
}

func (b *book) firstBand() string {
	if len(b.data.Bands) == 0 {
		return ""
	}
	return b.data.Bands[0].BandID
}

// lines makes text cells of one line.
func lines(values ...string) []cell {
	cells := make([]cell, len(values))
	for i, v := range values {
		cells[i] = cell{value: v, style: line}
	}
	return cells
}
