package finding_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/finding"
)

var update = flag.Bool("update", false, "rewrite testdata/findings.txt")

const golden = "testdata/findings.txt"

// The findings on the sources as they are, to be read as a diff when a rule or a source changes.
func TestFindingsOfTheRealSources(t *testing.T) {
	var b strings.Builder
	for _, f := range real(t).set.Findings {
		b.WriteString(sentence(f) + "\n")
	}
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(b.String(), "\n"), strings.Split(string(data), "\n")
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("new, not in %s: %s", golden, line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("gone, still in %s: %s", golden, line)
		}
	}
	if !t.Failed() && b.String() != string(data) {
		t.Errorf("the findings are in a different order from that in %s", golden)
	}
}

// What a careful reader of the three documents would report, found by reading.
func TestKnownMistakesAreFound(t *testing.T) {
	all := map[string]bool{}
	for _, f := range real(t).set.Findings {
		place := ""
		if f.SourceID != nil {
			place, _, _ = strings.Cut(strings.SplitN(sentence(f), " ", 4)[2], " ")
		}
		all[f.Rule+" "+place] = true
	}
	for _, known := range []string{
		"band-gap handbook-2210:128",        // Oral Communication at the intermediate level
		"declared-count handbook-2210:1064", // 20 tasks announced, 13 printed
		"double-relation esco-ict-change-and-configuration-manager:295",
		"heading-form handbook-2210:1007",        // the singular of a cluster's heading
		"undefined-competency handbook-2210:481", // Artificial Intelligence/Machine Learning
		"undefined-competency handbook-2210:540", // Artificial Intelligence Values-Driven Design
		"missing-period handbook-2210:1045",
		"title-capitals handbook-2210:1045",
		"verb-agreement handbook-2210:1085",  // Directs or interpret
		"spelling-variant handbook-2210:314", // Contracting/ Procurement
		"grade-wording cbp-2210:17",          // though
		"empty-field cbp-2210:56",
		"suspicious-capital esco-ict-change-and-configuration-manager:94", // instalI
		"unused-competency handbook-2210:1133",                            // Mathematical Reasoning
		"compound-spelling handbook-2210:996",                             // web sites
		"title-name cbp-2210:25",                                          // Policy Planning
	} {
		if !all[known] {
			t.Errorf("not found: %s", known)
		}
	}
}

func TestFindingsAreWellFormed(t *testing.T) {
	r := real(t)
	lines := map[string]int{}
	for _, d := range r.raw.Documents {
		lines[d.Source.ID] = len(d.Lines)
	}
	seen := map[string]bool{}
	words := regexp.MustCompile(`^[“A-Z0-9].*[.?…)]$`)
	for _, f := range r.set.Findings {
		if seen[f.FindingID] {
			t.Errorf("%s appears twice", f.FindingID)
		}
		seen[f.FindingID] = true
		if !words.MatchString(f.Message) {
			t.Errorf("no sentence: %s", f.Message)
		}
		if f.LineStart != nil && (f.SourceID == nil || *f.LineStart < 1 || *f.LineEnd < *f.LineStart || *f.LineEnd > lines[*f.SourceID]) {
			t.Errorf("%s names lines that are not there", sentence(f))
		}
	}
	rank := map[string]int{"error": 0, "warning": 1, "info": 2}
	for i := 1; i < len(r.set.Findings); i++ {
		a, b := r.set.Findings[i-1], r.set.Findings[i]
		if rank[a.Severity] > rank[b.Severity] || a.Severity == b.Severity && a.Rule > b.Rule {
			t.Errorf("%s comes before %s", sentence(a), sentence(b))
		}
	}
}

// The same thing said of one record at several places of a source is one finding.
func TestNoFindingTwice(t *testing.T) {
	dir := lean(t)
	apply(t, dir, inHandbook("IT Clusters of Work Model\n\n", "IT Clusters of Work Model\n\nThere are two clusters of work.\n\nThere are five clusters of work.\n\nThere are two clusters of work.\n\n"))
	ids := map[string]int{}
	var told []string
	for _, f := range findings(t, dir) {
		ids[f.FindingID]++
		if f.Rule == "declared-count" && strings.Contains(f.Message, "clusters") {
			told = append(told, sentence(f))
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%s appears %d times", id, n)
		}
	}
	if len(told) != 2 {
		t.Errorf("expected a finding about two clusters and one about five, got %q", told)
	}
}

// The identifier of a finding does not hang on line numbers: a later edition with a paragraph more has the
// same findings.
func TestIdentifiersOutliveMovedLines(t *testing.T) {
	dir := lean(t)
	before := map[string]bool{}
	for _, f := range findings(t, dir) {
		before[f.FindingID] = true
	}
	apply(t, dir, inHandbook("Introduction\n\nThe Federal", "Introduction\n\n\n\nWelcome to the handbook.\n\nThe Federal"))
	for _, f := range findings(t, dir) {
		if !before[f.FindingID] {
			t.Errorf("another identifier for %s", sentence(f))
		}
		delete(before, f.FindingID)
	}
	if len(before) > 0 {
		t.Errorf("%d findings are gone", len(before))
	}
}

func TestErrorsStopTheBuild(t *testing.T) {
	dir := lean(t)
	apply(t, dir, inHandbook("Attention to Detail\t2\t3\n", "Attention to Detail\t3\t3\n"))
	raw, err := extract.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = transform.Build(raw)
	var problems source.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("the build gives %v, want source.Problems", err)
	}
	for _, want := range []string{
		handbook + ":355:1: The current ranking of All Information Technology Management has 30 competencies and no rank 2. [rank-sequence]",
		handbook + ":357:1: The current ranking of All Information Technology Management gives rank 3 to “Attention to Detail” and “Customer Service”. [rank-sequence]",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not have\n%s\nbut\n%v", want, err)
		}
	}
}

// Check reads a dataset and changes nothing in it, and says the same each time.
func TestCheckIsPure(t *testing.T) {
	r := real(t)
	first := finding.Check(r.raw, r.set)
	for range 3 {
		again := finding.Check(r.raw, r.set)
		if len(again) != len(first) {
			t.Fatalf("%d findings, then %d", len(first), len(again))
		}
		for i := range first {
			if sentence(first[i]) != sentence(again[i]) || first[i].FindingID != again[i].FindingID {
				t.Fatalf("finding %d is %s, then %s", i, sentence(first[i]), sentence(again[i]))
			}
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	r := real(b)
	for b.Loop() {
		finding.Check(r.raw, r.set)
	}
}

// Of a rule that finds more than a release lists, the last finding says how many more there are.
func TestFindingsOfOneRuleAreCapped(t *testing.T) {
	r := real(t)
	set := *r.set
	set.Competencies = nil
	for i := range 3000 {
		set.Competencies = append(set.Competencies, dataset.Competency{CompetencyID: fmt.Sprintf("name-%04d", i), Name: fmt.Sprintf("Name %04d", i), Kind: "technical", Listed: true})
	}
	var near []dataset.Finding
	for _, f := range finding.Check(r.raw, &set) {
		if f.Rule == "near-name" {
			near = append(near, f)
		}
	}
	// Of four digits, each may be another of the ten: 36 neighbors for each name from 0000 to 2999, except for the
	// first digit, which has two others: 29 neighbors, and each pair once.
	pairs := 3000 * 29 / 2
	if len(near) != 1001 {
		t.Fatalf("%d findings; expected 1,000 and their number", len(near))
	}
	last := near[1000]
	if want := fmt.Sprintf("%d more findings of this rule are not listed; the first 1000 are.", pairs-1000); last.Message != want || last.TableName != nil || last.Severity != "warning" {
		t.Errorf("the last finding is %+v; expected %q", last, want)
	}
}

// benchmarkNames makes a dataset of names that differ in one digit or one letter.
func benchmarkNames(b *testing.B, name func(i int) string) {
	r, err := realRelease()
	if err != nil {
		b.Fatal(err)
	}
	set := *r.set
	for i := range 300_000 {
		set.Competencies = append(set.Competencies, dataset.Competency{CompetencyID: fmt.Sprintf("name-%d", i), Name: name(i), Kind: "technical", Listed: true})
	}
	for b.Loop() {
		if n := len(finding.Check(r.raw, &set)); n < 1000 {
			b.Fatalf("%d findings", n)
		}
	}
}

func BenchmarkSimilarNames(b *testing.B) {
	b.Run("digits", func(b *testing.B) { benchmarkNames(b, func(i int) string { return fmt.Sprintf("Competency %06d", i) }) })
	b.Run("one letter", func(b *testing.B) {
		benchmarkNames(b, func(i int) string { return "Competency " + string(rune(0x10000+i)) })
	})
}
