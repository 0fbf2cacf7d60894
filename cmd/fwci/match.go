package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/export/release"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/evaluate/goldset"
	"github.com/fwci-open-data/fwci/transform/match"
	"github.com/fwci-open-data/fwci/transform/naming"
)

var matchCommand = command{
	name:  "match",
	args:  "--esco PATH... --target TARGET --queries FILE.csv [--top K] [--out FILE.csv]",
	about: "rank ESCO concepts for your own list of skills or job titles",
	help: `
Ranks the concepts of an ESCO download for each entry of a list, offline and
always in the same way. The list is CSV with the columns query_id, label and,
where you have one, definition. The answer is CSV with the columns query_id,
rank, object_id, object_label, object_type, confidence and why; confidence is
the estimated probability that the concept is an exact or close counterpart.
A ranking is a proposal: a mapping is a judgement that you make from both texts.

A file that is there is replaced only if it is a ranking too.

TARGET is skills, occupations (ESCO occupations and ISCO groups together) or all.

example:
  fwci match --esco esco-v1.1.1 --target skills --queries mine.csv --top 10 --out ranked.csv`,
	prepare: func(flags *flag.FlagSet) action {
		esco := paths{}
		flags.Var(&esco, "esco", "`PATH` of an ESCO download, zip, folder or CSV file; may be given several times")
		target := flags.String("target", string(match.Skills), "what to rank: skills, occupations or all (`TARGET`)")
		queries := flags.String("queries", "", "`FILE` of queries, CSV")
		top := flags.Int("top", 10, "how many concepts to give for each query (`K`)")
		out := flags.String("out", "", "`FILE` to write; standard output when not given")
		quiet := flags.Bool("quiet", false, "print nothing but errors and the answer")
		return func(ctx context.Context, env *environment, args []string) error {
			switch {
			case len(esco) == 0 || *queries == "":
				return misuse("expected --esco and --queries")
			case match.Target(*target).Types() == nil:
				return misuse("no target %q; expected skills, occupations or all", *target)
			case *top < 1:
				return misuse("--top is %d; expected a number from 1", *top)
			case len(args) > 0:
				return misuse("unexpected argument %q", args[0])
			}
			return rank(ctx, env, newProgress(env.err, *quiet), esco, match.Target(*target), *queries, *top, *out)
		}
	},
}

// rankingHeader is the first line of every ranking.
var rankingHeader = []string{"query_id", "rank", "object_id", "object_label", "object_type", "confidence", "why"}

func rank(ctx context.Context, env *environment, p *progress, esco []string, target match.Target, file string, top int, out string) error {
	if out != "" {
		if err := notInput(out, append(esco, file)...); err != nil {
			return err
		}
		if err := release.CheckFile(out, strings.Join(rankingHeader, ",")); err != nil {
			return err
		}
	}
	queries, err := readQueries(file)
	if err != nil {
		return err
	}
	_, index, err := newIndex(p, esco, target)
	if err != nil {
		return err
	}
	p.stage("ranking %s", counted(len(queries), "query"))
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(rankingHeader); err != nil {
		return err
	}
	ranked := index.SearchAll(queries, top)
	if err := ctx.Err(); err != nil {
		return err
	}
	for n, candidates := range ranked {
		for i, c := range candidates {
			row := []string{queries[n].ID, strconv.Itoa(i + 1), c.URI, naming.Clean(c.Label), string(c.Type), strconv.FormatFloat(c.Confidence, 'f', 3, 64), c.Why}
			if err := w.Write(row); err != nil {
				return err
			}
		}
	}
	if w.Flush(); w.Error() != nil {
		return w.Error()
	}
	p.done("ranked %s", counted(len(queries), "query"))
	if out == "" {
		_, err := env.out.Write(b.Bytes())
		return err
	}
	return env.settle(func() error { return writeWhole(out, strings.Join(rankingHeader, ","), b.Bytes()) })
}

// writeWhole puts a file in place, whole or not at all. A file that does not begin as files of its kind do is left as it
// is.
func writeWhole(out, begins string, data []byte) error {
	f, err := release.CreateFile(out, begins)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return errors.Join(err, f.Discard())
	}
	return f.Commit()
}

func readQueries(file string) ([]match.Query, error) {
	data, err := readInput(file)
	if err != nil {
		return nil, fmt.Errorf("reading the queries: %w", err)
	}
	return goldset.ParseQueries(file, data)
}

// readInput reads a file that the user names, of at most source.MaxBytes.
func readInput(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	data, err := io.ReadAll(io.LimitReader(f, source.MaxBytes+1))
	if err == nil && len(data) > source.MaxBytes {
		err = fmt.Errorf("%s is larger than %d bytes", file, source.MaxBytes)
	}
	return data, err
}

// newIndex loads a download and indexes the concepts of a target.
func newIndex(p *progress, esco []string, target match.Target) (*escodata.Classification, *match.Index, error) {
	p.stage("reading ESCO")
	c, err := escodata.LoadFor(esco, target.Types()...)
	if err != nil {
		return nil, nil, err
	}
	n := 0
	for _, t := range target.Types() {
		n += c.Count(t)
	}
	if n == 0 {
		return nil, nil, fmt.Errorf("the ESCO download holds no %s; missing files: %v", target, c.Missing)
	}
	p.tell(c, rankLacks(c, target), rankForeign)
	p.stage("indexing %d concepts of %s", n, named(c))
	return c, match.NewIndex(c, target), nil
}
