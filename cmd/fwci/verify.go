package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"github.com/fwci-open-data/fwci/cmd/fwci/memory"
	"github.com/fwci-open-data/fwci/export/verify"
	"github.com/fwci-open-data/fwci/transform/naming"
)

var verifyCommand = command{
	name:  "verify",
	args:  "PATH [--quiet]",
	about: "check every file of a downloaded release, folder or zip",
	help: `
Checks a release (a folder or a zip). It needs nothing else. It checks every
file against SHA256SUMS and manifest.json, every record against its JSON Schema,
primary keys, references and the other rules of the contract. Then it makes the
whole release again, from its tables and from the inputs in source/, and compares
every byte of every file: statistics, styles, indexes, reports and website
included. Where something differs, the formats that have tables (CSV, JSON,
Parquet, workbook, database) are compared cell by cell to say where.

Another version of fwci may write different bytes. For a release of another version,
the tables are compared cell by cell and the other files only with their
checksums; a note says which. Whether the tables follow from the sources is not
checked: "fwci build" shows that.

If something is wrong, it says in which file, record and column, and exits with 1.

examples:
  fwci verify fwci-2210-1.0.0.zip
  fwci verify out`,
	prepare: prepareVerify,
}

var validateCommand = command{
	name:  "validate",
	args:  "OUT [--quiet]",
	about: "the same as verify, under its earlier name",
	help: `
Does the same as "fwci verify", which has taken its place; scripts that use the
earlier name still work. "fwci help verify" explains it.

example:
  fwci validate out`,
	prepare: prepareVerify,
}

func prepareVerify(flags *flag.FlagSet) action {
	quiet := flags.Bool("quiet", false, "print nothing but problems")
	return func(_ context.Context, env *environment, args []string) error {
		if len(args) != 1 {
			return misuse("expected one release, found %d arguments", len(args))
		}
		p := newProgress(env.err, *quiet)
		p.stage("checking %s", args[0])
		result, err := check(args[0])
		p.clear()
		if err != nil {
			return err
		}
		for _, note := range result.Notes {
			p.note("%s", note)
		}
		if err := result.Problems.Err(); err != nil {
			return err
		}
		p.done("%s is sound: version %s, %s, %d rows in %d tables", args[0], result.Manifest.Dataset.Version, naming.Counted(result.Files, "file"), result.Rows, result.Tables)
		return nil
	}
}

func check(path string) (result *verify.Result, err error) {
	memory.UseLargePages()
	files, closer, err := verify.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, closer.Close()) }()
	if result, err = verify.Check(files); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return result, nil
}
