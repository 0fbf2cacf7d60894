package corpus

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/agnivade/levenshtein"
	"github.com/fwci-open-data/fwci/export/exporttest/rawtest"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/handbook"
)

// sources returns the sources that are grown: raw/, or its texts where tests are to be short.
func sources(t *testing.T) string {
	t.Helper()
	const rawDir = "../../../raw"
	if !testing.Short() {
		return rawDir
	}
	dir := filepath.Join(t.TempDir(), "texts")
	if err := rawtest.CopyTexts(dir, rawDir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// grown writes sources of a size and reads them.
func grown(t *testing.T, size Size) *extract.Raw {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "raw")
	if err := Write(sources(t), dir, size); err != nil {
		t.Fatal(err)
	}
	raw, err := extract.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func theHandbook(t *testing.T, raw *extract.Raw) *handbook.Document {
	t.Helper()
	for _, d := range raw.Documents {
		if d.Handbook != nil {
			return d.Handbook
		}
	}
	t.Fatal("no handbook")
	return nil
}

// The smallest size is the sources themselves.
func TestOneIsTheOriginal(t *testing.T) {
	original, err := extract.Load(sources(t))
	if err != nil {
		t.Fatal(err)
	}
	inputs := map[string]string{}
	for _, in := range grown(t, Size{Handbooks: 1, Pages: 1}).Inputs {
		inputs[in.Path] = string(in.Data)
	}
	for _, in := range original.Inputs {
		if in.Path != extract.CatalogFile && inputs[in.Path] != string(in.Data) {
			t.Errorf("%s is not the original, byte for byte", in.Path)
		}
	}
	if len(inputs) != len(original.Inputs) {
		t.Errorf("%d inputs; the original has %d", len(inputs), len(original.Inputs))
	}
}

// counts counts each thing that a copy has of its own.
func counts(d *handbook.Document) []int {
	bands, ranks, tasks, needed := 0, 0, 0, 0
	for _, table := range d.TechnicalBands {
		bands += len(table.Rows)
	}
	for _, r := range d.Rankings {
		ranks += len(r.Rows)
	}
	for _, p := range d.Profiles {
		tasks, needed = tasks+len(p.Tasks), needed+len(p.Competencies)
	}
	return []int{len(d.Clusters), len(d.ClusterProfiles), len(d.Listed), len(d.GeneralBands.Rows), len(d.TechnicalBands), bands, ranks,
		len(d.Profiles), tasks, needed, len(d.Definitions)}
}

// Each copy says of the handbook's things what the handbook says, under names of its own.
func TestCopiesOfTheHandbook(t *testing.T) {
	const copies = 4
	one := theHandbook(t, grown(t, Size{Handbooks: 1, Pages: 1}))
	all := theHandbook(t, grown(t, Size{Handbooks: copies, Pages: 1}))
	many := counts(all)
	for i, n := range counts(one) {
		if got := many[i]; n == 0 || got != copies*n {
			t.Errorf("count %d is %d in one handbook and %d in %d; expected %d", i, n, got, copies, copies*n)
		}
	}
	names := map[string]int{}
	for _, d := range all.Definitions {
		names[d.Name.Value]++
	}
	for name, n := range names {
		if n != 1 {
			t.Errorf("the name %q appears %d times among the definitions", name, n)
		}
	}
	if d := all.Definitions; !slices.ContainsFunc(d, func(d handbook.Definition) bool { return d.Name.Value == "Atlantic Harbor Accessibility" }) {
		t.Errorf("no definition of Atlantic Harbor Accessibility; the first is of %q", d[0].Name.Value)
	}
	if general := all.Rankings[0].Rows; general[len(general)-1].Current != len(general) {
		t.Errorf("the last of %d general competencies has rank %d", len(general), general[len(general)-1].Current)
	}
}

// Pages differ in title, code and address; their concepts come from sets that the pages share.
func TestPages(t *testing.T) {
	const pages = 5
	raw := grown(t, Size{Handbooks: 1, Pages: pages})
	titles, codes, labels := map[string]bool{}, map[string]bool{}, map[string]bool{}
	relations := 0
	for _, d := range raw.Documents {
		if d.Occupation != nil {
			titles[d.Occupation.Title.Value], codes[d.Occupation.Code] = true, true
			relations += len(d.Occupation.Relations)
			for _, r := range d.Occupation.Relations {
				labels[r.Label.Value+r.SkillType] = true
			}
		}
	}
	if len(titles) != pages || len(codes) != pages || relations != pages*38 || len(labels) > relations || len(labels) < pages*37 {
		t.Errorf("%d titles, %d codes, %d concepts in %d relations on %d pages; expected 38 relations on each", len(titles), len(codes), len(labels), relations, pages)
	}
	uris := map[string]bool{}
	for _, e := range raw.ConceptURIs {
		if uris[e.URI] {
			t.Errorf("the address %s appears twice", e.URI)
		}
		uris[e.URI] = true
	}
}

// Names that nearly agree are findings: the words of offices must not make any.
func TestOfficesAreApart(t *testing.T) {
	for _, words := range [][]string{regions, places} {
		for i, a := range words {
			for _, b := range words[:i] {
				if levenshtein.ComputeDistance(strings.ToLower(a), strings.ToLower(b)) < 2 {
					t.Errorf("%s and %s differ by one edit", a, b)
				}
			}
		}
	}
	seen := map[office]bool{}
	for n := 1; n < MostHandbooks; n++ {
		if seen[officeOf(n)] {
			t.Fatalf("two copies have the office %s", officeOf(n))
		}
		seen[officeOf(n)] = true
	}
	if MostHandbooks < 1000 {
		t.Errorf("names for %d handbooks; expected a thousand at least", MostHandbooks)
	}
}

func TestWriteRefuses(t *testing.T) {
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "x"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	rawDir, empty := sources(t), filepath.Join(t.TempDir(), "new")
	for name, test := range map[string]struct {
		from, to string
		size     Size
		want     string
	}{
		"no handbook":        {rawDir, empty, Size{0, 1}, "expected 1 to"},
		"too many handbooks": {rawDir, empty, Size{MostHandbooks + 1, 1}, "expected 1 to"},
		"no page":            {rawDir, empty, Size{1, 0}, "a page at least"},
		"a full folder":      {rawDir, full, Size{1, 1}, "is not empty"},
		"no sources":         {empty, empty, Size{1, 1}, "reading the sources"},
	} {
		if err := Write(test.from, test.to, test.size); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: the error is %v; expected %q", name, err, test.want)
		}
	}
}

// A copy whose name stays as it was would be the original a second time.
func TestAnEditThatChangesNothingFails(t *testing.T) {
	h := &template{doc: &handbook.Document{Path: "h"}, lines: []string{"Cabling\t1\t1\n"}, parts: []int{1}, edits: map[int][]edit{1: {before("Hardware")}}}
	if _, err := h.grow(2); err == nil || !strings.Contains(err.Error(), "h:1: the name that a copy changes is not in the line") {
		t.Errorf("the error is %v", err)
	}
}
