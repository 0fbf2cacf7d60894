package main

import (
	"context"
	"flag"
	"fmt"
	"runtime"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/schemas"
)

var versionCommand = command{
	name:  "version",
	about: "print the versions of the program and of the schemas",
	help:  "Prints the version of the program, of the schemas and of the Go toolchain that built it.",
	prepare: func(*flag.FlagSet) action {
		return func(_ context.Context, env *environment, args []string) error {
			if len(args) > 0 {
				return misuse("unexpected argument %q", args[0])
			}
			fmt.Fprintf(env.out, "fwci %s, schemas %s, %s\n", export.Tool.Version, schemas.Version, runtime.Version())
			return nil
		}
	},
}
