package site_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/site"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// evil holds what would run, break out of an attribute, of a script or of a style, or turn text around.
const evil = "<script>alert(1)</script>\" onmouseover=\"x' '><img src=x onerror=y></title></script><!-- {{.}} ]]> \u202egnp.exe\u2066 \u061c javascript:alert(2) `${x}` \\u003c"

// poisoned returns a dataset of its own with evil in every text that is no identifier.
func poisoned(t *testing.T) (*extract.Raw, *dataset.Dataset) {
	t.Helper()
	raw, d := exporttest.Fresh(t)
	for _, table := range d.Tables() {
		rows := reflect.ValueOf(table.Records)
		for i := range rows.Len() {
			for c, column := range table.Columns {
				if free(column) {
					poison(rows.Index(i).Field(c))
				}
			}
		}
	}
	d.Info.Title = "Title: " + evil
	d.Info.Description += evil
	d.Info.Publisher = evil
	d.Info.Credits = []string{evil}
	d.Info.Keywords = []string{evil}
	d.Info.License = dataset.License{ID: evil, Title: evil, URL: "javascript:alert(1)"}
	d.Info.Homepage = "javascript:alert(1)"
	for i := range raw.Documents {
		for n := range raw.Documents[i].Lines {
			raw.Documents[i].Lines[n].Raw += evil
		}
	}
	return raw, d
}

// free reports whether a column holds words; the others hold identifiers, codes and choices.
func free(column string) bool {
	switch column {
	case "name", "definition", "note", "alias", "statement", "title", "text", "preferred_label", "description", "comment", "reviewer",
		"message", "summary", "value", "skill_label", "occupation_label", "rights", "attribution", "publisher", "parenthetical_name", "parenthetical_code":
		return true
	}
	return false
}

func poison(v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if v.Kind() == reflect.String {
		v.SetString(evil)
	}
}

func TestHostileTextIsNeutral(t *testing.T) {
	raw, d := poisoned(t)
	others := []artifact.Artifact{{Path: "csv/bands.csv", Format: "csv", Table: "bands", Title: evil, Data: []byte("x")}}
	files, err := site.Write(d, raw, others)
	if err != nil {
		t.Fatal(err)
	}
	r := newRelease(files, others)
	for _, p := range r.check() {
		// A link to the homepage or the license with a scheme that runs is replaced by html/template.
		if !strings.Contains(p, "#ZgotmplZ") {
			t.Error(p)
		}
	}
	runs := regexp.MustCompile(`(?i)="?javascript:`)
	turning := regexp.MustCompile(`[\x{061c}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]`)
	for _, f := range files {
		if strings.HasSuffix(f.Path, ".html") || strings.HasSuffix(f.Path, ".js") {
			if at := turning.FindIndex(f.Data); at != nil {
				t.Errorf("%s turns text around at byte %d", f.Path, at[0])
			}
		}
		if strings.HasSuffix(f.Path, ".html") && runs.Match(f.Data) {
			t.Errorf("%s has an address that runs", f.Path)
		}
	}
	page, err := parse(r["site/competency/cloud-services.html"])
	if err != nil {
		t.Fatal(err)
	}
	shown := strings.NewReplacer("\u202e", "‹U+202E›", "\u2066", "‹U+2066›", "\u061c", "‹U+061C›").Replace(evil)
	if got := text(page.all("h1")[0]); got != strings.Join(strings.Fields(shown), " ") {
		t.Errorf("the heading is %q; want the text as it is", got)
	}
}

// The scripts' data must not end a script early, nor hold anything but one value.
func TestScriptDataIsData(t *testing.T) {
	raw, d := poisoned(t)
	files, err := site.Write(d, raw, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := filepath.Base(f.Path)
		if name != "search.js" && name != "data.js" {
			continue
		}
		body, ok := strings.CutPrefix(string(f.Data), "\"use strict\";\nwindow.fwci"+map[string]string{"search.js": "Search", "data.js": "Data"}[name]+"=")
		body, end := strings.CutSuffix(body, ";\n")
		var value any
		if err := json.Unmarshal([]byte(body), &value); !ok || !end || err != nil {
			t.Errorf("%s is not one value: %v", name, err)
		}
		if strings.ContainsAny(body, "<>&\u2028\u2029") {
			t.Errorf("%s has what could end a script", name)
		}
	}
}

func TestIdentifiersThatCannotBeFiles(t *testing.T) {
	for _, id := range []string{"", "../index", "a/b", "A", "index.html", "con:", "-x", "ü", "a b"} {
		d := &dataset.Dataset{Info: dataset.Info{Issued: "2026-01-02"}, Tasks: []dataset.Task{{TaskID: id, Statement: "x"}}}
		if _, err := site.Write(d, nil, nil); err == nil || !strings.Contains(err.Error(), "cannot be a file's name") {
			t.Errorf("the identifier %q: %v", id, err)
		}
	}
	twice := &dataset.Dataset{Info: dataset.Info{Issued: "2026-01-02"}, Tasks: []dataset.Task{{TaskID: "a"}, {TaskID: "a"}}}
	if _, err := site.Write(twice, nil, nil); err == nil || !strings.Contains(err.Error(), "have the address") {
		t.Errorf("one identifier twice: %v", err)
	}
}

// Without a row the site still has its pages, and says that there is nothing.
func TestEmptyDataset(t *testing.T) {
	d := &dataset.Dataset{Info: dataset.Info{
		ID: "x", Title: "X: Y", Base: "https://example.org/x/", Homepage: "https://example.org/", Version: "1", Issued: "2026-01-02",
		License: dataset.License{ID: "L", Title: "L", URL: "https://example.org/l"},
	}}
	files, err := site.Write(d, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range newRelease(files).check() {
		t.Error(p)
	}
}

// A dataset with unmatched things and suggested mappings shows both.
func TestUnmatched(t *testing.T) {
	f := get(t)
	d := *f.set
	d.CompetencySkill = nil
	d.ProfileOccupation, d.TitleProfile = nil, nil
	d.Unmatched = []dataset.Unmatched{
		{SubjectTable: "competencies", SubjectID: "memory", Target: "esco-skill", Comment: "Nothing like it."},
		{SubjectTable: "profiles", SubjectID: "customer-support", Target: "esco-occupation", Comment: "No such occupation."},
		{SubjectTable: "series_titles", SubjectID: "lead-information-technology-specialist", Target: "fwci-profile", Comment: "A rank, no specialty."},
	}
	files, err := site.Write(&d, f.raw, f.others)
	if err != nil {
		t.Fatal(err)
	}
	r := newRelease(files, f.others)
	for _, p := range r.check() {
		t.Error(p)
	}
	for page, want := range map[string]string{
		"competency/memory": "Nothing like it.", "crosswalk/index": "Nothing like it.", "profile/customer-support": "No such occupation.",
		"crosswalk/occupations": "No such occupation.", "crosswalk/titles": "A rank, no specialty.", "title/lead-information-technology-specialist": "A rank, no specialty.",
	} {
		if !strings.Contains(string(r["site/"+page+".html"]), want) {
			t.Errorf("%s does not say %q", page, want)
		}
	}
}

// The templates cast nothing to a type that html/template takes for safe, but what html/template itself wrote and what
// a rowWriter put together, both in fragment.go; and a rowWriter's markup is spelled out, never made from a value.
func TestNothingIsTakenForSafe(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "fragment.go" {
			for _, kept := range []string{"err := t.Execute(&out, data)\n\treturn template.HTML(out.String()), err", "func (w *rowWriter) html() template.HTML { return template.HTML(w.out.String()) }"} {
				if !bytes.Contains(data, []byte(kept)) {
					t.Errorf("%s lacks %q", name, kept)
				}
				data = bytes.Replace(data, []byte(kept), nil, 1)
			}
		}
		if bytes.Contains(data, []byte("template.HTML(")) || bytes.Contains(data, []byte("markup(")) {
			t.Errorf("%s takes more for safe than what a template wrote", name)
		}
		data = regexp.MustCompile(`\(template\.HTML, error\)|\.\(template\.HTML\)`).ReplaceAll(data, nil)
		if found := regexp.MustCompile(`template\.(HTML|HTMLAttr|JS|JSStr|CSS|URL|Srcset)\b`).Find(data); found != nil {
			t.Errorf("%s uses %s", name, found)
		}
	}
}
