package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"

	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/export/report"
	"github.com/fwci-open-data/fwci/export/verify"
)

var diffCommand = command{
	name:  "diff",
	args:  "[--json] OLD NEW",
	about: "compare two releases, record by record",
	help: `
Compares two releases, each a folder or a zip: by table, the records added,
removed, changed (old and new value), renamed (a competency or task under a new
identifier, found by its wording) and moved (only its lines in the source are
different), and changes of the schema. Says which step of the version number the
change asks for: a column added, removed or moved and an identifier that disappeared
without being declared are major, new tables and rows are minor, corrections are patches.

examples:
  fwci diff fwci-2210-1.0.0.zip out
  fwci diff --json fwci-2210-1.0.0.zip out > raw/changes/1.1.0.json`,
	prepare: func(flags *flag.FlagSet) action {
		asJSON := flags.Bool("json", false, "print JSON instead of Markdown")
		return func(_ context.Context, env *environment, args []string) error {
			if len(args) != 2 {
				return misuse("expected two releases, found %d arguments", len(args))
			}
			r, err := compare(args[0], args[1])
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(env.out, r)
			}
			_, err = io.WriteString(env.out, r.Markdown(report.Escape))
			return err
		}
	},
}

// compare opens two releases and compares them.
func compare(old, new string) (r *change.Report, err error) {
	before, closeOld, err := verify.Open(old)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, closeOld.Close()) }()
	after, closeNew, err := verify.Open(new)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, closeNew.Close()) }()
	return change.Compare(before, after)
}

func printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("printing JSON: %w", err)
	}
	return nil
}
