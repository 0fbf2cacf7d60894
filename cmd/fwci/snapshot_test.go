package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract"
)

// collectedESCO is largerESCO with every collection of skills.
func collectedESCO(t *testing.T) string {
	t.Helper()
	dir := largerESCO(t)
	for _, name := range []string{"digComp", "green", "language", "research", "transversal"} {
		file := filepath.Join(dir, name+"SkillsCollection_en.csv")
		if err := os.WriteFile(file, []byte("conceptType,conceptUri,preferredLabel,altLabels,description\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A snapshot replaces the rows that the download describes and keeps the others; what the rows then lack is listed.
func TestSnapshot(t *testing.T) {
	raw := copiedRaw(t)
	file := filepath.Join(raw, filepath.FromSlash(extract.SkillFactsFile))
	before := readText(t, file)
	if code, out, errors := fwci(t, "snapshot", "--raw", raw); code != exitDone || out != "" || !strings.Contains(errors, "673 rows of esco/skill-facts.csv say what the mappings say") {
		t.Errorf("the list of the sources: %d, %q, %q", code, out, errors)
	}
	const hardware = "http://data.europa.eu/esco/skill/3497ebe1-d417-4105-a68f-f7bbcac7ee5f,ICT hardware specifications,knowledge,stated,"
	if !strings.Contains(before, hardware) {
		t.Fatal("the list does not have the concept that this test changes")
	}
	damaged := strings.Replace(before, hardware, strings.Replace(hardware, "stated", "mapping", 1), 1)
	if err := os.WriteFile(file, []byte(damaged), 0o644); err != nil {
		t.Fatal(err)
	}
	esco := collectedESCO(t)
	code, out, errors := fwci(t, "snapshot", "--raw", raw, "--esco", esco, "--check")
	if code != exitFailure || !strings.Contains(out, "out of date: “ICT hardware specifications” (http://data.europa.eu/esco/skill/3497ebe1-d417-4105-a68f-f7bbcac7ee5f): it has “ICT hardware specifications”, knowledge, type mapping") || readText(t, file) != damaged {
		t.Errorf("a check: %d, %q, %q; expected the row that is out of date and no change", code, out, errors)
	}
	if code, out, errors = fwci(t, "snapshot", "--raw", raw, "--esco", esco); code != exitDone || !strings.Contains(errors, "673 rows saved in ") || strings.Contains(out, "missing") {
		t.Errorf("a snapshot: %d, %q, %q", code, out, errors)
	}
	if after := readText(t, file); !strings.Contains(after, hardware+"cross-sector,digital,1.1.1\n") {
		t.Error("the row is not that of the download")
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	code, out, errors = fwci(t, "snapshot", "--raw", raw)
	if code != exitFailure || strings.Count(out, "esco/skill-facts.csv: missing: ") != 673 || !strings.Contains(errors, "673 rows of esco/skill-facts.csv missing, out of date or not needed") {
		t.Errorf("no list: %d, %s", code, errors)
	}
	code, out, errors = fwci(t, "snapshot", "--raw", raw, "--esco", esco)
	if code != exitFailure || strings.Count(out, "missing: ") != 671 || !strings.Contains(errors, "2 rows saved") || !strings.Contains(errors, "671 concepts missing in the list") {
		t.Errorf("a download that lacks concepts: %d, %s", code, errors)
	}
}

func TestSnapshotRefuses(t *testing.T) {
	raw := copiedRaw(t)
	before := readText(t, filepath.Join(raw, filepath.FromSlash(extract.SkillFactsFile)))
	unnamed := filepath.Join(t.TempDir(), "download")
	if err := os.CopyFS(unnamed, os.DirFS(collectedESCO(t))); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"an argument", []string{"accessibility"}, exitUsage, `unexpected argument "accessibility"`},
		{"collections missing", []string{"--esco", largerESCO(t)}, exitFailure, "lacks digCompSkillsCollection_en.csv, greenSkillsCollection_en.csv, "},
		{"a version that nothing states", []string{"--esco", unnamed}, exitFailure, "the version of the ESCO download is not certain"},
		{"no such download", []string{"--esco", filepath.Join(raw, "none")}, exitFailure, "none"},
	} {
		code, _, errors := fwci(t, append([]string{"snapshot", "--raw", raw}, test.args...)...)
		if code != test.code || !strings.Contains(errors, test.want) {
			t.Errorf("%s: %d, %s; expected %d and %q", test.name, code, errors, test.code, test.want)
		}
	}
	if readText(t, filepath.Join(raw, filepath.FromSlash(extract.SkillFactsFile))) != before {
		t.Error("a refused snapshot changed the list")
	}
}
