// Package exporttest gives the tests of the formats something to write: the dataset of the repository's own
// sources, and a small one made by hand that holds every table, every type and text that is hard to print. Tests
// that build releases get copies of the sources: all of them, the texts alone, or a small handbook.
package exporttest

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/catalog"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

type built struct {
	raw *extract.Raw
	set *dataset.Dataset
}

func build(load func() (*extract.Raw, error)) (built, error) {
	raw, err := load()
	if err != nil {
		return built{}, err
	}
	set, err := transform.Build(raw)
	return built{raw, set}, err
}

func must(t testing.TB, b built, err error) (*extract.Raw, *dataset.Dataset) {
	t.Helper()
	if err != nil {
		t.Fatalf("building the dataset of raw/: %v", err)
	}
	return b.raw, b.set
}

func loadReal() (*extract.Raw, error) { return extract.Load(RawDir()) }

var (
	sharedReal  = sync.OnceValues(func() (built, error) { return build(loadReal) })
	sharedTexts = sync.OnceValues(func() (built, error) { return build(LoadTexts) })
)

// Real returns the parsed sources and the dataset of raw/. They are shared: a test must not change them.
func Real(t testing.TB) (*extract.Raw, *dataset.Dataset) {
	t.Helper()
	b, err := sharedReal()
	return must(t, b, err)
}

// Texts returns the same as Real; of the texts of raw/ alone where tests are to be short. It is for tests in which
// the tables of the other sources are tables like all others; SmallFrameworks has them.
func Texts(t testing.TB) (*extract.Raw, *dataset.Dataset) {
	t.Helper()
	if !testing.Short() {
		return Real(t)
	}
	b, err := sharedTexts()
	return must(t, b, err)
}

// Fresh returns the same as Texts, made again for a test that changes it.
func Fresh(t testing.TB) (*extract.Raw, *dataset.Dataset) {
	t.Helper()
	load := loadReal
	if testing.Short() {
		load = LoadTexts
	}
	b, err := build(load)
	return must(t, b, err)
}

// Hostile is text that is markup, a formula, a quotation or a separator in some format, and that the
// schemas allow all the same.
const Hostile = `a "quoted", <script>alert(1)</script> | [link](javascript:alert(1)) ` + "`code`" + ` *b* _i_ &amp; C:\dir; '' ~~x~~ $1$ é 漢 👩‍💻`

// Small returns a dataset that keeps every rule of the contract, with a record or two in each table: nulls
// in every nullable column somewhere, an empty list and a list of two, negative, fractional and hostile values.
func Small() *dataset.Dataset {
	const (
		base  = "https://example.org/fwci/"
		skill = "http://data.europa.eu/esco/skill/"
		job   = "http://data.europa.eu/esco/occupation/1"
	)
	hostile := printable(Hostile)
	task := naming.Task("Designs networks.")
	d := &dataset.Dataset{
		Info: dataset.Info{
			ID: "small", Base: base, Title: "Small data", Description: "A dataset for tests.", Version: "1.2.3", Issued: "2026-01-31",
			Language: "en", Homepage: base, ReleaseURL: "https://files.example.org/", Publisher: "Tests", Contact: "mailto:a@example.org", Keywords: []string{"test"},
			License: dataset.License{ID: "CC-BY-4.0", Title: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"},
			Credits: []string{"Made by hand."},
			Related: []dataset.Related{{Title: hostile, Publisher: "OPM", URL: "https://example.org/related?a=1&b=2", Description: hostile}},
			Sources: []dataset.SourceInfo{{ID: "handbook", Kind: "fwci-handbook", Title: "Handbook", Publisher: "OPM", Language: "en", Rights: "None.", Attribution: "OPM", SHA256: sum}},
		},
		SourceDocuments:      []dataset.SourceDocument{{SourceID: "handbook", Kind: "fwci-handbook", Title: "Handbook", Publisher: "OPM", Path: "fwci/h.txt", Bytes: 30, Lines: new(3), SHA256: sum, Rights: "None.", Attribution: "OPM"}},
		Bands:                []dataset.Band{{BandID: "entry", Name: "Entry", GSMin: 5, GSMax: 7, Position: 1}, {BandID: "senior", Name: "Senior", GSMin: 14, GSMax: 15, Position: 2}},
		Scopes:               []dataset.Scope{{ScopeID: "all", Name: "All"}, {ScopeID: "operations", Name: "Operations", ClusterID: ptr("operations")}},
		Clusters:             []dataset.Cluster{{ClusterID: "operations", Name: "Operations", Definition: hostile, ProfileSummary: "All of it.", Position: 1}},
		ClusterWorkTypes:     []dataset.ClusterWorkType{{ClusterID: "operations", Position: 1, Statement: "the planning"}},
		Competencies:         []dataset.Competency{{CompetencyID: "accessibility", Kind: "technical", Name: "Accessibility", Definition: &hostile, Listed: true, Position: 1}, {CompetencyID: "hardware", Kind: "technical", Name: "Hardware", Note: ptr("Not defined."), Position: 2}},
		CompetencyAliases:    []dataset.CompetencyAlias{{CompetencyID: "hardware", Alias: "HW", Kind: "acronym"}},
		CompetencyBands:      []dataset.CompetencyBand{{ScopeID: "operations", CompetencyID: "accessibility", BandID: "entry", Important: true, Marker: ptr("X")}, {ScopeID: "operations", CompetencyID: "accessibility", BandID: "senior", Marker: ptr("**")}, {ScopeID: "all", CompetencyID: "hardware", BandID: "entry"}},
		CompetencyBandNotes:  []dataset.CompetencyBandNote{{ScopeID: "operations", CompetencyID: "accessibility", BandID: "senior", Note: "Less so."}},
		CompetencyRankings:   []dataset.CompetencyRanking{{ScopeID: "operations", CompetencyID: "accessibility", CurrentRank: ptr(1), FutureRank: ptr(2), RankChange: ptr(-1), Trend: ptr(dataset.Falls)}, {ScopeID: "operations", CompetencyID: "hardware", FutureRank: ptr(1), Trend: ptr(dataset.Enters)}, {ScopeID: "all", CompetencyID: "hardware", CurrentRank: ptr(1), Trend: ptr(dataset.Leaves)}, {ScopeID: "all", CompetencyID: "accessibility"}},
		Profiles:             []dataset.Profile{{ProfileID: "all-management", Name: "Management", Summary: ptr("Everyone."), Position: 1}, {ProfileID: "networks", Name: "Networks", ClusterID: ptr("operations"), Position: 2}},
		ProfileCompetencies:  []dataset.ProfileCompetency{{ProfileID: "networks", CompetencyID: "hardware", Position: 1}},
		Tasks:                []dataset.Task{{TaskID: task, Statement: "Designs networks.", Kind: "technical"}},
		ProfileTasks:         []dataset.ProfileTask{{ProfileID: "networks", TaskID: task, Position: 1}},
		HandbookSections:     []dataset.HandbookSection{{SectionID: "introduction", Level: 1, Title: "Introduction", TOCPage: ptr(3), LineStart: 1, LineEnd: 3, Text: &hostile}, {SectionID: "aim", ParentID: ptr("introduction"), Level: 2, Title: "Aim", LineStart: 2, LineEnd: 3}},
		SeriesTitles:         []dataset.SeriesTitle{{TitleID: "specialist-network", Series: "2210", Title: "Specialist", ParentheticalName: ptr("Network"), ParentheticalCode: ptr("NET"), Role: "specialist", Position: 1}, {TitleID: "lead-specialist", Series: "2210", Title: "Lead Specialist", Role: "lead", Position: 2}},
		SeriesQualifications: []dataset.SeriesQualification{{Series: "2210", Alternative: "A", Grades: "GS-5", GSMin: 5, GSMax: 15, EducationOrExperienceRequired: true, Statement: "Learn."}},
		SeriesDuties:         []dataset.SeriesDuty{{Series: "2210", Position: 1, Statement: "Advising;"}},
		SeriesPageFacts:      []dataset.SeriesPageFact{{Series: "2210", Fact: "location-1", Value: "Everywhere."}},
		ESCOOccupations:      []dataset.ESCOOccupation{{OccupationURI: job, Code: "2511.10", ISCOGroup: "0110", PreferredLabel: "engineer", SourceID: ptr("handbook"), Description: ptr("Builds.")}, {OccupationURI: job + "1", Code: "2511.1", ISCOGroup: "2511", PreferredLabel: "clerk"}},
		ESCOSkills:           []dataset.ESCOSkill{{SkillURI: skill + "1", PreferredLabel: "ICT accessibility", SkillType: "knowledge", ReuseLevel: ptr("cross-sector"), Description: &hostile, Tags: dataset.List{"digital", "digComp"}, ESCOVersion: ptr("1.2")}, {SkillURI: skill + "2", PreferredLabel: "hardware", SkillType: "skill/competence"}},
		ESCOOccupationSkills: []dataset.ESCOOccupationSkill{{OccupationURI: job, SkillURI: skill + "1", Relation: "essential", Position: 1}},
		ESCOLabels:           []dataset.ESCOLabel{{ConceptURI: skill + "1", Language: "de", Kind: "preferred", Label: "IKT-Zugänglichkeit"}, {ConceptURI: skill + "1", Language: "en", Kind: "alternative", Label: "access to ICT"}, {ConceptURI: skill + "1", Language: "en", Kind: "hidden", Label: hostile}, {ConceptURI: skill + "1", Language: "en", Kind: "preferred", Label: "ICT accessibility"}, {ConceptURI: skill + "2", Language: "en", Kind: "alternative", Label: "hardware"}, {ConceptURI: skill + "2", Language: "en", Kind: "preferred", Label: "computer hardware"}},
		ISCOGroups:           []dataset.ISCOGroup{{ISCOGroup: "0", Name: "Armed forces occupations"}, {ISCOGroup: "0110", Name: hostile}},
		ESCOConceptChanges:   []dataset.ESCOConceptChange{{ConceptURI: skill + "1", ToVersion: "1.3", Change: "redescribed", FromVersion: "v1.2", New: &hostile}, {ConceptURI: skill + "2", ToVersion: "1.3", Change: "removed", FromVersion: "v1.2", Old: ptr("hardware")}},
		CompetencySkill:      []dataset.CompetencySkill{{CompetencyID: "accessibility", SkillURI: skill + "1", Predicate: "exactMatch", SkillLabel: "ICT accessibility", SkillType: "knowledge", Recommended: true, Confidence: ptr(0.875), Justification: "MappingReview", ReviewStatus: "person", Reviewer: ptr("A. Person"), ESCOVersion: ptr("v1.2"), Comment: &hostile}, {CompetencyID: "accessibility", SkillURI: skill + "2", Predicate: "broadMatch", SkillLabel: "hardware", SkillType: "skill/competence", Justification: "LexicalMatching", ReviewStatus: "suggested"}},
		ProfileOccupation:    []dataset.ProfileOccupation{{ProfileID: "networks", OccupationURI: job, Predicate: "closeMatch", OccupationLabel: "engineer", Recommended: true, Confidence: ptr(0.0), Justification: "MappingReview", ReviewStatus: "person"}},
		TitleProfile:         []dataset.TitleProfile{{TitleID: "specialist-network", ProfileID: "networks", Predicate: "exactMatch", Recommended: true, Confidence: ptr(0.5), Justification: "LexicalMatching", ReviewStatus: "suggested"}},
		Unmatched:            []dataset.Unmatched{{SubjectTable: "competencies", SubjectID: "hardware", Target: "esco-skill", Justification: "MappingReview", Comment: "None fits."}, {SubjectTable: "profiles", SubjectID: "all-management", Target: "esco-occupation", Justification: "MappingReview", Reviewer: ptr("A. Person"), ESCOVersion: ptr("v1.2"), Comment: "Too broad."}},
		Findings:             []dataset.Finding{{FindingID: "finding-0123456789", Rule: "declared-count", Severity: "warning", TableName: ptr("tasks"), RecordKey: &task, SourceID: ptr("handbook"), LineStart: ptr(2), LineEnd: ptr(3), Message: hostile}, {FindingID: "finding-0123456780", Rule: "band-gap", Severity: "info", Message: "Odd."}},
		SourceReferences:     []dataset.SourceReference{{ReferenceID: "reference-0123456789", Kind: "law", Title: "5 CFR § 300.103", URL: ptr("https://www.ecfr.gov/current/title-5/section-300.103"), SectionID: ptr("aim"), LineStart: 2, LineEnd: 2}, {ReferenceID: "reference-0123456780", Kind: "document", Title: hostile, LineStart: 2, LineEnd: 2}},
		SourceLines:          []dataset.SourceLine{{SourceID: "handbook", Line: 1, Class: "heading"}, {SourceID: "handbook", Line: 2, Class: "data"}, {SourceID: "handbook", Line: 3, Class: "blank"}},
	}
	trace(d)
	return d
}

// text is the source of the small dataset: three lines.
const text = "Introduction\nText of aim.\nEnd\n"

var sum = fmt.Sprintf("%x", sha256.Sum256([]byte(text)))

// Sources returns what a dataset made by hand could have been read from: a catalog that says what its Info
// says, and the text of each of its source documents.
func Sources(t testing.TB, d *dataset.Dataset) *extract.Raw {
	t.Helper()
	raw, err := sources(d)
	if err != nil {
		t.Fatalf("making the sources of a small dataset: %v", err)
	}
	return raw
}

func sources(d *dataset.Dataset) (*extract.Raw, error) {
	i := d.Info
	c := catalog.Catalog{Dataset: catalog.Dataset{
		ID: i.ID, Base: i.Base, Title: i.Title, Description: i.Description, Version: i.Version, Issued: i.Issued, Language: i.Language,
		Homepage: i.Homepage, ReleaseURL: i.ReleaseURL, Publisher: i.Publisher, Contact: i.Contact, Keywords: i.Keywords, License: catalog.License(i.License), Credits: i.Credits,
	}}
	for _, r := range i.Related {
		c.Related = append(c.Related, catalog.Related(r))
	}
	raw := &extract.Raw{}
	for n, s := range i.Sources {
		c.Sources = append(c.Sources, catalog.Source{
			ID: s.ID, Kind: catalog.Kind(s.Kind), Path: d.SourceDocuments[n].Path, Title: s.Title, Publisher: s.Publisher, Language: s.Language,
			Rights: s.Rights, Attribution: s.Attribution, URL: s.URL, Retrieved: s.Retrieved,
		})
		raw.Inputs = append(raw.Inputs, extract.Input{Path: d.SourceDocuments[n].Path, Data: []byte(text)})
	}
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return nil, err
	}
	raw.Inputs = append(raw.Inputs, extract.Input{Path: extract.CatalogFile, Data: data})
	parsed, err := catalog.Parse(extract.CatalogFile, data)
	if err != nil {
		return nil, err
	}
	raw.Catalog = *parsed
	for _, s := range parsed.Sources {
		document := extract.Document{Source: s, Path: s.Path, Data: []byte(text)}
		if !s.Kind.Text() {
			raw.Documents = append(raw.Documents, document)
			continue
		}
		file, err := source.Split(s.Path, document.Data)
		if err != nil {
			return nil, err
		}
		document.Lines = file.Lines
		for _, line := range d.SourceLines {
			document.Classes = append(document.Classes, source.Class(line.Class))
		}
		raw.Documents = append(raw.Documents, document)
	}
	return raw, nil
}

// trace leads every record back to the first line of the source.
func trace(d *dataset.Dataset) {
	for _, t := range d.Tables() {
		if slices.Contains([]string{"source_documents", "source_lines", "quality_findings", "provenance"}, t.Name) {
			continue
		}
		for _, key := range keys(t) {
			d.Provenance = append(d.Provenance, dataset.Provenance{TableName: t.Name, RecordKey: key, SourceID: "handbook", LineStart: 1, LineEnd: 2})
		}
	}
}

// printable takes out what the text pattern of the schemas forbids, such as the joiner inside an emoji.
func printable(text string) string { return naming.Clean(text) }

func ptr[T any](v T) *T { return &v }
