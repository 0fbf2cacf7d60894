package match_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest/escotest"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/evaluate"
	"github.com/fwci-open-data/fwci/transform/evaluate/goldset"
	"github.com/fwci-open-data/fwci/transform/match"
)

// official loads the official download of ESCO v1.1.1, or skips the test where it is absent.
func official(t testing.TB) *escodata.Classification {
	t.Helper()
	c, err := escodata.Load([]string{escotest.Download(t, "esco-v1.1.1")})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// rows reads a file of testdata: tab-separated, with comments and a header.
func rows(t testing.TB, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var list [][]string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			list = append(list, strings.Split(line, "\t"))
		}
	}
	return list[1:]
}

// developmentSet returns the judged competencies with their definitions. The judgements stand in
// shared/gold beside the repository (or where FWCI_GOLD says), the definitions in the handbook.
func developmentSet(t testing.TB) ([]match.Query, evaluate.Judgements) {
	t.Helper()
	root := os.Getenv("FWCI_GOLD")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "gold")
	}
	data, err := os.ReadFile(filepath.Join(root, "dev.tsv"))
	if err != nil {
		t.Skip("no judged mappings: set FWCI_GOLD to the folder that holds dev.tsv")
	}
	list, err := goldset.ParseJudgements("dev.tsv", data)
	if err != nil {
		t.Fatal(err)
	}
	definitions := handbookDefinitions(t)
	judged := evaluate.NewJudgements(list)
	var queries []match.Query
	for _, j := range list {
		if len(queries) == 0 || queries[len(queries)-1].ID != j.QueryID {
			if definitions[j.QueryID] == "" {
				t.Fatalf("the handbook defines no %s", j.QueryID)
			}
			queries = append(queries, match.Query{ID: j.QueryID, Label: j.QueryName, Definition: definitions[j.QueryID]})
		}
	}
	return queries, judged
}

// generalPrefix begins the identifiers of the general set.
const generalPrefix = "general: "

// generalSet returns competencies from outside the handbook with the skills that fit, the best as exact.
func generalSet(t testing.TB, c *escodata.Classification) ([]match.Query, evaluate.Judgements) {
	var queries []match.Query
	judged := evaluate.Judgements{}
	for _, row := range rows(t, "competencies.tsv") {
		q := match.Query{ID: generalPrefix + row[0], Label: row[0], Definition: row[1]}
		queries = append(queries, q)
		judged[q.ID] = map[string]goldset.Predicate{}
		for i, label := range strings.Split(row[2], "|") {
			p := goldset.Close
			if i == 0 {
				p = goldset.Exact
			}
			judged[q.ID][named(t, c, label, escodata.Skill)] = p
		}
	}
	return queries, judged
}

// judgedPrefix begins the identifiers of the judged set.
const judgedPrefix = "judged: "

// judgedSet returns competencies from outside the handbook with all skills that were judged to fit.
func judgedSet(t testing.TB, c *escodata.Classification) ([]match.Query, evaluate.Judgements) {
	var queries []match.Query
	judged := evaluate.Judgements{}
	for _, row := range rows(t, "judged.tsv") {
		q := match.Query{ID: judgedPrefix + row[0], Label: row[0], Definition: row[1]}
		if judged[q.ID] == nil {
			judged[q.ID] = map[string]goldset.Predicate{}
			queries = append(queries, q)
		}
		for _, label := range strings.Split(row[3], "|") {
			judged[q.ID][named(t, c, label, escodata.Skill)] = goldset.Predicate(row[2])
		}
	}
	return queries, judged
}

// named returns the URI of the concept with exactly a label and one of some types.
func named(t testing.TB, c *escodata.Classification, label string, types ...escodata.Type) string {
	t.Helper()
	for _, id := range c.ByLabel(label) {
		if concept := &c.Concepts[id]; concept.Label == label && slices.Contains(types, concept.Type) {
			return concept.URI
		}
	}
	t.Fatalf("ESCO has no concept %q of %v", label, types)
	return ""
}

// reviewedSet returns the competencies of the handbook that are not in another set, with the published
// reviewed mappings: weights are never fitted on them.
func reviewedSet(t testing.TB, other evaluate.Judgements) ([]match.Query, evaluate.Judgements) {
	t.Helper()
	path := filepath.Join("..", "..", "raw", "crosswalk", "competency-skill.sssom.tsv")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	set, err := sssom.Parse(path, data)
	if err != nil {
		t.Fatal(err)
	}
	definitions := handbookDefinitions(t)
	var queries []match.Query
	judged := evaluate.Judgements{}
	for i := range set.Mappings {
		m := &set.Mappings[i]
		id := m.Subject[strings.LastIndexByte(m.Subject, '/')+1:]
		if other[id] != nil {
			continue
		}
		if judged[id] == nil {
			judged[id] = map[string]goldset.Predicate{}
			queries = append(queries, match.Query{ID: id, Label: m.SubjectLabel, Definition: definitions[id]})
		}
		if p := matchOf[strings.TrimPrefix(m.Predicate, sssom.SKOS)]; p != "" && !m.Not && m.Object != sssom.NoTermFound {
			judged[id][m.Object] = p
		}
	}
	return queries, judged
}

// matchOf names the predicates of SKOS as judgements do.
var matchOf = map[string]goldset.Predicate{
	"exactMatch": goldset.Exact, "closeMatch": goldset.Close, "broadMatch": goldset.Broad, "narrowMatch": goldset.Narrow,
	"relatedMatch": goldset.Related,
}

// titlePrefix begins the identifiers of the titles.
const titlePrefix = "title "

// occupationTitles returns the titles in two halves, odd and even rows, with the concepts that fit.
func occupationTitles(t testing.TB, c *escodata.Classification) (odd, even []match.Query, judged evaluate.Judgements) {
	judged = evaluate.Judgements{}
	for i, row := range rows(t, "occupation-titles.tsv") {
		q := match.Query{ID: fmt.Sprintf("%s%03d", titlePrefix, i+1), Label: row[0]}
		judged[q.ID] = map[string]goldset.Predicate{}
		for _, label := range strings.Split(row[1], "|") {
			judged[q.ID][named(t, c, label, escodata.Occupation, escodata.ISCOGroup)] = goldset.Exact
		}
		if i%2 == 0 {
			odd = append(odd, q)
		} else {
			even = append(even, q)
		}
	}
	return odd, even, judged
}

// holdOut takes one alternative label from every n-th occupation and returns it as a query of which the
// occupation is the answer. It changes the classification.
func holdOut(c *escodata.Classification, n int) (*escodata.Classification, []match.Query, evaluate.Judgements) {
	var queries []match.Query
	judged := evaluate.Judgements{}
	for i := range c.Concepts {
		concept := &c.Concepts[i]
		if concept.Type != escodata.Occupation || i%n != 0 || len(concept.AltLabels) < 2 {
			continue
		}
		at := i / n % len(concept.AltLabels)
		q := match.Query{ID: concept.URI, Label: concept.AltLabels[at]}
		queries = append(queries, q)
		judged[q.ID] = map[string]goldset.Predicate{concept.URI: goldset.Exact}
		concept.AltLabels = slices.Delete(slices.Clone(concept.AltLabels), at, at+1)
	}
	return c, queries, judged
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// handbookDefinitions reads the definitions of the competencies from the handbook, by identifier.
func handbookDefinitions(t testing.TB) map[string]string {
	t.Helper()
	path := filepath.Join("..", "..", "raw", "fwci", "handbook-2210.txt")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := handbook.Parse(path, data)
	if err != nil {
		t.Fatal(err)
	}
	definitions := map[string]string{}
	for _, d := range doc.Definitions {
		definitions[strings.Trim(notSlug.ReplaceAllString(strings.ToLower(d.Name.Value), "-"), "-")] = d.Text.Value
	}
	return definitions
}
