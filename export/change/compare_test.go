package change_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/export/manifest"
)

// base is a small release: the tables that the cases change, with the columns that matter here.
func base() map[string]string {
	return map[string]string{
		"bands":                 "band_id,name,gs_min,gs_max,position\nentry,Entry,5,7,1\nsenior,Senior,14,15,2\n",
		"scopes":                "scope_id,name,cluster_id\nall,All,\noperations,Operations,operations\n",
		"clusters":              "cluster_id,name,definition\noperations,Operations,Work that keeps the systems of an agency running.\n",
		"competencies":          "competency_id,name,definition\nhardware,Hardware,Knowledge of machines and of their parts.\nmemory,Memory,Recalls information that was seen before.\n",
		"competency_aliases":    "competency_id,alias,kind\nmemory,Mem.,acronym\n",
		"competency_bands":      "scope_id,competency_id,band_id,important\noperations,memory,entry,true\noperations,hardware,entry,false\n",
		"tasks":                 "task_id,statement,kind\ntask-1,Maintains the web sites of an agency.,technical\ntask-2,Trains users of network hardware.,technical\n",
		"profile_tasks":         "profile_id,task_id,position\nnetworks,task-1,1\nnetworks,task-2,2\n",
		"profiles":              "profile_id,name\nnetworks,Networks\n",
		"crosswalk_unmatched":   "subject_table,subject_id,target,comment\ncompetencies,memory,esco-skill,None fits.\nprofiles,networks,esco-occupation,Too broad.\n",
		"withdrawn_identifiers": "table_name,record_key,replaced_by,version,reason\n",
		"handbook_sections":     "section_id,title,line_start,line_end,text\nintroduction,Introduction,1,9,Some text.\nglossary,Glossary,10,20,\n",
		"provenance":            "table_name,record_key,source_id,line_start,line_end\ntasks,task-1,handbook,7,7\ncompetencies,memory,handbook,8,9\n",
	}
}

// files puts tables into a release of a version.
func files(version string, tables map[string]string) fstest.MapFS {
	found := fstest.MapFS{manifest.File: {Data: []byte(`{"dataset": {"version": "` + version + `"}}`)}}
	for name, text := range tables {
		found["csv/"+name+".csv"] = &fstest.MapFile{Data: []byte(text)}
	}
	return found
}

// edited returns the base with changes: "table: old => new" replaces a text everywhere, "table + row" adds a
// row, or a table that is not there, "table -" takes a table away.
func edited(t *testing.T, edits ...string) map[string]string {
	t.Helper()
	tables := base()
	for _, e := range edits {
		if table, row, ok := strings.Cut(e, " + "); ok {
			tables[table] += row + "\n"
			continue
		}
		if table, ok := strings.CutSuffix(e, " -"); ok {
			delete(tables, table)
			continue
		}
		table, rest, _ := strings.Cut(e, ": ")
		old, new, ok := strings.Cut(rest, " => ")
		if !ok || !strings.Contains(tables[table], old) {
			t.Fatalf("the edit %q cannot be made in\n%s", e, tables[table])
		}
		tables[table] = strings.ReplaceAll(tables[table], old, new)
	}
	return tables
}

func compare(t *testing.T, old, new fs.FS) *change.Report {
	t.Helper()
	r, err := change.Compare(old, new)
	if err != nil {
		t.Fatalf("comparing: %v", err)
	}
	return r
}

// outline prints a report, one statement to a line.
func outline(r *change.Report) string {
	var b strings.Builder
	add := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	add("%s: %s", r.Step, strings.Join(r.Reasons, "; "))
	for _, s := range r.Schema {
		add("schema %s.%s %s", s.Table, s.Column, s.What)
	}
	for _, table := range r.Tables {
		derived := ""
		if table.Derived {
			derived = " derived"
		}
		moved := ""
		if table.Moved > 0 {
			moved = fmt.Sprintf(" @%d", table.Moved)
		}
		add("%s%s +%d -%d ~%d >%d%s", table.Name, derived, table.Added, table.Removed, table.Changed, table.Renamed, moved)
		if table.Uncompared > 0 {
			add("  ? %d", table.Uncompared)
		}
		for _, renaming := range table.Renamings {
			add("  > %s %s", renaming.OldKey, renaming.NewKey)
		}
		for _, key := range table.NewKeys {
			add("  + %s", key)
		}
		for _, key := range table.GoneKeys {
			add("  - %s", key)
		}
		for _, c := range table.Cells {
			add("  ~ %s %s: %s => %s", c.Key, c.Column, c.Old, c.New)
		}
		for _, key := range table.Vanished {
			add("  ! %s", key)
		}
	}
	return b.String()
}

func TestCompare(t *testing.T) {
	tests := []struct {
		name  string
		edits []string
		want  string
	}{
		{"nothing", nil, "none: \n"},
		{"a record added", []string{"bands + journey,Journey,12,13,3"},
			"minor: bands: 1 records added, 0 removed, 0 renamed\nbands +1 -0 ~0 >0\n  + journey\n"},
		{"a record removed that nobody cites", []string{"competency_bands: operations,hardware,entry,false\n => "},
			"minor: competency_bands: 0 records added, 1 removed, 0 renamed\ncompetency_bands +0 -1 ~0 >0\n  - operations|hardware|entry\n"},
		{"a value fixed", []string{"bands: Senior,14 => Senior Level,14"},
			"patch: bands: 1 records changed\nbands +0 -0 ~1 >0\n  ~ senior name: Senior => Senior Level\n"},
		{"two values of one record", []string{"bands: Senior,14 => Senior Level,13"},
			"patch: bands: 1 records changed\nbands +0 -0 ~1 >0\n  ~ senior name: Senior => Senior Level\n  ~ senior gs_min: 14 => 13\n"},
		{"a value that was null", []string{"withdrawn_identifiers + tasks,task-9,,1.0.0,Gone."},
			"minor: withdrawn_identifiers: 1 records added, 0 removed, 0 renamed\nwithdrawn_identifiers +1 -0 ~0 >0\n  + tasks|task-9\n"},
		{"rows in another order", []string{"bands: entry,Entry,5,7,1\nsenior,Senior,14,15,2 => senior,Senior,14,15,2\nentry,Entry,5,7,1"}, "none: \n"},

		{"an identifier gone", []string{"tasks: task-2,Trains users of network hardware.,technical\n => ", "profile_tasks: networks,task-2,2\n => "},
			"major: 1 identifiers of tasks are gone and not declared withdrawn\ntasks +0 -1 ~0 >0\n  - task-2\n  ! task-2\nprofile_tasks +0 -1 ~0 >0\n  - networks|task-2\n"},
		{"an identifier withdrawn", []string{"tasks: task-2,Trains users of network hardware.,technical\n => ", "profile_tasks: networks,task-2,2\n => ", "withdrawn_identifiers + tasks,task-2,,1.1.0,Dropped."},
			"minor: tasks: 0 records added, 1 removed, 0 renamed; profile_tasks: 0 records added, 1 removed, 0 renamed; withdrawn_identifiers: 1 records added, 0 removed, 0 renamed\n" +
				"tasks +0 -1 ~0 >0\n  - task-2\nprofile_tasks +0 -1 ~0 >0\n  - networks|task-2\nwithdrawn_identifiers +1 -0 ~0 >0\n  + tasks|task-2\n"},
		{"another table's identifier withdrawn", []string{"tasks: task-2,Trains users of network hardware.,technical\n => ", "profile_tasks: networks,task-2,2\n => ", "withdrawn_identifiers + competencies,task-2,,1.1.0,Dropped."},
			"major: 1 identifiers of tasks are gone and not declared withdrawn\ntasks +0 -1 ~0 >0\n  - task-2\n  ! task-2\nprofile_tasks +0 -1 ~0 >0\n  - networks|task-2\nwithdrawn_identifiers +1 -0 ~0 >0\n  + competencies|task-2\n"},

		// What hangs on a renamed record is compared with its like: only the record itself shows.
		{"a task reworded", []string{"tasks: task-1,Maintains the web sites => task-3,Maintains the websites", "profile_tasks: task-1 => task-3", "provenance: task-1 => task-3", "withdrawn_identifiers + tasks,task-1,task-3,1.1.0,Reworded."},
			"minor: tasks: 0 records added, 0 removed, 1 renamed; withdrawn_identifiers: 1 records added, 0 removed, 0 renamed\n" +
				"tasks +0 -0 ~1 >1\n  > task-1 task-3\n  ~ task-3 statement: Maintains the web sites of an agency. => Maintains the websites of an agency.\n" +
				"provenance derived +1 -1 ~0 >0\nwithdrawn_identifiers +1 -0 ~0 >0\n  + tasks|task-1\n"},
		{"a task reworded, undeclared", []string{"tasks: task-1,Maintains the web sites => task-3,Maintains the websites", "profile_tasks: task-1 => task-3"},
			"major: 1 identifiers of tasks are gone and not declared withdrawn\ntasks +0 -0 ~1 >1\n  > task-1 task-3\n  ~ task-3 statement: Maintains the web sites of an agency. => Maintains the websites of an agency.\n  ! task-1\n"},
		{"another task in its place", []string{"tasks: task-1,Maintains the web sites of an agency. => task-3,Orders paper.", "profile_tasks: task-1 => task-3", "withdrawn_identifiers + tasks,task-1,,1.1.0,Dropped."},
			"minor: tasks: 1 records added, 1 removed, 0 renamed; profile_tasks: 1 records added, 1 removed, 0 renamed; withdrawn_identifiers: 1 records added, 0 removed, 0 renamed\n" +
				"tasks +1 -1 ~0 >0\n  + task-3\n  - task-1\nprofile_tasks +1 -1 ~0 >0\n  + networks|task-3\n  - networks|task-1\nwithdrawn_identifiers +1 -0 ~0 >0\n  + tasks|task-1\n"},
		{"a competency under another name", []string{"competencies: memory,Memory => remembering,Remembering", "competency_aliases: memory => remembering", "competency_bands: memory => remembering", "crosswalk_unmatched: memory => remembering", "withdrawn_identifiers + competencies,memory,remembering,1.1.0,Renamed."},
			"minor: competencies: 0 records added, 0 removed, 1 renamed; withdrawn_identifiers: 1 records added, 0 removed, 0 renamed\n" +
				"competencies +0 -0 ~1 >1\n  > memory remembering\n  ~ remembering name: Memory => Remembering\nwithdrawn_identifiers +1 -0 ~0 >0\n  + competencies|memory\n"},
		{"a renamed competency that changed elsewhere too", []string{"competencies: memory,Memory => remembering,Remembering", "competency_aliases: memory => remembering", "competency_bands: memory,entry,true => remembering,entry,false", "crosswalk_unmatched: memory => remembering", "withdrawn_identifiers + competencies,memory,remembering,1.1.0,Renamed."},
			"minor: competencies: 0 records added, 0 removed, 1 renamed; withdrawn_identifiers: 1 records added, 0 removed, 0 renamed\n" +
				"competencies +0 -0 ~1 >1\n  > memory remembering\n  ~ remembering name: Memory => Remembering\ncompetency_bands +0 -0 ~1 >0\n  ~ operations|remembering|entry important: true => false\nwithdrawn_identifiers +1 -0 ~0 >0\n  + competencies|memory\n"},
		{"a cluster under another name, and the scope that is named after it", []string{"clusters: operations,Operations => running,Keeping Things Running", "scopes: operations,Operations,operations => running,Keeping Things Running,running", "competency_bands: operations => running", "withdrawn_identifiers + clusters,operations,running,1.1.0,Renamed.", "withdrawn_identifiers + scopes,operations,running,1.1.0,Renamed."},
			"minor: scopes: 0 records added, 0 removed, 1 renamed; clusters: 0 records added, 0 removed, 1 renamed; withdrawn_identifiers: 2 records added, 0 removed, 0 renamed\n" +
				"scopes +0 -0 ~1 >1\n  > operations running\n  ~ running name: Operations => Keeping Things Running\nclusters +0 -0 ~1 >1\n  > operations running\n  ~ running name: Operations => Keeping Things Running\n" +
				"withdrawn_identifiers +2 -0 ~0 >0\n  + clusters|operations\n  + scopes|operations\n"},

		{"a column added", []string{"bands: position\n => position,colour\n", "bands: 7,1 => 7,1,red", "bands: 15,2 => 15,2,blue"},
			"major: the column bands.colour was added\nschema bands.colour added\n"},
		{"a column removed", []string{"bands: ,position\n => \n", "bands: 7,1 => 7", "bands: 15,2 => 15"},
			"major: the column bands.position was removed\nschema bands.position removed\n"},
		{"a column renamed", []string{"bands: position => place"},
			"major: the column bands.position was removed; the column bands.place was added\nschema bands.position removed\nschema bands.place added\n"},
		{"two columns change places", []string{"bands: gs_min,gs_max => gs_max,gs_min", "bands: 5,7 => 7,5", "bands: 14,15 => 15,14"},
			"major: the column bands.gs_max was moved; the column bands.gs_min was moved\nschema bands.gs_max moved\nschema bands.gs_min moved\n"},
		{"a table added", []string{"series_duties + series,position,statement\n2210,1,Advises."},
			"minor: the table series_duties is new\nschema series_duties. added\n"},
		{"a table with identifiers removed", []string{"profiles -"},
			"major: the table profiles is gone; 1 identifiers of profiles are gone and not declared withdrawn\nschema profiles. removed\nprofiles +0 -1 ~0 >0\n  - networks\n  ! networks\n"},
		{"a table with identifiers removed, one of them declared", []string{"tasks -", "withdrawn_identifiers + tasks,task-2,,1.1.0,Dropped."},
			"major: the table tasks is gone; 1 identifiers of tasks are gone and not declared withdrawn\nschema tasks. removed\ntasks +0 -2 ~0 >0\n  - task-1\n  - task-2\n  ! task-1\nwithdrawn_identifiers +1 -0 ~0 >0\n  + tasks|task-2\n"},
		{"a table with identifiers removed, all declared", []string{"profiles -", "withdrawn_identifiers + profiles,networks,,2.0.0,Dropped."},
			"major: the table profiles is gone\nschema profiles. removed\nprofiles +0 -1 ~0 >0\n  - networks\nwithdrawn_identifiers +1 -0 ~0 >0\n  + profiles|networks\n"},
		{"the column of the identifiers under another name", []string{"profiles: profile_id => id"},
			"major: the column profiles.profile_id was removed; the column profiles.id was added; 1 identifiers of profiles are gone and not declared withdrawn\n" +
				"schema profiles.profile_id removed\nschema profiles.id added\nprofiles +1 -1 ~0 >0\n  + networks|Networks\n  - networks\n  ! networks\n"},
		{"a table removed", []string{"competency_aliases -"},
			"major: the table competency_aliases is gone\nschema competency_aliases. removed\n"},
		{"a table that the schemas do not know", []string{"zoology + animal,legs\nlion,4"},
			"minor: the table zoology is new\nschema zoology. added\n"},

		{"derived tables are counted", []string{"provenance: tasks,task-1,handbook,7,7 => profiles,networks,handbook,7,7"},
			"patch: provenance followed its sources\nprovenance derived +1 -1 ~0 >0\n"},
		{"lines that moved are no change of a record", []string{"handbook_sections: 1,9 => 1,10", "handbook_sections: 10,20 => 11,21"},
			"patch: handbook_sections: 2 records moved to other lines of their source\nhandbook_sections +0 -0 ~0 >0 @2\n"},
		{"a record that moved and changed", []string{"handbook_sections: Introduction,1,9 => Preface,1,10", "handbook_sections: 10,20 => 11,21"},
			"patch: handbook_sections: 1 records changed\nhandbook_sections +0 -0 ~1 >0 @1\n  ~ introduction title: Introduction => Preface\n"},
		{"lines that moved next to a record added", []string{"handbook_sections: 10,20 => 11,21", "handbook_sections + index,Index,22,23,"},
			"minor: handbook_sections: 1 records added, 0 removed, 0 renamed\nhandbook_sections +1 -0 ~0 >0 @1\n  + index\n"},
		{"lines in a key", []string{"provenance: 7,7 => 10,10", "provenance: 8,9 => 8,10"},
			"patch: provenance followed its sources\nprovenance derived +0 -0 ~0 >0 @2\n"},
		{"each record moves once", []string{"provenance: 7,7 => 10,10", "provenance + tasks,task-1,handbook,12,12"},
			"patch: provenance followed its sources\nprovenance derived +1 -0 ~0 >0 @1\n"},
		{"lines of a table that the schemas do not know", []string{"zoology + animal,line_start\nlion,4"},
			"minor: the table zoology is new\nschema zoology. added\n"},
		{"the largest step wins, with its reasons alone", []string{"bands: Senior,14 => Senior Level,14", "bands + journey,Journey,12,13,3", "provenance: 8,9 => 8,10", "competency_aliases: Mem. => M.", "competency_aliases -"},
			"major: the table competency_aliases is gone\nschema competency_aliases. removed\nbands +1 -0 ~1 >0\n  + journey\n  ~ senior name: Senior => Senior Level\nprovenance derived +0 -0 ~0 >0 @1\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := compare(t, files("1.0.0", base()), files("1.1.0", edited(t, test.edits...)))
			if got := outline(r); got != test.want {
				t.Errorf("the comparison says\n%s\nexpected\n%s", got, test.want)
			}
			if r.Empty() != (len(test.edits) == 0 || test.name == "rows in another order") || r.Old != "1.0.0" || r.New != "1.1.0" {
				t.Errorf("from %s to %s, empty: %t", r.Old, r.New, r.Empty())
			}
			checkRoundTrip(t, r)
		})
	}
}

// checkRoundTrip compares a report with itself as JSON, read back.
func checkRoundTrip(t *testing.T, r *change.Report) {
	t.Helper()
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	back, err := change.Parse("c.json", data)
	if err != nil {
		t.Fatalf("reading the report back: %v\n%s", err, data)
	}
	if !reflect.DeepEqual(back, r) {
		t.Errorf("read back as %+v; was %+v", back, r)
	}
}

// A comparison depends on the releases alone: not on the order of rows in the old one, of files, or of maps.
func TestCompareIsDeterministic(t *testing.T) {
	old, new := base(), edited(t, "zoology + a\nb", "botany + a\nb", "competencies: memory,Memory => remembering,Remembering", "competency_bands: memory => remembering", "bands + journey,Journey,12,13,3")
	want := outline(compare(t, files("1.0.0", old), files("1.1.0", new)))
	if !strings.Contains(want, "schema botany. added\nschema zoology. added\n") {
		t.Errorf("tables that the schemas do not know are not sorted:\n%s", want)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		shuffled := maps.Clone(old)
		for name, text := range old {
			rows := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
			rows[len(rows)-1] += "\n"
			r.Shuffle(len(rows)-1, func(i, j int) { rows[i+1], rows[j+1] = rows[j+1], rows[i+1] })
			shuffled[name] = strings.Join(rows, "")
		}
		shuffled["competencies"] = old["competencies"] // removed records come in the order of the old release
		if got := outline(compare(t, files("1.0.0", shuffled), files("1.1.0", new))); got != want {
			t.Fatalf("with the old rows in another order:\n%s\nexpected\n%s", got, want)
		}
	}
}

func TestCompareRefuses(t *testing.T) {
	tests := []struct {
		name, file, text, want string
	}{
		{"no manifest", manifest.File, "", "this is not a release: open manifest.json: file does not exist"},
		{"no JSON", manifest.File, "x", "manifest.json is not a manifest: invalid character"},
		{"no header", "csv/bands.csv", "\n", "csv/bands.csv: only empty lines; expected a heading row"},
		{"ragged", "csv/bands.csv", "band_id,name\nentry\n", "csv/bands.csv: not CSV: record on line 2: wrong number of fields"},
		{"a quotation that never ends", "csv/bands.csv", "band_id,name\nentry,\"x\n", "csv/bands.csv: not CSV: "},
		{"a column twice", "csv/bands.csv", "band_id,band_id\na,b\n", `csv/bands.csv: the column "band_id" appears twice in the header row`},
		{"too many cells", "csv/bands.csv", wide(change.MaxCells/change.MaxColumns + 1), "csv/bands.csv: the table has more than 20000000 cells"},
		{"too many columns", "csv/bands.csv", strings.Repeat("a,", change.MaxColumns), "csv/bands.csv: 201 columns; at most 200 are read"},
		{"not UTF-8", "csv/bands.csv", "band_id\n\xff\n", "csv/bands.csv: not UTF-8"},
		{"two records with one key", "csv/bands.csv", "band_id,name\nentry,Entry\nsenior,Senior\nentry,Entry\n", `csv/bands.csv: two records have the key "entry", the second as record 3`},
		{"no tables", "", "", "the release has no CSV files, which a comparison reads"},
	}
	for _, test := range tests {
		for side, name := range []string{"old", "new"} {
			t.Run(test.name+"/"+name, func(t *testing.T) {
				if testing.Short() && len(test.text) > 1<<20 {
					t.Skip("left to make whole: a table of twenty million cells")
				}
				pair := [2]fstest.MapFS{files("1.0.0", base()), files("1.1.0", base())}
				switch {
				case test.file == "":
					pair[side] = files("1.0.0", nil)
				case test.text == "":
					delete(pair[side], test.file)
				default:
					pair[side][test.file] = &fstest.MapFile{Data: []byte(test.text)}
				}
				r, err := change.Compare(pair[0], pair[1])
				if err == nil || r != nil || !strings.HasPrefix(err.Error(), "the "+name+" release: "+test.want) {
					t.Errorf("error %v; expected %q", err, "the "+name+" release: "+test.want)
				}
				if err != nil && strings.Contains(err.Error(), "%!") {
					t.Errorf("the message is badly printed: %v", err)
				}
			})
		}
	}
}

// wide returns a table with as many columns as may be.
func wide(rows int) string {
	var heading []string
	for i := range change.MaxColumns {
		heading = append(heading, fmt.Sprint("c", i))
	}
	return strings.Join(heading, ",") + "\n" + strings.Repeat(strings.Repeat(",", change.MaxColumns-1)+"\n", rows)
}

// sized is a release in which a file says that it has more bytes than are read.
type sized struct {
	fstest.MapFS
	path string
}

func (s sized) Stat(name string) (fs.FileInfo, error) {
	info, err := s.MapFS.Stat(name)
	if err == nil && name == s.path {
		return sizedInfo{info}, nil
	}
	return info, err
}

type sizedInfo struct{ fs.FileInfo }

func (sizedInfo) Size() int64 { return change.MaxFileBytes + 1 }

func TestCompareRefusesLargeFiles(t *testing.T) {
	for path, want := range map[string]string{
		"csv/bands.csv": "the old release: reading the release: csv/bands.csv: expected a plain file of at most 1073741824 bytes",
		manifest.File:   "the old release: this is not a release: manifest.json: expected a plain file of at most 1073741824 bytes",
	} {
		if _, err := change.Compare(sized{files("1.0.0", base()), path}, files("1.1.0", base())); err == nil || err.Error() != want {
			t.Errorf("%s: error %v; expected %q", path, err, want)
		}
	}
}

// An empty file is reported as such, and what the Finder leaves is not a table.
func TestCompareTellsAnEmptyTable(t *testing.T) {
	empty := files("1.0.0", base())
	empty["csv/bands.csv"].Data = nil
	if _, err := change.Compare(empty, files("1.1.0", base())); err == nil || err.Error() != "the old release: csv/bands.csv: empty; expected a heading row" {
		t.Errorf("error %v; expected one about the empty file", err)
	}
	left := files("1.0.0", base())
	left["csv/._bands.csv"] = &fstest.MapFile{Data: []byte{0, 5, 22, 7}}
	if r, err := change.Compare(left, files("1.0.0", base())); err != nil || !r.Empty() {
		t.Errorf("report %+v, error %v; expected no change", r, err)
	}
}

// A folder may hold what is no plain file and never ends.
func TestCompareRefusesPipes(t *testing.T) {
	pipe := files("1.0.0", base())
	pipe["csv/bands.csv"].Mode = fs.ModeNamedPipe
	if _, err := change.Compare(pipe, files("1.1.0", base())); err == nil || !strings.Contains(err.Error(), "csv/bands.csv: expected a plain file") {
		t.Errorf("error %v; expected a refusal", err)
	}
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		``:   "c.json:1:1: the document is empty",
		`[]`: "c.json:1:1: the file is a list; expected an object",
		`{}`: `the version ""; expected major.minor.patch`,
		`{"old_version": "1", "new_version": "1.1.0", "step": "none"}`:                             `the version "1"`,
		`{"old_version": "1.0.0", "new_version": "1.1.0", "step": "tiny"}`:                         `no version step "tiny"`,
		`{"old_version": "1.0.0", "new_version": "1.1.0", "step": "none", "colour": 1}`:            `c.json:1:66: unknown name "colour"`,
		`{"old_version": "1.0.0", "new_version": "1.1.0", "step": "none"}{}`:                       "c.json:1:65: more text after the JSON value",
		`{"old_version": "1.0.0", "new_version": "1.1.0", "step": "none", "tables": [{]}`:          "c.json:1:78: not JSON: invalid character",
		`{"old_version": "1.0.0", "old_version": "1.0.0", "new_version": "1.1.0", "step": "none"}`: `c.json:1:26: the name "old_version" appears twice`,
	} {
		if r, err := change.Parse("c.json", []byte(text)); err == nil || r != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%s): error %v; expected %q", text, err, want)
		}
	}
	if _, err := change.Parse("c.json", make([]byte, change.MaxReportBytes+1)); err == nil || !strings.Contains(err.Error(), "67108865 bytes; a comparison of at most") {
		t.Errorf("error %v; expected one about the size", err)
	}
}

func TestStepNames(t *testing.T) {
	for step := change.None; step <= change.Major; step++ {
		text, err := step.MarshalText()
		var back change.Step
		if err != nil || back.UnmarshalText(text) != nil || back != step {
			t.Errorf("the step %d is printed %q and read as %d: %v", step, text, back, err)
		}
	}
	var step change.Step
	if err := step.UnmarshalText([]byte("Major")); err == nil {
		t.Error(`"Major" was read as a step`)
	}
}
