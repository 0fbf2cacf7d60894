package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/match/thesaurus"
)

// scriptData returns the data of the scripts. They are scripts that assign a constant, because a page
// opened from a folder may not fetch a file.
func (b *builder) scriptData() ([]artifact.Artifact, error) {
	var files []artifact.Artifact
	for _, f := range []struct {
		name, title, variable string
		value                 any
	}{
		{"asset/search.js", "What the site's search finds", "fwciSearch", b.searchItems()},
		{"asset/data.js", "What the site's comparison compares", "fwciData", b.comparisonData()},
		{"asset/roles.js", "What each specialty needs at each band, and the words of an announcement", "fwciRoles", b.rolesData()},
	} {
		// Marshal writes <, >, & and the line separators as escapes: the text can be in any script.
		data, err := json.Marshal(f.value)
		if err != nil {
			return nil, fmt.Errorf("writing the site's %s: %w", f.name, err)
		}
		var script bytes.Buffer
		fmt.Fprintf(&script, "\"use strict\";\nwindow.%s=%s;\n", f.variable, data)
		files = append(files, file(f.name, f.title, visible(script.Bytes())))
	}
	return files, nil
}

// A searchItem is what the search finds: the number of its kind, its name, its identifier, other words, and
// a text to search with less weight; what is empty at the end is left out.
type searchItem []any

// A searchKind is a kind of things with the address of their pages; "*" stands for the identifier.
type searchKind struct {
	Name string `json:"name"`
	Href string `json:"href"`
}

type searchFile struct {
	Kinds []searchKind `json:"kinds"`
	Items []searchItem `json:"items"`
}

// add appends a thing; kind is its place among the kinds.
func (f *searchFile) add(kind int, id any, name string, more ...string) {
	item := searchItem{kind, name, id}
	for len(more) > 0 && more[len(more)-1] == "" {
		more = more[:len(more)-1]
	}
	for _, text := range more {
		item = append(item, text)
	}
	f.Items = append(f.Items, item)
}

// The kinds of things that the search finds, in the order of searchFile.Kinds. site.js knows how much each weighs.
const (
	searchSpecialty = iota
	searchCluster
	searchGeneral
	searchTechnical
	searchBand
	searchTitle
	searchTask
	searchTable
	searchSeries
	searchESCO     // an occupation with a page, another, a skill, knowledge
	searchWorkRole = searchESCO + 4
	searchArea     = searchESCO + 5
	searchDoDRole  = searchESCO + 6
)

func (b *builder) searchItems() searchFile {
	f := searchFile{Kinds: []searchKind{
		{"specialty", "profile/*"}, {"cluster", "cluster/*"}, {"general competency", "competency/*"}, {"technical competency", "competency/*"},
		{"band", "band/*"}, {"title", "title/*"}, {"task", "task/*"}, {"table", "table/*"}, {"job series", "series/*"},
	}}
	for _, p := range b.d.Profiles {
		var more []string
		for _, t := range b.ofObject[kindKey{titleKind, p.ProfileID}] {
			more = append(more, dataset.OrEmpty(b.titles[t.subject].ParentheticalCode))
		}
		if p.ClusterID != nil { // all work has the codes of everything
			more = append(more, b.workRoleCodes(p.ProfileID)...)
		}
		f.add(searchSpecialty, p.ProfileID, p.Name, words(append(more, b.synonyms(occupationKind, p.ProfileID)...)))
	}
	for _, c := range b.d.Clusters {
		f.add(searchCluster, c.ClusterID, c.Name)
	}
	for _, c := range b.d.Competencies {
		kind := searchGeneral
		if c.Kind == "technical" {
			kind = searchTechnical
		}
		more := initials(c.Name)
		for _, a := range b.aliases[c.CompetencyID] {
			more = append(more, a.Alias)
		}
		f.add(kind, c.CompetencyID, c.Name, words(append(more, b.synonyms(skillKind, c.CompetencyID)...)), dataset.OrEmpty(c.Definition))
	}
	for _, r := range b.d.Bands {
		f.add(searchBand, r.BandID, r.Name, bandGrades(r))
	}
	for _, t := range b.d.SeriesTitles {
		f.add(searchTitle, t.TitleID, identity.Title(t), t.Series)
	}
	for _, t := range b.d.Tasks {
		f.add(searchTask, t.TaskID, t.Statement)
	}
	for _, t := range b.d.Tables() {
		f.add(searchTable, t.Name, b.fields[t.Name].Title, t.Name)
	}
	seen := map[string]bool{}
	for _, r := range b.d.SeriesPageFacts {
		if r.Fact == "page_title" || !seen[r.Series] {
			seen[r.Series] = true
			f.add(searchSeries, r.Series, "Job series "+r.Series, "OPM occupational series code GS "+map[bool]string{true: r.Value}[r.Fact == "page_title"])
		}
	}
	b.searchESCO(&f)
	b.searchWorkRoles(&f)
	return f
}

// bandGrades writes out the grades of a band as people type them.
func bandGrades(b dataset.Band) string {
	var grades []string
	for g := b.GSMin; g <= b.GSMax; g++ {
		grades = append(grades, fmt.Sprintf("GS-%d GS%d", g, g))
	}
	return strings.Join(grades, " ")
}

// synonyms are other words for a thing: the labels of the ESCO concepts that are the same or nearly, and how
// Americans call these. A narrower or broader concept is another thing, so its words are not used.
func (b *builder) synonyms(kind, id string) []string {
	var found []string
	for _, m := range b.ofSubject[kindKey{kind, id}] {
		if m.Predicate == "exactMatch" || m.Predicate == "closeMatch" {
			found = append(found, m.row.ObjectLabel)
			for _, term := range thesaurus.Of(m.object).Terms {
				found = append(found, term.Text)
			}
		}
	}
	return found
}

// words joins texts, each word once, for a search that asks for words alone.
func words(texts []string) string {
	var kept []string
	seen := map[string]bool{}
	for _, word := range strings.FieldsFunc(strings.Join(texts, " "), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if lower := strings.ToLower(word); !seen[lower] {
			seen[lower] = true
			kept = append(kept, lower)
		}
	}
	return strings.Join(kept, " ")
}

// initials are the first letters of each part of a name that has several words, as people shorten it: of
// “Artificial Intelligence/Machine Learning” AI and ML.
func initials(name string) []string {
	var found []string
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("/()", r) }) {
		letters := ""
		for _, word := range strings.Fields(part) {
			if first := []rune(word)[0]; unicode.IsUpper(first) {
				letters += string(first)
			}
		}
		if len(letters) > 1 {
			found = append(found, letters)
		}
	}
	return found
}

// searchESCO adds ESCO's occupations, and the concepts that a competency is mapped to. A concept leads to
// the mapping on the page of the first such competency, which it names by its place among the items.
func (b *builder) searchESCO(f *searchFile) {
	page := searchESCO
	f.Kinds = append(f.Kinds,
		searchKind{"ESCO occupation", "occupation/*"}, searchKind{"ESCO occupation", "crosswalk/occupations.html#q=*"},
		searchKind{"ESCO skill", "#esco=*"}, searchKind{"ESCO knowledge", "#esco=*"})
	for _, o := range b.d.ESCOOccupations {
		if b.occupationPage[o.OccupationURI] {
			f.add(page, lastSegment(o.OccupationURI), o.PreferredLabel, o.Code)
		} else {
			f.add(page+1, o.Code, o.PreferredLabel, "")
		}
	}
	place := map[string]int{}
	for i, c := range b.d.Competencies {
		place[c.CompetencyID] = i + len(b.d.Profiles) + len(b.d.Clusters)
	}
	for _, s := range b.d.ESCOSkills {
		if rows := b.ofObject[kindKey{skillKind, s.SkillURI}]; len(rows) > 0 {
			kind := page + 2
			if s.SkillType == "knowledge" {
				kind++
			}
			f.add(kind, place[rows[0].subject], s.PreferredLabel)
		}
	}
}

// codeWords are what people write before the code of a work role.
var codeWords = []string{"OPM", "DCWF", "DoD", "code"}

// searchWorkRoles adds the work roles and competency areas of the NICE Framework and the work roles of the DCWF. Who
// looks for a work role often has nothing but its code, so the name shows it. A work role of the DCWF that names one
// of NICE is found by its own name too, and leads there; another leads to its row of the list.
func (b *builder) searchWorkRoles(f *searchFile) {
	f.Kinds = append(f.Kinds, searchKind{"NICE work role", "nice/*"}, searchKind{"NICE competency area", "nice/*"}, searchKind{"DoD work role", "nice/index.html#q=*"})
	coded := func(name string, codes []string) string {
		if len(codes) == 0 {
			return name
		}
		return name + " (" + strings.Join(codes, ", ") + ")"
	}
	for _, r := range b.d.NICEWorkRoles {
		more := append([]string{r.WorkRoleID}, codeWords...)
		for _, other := range b.dcwfRoles[r.WorkRoleID] {
			more = append(more, other.Name, other.ElementID)
		}
		f.add(searchWorkRole, r.WorkRoleID, coded(r.Name, b.roleCodes(r)), words(more))
	}
	for _, a := range b.d.NICEAreas {
		f.add(searchArea, a.AreaID, a.Name, words([]string{a.AreaID}))
	}
	for _, r := range b.dcwfRoles[""] {
		f.add(searchDoDRole, r.Code, coded(r.Name, []string{r.Code}), words(append([]string{r.ElementID}, codeWords...)))
	}
}

// roleCodes are the codes of a NICE work role: OPM's, and those of the DCWF that differ.
func (b *builder) roleCodes(r dataset.NICEWorkRole) []string {
	codes := slices.Clone(r.OPMCodes)
	for _, other := range b.dcwfRoles[r.WorkRoleID] {
		if !slices.Contains(codes, other.Code) {
			codes = append(codes, other.Code)
		}
	}
	return codes
}

// workRoleCodes are the codes of the work roles that a profile is mapped to, with the words that people write before
// them. A related work role is not a counterpart.
func (b *builder) workRoleCodes(profile string) []string {
	var found []string
	for _, m := range b.ofSubject[kindKey{roleKind, profile}] {
		if m.Predicate == related {
			continue
		}
		if i := slices.IndexFunc(b.d.NICEWorkRoles, func(r dataset.NICEWorkRole) bool { return r.WorkRoleID == m.object }); i >= 0 {
			found = append(found, b.roleCodes(b.d.NICEWorkRoles[i])...)
		}
	}
	if found != nil {
		found = append(found, codeWords...)
	}
	return found
}

// comparison is what compare.js works on. Competencies, tasks and skills are named by their place in lists.
type comparisonFile struct {
	Bands        [][2]string                    `json:"bands"`        // id, name
	Competencies [][2]string                    `json:"competencies"` // id, name
	Tasks        [][2]string                    `json:"tasks"`        // id, statement
	Profiles     map[string]comparisonProfile   `json:"profiles"`
	Scopes       map[string]comparisonScope     `json:"scopes"`
	Whole        string                         `json:"whole"`  // the scope of the whole series
	Series       [2]string                      `json:"series"` // its profile: id, name
	General      []int                          `json:"general"`
	Skills       [][3]string                    `json:"skills"` // URI, label, type
	Occupations  map[string]comparisonRelations `json:"occupations"`
	Mappings     [][3]any                       `json:"mappings"` // competency, skill, word of the predicate
}

type comparisonProfile struct {
	Name         string `json:"name"`
	Scope        string `json:"scope"`
	Competencies []int  `json:"competencies"`
	Tasks        []int  `json:"tasks"`
}

type comparisonScope struct {
	Name      string           `json:"name"`
	Named     []int            `json:"named"`     // competencies that the table of bands names
	Important map[string][]int `json:"important"` // by band
}

type comparisonRelations struct {
	Name      string `json:"name"`
	Href      string `json:"href,omitempty"` // of its page; without one it is at ESCO
	Known     bool   `json:"known"`          // whether the dataset has its skills
	Essential []int  `json:"essential"`
	Optional  []int  `json:"optional"`

	// Profiles are those mapped to it, the closest first: profile, word of the predicate, confidence, reason.
	Profiles [][4]string `json:"profiles"`
}

func (b *builder) comparisonData() comparisonFile {
	f := comparisonFile{Profiles: map[string]comparisonProfile{}, Scopes: map[string]comparisonScope{}, Occupations: map[string]comparisonRelations{}}
	competencies, tasks := map[string]int{}, map[string]int{}
	for i, c := range b.d.Competencies {
		competencies[c.CompetencyID] = i
		f.Competencies = append(f.Competencies, [2]string{c.CompetencyID, c.Name})
	}
	for i, t := range b.d.Tasks {
		tasks[t.TaskID] = i
		f.Tasks = append(f.Tasks, [2]string{t.TaskID, t.Statement})
	}
	for _, band := range b.d.Bands {
		f.Bands = append(f.Bands, [2]string{band.BandID, band.Name})
	}
	for _, p := range b.d.Profiles {
		made := comparisonProfile{
			Name: p.Name, Scope: b.scopeOf(p), Competencies: places(b.profileCompetency[p.ProfileID], competencies), Tasks: places(b.profileTasks[p.ProfileID], tasks),
		}
		if p.ClusterID == nil {
			f.Whole, f.General, f.Series = made.Scope, made.Competencies, [2]string{p.ProfileID, b.profile(p.ProfileID).Text}
			continue
		}
		f.Profiles[p.ProfileID] = made
	}
	for _, s := range b.d.Scopes {
		f.Scopes[s.ScopeID] = b.comparisonScope(s.ScopeID, s.Name, competencies)
	}
	b.compareOccupations(&f, competencies)
	return f
}

func places(ids []string, at map[string]int) []int {
	found := make([]int, 0, len(ids))
	for _, id := range ids {
		found = append(found, at[id])
	}
	return found
}

func (b *builder) comparisonScope(id, name string, competencies map[string]int) comparisonScope {
	s := comparisonScope{Name: name, Named: []int{}, Important: map[string][]int{}}
	for _, band := range b.scopeBands[id] {
		s.Important[band] = []int{}
	}
	named := map[int]bool{}
	for _, r := range b.scopeCells[id] {
		c := competencies[r.CompetencyID]
		if !named[c] {
			named[c] = true
			s.Named = append(s.Named, c)
		}
		if r.Important {
			s.Important[r.BandID] = append(s.Important[r.BandID], c)
		}
	}
	return s
}

// compareOccupations adds the occupations with the profiles mapped to them and, where the dataset has them, their
// skills and the mappings to those.
func (b *builder) compareOccupations(f *comparisonFile, competencies map[string]int) {
	skills := map[string]int{}
	place := func(uri string) int {
		at, ok := skills[uri]
		if !ok {
			at = len(f.Skills)
			skills[uri] = at
			s := b.skills[uri]
			f.Skills = append(f.Skills, [3]string{uri, s.PreferredLabel, conceptType(s.SkillType)})
			for _, r := range b.ofObject[kindKey{skillKind, uri}] {
				f.Mappings = append(f.Mappings, [3]any{competencies[r.subject], at, r.Word})
			}
		}
		return at
	}
	for _, t := range b.d.ESCOOccupations {
		rows, mapped := b.occupationSkills[t.OccupationURI], b.ofObject[kindKey{occupationKind, t.OccupationURI}]
		if len(rows)+len(mapped) == 0 {
			continue
		}
		o := comparisonRelations{Name: t.PreferredLabel, Href: strings.TrimSuffix(b.occupation(t.OccupationURI).Href, t.OccupationURI), Known: len(rows) > 0, Essential: []int{}, Optional: []int{}, Profiles: [][4]string{}}
		for _, m := range mapped {
			o.Profiles = append(o.Profiles, [4]string{m.subject, m.Word, m.Confidence, m.Comment})
		}
		for _, r := range rows {
			if r.Relation == "essential" {
				o.Essential = append(o.Essential, place(r.SkillURI))
			} else {
				o.Optional = append(o.Optional, place(r.SkillURI))
			}
		}
		f.Occupations["esco:"+lastSegment(t.OccupationURI)] = o
	}
}
