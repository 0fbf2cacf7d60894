package dataset_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// goType is how a record holds a column of the field dictionary.
func goType(c schemas.Column) reflect.Type {
	types := map[schemas.Type]reflect.Type{
		schemas.String: reflect.TypeFor[string](), schemas.Integer: reflect.TypeFor[int](), schemas.Boolean: reflect.TypeFor[bool](),
		schemas.Number: reflect.TypeFor[float64](), schemas.List: reflect.TypeFor[dataset.List](),
	}
	if c.Nullable && c.Type != schemas.List { // a list without a value is nil
		return reflect.PointerTo(types[c.Type])
	}
	return types[c.Type]
}

// A column is described once, in schemas/; the record types follow it in name, order and type.
func TestRecordsFollowTheFieldDictionary(t *testing.T) {
	var set dataset.Dataset
	for _, s := range schemas.Tables() { // as if every input were given
		records, _ := set.Records(s.Name)
		slice := reflect.ValueOf(records).Elem()
		slice.Set(reflect.MakeSlice(slice.Type(), 0, 0))
	}
	tables := set.Tables()
	if len(tables) != len(schemas.Tables()) || len(tables) < 29 {
		t.Errorf("%d tables of records, %d schemas; expected the 29 of the contract or more, and one record type for each schema", len(tables), len(schemas.Tables()))
	}
	for i, want := range schemas.Tables() {
		if i >= len(tables) || tables[i].Name != want.Name {
			t.Errorf("table %d is not %s", i+1, want.Name)
			continue
		}
		var columns []string
		record := reflect.TypeOf(tables[i].Records).Elem()
		for n, c := range want.Columns {
			columns = append(columns, c.Name)
			if n >= record.NumField() {
				continue
			}
			field := record.Field(n)
			if field.Type != goType(c) {
				t.Errorf("%s.%s is %s in the record, want %s", want.Name, c.Name, field.Type, goType(c))
			}
			if field.Tag.Get("csv") != c.Name || field.Tag.Get("json") != c.Name {
				t.Errorf("%s.%s has the tags %q", want.Name, c.Name, field.Tag)
			}
		}
		if !slices.Equal(tables[i].Columns, columns) || record.NumField() != len(columns) {
			t.Errorf("%s\n got %q\nwant %q", want.Name, tables[i].Columns, columns)
		}
	}
}

// A table that needs an input is there only where it was given; the field dictionary says which these are.
func TestTablesThatNeedAnInput(t *testing.T) {
	var set dataset.Dataset
	always := 0
	for _, s := range schemas.Tables() {
		if s.Needs == "" {
			always++
		}
		_, found := set.Table(s.Name)
		if present := s.Needs == ""; set.Has(s.Name) != present || found != present {
			t.Errorf("%s, which needs %q, is there without it: %t, %t", s.Name, s.Needs, set.Has(s.Name), found)
		}
	}
	if n := len(schemas.Present(set.Has)); n != len(set.Tables()) || n != always || n < 31 {
		t.Errorf("%d tables are present; expected the %d that need no input, 31 or more", n, always)
	}
	set.ISCOGroups = []dataset.ISCOGroup{}
	if !set.Has("isco_groups") || !slices.ContainsFunc(schemas.Present(set.Has), func(s schemas.Table) bool { return s.Name == "isco_groups" }) {
		t.Error("an empty table that an input gave is not there")
	}
}

// Each table has a slice of its own, and Records gives the reader a way to fill it.
func TestTablesHoldTheirOwnRecords(t *testing.T) {
	for _, s := range schemas.Tables() {
		var set dataset.Dataset
		slot, ok := set.Records(s.Name)
		if !ok {
			t.Errorf("no records of %s", s.Name)
			continue
		}
		slice := reflect.ValueOf(slot).Elem()
		slice.Set(reflect.MakeSlice(slice.Type(), 2, 2))
		for _, table := range set.Tables() {
			want := 0
			if table.Name == s.Name {
				want = 2
			}
			if table.Len() != want {
				t.Errorf("after filling %s, %s has %d records", s.Name, table.Name, table.Len())
			}
		}
		if table, ok := set.Table(s.Name); !ok || table.Len() != 2 || table.Name != s.Name {
			t.Errorf("Table(%s) gives %q with %d records", s.Name, table.Name, table.Len())
		}
	}
	var set dataset.Dataset
	if _, ok := set.Table("competency"); ok {
		t.Error("Table found a table that is not there")
	}
	if _, ok := set.Records("competency"); ok {
		t.Error("Records found a table that is not there")
	}
}

// A nil slice would be null in JSON.
func TestEmptyTableIsAnEmptyArray(t *testing.T) {
	var set dataset.Dataset
	for _, table := range set.Tables() {
		if data, err := json.Marshal(table.Records); err != nil || string(data) != "[]" {
			t.Errorf("%s is %s in JSON, %v", table.Name, data, err)
		}
	}
}

func text(s string) *string { return &s }
func number(n int) *int     { return &n }

func TestValuesKeyAndText(t *testing.T) {
	set := dataset.Dataset{
		CompetencyRankings: []dataset.CompetencyRanking{
			{ScopeID: "all", CompetencyID: "memory", CurrentRank: number(23), FutureRank: number(24), RankChange: number(-1), Trend: text("falls")},
			{ScopeID: "it-operations-and-security", CompetencyID: "accessibility", CurrentRank: number(36)},
		},
		CompetencyBands: []dataset.CompetencyBand{{ScopeID: "s", CompetencyID: "c", BandID: "entry", Important: true, Marker: text("X")}},
		ESCOSkills:      []dataset.ESCOSkill{{SkillURI: "http://x", PreferredLabel: "x", SkillType: "knowledge", Tags: dataset.List{"digComp", "digital"}}},
		CompetencySkill: []dataset.CompetencySkill{{CompetencyID: "c", SkillURI: "http://x", Confidence: new(0.47)}, {CompetencyID: "d", SkillURI: "http://x", Confidence: new(1.0)}},
		SourceLines:     []dataset.SourceLine{{SourceID: "handbook-2210", Line: 1109, Class: "note"}},
	}
	tests := []struct {
		table  string
		record int
		values []any
		texts  string
		key    string
	}{
		{"competency_rankings", 0, []any{"all", "memory", 23, 24, -1, "falls"}, "all,memory,23,24,-1,falls", "all|memory"},
		{"competency_rankings", 1, []any{"it-operations-and-security", "accessibility", 36, nil, nil, nil}, "it-operations-and-security,accessibility,36,,,", "it-operations-and-security|accessibility"},
		{"competency_bands", 0, []any{"s", "c", "entry", true, "X"}, "s,c,entry,true,X", "s|c|entry"},
		{"esco_skills", 0, []any{"http://x", "x", "knowledge", nil, nil, dataset.List{"digComp", "digital"}, nil}, "http://x,x,knowledge,,,digComp|digital,", "http://x"},
		{"crosswalk_competency_skill", 0, []any{"c", "http://x", "", "", "", false, 0.47, "", "", nil, nil, nil}, "c,http://x,,,,false,0.47,,,,,", "c|http://x"},
		{"crosswalk_competency_skill", 1, []any{"d", "http://x", "", "", "", false, 1.0, "", "", nil, nil, nil}, "d,http://x,,,,false,1,,,,,", "d|http://x"},
		{"source_lines", 0, []any{"handbook-2210", 1109, "note"}, "handbook-2210,1109,note", "handbook-2210|1109"},
	}
	for _, test := range tests {
		table, _ := set.Table(test.table)
		s, _ := schemas.Lookup(test.table)
		values := table.Values(test.record)
		if !reflect.DeepEqual(values, test.values) {
			t.Errorf("%s: values %#v, want %#v", test.table, values, test.values)
		}
		var texts []string
		for _, v := range values {
			texts = append(texts, dataset.Text(v))
		}
		if got := strings.Join(texts, ","); got != test.texts {
			t.Errorf("%s: texts %s, want %s", test.table, got, test.texts)
		}
		if got := table.Key(test.record, s.PrimaryKey); got != test.key {
			t.Errorf("%s: key %s, want %s", test.table, got, test.key)
		}
	}
}

// Key follows the order it is asked for, not the order of the columns.
func TestKeyOrder(t *testing.T) {
	set := dataset.Dataset{ProfileTasks: []dataset.ProfileTask{{ProfileID: "p", TaskID: "t", Position: 7}}}
	table, _ := set.Table("profile_tasks")
	if got := table.Key(0, []string{"task_position", "profile_id"}); got != "7|p" {
		t.Errorf("the key is %s, want 7|p", got)
	}
	if got := table.Key(0, nil); got != "" {
		t.Errorf("the key of no columns is %q", got)
	}
}

func TestListRoundTrips(t *testing.T) {
	for _, test := range []struct {
		list      dataset.List
		csv, json string
	}{
		{nil, "", `null`},
		{dataset.List{"digital"}, "digital", `["digital"]`},
		{dataset.List{"digComp", "digital", "research"}, "digComp|digital|research", `["digComp","digital","research"]`},
		{dataset.List{"a, b", `c "d"`}, `a, b|c "d"`, `["a, b","c \"d\""]`},
	} {
		cell, err := test.list.MarshalCSV()
		if err != nil || cell != test.csv {
			t.Errorf("%q in CSV is %q, %v; want %q", test.list, cell, err, test.csv)
		}
		if text := dataset.Text(test.list); text != test.csv {
			t.Errorf("%q as text is %q; want %q", test.list, text, test.csv)
		}
		back := dataset.List{"left over"}
		if err := back.UnmarshalCSV(cell); err != nil || !slices.Equal(back, test.list) {
			t.Errorf("%q comes back from CSV as %q, %v", test.list, back, err)
		}
		data, err := json.Marshal(test.list)
		if err != nil || string(data) != test.json {
			t.Errorf("%q in JSON is %s, %v; want %s", test.list, data, err, test.json)
		}
		var read dataset.List
		if err := json.Unmarshal(data, &read); err != nil || !slices.Equal(read, test.list) {
			t.Errorf("%q comes back from JSON as %q, %v", test.list, read, err)
		}
	}
	back := dataset.ESCOSkill{}
	if err := json.Unmarshal([]byte(`{"tags":[]}`), &back); err != nil || back.Tags == nil {
		t.Errorf("an empty list in JSON comes back as %#v, %v; expected one that validation can refuse", back.Tags, err)
	}
	if cell, err := (dataset.List{"a", "b|c"}).MarshalCSV(); err == nil || !strings.Contains(err.Error(), "b|c") {
		t.Errorf("an item that has the separator gives %q, %v; want an error that names it", cell, err)
	}
	if data, err := json.Marshal(dataset.ESCOSkill{}); err != nil || !strings.Contains(string(data), `"tags":null`) {
		t.Errorf("a record without tags is %s, %v", data, err)
	}
}

// Append makes records of cells by column, and refuses what a column cannot hold.
func TestAppend(t *testing.T) {
	var set dataset.Dataset
	kind := "X"
	if err := set.Append("competency_bands", map[string]any{"scope_id": "s", "important": true, "marker": &kind}); err != nil {
		t.Fatal(err)
	}
	if err := set.Append("competency_rankings", map[string]any{"current_rank": 3, "future_rank": nil}); err != nil {
		t.Fatal(err)
	}
	if b := set.CompetencyBands[0]; b.ScopeID != "s" || !b.Important || *b.Marker != "X" || b.BandID != "" {
		t.Errorf("the record is %+v", b)
	}
	if r := set.CompetencyRankings[0]; *r.CurrentRank != 3 || r.FutureRank != nil {
		t.Errorf("the record is %+v", r)
	}
	for _, refused := range []struct {
		table string
		cells map[string]any
	}{
		{"competency", nil}, {"bands", map[string]any{"color": "red"}}, {"bands", map[string]any{"gs_min": "5"}}, {"bands", map[string]any{"name": nil}},
		{"bands", map[string]any{"name": (*string)(nil)}}, {"competency_rankings", map[string]any{"current_rank": 1.5}},
	} {
		if err := set.Append(refused.table, refused.cells); err == nil {
			t.Errorf("%s with %v: no error", refused.table, refused.cells)
		}
	}
	if len(set.Bands) != 0 {
		t.Errorf("refused records were added: %+v", set.Bands)
	}
}

// TestDirection checks the trend that two ranks give, in each case.
func TestDirection(t *testing.T) {
	for _, tt := range []struct {
		now, future *int
		want        string
	}{
		{number(40), number(16), dataset.Rises}, {number(1), number(9), dataset.Falls}, {number(3), number(3), dataset.Same},
		{nil, number(5), dataset.Enters}, {number(36), nil, dataset.Leaves}, {nil, nil, ""},
	} {
		got := ""
		if trend := (dataset.CompetencyRanking{CurrentRank: tt.now, FutureRank: tt.future}).Direction(); trend != nil {
			got = *trend
		}
		if got != tt.want {
			t.Errorf("%v to %v: %q, want %q", tt.now, tt.future, got, tt.want)
		}
	}
}
