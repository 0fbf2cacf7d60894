package linkeddata

import (
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// Each thing whose IRI the contract promises has a file in both syntaxes, which states all that the graphs state of it
// and nothing that they do not.
func TestEachThingHasAFile(t *testing.T) {
	raw, _ := exporttest.Real(t)
	d := full(t)
	files := writeFrom(t, d, raw)
	all := slices.Concat(graph(t, "fwci-2210"), graph(t, "crosswalk"))
	slices.Sort(all)
	whole := indexed(t, slices.Compact(all))
	parts, things := map[string]rdftest.Triples{}, 0
	for _, table := range []string{"competencies", "profiles", "tasks", "clusters", "bands", "series_titles"} {
		for key := range identity.Labels(d, table) {
			things++
			path, fixed := Resource(table, key)
			if !fixed {
				t.Fatalf("%s %s has no file", table, key)
			}
			if parts[path] == nil {
				parts[path] = readPart(t, files, path)
			}
			subject := "<" + identity.IRI(base, table, key) + ">"
			part := indexed(t, parts[path])
			for predicate, objects := range whole[subject] {
				if got := slices.Sorted(slices.Values(part[subject][predicate])); !slices.Equal(got, slices.Sorted(slices.Values(objects))) {
					t.Errorf("%s says %s %s %q; expected %q", path, subject, predicate, got, objects)
				}
			}
		}
	}
	for path, part := range parts {
		for _, line := range part {
			if _, stated := slices.BinarySearch(all, line); !stated {
				t.Errorf("%s says what no graph says: %s", path, line)
			}
		}
	}
	if things != 112+12+181+3+4+13 || len(parts) != 112+12+16+3+4+13 {
		t.Errorf("%d things in %d files; counted 112 competencies, 12 profiles, 181 tasks in 16 files, 3 clusters, 4 bands and 13 titles", things, len(parts))
	}
}

// The file of a competency has its rows, its mappings with who judged them, and what its bands are called; that of a
// withdrawn identifier says what became of it.
func TestFileOfACompetency(t *testing.T) {
	raw, _ := exporttest.Real(t)
	files := writeFrom(t, full(t), raw)
	part := strings.Join(readPart(t, files, "resource/competency/accessibility"), "\n")
	for _, want := range []string{
		"<" + base + "ranking/it-development-and-analysis/accessibility/current> <" + fwci + "rank> ", "<" + base + "importance/it-strategy-and-planning/accessibility> ",
		"<" + owl + "annotatedSource> <" + base + "competency/accessibility>", "<" + sssom + "reviewer_label> ", "<" + fwci + "reviewStatus> ",
		"<" + base + "band/senior> <" + skos + "prefLabel> ", "<" + dcterms + "license> ",
	} {
		if !strings.Contains(part, want) {
			t.Errorf("the file does not say %s", want)
		}
	}
	if strings.Contains(part, base+"competency/memory") || len(part) > 100_000 {
		t.Errorf("the file has %d bytes of triples and speaks of another competency", len(part))
	}
	if gone := strings.Join(readPart(t, files, "resource/competency/recollection"), "\n"); !strings.Contains(gone, owl+"deprecated") || !strings.Contains(gone, "isReplacedBy> <"+base+"competency/memory>") {
		t.Errorf("the file of a withdrawn identifier says\n%s", gone)
	}
}

// readPart returns the triples of a file of things, which both its syntaxes must have.
func readPart(t *testing.T, files map[string]artifact.Artifact, path string) rdftest.Triples {
	t.Helper()
	turtle, err := rdftest.Turtle(files[path+".ttl"].Data)
	if err != nil {
		t.Fatal(err)
	}
	if json, err := rdftest.JSONLD(files[path+".jsonld"].Data); err != nil || !slices.Equal(turtle, json) {
		t.Errorf("%s: %d triples in Turtle, %d in JSON-LD (%v)", path, len(turtle), len(json), err)
	}
	return turtle
}

// The graphs of the repository's own sources, and the files of single things, stay within a size.
func TestSizes(t *testing.T) {
	raw, d := exporttest.Real(t)
	size := map[string]int{}
	for path, a := range writeFrom(t, d, raw) {
		folder, _, _ := strings.Cut(path, "/")
		size[folder] += len(a.Data)
	}
	for folder, most := range map[string]int{Format: 7_900_000, ResourceFormat: 2_400_000} {
		if size[folder] > most || size[folder] < most/2 {
			t.Errorf("%s/ has %d bytes; expected at most %d", folder, size[folder], most)
		}
	}
}
