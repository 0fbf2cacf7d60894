package ranking

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/extract/sssom"
)

func example() *Ranking {
	return &Ranking{Tool: "fwci", ToolVersion: "1.2.3", Source: "ESCO", SourceVersion: "1.1.1", Columns: []string{"Grade", "why", ""}, Entries: []Entry{
		{ID: "q1", Label: `=HYPERLINK("x")`, Other: []string{"+5", "a", "_x0041_"}, Candidates: []Candidate{
			{"http://data.europa.eu/esco/skill/1", "a, \"b\"", "knowledge", "same label", 0.97}, {"F 2", "-c", "concept", "near", 0.25}}},
		{ID: "q 2", Label: "welder", Other: []string{"", "", ""}, Nothing: "no match: too far", Best: 0.031},
	}}
}

// written returns the example in a format.
func written(format string) ([]byte, error) {
	var b bytes.Buffer
	err := Write(&b, example(), format)
	return b.Bytes(), err
}

func TestSeparated(t *testing.T) {
	got, err := written("csv")
	if err != nil {
		t.Fatal(err)
	}
	want := `query_id,rank,object_id,object_label,confidence,query_label,object_kind,object_source,object_source_version,why,Grade,query_list_why,query_list_
q1,1,http://data.europa.eu/esco/skill/1,"a, ""b""",0.970,"'=HYPERLINK(""x"")",knowledge,ESCO,1.1.1,same label,'+5,a,_x0041_
q1,2,F 2,'-c,0.250,"'=HYPERLINK(""x"")",concept,ESCO,1.1.1,near,'+5,a,_x0041_
q 2,0,,,0.031,welder,none,ESCO,1.1.1,no match: too far,,,
`
	if string(got) != want {
		t.Errorf("CSV is\n%s\nexpected\n%s", got, want)
	}
	tabs, err := written("tsv")
	if err != nil || !strings.HasPrefix(string(tabs), "query_id\trank\t") || strings.Count(string(tabs), "\n") != 4 {
		t.Errorf("TSV is %s, error %v", tabs, err)
	}
}

func TestJSON(t *testing.T) {
	data, err := written("json")
	if err != nil {
		t.Fatal(err)
	}
	var got jsonRanking
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	first := got.Queries[0]
	if len(got.Queries) != 2 || first.Candidates[1].Rank != 2 || first.Candidates[0].Confidence != "0.970" || first.Other["query_list_why"] != "a" || first.Label != `=HYPERLINK("x")` {
		t.Errorf("read back: %+v", got)
	}
	if second := got.Queries[1]; second.Nothing != "no match: too far" || second.Candidates == nil || len(second.Candidates) > 0 {
		t.Errorf("an entry without candidates is %+v", second)
	}
}

func TestWorkbook(t *testing.T) {
	data, err := written("xlsx")
	if err != nil {
		t.Fatal(err)
	}
	again, err := written("xlsx")
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("a second workbook is another one, error %v", err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{"A1": "query_id", "F2": `=HYPERLINK("x")`, "E2": "0.97", "K2": "+5", "M2": "_x0041_", "D3": "-c", "G4": "none", "B4": "0"} {
		got, err := file.GetCellValue("ranking", cell)
		if err != nil || got != want {
			t.Errorf("%s is %q, error %v; expected %q", cell, got, err, want)
		}
		if formula, _ := file.GetCellFormula("ranking", cell); formula != "" {
			t.Errorf("%s is the formula %s", cell, formula)
		}
	}
}

func TestSSSOM(t *testing.T) {
	data, err := written("sssom.tsv")
	if err != nil {
		t.Fatal(err)
	}
	set, err := sssom.Parse("ranked.sssom.tsv", data)
	if err != nil {
		t.Fatal(err)
	}
	objects := map[string]sssom.Mapping{}
	for _, m := range set.Mappings {
		objects[m.Object] = m
		if m.Tool != "fwci" || m.ToolVersion != "1.2.3" || !strings.HasSuffix(m.Predicate, "closeMatch") {
			t.Errorf("mapping %+v", m)
		}
	}
	if len(objects) != 3 || objects["http://data.europa.eu/esco/skill/1"].Confidence != 0.97 || objects[conceptBase+"F%202"].Subject != queryBase+"q1" || !objects[sssom.NoTermFound].Unscored {
		t.Errorf("objects %+v", objects)
	}
}

func TestFormatOf(t *testing.T) {
	for file, want := range map[string]string{"a.csv": "csv", "A.CSV": "csv", "dir.x/b.sssom.tsv": "sssom.tsv", "b.tsv": "tsv", "c.xlsx": "xlsx", "d.json": "json", "e": "", "f.txt": "", "csv": ""} {
		if got, err := FormatOf(file); got != want || (err == nil) != (want != "") {
			t.Errorf("%s: %q, error %v; expected %q", file, got, err, want)
		}
	}
	for _, format := range Formats {
		if data, err := written(format); err != nil || !strings.HasPrefix(string(data), Begins(format)) {
			t.Errorf("%s begins with %.40q, error %v; expected %q", format, data, err, Begins(format))
		}
	}
	if _, err := written("pdf"); err == nil {
		t.Error("an unknown format is written")
	}
}

// Concepts of any framework are objects of a mapping set, whatever their IRIs.
func TestSSSOMOfAnyFramework(t *testing.T) {
	r := example()
	iris := []string{"https://example.org/fw/NF-COM:IR-001", "https://example.org/fw/x/", "urn:nist:T0001", "https://other.example/a#b"}
	r.Entries[0].Candidates = nil
	for _, iri := range iris {
		r.Entries[0].Candidates = append(r.Entries[0].Candidates, Candidate{ID: iri, Label: "a", Kind: "concept"})
	}
	var b bytes.Buffer
	if err := Write(&b, r, "sssom.tsv"); err != nil {
		t.Fatal(err)
	}
	set, err := sssom.Parse("a.sssom.tsv", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var objects []string
	for _, m := range set.Mappings {
		objects = append(objects, m.Object)
	}
	for _, iri := range iris {
		if !slices.Contains(objects, iri) {
			t.Errorf("%s is not among %v", iri, objects)
		}
	}
}
