package main

import (
	"context"
	"flag"
	"os"

	"github.com/fwci-open-data/fwci/export/verify"
)

var validateCommand = command{
	name:  "validate",
	args:  "OUT",
	about: "check a release: checksums, schemas, keys, equal formats",
	help: `
Checks the release in the folder OUT with nothing else at hand: every file
against SHA256SUMS and manifest.json, every record against its JSON Schema,
primary keys, references and the other rules of the contract, and the formats
against one another. Says what is wrong in which file; exits with 1 then.

example:
  fwci validate out`,
	prepare: func(flags *flag.FlagSet) action {
		quiet := flags.Bool("quiet", false, "print nothing but problems")
		return func(_ context.Context, env *environment, args []string) error {
			if len(args) != 1 {
				return misuse("expected one folder, found %d arguments", len(args))
			}
			p := newProgress(env.err, *quiet)
			p.stage("checking %s", args[0])
			result, err := verify.Check(os.DirFS(args[0]))
			p.clear()
			if err != nil {
				return err
			}
			if err := result.Problems.Err(); err != nil {
				return err
			}
			p.done("%s is sound: version %s, %s, %d rows in %d tables", args[0], result.Manifest.Dataset.Version, counted(result.Files, "file"), result.Rows, result.Tables)
			return nil
		}
	},
}
