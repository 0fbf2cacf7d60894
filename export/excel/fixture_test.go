package excel

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// released returns a copy of the dataset of the real sources, whose tables a test may replace.
func released(t testing.TB) *dataset.Dataset {
	t.Helper()
	_, d := exporttest.Real(t)
	c := *d
	return &c
}

// hostile is a small dataset with what spreadsheets get wrong: codes that look like numbers, texts that
// look like formulas, dates and links, nulls of each type, tables without rows and subjects without mappings.
func hostile() *dataset.Dataset {
	p := func(s string) *string { return &s }
	n := func(i int) *int { return &i }
	return &dataset.Dataset{
		Info: dataset.Info{ID: "fwci-2210", Title: "A & B <data>", Version: "0.1.0", Issued: "2024-02-29", Publisher: "P & Q", Language: "en",
			Homepage: "https://example.org/?a=1&b=2", Base: "https://example.org/?a=1&b=2", License: dataset.License{ID: "CC0-1.0", Title: "CC0", URL: "https://example.org/cc0"},
			Credits: []string{"=Credit"}, Sources: []dataset.SourceInfo{{ID: "s", Title: "A source", Publisher: "P", Rights: "None.", Attribution: "P"}},
			ESCOVersion: "v1.2.0", ESCOVersionBasis: "read from the file"},
		Bands:    []dataset.Band{{BandID: "entry", Name: "Entry Level", GSMin: 5, GSMax: 7, Position: 1}, {BandID: "senior", Name: `Senior "S" Level`, GSMin: 14, GSMax: 15, Position: 2}},
		Scopes:   []dataset.Scope{{ScopeID: "all", Name: "All"}, {ScopeID: "c", Name: "C & D", ClusterID: p("c")}},
		Clusters: []dataset.Cluster{{ClusterID: "c", Name: "C & D", Definition: "d", ProfileSummary: "s", Position: 1}},
		Competencies: []dataset.Competency{
			{CompetencyID: "g", Kind: "general", Name: "=1+1", Definition: p("@SUM(A1)"), Position: 1},
			{CompetencyID: "t", Kind: "technical", Name: "2519.3", Definition: p("0110"), Note: p("1/2"), Listed: true, Position: 2},
			{CompetencyID: "u", Kind: "technical", Name: "Zeta_x0041_", Position: 3},
		},
		CompetencyAliases: []dataset.CompetencyAlias{{CompetencyID: "t", Alias: "TRUE", Kind: "acronym"}, {CompetencyID: "t", Alias: "1E5", Kind: "expansion"}},
		CompetencyBands: []dataset.CompetencyBand{
			{ScopeID: "all", CompetencyID: "g", BandID: "entry", Important: true}, {ScopeID: "c", CompetencyID: "t", BandID: "senior", Important: false, Marker: p("**")},
		},
		CompetencyBandNotes: []dataset.CompetencyBandNote{{ScopeID: "c", CompetencyID: "t", BandID: "senior", Note: "Why it is so."}},
		CompetencyRankings: []dataset.CompetencyRanking{
			{ScopeID: "c", CompetencyID: "t", CurrentRank: n(3), FutureRank: n(1), RankChange: n(2)}, {ScopeID: "c", CompetencyID: "u", FutureRank: n(2)},
			{ScopeID: "all", CompetencyID: "g", CurrentRank: n(1), FutureRank: n(4), RankChange: n(-3)},
		},
		Profiles:            []dataset.Profile{{ProfileID: "all-c", Name: "C", Position: 1}, {ProfileID: "p", Name: "Profile's", ClusterID: p("c"), Summary: p("s"), Position: 2}},
		ProfileCompetencies: []dataset.ProfileCompetency{{ProfileID: "p", CompetencyID: "t", Position: 1}},
		Tasks:               []dataset.Task{{TaskID: "task-1", Statement: "Does <it> & more.", Kind: "technical"}},
		ProfileTasks:        []dataset.ProfileTask{{ProfileID: "p", TaskID: "task-1", Position: 1}},
		ESCOSkills:          []dataset.ESCOSkill{{SkillURI: "http://example.org/s?a=1&b=2", PreferredLabel: "s", SkillType: "knowledge", Tags: dataset.List{"digital", "research"}}, {SkillURI: "http://example.org/t", PreferredLabel: "t", SkillType: "knowledge"}},
		CompetencySkill: []dataset.CompetencySkill{
			{CompetencyID: "t", SkillURI: "http://example.org/s?a=1&b=2", Predicate: "broadMatch", SkillLabel: "s", SkillType: "knowledge", Confidence: new(0.5), Justification: "ManualMappingCuration", ReviewStatus: "person"},
			{CompetencyID: "t", SkillURI: "http://example.org/t", Predicate: "exactMatch", SkillLabel: "t", SkillType: "knowledge", Recommended: true, Confidence: new(0.875), Justification: "LexicalMatching", ReviewStatus: "suggested"},
		},
		ProfileOccupation: []dataset.ProfileOccupation{{ProfileID: "p", OccupationURI: "http://example.org/o", Predicate: "closeMatch", OccupationLabel: "o", Recommended: true, Confidence: new(1.0), Justification: "ManualMappingCuration", ReviewStatus: "person"}},
		Unmatched:         []dataset.Unmatched{{SubjectTable: "competencies", SubjectID: "g", Target: "esco-skill", Justification: "ManualMappingCuration", Comment: "Nothing fits."}},
		Findings: []dataset.Finding{
			{FindingID: "finding-1", Rule: "r", Severity: "warning", TableName: p("competencies"), RecordKey: p("t"), SourceID: p("s"), LineStart: n(3), LineEnd: n(4), Message: "=HYPERLINK"},
			{FindingID: "finding-2", Rule: "r", Severity: "info", Message: "no record"},
		},
	}
}

// A parcel is a written workbook taken apart: its parts by name, and their order.
type parcel struct {
	names []string
	parts map[string][]byte
}

func written(t testing.TB, d *dataset.Dataset) (data []byte) {
	t.Helper()
	list, err := Write(d, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || list[0].Path != Path || list[0].Format != "excel" {
		t.Fatalf("got %d artifacts, first %q of format %q", len(list), list[0].Path, list[0].Format)
	}
	return list[0].Data
}

// workbook is the workbook of raw/, once a test has asked for it.
var workbook []byte

// releasedWorkbook returns the workbook of the dataset that released returns. It is written once.
func releasedWorkbook(t testing.TB) []byte {
	t.Helper()
	if workbook == nil {
		workbook = written(t, released(t))
	}
	return bytes.Clone(workbook)
}

func unpack(t testing.TB, data []byte) parcel {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	p := parcel{parts: map[string][]byte{}}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		p.names, p.parts[f.Name] = append(p.names, f.Name), part
	}
	return p
}

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func read(t testing.TB, data []byte) *Workbook {
	t.Helper()
	w, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func cells(t testing.TB, w *Workbook, sheet string) []Cell {
	t.Helper()
	var found []Cell
	if err := w.Cells(sheet, func(c Cell) error { found = append(found, c); return nil }); err != nil {
		t.Fatal(err)
	}
	return found
}
