package main

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"

	"github.com/fwci-open-data/fwci/export/release"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/skillfact"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
	taken "github.com/fwci-open-data/fwci/transform/snapshot"
)

var snapshotCommand = command{
	name:  "snapshot",
	args:  "[--esco PATH...] [--check] [--raw DIR]",
	about: "keep what ESCO says of the mapped skills, so that builds need no download",
	help: `
Reads an official ESCO download once and writes what it says of each skill that
a mapping names into raw/esco/skill-facts.csv: label, type, reuse level, the
collections that it is in, and the version of ESCO. A type that the download
does not state is inferred, and the row says from what. A skill that the
download no longer describes keeps its earlier row.

Without --esco, or with --check, nothing is written: the command lists the rows
that are missing, out of date or not needed, and fails if there are any.

examples:
  fwci snapshot --esco esco-v1.1.1
  fwci snapshot`,
	prepare: func(flags *flag.FlagSet) action {
		esco := paths{}
		flags.Var(&esco, "esco", "`PATH` of an ESCO download, zip, folder or CSV file; may be given several times")
		raw := flags.String("raw", "raw", "`DIR` with the sources and crosswalk/")
		check := flags.Bool("check", false, "write nothing; list what is missing or out of date")
		return func(_ context.Context, env *environment, args []string) error {
			if len(args) > 0 {
				return misuse("unexpected argument %q", args[0])
			}
			p := newProgress(env.err, false)
			sources, set, err := load(p, *raw, esco...)
			if err != nil {
				return err
			}
			p.clear()
			if sources.ESCO != nil {
				if err := taken.Usable(sources.ESCO, set.Info.Language); err != nil {
					return err
				}
			}
			if sources.ESCO == nil || *check {
				return checkSnapshot(env, sources, set)
			}
			return takeSnapshot(env, filepath.Join(*raw, filepath.FromSlash(extract.SkillFactsFile)), sources, set)
		}
	},
}

// checkSnapshot lists what is wrong with the list and fails if anything is.
func checkSnapshot(env *environment, sources *extract.Raw, set *dataset.Dataset) error {
	concepts := taken.Mapped(sources.Mappings, set)
	remarks := taken.Check(concepts, sources.SkillFacts, sources.ESCO)
	for _, r := range remarks {
		place := extract.SkillFactsFile
		if r.Line > 0 {
			place = fmt.Sprintf("%s:%d", place, r.Line)
		}
		fmt.Fprintf(env.out, "%s: %s: “%s” (%s): %s\n", place, r.Problem, r.Label, r.URI, r.Text)
	}
	if len(remarks) > 0 {
		return fmt.Errorf("%s of %s missing, out of date or not needed; \"fwci snapshot --esco PATH\" writes the list again", naming.Counted(len(remarks), "row"), extract.SkillFactsFile)
	}
	fmt.Fprintf(env.err, "%s of %s say what the mappings say\n", naming.Counted(len(concepts), "row"), extract.SkillFactsFile)
	return nil
}

// takeSnapshot writes the list again and says what it holds.
func takeSnapshot(env *environment, file string, sources *extract.Raw, set *dataset.Dataset) error {
	facts, missing := taken.Take(taken.Mapped(sources.Mappings, set), sources.SkillFacts, sources.ESCO)
	data, err := skillfact.Format(facts)
	if err != nil {
		return fmt.Errorf("the list cannot be saved: %w", err)
	}
	if err := release.WriteFile(file, data); err != nil {
		return err
	}
	fmt.Fprintf(env.err, "%s saved in %s\n", naming.Counted(len(facts), "row"), file)
	for _, f := range facts {
		switch {
		case f.Version != sources.ESCO.Version:
			fmt.Fprintf(env.out, "kept: “%s” (%s): ESCO %s does not describe it; its row is from ESCO %s\n", f.Label, f.URI, sources.ESCO.Version, f.Version)
		case f.Basis != skillfact.Stated:
			fmt.Fprintf(env.out, "inferred: “%s” (%s): ESCO %s states no type; %s by its %s\n", f.Label, f.URI, f.Version, f.Type, f.Basis)
		}
	}
	for _, c := range missing {
		fmt.Fprintf(env.out, "%s: “%s” (%s): ESCO %s does not describe it\n", taken.Missing, c.Label, c.URI, sources.ESCO.Version)
	}
	if len(missing) > 0 {
		return fmt.Errorf("%s missing in the list; an earlier version of ESCO may describe them", naming.Counted(len(missing), "concept"))
	}
	return nil
}
