package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/finding"
	"github.com/fwci-open-data/fwci/transform/naming"
)

var findingsCommand = command{
	name:  "findings",
	args:  "[--raw DIR] [--esco PATH]... [--severity LEVEL] [--rule RULE] [--json]",
	about: "list findings: what looks odd in the sources",
	help: `
Prints the findings about the sources: file, line, what was found, and the rule.
Errors stop a build and end this command with exit code 1; warnings and info
findings are published with the release.

examples:
  fwci findings
  fwci findings --severity warning
  fwci findings --rule declared-count --json`,
	prepare: func(flags *flag.FlagSet) action {
		raw := flags.String("raw", "raw", "`DIR` with sources.json and the sources")
		esco := paths{}
		flags.Var(&esco, "esco", "`PATH` of an ESCO download to compare the pages and mappings with; may be given several times")
		severity := flags.String("severity", "info", "lowest `LEVEL` to print: error, warning or info")
		rule := flags.String("rule", "", "print the findings of one `RULE` only")
		asJSON := flags.Bool("json", false, "print JSON instead of lines")
		return func(_ context.Context, env *environment, args []string) error {
			levels := []string{"error", "warning", "info"}
			level := slices.Index(levels, *severity)
			if level < 0 || len(args) > 0 {
				return misuse("expected --severity error, warning or info, and no other argument")
			}
			if *rule != "" && !slices.ContainsFunc(finding.Rules(), func(r finding.Rule) bool { return r.ID == *rule }) {
				return misuse("no rule %q; out/quality-report.md lists the rules", *rule)
			}
			_, set, err := load(newProgress(env.err, true), *raw, esco...)
			if err != nil {
				return err
			}
			chosen := []dataset.Finding{}
			for _, f := range set.Findings {
				if slices.Index(levels, f.Severity) <= level && (*rule == "" || f.Rule == *rule) {
					chosen = append(chosen, f)
				}
			}
			if *asJSON {
				encoder := json.NewEncoder(env.out)
				encoder.SetEscapeHTML(false)
				encoder.SetIndent("", "  ")
				return encoder.Encode(chosen)
			}
			paths := map[string]string{}
			for _, s := range set.SourceDocuments {
				paths[s.SourceID] = path.Join(filepath.ToSlash(*raw), s.Path)
			}
			for _, f := range chosen {
				fmt.Fprintf(env.out, "%s%s: %s [%s]\n", place(f, paths), f.Severity, f.Message, f.Rule)
			}
			fmt.Fprintln(env.err, naming.Counted(len(chosen), "finding"))
			return nil
		}
	},
}

func place(f dataset.Finding, paths map[string]string) string {
	switch {
	case f.SourceID == nil:
		return ""
	case f.LineStart == nil:
		return paths[*f.SourceID] + ": "
	}
	return fmt.Sprintf("%s:%d: ", paths[*f.SourceID], *f.LineStart)
}
