package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fwci-open-data/fwci/cmd/fwci/memory"
	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/ranking"
	"github.com/fwci-open-data/fwci/export/release"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/framework"
	"github.com/fwci-open-data/fwci/extract/querylist"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/match"
	"github.com/fwci-open-data/fwci/transform/naming"
)

var matchCommand = command{
	name:  "match",
	args:  "--queries FILE (--esco PATH... [--target TARGET] | --target FILE) [--top K] [--min-confidence CONFIDENCE | --all] [--groups] [--no-thesaurus] [--no-cache] [--out FILE] [--quiet]",
	about: "find the nearest ESCO concepts for your own list of skills or job titles",
	help: `
Finds the nearest concepts of an ESCO download for each entry of a list of skills
or job titles, best first. It works offline, and the same input gives the same answer. The list is CSV, TSV, text with semicolons, XLSX or one
label per line; - is standard input. Columns are found by common names in any
case: id, code or query_id; label, title, skill or name; definition or
description. A list without identifiers is numbered; other columns are copied
to the answer.

An existing file is replaced only if it is a ranking too.

TARGET is skills, occupations or all (of ESCO), or a FILE of another framework:
SKOS in Turtle or JSON-LD, a package of 1EdTech CASE (JSON), or CSV with the
columns id, label and, where there is one, definition.

The answer has the columns query_id, rank, object_id, object_label, confidence,
query_label, object_kind, object_source, object_source_version and why, then
those of the list. FILE of --out ends in .csv, .tsv, .json, .xlsx or .sssom.tsv.
The confidence is the estimated probability that the concept is an exact or
close counterpart. An entry whose best concept is below --min-confidence has one
row of rank 0 and kind none; with --all it lists the concepts anyway. A ranking is
a proposal: a mapping is a judgment that you make from both texts.

An index of ESCO is kept in your cache folder and makes the next start faster;
--no-cache neither reads nor writes it. Ctrl-C stops within a second; what has
been ranked so far is kept in FILE.partial.

example:
  fwci match --esco esco-v1.1.1 --target skills --queries mine.csv --top 10 --out ranked.xlsx`,
	prepare: func(flags *flag.FlagSet) action {
		m := matching{esco: paths{}}
		flags.Var(&m.esco, "esco", "`PATH` of an ESCO download, zip, folder or CSV file; may be given several times")
		flags.StringVar(&m.target, "target", string(match.Skills), "what to rank: skills, occupations, all, or a file of another framework (`TARGET`)")
		flags.StringVar(&m.queries, "queries", "", "`FILE` of queries; - is standard input")
		flags.IntVar(&m.top, "top", 10, "how many concepts to give for each query (`K`)")
		flags.Float64Var(&m.least, "min-confidence", match.LeastConfidence, "the `CONFIDENCE` below which the best concept is not a match")
		flags.BoolVar(&m.all, "all", false, "also list the concepts of queries without a match")
		flags.BoolVar(&m.groups, "groups", false, "also rank ISCO groups (of the International Standard Classification of Occupations) with the occupations")
		flags.BoolVar(&m.bare, "no-thesaurus", false, "rank without the American terms that the program knows for ESCO")
		flags.BoolVar(&m.uncached, "no-cache", false, "neither read nor write the index of ESCO in your cache folder")
		flags.StringVar(&m.out, "out", "", "`FILE` to write; standard output, as CSV, when not given")
		flags.BoolVar(&m.quiet, "quiet", false, "print nothing but errors and the answer")
		return func(ctx context.Context, env *environment, args []string) error {
			if err := m.check(args); err != nil {
				return err
			}
			return m.run(ctx, env)
		}
	},
}

// matching is one use of the command.
type matching struct {
	esco                 paths
	target, queries, out string
	top                  int
	least                float64
	all, groups, bare    bool
	uncached             bool
	quiet                bool
	format               string
}

// check reports wrong usage.
func (m *matching) check(args []string) (err error) {
	switch {
	case m.queries == "" || len(m.esco) == 0 && !isFile(m.target):
		return misuse("expected --esco and --queries")
	case match.Target(m.target).Types() == nil && !isFile(m.target):
		return misuse("no target %q; expected skills, occupations or all, or the name of a file", m.target)
	case m.top < 1:
		return misuse("--top is %d; expected a number from 1", m.top)
	case !(m.least >= 0 && m.least <= 1):
		return misuse("--min-confidence is %v; expected a number from 0 to 1", m.least)
	case len(args) > 0:
		return misuse("unexpected argument %q", args[0])
	}
	m.format = "csv"
	if m.out != "" {
		if m.format, err = ranking.FormatOf(m.out); err != nil {
			return misuse("%v", err)
		}
	}
	return nil
}

// isFile reports whether a target is the name of a file of a framework: it has an ending or a folder.
func isFile(target string) bool {
	return match.Target(target).Types() == nil && strings.ContainsAny(target, `./\`)
}

func (m *matching) run(ctx context.Context, env *environment) error {
	p := newProgress(env.err, m.quiet)
	if m.out != "" {
		inputs := append(slices.Clone(m.esco), m.queries)
		if isFile(m.target) {
			inputs = append(inputs, m.target)
		}
		if err := errors.Join(notInput(m.out, inputs...), release.CheckFile(m.out, ranking.Begins(m.format))); err != nil {
			return err
		}
	}
	list, err := readList(env, m.queries)
	if err != nil {
		return err
	}
	p.notes(list.Notes)
	_, index, err := newIndex(p, m.esco, m.target, m.options()...)
	if err != nil {
		return err
	}
	queries := make([]match.Query, len(list.Entries))
	for i, q := range list.Entries {
		queries[i] = match.Query{ID: q.ID, Label: q.Label, Definition: q.Definition}
	}
	if unknown := index.Unknown(queries); unknown > match.ForeignShare {
		p.note("%.0f %% of the words of the list are not words of %s (%s): is the list in another language? It begins: %s",
			100*unknown, index.Source(), index.Language(), strings.Join(list.Sample, " | "))
	}
	p.stage("ranking %s", naming.Counted(len(queries), "query"))
	return env.settle(func() error { // an interruption waits until what is ranked is kept
		found, stopped := index.SearchEach(ctx, queries, m.top, p.counter(len(queries)))
		p.clear()
		answer := m.ranking(index, list, found)
		var err error
		if stopped == nil && m.out == "" {
			err = ranking.Write(env.out, answer, m.format)
		} else {
			err = m.write(answer, len(found), stopped)
		}
		if err == nil {
			p.done("ranked %s", naming.Counted(len(queries), "query"))
		}
		return err
	})
}

// write puts a ranking in place, whole or not at all. What was ranked before the user stopped the work is kept
// under a name that says it is partial. A file that is not a ranking is left as it is.
func (m *matching) write(answer *ranking.Ranking, asked int, stopped error) error {
	n := len(answer.Entries)
	if stopped != nil && (m.out == "" || n == 0) {
		return fmt.Errorf("%w: nothing is written", stopped)
	}
	f, err := release.CreateFile(m.out, ranking.Begins(m.format))
	if err != nil {
		return errors.Join(stopped, err)
	}
	if err := ranking.Write(f, answer, m.format); err != nil {
		return errors.Join(stopped, err, f.Discard())
	}
	if stopped == nil {
		return f.Commit()
	}
	name, err := f.Keep()
	if err != nil {
		return errors.Join(stopped, err)
	}
	return fmt.Errorf("%w: %d of %d queries are ranked in %s; the others are not in it", stopped, n, asked, name)
}

func (m *matching) options() (list []match.Option) {
	if m.bare {
		list = append(list, match.WithoutThesaurus)
	}
	if m.groups {
		list = append(list, match.WithGroups)
	}
	if dir, err := os.UserCacheDir(); err == nil && !m.uncached {
		list = append(list, match.WithCache(filepath.Join(dir, "fwci")))
	}
	return list
}

// ranking pairs the entries of a list with what was found for them. An entry that was not come to is left out.
func (m *matching) ranking(index *match.Index, list *querylist.List, found [][]match.Candidate) *ranking.Ranking {
	r := &ranking.Ranking{Tool: export.Tool.Name, ToolVersion: export.Tool.Version, Source: index.Source(), SourceVersion: index.Version(), Columns: list.Columns}
	for i, q := range list.Entries {
		if found[i] == nil {
			continue
		}
		e := ranking.Entry{ID: q.ID, Label: q.Label, Other: q.Other}
		switch best := found[i]; {
		case len(best) == 0:
			e.Nothing = "no match: no word of the query says anything"
		case best[0].Confidence == 0 && !m.all:
			e.Nothing = "no match: no word of the query is known"
		case best[0].Confidence < m.least && !m.all:
			e.Best = best[0].Confidence
			e.Nothing = fmt.Sprintf("no match: the best concept, %s, is below %.2f", naming.Clean(best[0].Label), m.least)
		default:
			for _, c := range best {
				e.Candidates = append(e.Candidates, ranking.Candidate{ID: c.URI, Label: naming.Clean(c.Label), Kind: c.Kind, Why: c.Why, Confidence: c.Confidence})
			}
		}
		r.Entries = append(r.Entries, e)
	}
	return r
}

// readList reads a list of queries from a file or, for -, from standard input.
func readList(env *environment, file string) (*querylist.List, error) {
	var data []byte
	var err error
	if file == "-" {
		file = "standard input"
		data, err = readAll(env.in, file)
	} else {
		data, err = readInput(file)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the queries: %w", err)
	}
	return querylist.Parse(file, data)
}

// readInput reads a file that the user names, of at most source.MaxBytes.
func readInput(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	return readAll(f, file)
}

func readAll(r io.Reader, name string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, source.MaxBytes+1))
	if err == nil && len(data) > source.MaxBytes {
		err = fmt.Errorf("%s is larger than %d bytes", name, source.MaxBytes)
	}
	return data, err
}

// newIndex loads a download or a framework and indexes the concepts of a target. The concepts of a download come
// without their texts.
func newIndex(p *progress, esco []string, target string, options ...match.Option) (*escodata.Classification, *match.Index, error) {
	if isFile(target) {
		return frameworkIndex(p, target, options...)
	}
	memory.UseLargePages()
	defer memory.GrowLittle()()
	p.stage("reading ESCO")
	t := match.Target(target)
	c, err := escodata.LoadFor(esco, t.Sources()...)
	if err != nil {
		return nil, nil, err
	}
	n := 0
	for _, kind := range t.Types() {
		n += c.Count(kind)
	}
	if n == 0 {
		return nil, nil, fmt.Errorf("the ESCO download has no %s; missing files: %v", target, c.Missing)
	}
	p.tell(c, rankLacks(c, t), rankForeign)
	p.stage("indexing %d concepts of %s", n, named(c))
	return c, match.NewIndex(c, t, append(options, match.DroppingTexts)...), nil
}

// frameworkIndex reads a framework and indexes all its concepts.
func frameworkIndex(p *progress, file string, options ...match.Option) (*escodata.Classification, *match.Index, error) {
	concepts, _, err := readFramework(p, file)
	if err != nil {
		return nil, nil, err
	}
	p.stage("indexing %s", naming.Counted(len(concepts), "concept"))
	index := match.NewFrameworkIndex(file, concepts, options...)
	return index.Classification(), index, nil
}

// readFramework reads the concepts of a framework, and which of their identifiers mean nothing outside the file.
func readFramework(p *progress, file string) ([]match.Concept, source.Problems, error) {
	p.stage("reading %s", file)
	data, err := readInput(file)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the framework: %w", err)
	}
	read, err := framework.Parse(file, data)
	if err != nil {
		return nil, nil, err
	}
	p.notes(read.Notes)
	concepts := make([]match.Concept, len(read.Concepts))
	for i, c := range read.Concepts {
		concepts[i] = match.Concept{ID: c.ID, Label: c.Label, Alternatives: c.Alternatives, Definition: c.Definition}
	}
	return concepts, read.Local, nil
}

// tellEvery is how often the progress of a long list is reported.
const tellEvery = 500 * time.Millisecond
