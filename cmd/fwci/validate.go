package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"github.com/fwci-open-data/fwci/export/verify"
)

var validateCommand = command{
	name:  "validate",
	args:  "[--quiet] OUT",
	about: "check a release: checksums, schemas, keys, equal formats",
	help: `
Checks the release OUT, a folder or a zip, with nothing else at hand: every file
against SHA256SUMS and manifest.json, every record against its JSON Schema,
primary keys, references and the other rules of the contract, and the formats
against one another. Says what is wrong in which file; exits with 1 then.

example:
  fwci validate out`,
	prepare: func(flags *flag.FlagSet) action {
		quiet := flags.Bool("quiet", false, "print nothing but problems")
		return func(_ context.Context, env *environment, args []string) error {
			if len(args) != 1 {
				return misuse("expected one folder or zip, found %d arguments", len(args))
			}
			p := newProgress(env.err, *quiet)
			p.stage("checking %s", args[0])
			result, err := check(args[0])
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

func check(path string) (*verify.Result, error) {
	files, closer, err := verify.Open(path)
	if err != nil {
		return nil, err
	}
	result, err := verify.Check(files)
	if err := errors.Join(err, closer.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return result, nil
}
