// Command peers compares the matcher with well-known methods and writes the evaluation page.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/querylist"
	"github.com/fwci-open-data/fwci/transform/evaluate"
	"github.com/fwci-open-data/fwci/transform/fit"
	"github.com/fwci-open-data/fwci/transform/match"
	"github.com/fwci-open-data/fwci/transform/peer"
)

func main() {
	esco := flag.String("esco", "", "`PATH` of the official English download of ESCO v1.1.1")
	newer := flag.String("newer", "", "`DIR` with files of ESCO v1.2: labels that only they have are queries that nobody has seen")
	gold := flag.String("gold", "", "`DIR` with dev.tsv, the judged competencies, and sets/ with a folder for each set: queries.csv and gold.tsv")
	out := flag.String("out", "", "`FILE` to write")
	nice := flag.Bool("nice", false, "only print how well NICE is matched, which needs no download")
	flag.Parse()
	err := run(*nice, *esco, *newer, *gold, *out)
	if err != nil {
		fmt.Fprintf(os.Stderr, "peers: %v\n", err)
		os.Exit(1)
	}
}

func run(nice bool, esco, newer, gold, out string) error {
	if nice {
		var page bytes.Buffer
		if err := otherFramework(&page); err != nil {
			return err
		}
		_, err := page.WriteTo(os.Stdout)
		return err
	}
	page, err := measure(esco, newer, gold)
	if err != nil {
		return err
	}
	return os.WriteFile(out, page, 0o644)
}

// A set is a list of queries with the concepts that are right for each.
type set struct {
	name    string
	target  match.Target
	queries []match.Query
	gold    map[string]map[string]bool
	with    string // how the figures with the thesaurus are to be taken
	without string
}

// What a figure is worth.
const (
	tuned = "tuned on"
	seen  = "seen by the thesaurus"
	held  = "held out"
)

const head = `# Evaluation of the matcher

## Labels alone

Written by ` + "`make evaluate`" + ` on ESCO v1.1.1 (English); ISCO groups (of the International Standard Classification of Occupations) are left out.
*MRR* is the mean of 1/rank of the first correct concept. *First* is the share of queries whose first result is correct. *Error* is the
expected calibration error of the first answer's confidence (10 bins). The other methods rank the same concepts for the same queries: BM25
over the words of all labels, the same over labels and descriptions, and TF-IDF over three- to five-letter sequences, scoring each concept
by its best label.

- *tech-spans*: skills named in job advertisements: phrases marked in the technology half of the SkillSpan data set and labeled with ESCO skills (Decorte et al., 2022).
- *labels that only ESCO v1.2 has*: labels added in v1.2 to concepts that already existed in v1.1.1 are used as queries; the correct answer
  is the v1.1.1 concept (occupations, and skills of the digital collection). None of them is in the thesaurus, and nothing was chosen by
  looking at results on them.
- *alternative labels taken out*: some alternative labels of ESCO are removed from its data and used as queries.
- *onet-reported-titles*: job titles that workers reported to O*NET 27.0, of occupations with exactly one exact match in the official
  ESCO–O*NET crosswalk.

*Tuned on*: settings were chosen by looking at results on the set, or weights were fitted on queries of its kind from the same source. *Seen by the
thesaurus*: the language model that wrote the thesaurus knows such lists. *Held out*: neither, as far as is known (see Known limits in
` + "`crosswalk-quality.md`" + `).

| Set | Queries | Method | MRR | First | Error | The figure is |
| --- | --- | --- | --- | --- | --- | --- |
`

func measure(esco, newer, gold string) ([]byte, error) {
	var page bytes.Buffer
	page.WriteString(head)
	for _, target := range []match.Target{match.Skills, match.Occupations} {
		c, err := escodata.Load([]string{esco})
		if err != nil {
			return nil, err
		}
		folder, with, without := "tech-spans", tuned, tuned
		if target == match.Occupations {
			folder, with = "onet-reported-titles", seen
		}
		given, err := readSet(filepath.Join(gold, "sets", folder))
		if err != nil {
			return nil, err
		}
		given.name, given.target, given.with, given.without = folder, target, with, without
		write(&page, c, given)
		unseen, err := unseenLabels(c, newer, target)
		if err != nil {
			return nil, err
		}
		write(&page, c, unseen)
		own := set{name: "alternative labels taken out of " + string(target), target: target, gold: map[string]map[string]bool{}, with: tuned, without: tuned}
		for _, q := range fit.HoldOut(c, 7, target.Types()...) {
			own.queries = append(own.queries, q)
			own.gold[q.ID] = map[string]bool{q.ID: true}
		}
		write(&page, c, own)
	}
	if err := definitions(&page, esco, gold); err != nil {
		return nil, err
	}
	err := otherFramework(&page)
	return page.Bytes(), err
}

// unseenLabels asks for the labels that ESCO v1.2 has of concepts and v1.1.1 has of none.
func unseenLabels(c *escodata.Classification, newer string, target match.Target) (set, error) {
	s := set{name: "labels that only ESCO v1.2 has, " + string(target), target: target, gold: map[string]map[string]bool{}, with: held, without: held}
	file := "digitalSkillsCollection_en.csv"
	if target == match.Occupations {
		file = "occupations_en.csv"
	}
	later, err := escodata.Load([]string{filepath.Join(newer, file)})
	if err != nil {
		return s, err
	}
	old := map[string]bool{}
	for i := range c.Concepts {
		concept := &c.Concepts[i]
		for _, label := range append(append([]string{concept.Label}, concept.AltLabels...), concept.HiddenLabels...) {
			old[escodata.FoldLabel(label)] = true
		}
	}
	for i := range later.Concepts {
		concept := &later.Concepts[i]
		known, ok := c.Described(concept.URI)
		if !ok || !slices.Contains(target.Types(), known.Type) {
			continue
		}
		for _, label := range append([]string{concept.Label}, concept.AltLabels...) {
			folded := escodata.FoldLabel(label)
			if old[folded] || s.gold[folded][concept.URI] {
				continue
			}
			if s.gold[folded] == nil {
				s.gold[folded] = map[string]bool{}
				s.queries = append(s.queries, match.Query{ID: folded, Label: label})
			}
			s.gold[folded][concept.URI] = true
		}
	}
	return s, nil
}

// definitions adds what the matcher is worth for competencies with a definition.
func definitions(page *bytes.Buffer, esco, gold string) error {
	c, err := escodata.Load([]string{esco})
	if err != nil {
		return err
	}
	from := fit.Source{Root: ".", Gold: gold, ESCO: c}
	developed, err := from.Development()
	if err != nil {
		return err
	}
	aside, err1 := from.Reviewed(developed)
	others, err2 := from.Others()
	general, err3 := from.General()
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	page.WriteString(definedHead)
	with, without := match.NewIndex(c, match.Skills), match.NewIndex(c, match.Skills, match.WithoutThesaurus)
	for _, s := range []struct {
		name, worth string
		set         *fit.Set
	}{{"competencies of the handbook held out", held, aside}, {"competencies of the handbook, development", tuned, developed},
		{"competencies of public agencies", tuned, others}, {"competencies of general use", tuned, general}} {
		for _, m := range []struct {
			name  string
			index *match.Index
		}{{"fwci match", with}, {"fwci match --no-thesaurus", without}} {
			r, err := evaluate.Run(m.index, s.set.Queries, s.set.Judged)
			if err != nil {
				return err
			}
			writeDefined(page, s.name, m.name, r, s.worth)
		}
	}
	return nil
}

// writeDefined adds the line of a set of queries with definitions.
func writeDefined(page *bytes.Buffer, name, method string, r evaluate.Report, worth string) {
	fmt.Fprintf(page, "| %s | %d | %s | %.3f | %.3f | %.3f | %.3f | %.3f | %s |\n", name, r.Summary.Queries, method,
		r.Summary.NDCG10, r.Summary.Best1, r.Summary.MRR, r.Summary.Recall10, r.Calibration.Error, worth)
}

// otherFramework adds how good the matcher is for a framework of which it knows only general English.
func otherFramework(page *bytes.Buffer) error {
	set, concepts, err := fit.Source{Root: "."}.NICE()
	if err != nil {
		return err
	}
	r, err := evaluate.Run(match.NewFrameworkIndex("NICE", concepts), set.Queries, set.Judged)
	if err != nil {
		return err
	}
	page.WriteString(frameworkHead)
	writeDefined(page, "competencies of the handbook held out", "fwci match --target FILE", r, held)
	return nil
}

const frameworkHead = `
## Another framework

Knowledge and skill statements and competency areas of the NICE Framework 2.1.0. The matcher has no terms or weights of its own for it:
it knows only general English, and uses the weights for ESCO skills. The queries are competencies with their definitions whose reviewed
mappings to NICE were held out, not used for tuning or as examples: those whose identifier has a SHA-256 with a first byte divisible by 3,
without the 12 that were shown to the readers as examples. No download is needed: ` + "`make evaluate-nice`" + ` prints this table.

` + definedColumns

const definedHead = `
## With definitions

Skills of ESCO v1.1.1, judged mappings, with the measures of ` + "`fwci evaluate`" + `. No weight was fitted on the competencies held out; they are
compared with the project's own reviewed mappings. *nDCG@10* says how good the order of the first ten concepts is. *Best@1* is the share of
the queries with an exact or close concept for which one comes first. *Recall@10* is the share of these concepts that are among the first
ten, on average. *Error* is here, and in the next section, computed over the first ten answers of each query, not over the first answer
alone, so it cannot be compared with that of the table above. The competencies of public agencies and those of general use were written and
judged for this project with the help of a language model; none is an entry of the handbook.

` + definedColumns

const definedColumns = `| Set | Queries | Method | nDCG@10 | Best@1 | MRR | Recall@10 | Error | The figure is |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
`

// readSet reads the queries and the right concepts of a folder.
func readSet(dir string) (set, error) {
	s := set{gold: map[string]map[string]bool{}}
	path := filepath.Join(dir, "queries.csv")
	data, err := os.ReadFile(path)
	if err != nil {
		return s, err
	}
	list, err := querylist.Parse(path, data)
	if err != nil {
		return s, err
	}
	for _, e := range list.Entries {
		s.queries = append(s.queries, match.Query{ID: e.ID, Label: e.Label, Definition: e.Definition})
	}
	gold, err := os.ReadFile(filepath.Join(dir, "gold.tsv"))
	if err != nil {
		return s, err
	}
	for line := range strings.Lines(string(gold)) {
		if id, uri, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			if s.gold[id] == nil {
				s.gold[id] = map[string]bool{}
			}
			s.gold[id][uri] = true
		}
	}
	return s, nil
}

// write adds the lines of a set to the page.
func write(page *bytes.Buffer, c *escodata.Classification, s set) {
	s.ours(page, match.NewIndex(c, s.target), "fwci match", s.with)
	s.ours(page, match.NewIndex(c, s.target, match.WithoutThesaurus), "fwci match --no-thesaurus", s.without)
	docs := documents(c, s.target)
	for _, p := range []struct {
		name   string
		ranker peer.Ranker
	}{{"BM25, labels", peer.NewBM25(docs, false)}, {"BM25, labels and descriptions", peer.NewBM25(docs, true)}, {"TF-IDF of letters", peer.NewLetters(docs)}} {
		total, first := 0.0, 0
		for _, q := range s.queries {
			r := s.rank(q.ID, p.ranker.Rank(q.Label, evaluate.Depth))
			if total += r; r == 1 {
				first++
			}
		}
		n := float64(len(s.queries))
		fmt.Fprintf(page, "| %s | %d | %s | %.3f | %.3f | | %s |\n", s.name, len(s.queries), p.name, total/n, float64(first)/n, held)
	}
}

func documents(c *escodata.Classification, target match.Target) []peer.Document {
	var docs []peer.Document
	for _, t := range target.Types() {
		for i := range c.Concepts {
			if concept := &c.Concepts[i]; concept.Type == t && concept.Described {
				docs = append(docs, peer.Document{ID: concept.URI, Labels: append([]string{concept.Label}, concept.AltLabels...), Text: concept.Description})
			}
		}
	}
	return docs
}

// rank returns 1/rank of the first right concept, 0 where no concept is right.
func (s *set) rank(id string, uris []string) float64 {
	for i, uri := range uris {
		if s.gold[id][uri] {
			return 1 / float64(i+1)
		}
	}
	return 0
}

// ours adds the line of the matcher.
func (s *set) ours(page *bytes.Buffer, x *match.Index, name, worth string) {
	total, first := 0.0, 0
	var bins [evaluate.Bins]struct{ confidence, right float64 }
	for i, found := range x.SearchAll(s.queries, evaluate.Depth) {
		uris := make([]string, len(found))
		for k, c := range found {
			uris[k] = c.URI
		}
		r := s.rank(s.queries[i].ID, uris)
		total += r
		if len(found) == 0 {
			continue
		}
		bin := &bins[min(int(found[0].Confidence*evaluate.Bins), evaluate.Bins-1)]
		bin.confidence += found[0].Confidence
		if r == 1 {
			first++
			bin.right++
		}
	}
	miss, n := 0.0, float64(len(s.queries))
	for _, bin := range bins {
		miss += max(bin.confidence-bin.right, bin.right-bin.confidence) / n
	}
	fmt.Fprintf(page, "| %s | %d | %s | %.3f | %.3f | %.3f | %s |\n", s.name, len(s.queries), name, total/n, float64(first)/n, miss, worth)
}
