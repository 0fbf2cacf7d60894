package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// The exit codes: done; failure; wrong usage; ended by a signal, as shells say it.
const (
	exitDone        = 0
	exitFailure     = 1
	exitUsage       = 2
	exitInterrupted = 130
)

// A command is one subcommand.
type command struct {
	name    string
	args    string // what follows the name in the usage line
	about   string // one line
	help    string // the lesson: what it does, what it refuses, an example
	prepare func(*flag.FlagSet) action
}

// action runs a command after its flags are parsed.
type action func(ctx context.Context, env *environment, args []string) error

// environment is what a command talks to.
type environment struct {
	in  io.Reader // answers of a person
	out io.Writer // results
	err io.Writer // progress, summaries and errors

	watcher  string    // see release.Options; empty where this program is not started by main
	settling *settling // of the command that runs
}

// usageError is a wrong use of the command line.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func misuse(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

func commands() []command {
	return []command{
		buildCommand, validateCommand, findingsCommand, showCommand, announceCommand,
		diffCommand, releaseCommand, previousCommand, regenerateCommand, verifyCommand, sourcesCommand,
		matchCommand, evaluateCommand, reviewCommand, snapshotCommand, versionCommand,
	}
}

// run runs a command without a watcher and returns the exit code.
func run(ctx context.Context, args []string, out, errw io.Writer) int {
	return dispatch(ctx, &environment{in: os.Stdin, out: out, err: errw}, args)
}

// dispatch runs the command that the arguments name and returns the exit code.
func dispatch(ctx context.Context, env *environment, args []string) int {
	if len(args) == 0 {
		overview(env.err)
		return exitUsage
	}
	switch args[0] {
	case "help", "-h", "--help", "-help":
		return help(args[1:], env.out, env.err)
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(ctx, env, args[1:])
		}
	}
	fmt.Fprintf(env.err, "fwci: no command %q; \"fwci help\" lists the commands\n", args[0])
	return exitUsage
}

func (c command) run(ctx context.Context, env *environment, args []string) int {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	act := c.prepare(flags)
	rest, err := parse(flags, args)
	if errors.Is(err, flag.ErrHelp) {
		c.teach(env.out)
		return exitDone
	}
	if err != nil {
		err = usageError{err.Error()}
	} else if err = noEmptyValues(flags, rest); err == nil {
		err = interruptible(ctx, env, func(env *environment) error { return act(ctx, env, rest) })
	}
	return conclude(c.name, err, env.err)
}

// parse allows flags before and after the other arguments.
func parse(flags *flag.FlagSet, args []string) ([]string, error) {
	var rest []string
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if ended := len(args) - flags.NArg(); ended > 0 && args[ended-1] == "--" {
			return append(rest, flags.Args()...), nil // what follows "--" is not a flag
		}
		args = flags.Args()
		if len(args) > 0 {
			rest = append(rest, args[0])
			args = args[1:]
		}
	}
	return rest, nil
}

// conclude prints an error and returns the exit code for it.
func conclude(name string, err error, errw io.Writer) int {
	var usage usageError
	var problems source.Problems
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		fmt.Fprintf(errw, "fwci %s: %v\n\"fwci help %s\" explains the command.\n", name, err, name)
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintf(errw, "fwci %s: %v\n", name, err)
		return exitInterrupted
	case errors.As(err, &problems):
		fmt.Fprintln(errw, problems.Brief())
		fmt.Fprintf(errw, "fwci %s: %s\n", name, naming.Counted(len(problems.Sorted()), "problem"))
	default:
		fmt.Fprintf(errw, "fwci %s: %v\n", name, err)
	}
	return exitFailure
}

func overview(w io.Writer) {
	fmt.Fprint(w, "fwci turns the U.S. government's handbook for its IT jobs into open data. The handbook\nis the Federal Workforce Competency Initiative (FWCI) handbook for job series 2210 by\nthe Office of Personnel Management (OPM). A crosswalk says what in the handbook\ncorresponds to ESCO, the European classification of skills and occupations, and to the\nU.S. cyber frameworks NICE and DCWF.\n\nusage: fwci COMMAND [flags] [arguments]\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-10s %s\n", c.name, c.about)
	}
	fmt.Fprint(w, "\n\"fwci help COMMAND\" explains a command and its flags.\nExit codes: 0 done, 1 failure, 2 wrong usage,\n130 ended by Ctrl-C or another signal.\n")
}

func help(args []string, out, errw io.Writer) int {
	if len(args) == 0 {
		overview(out)
		return exitDone
	}
	for _, c := range commands() {
		if c.name == args[0] {
			c.teach(out)
			return exitDone
		}
	}
	fmt.Fprintf(errw, "fwci help: no command %q; \"fwci help\" lists the commands\n", args[0])
	return exitUsage
}

// noDefaults are the values of flags that have no default: an empty text, a flag that is off, and the number 0, which
// no command takes.
var noDefaults = []string{"", "false", "0", "0s"}

// teach prints the help of a command with its flags.
func (c command) teach(w io.Writer) {
	fmt.Fprintf(w, "usage: fwci %s\n\n%s\n", strings.TrimSpace(c.name+" "+c.args), strings.TrimSpace(c.help))
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	c.prepare(flags)
	any := false
	flags.VisitAll(func(f *flag.Flag) {
		if !any {
			fmt.Fprint(w, "\nflags:\n")
			any = true
		}
		kind, about := flag.UnquoteUsage(f)
		fmt.Fprintf(w, "  --%s\n        %s", strings.TrimSpace(f.Name+" "+kind), about)
		if !slices.Contains(noDefaults, f.DefValue) {
			fmt.Fprintf(w, " (default %s)", f.DefValue)
		}
		fmt.Fprintln(w)
	})
}
