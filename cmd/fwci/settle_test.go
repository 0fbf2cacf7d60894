package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"testing"
)

// testSettle interrupts a command while it settles.
func testSettle(t *testing.T, fails bool, want int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	settled := false
	c := command{name: "probe", prepare: func(*flag.FlagSet) action {
		return func(ctx context.Context, env *environment, _ []string) error {
			err := env.settle(func() error {
				cancel()
				<-ctx.Done()
				settled = true
				if fails {
					return fmt.Errorf("given up: %w", ctx.Err())
				}
				return nil
			})
			fmt.Fprintln(env.out, "summary")
			return err
		}
	}}
	var out, errw bytes.Buffer
	if code := c.run(ctx, &environment{out: &out, err: &errw}, nil); code != want || !settled || out.String() != "summary\n" {
		t.Errorf("exit code %d, settled: %t, printed %q and %q; expected %d", code, settled, &out, &errw, want)
	}
}

// A command that has nothing to settle ends while it still computes; what it prints later goes nowhere.
func TestInterruptedWhileItComputes(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	release, ended := make(chan struct{}), make(chan error, 2)
	c := command{name: "probe", prepare: func(*flag.FlagSet) action {
		return func(_ context.Context, env *environment, _ []string) error {
			cancel()
			<-release
			_, err := fmt.Fprintln(env.out, "late")
			ended <- err
			ended <- env.settle(func() error { t.Error("work began after the interruption"); return nil })
			return nil
		}
	}}
	var out, errw bytes.Buffer
	code := c.run(ctx, &environment{out: &out, err: &errw}, nil)
	close(release)
	if err := <-ended; code != exitInterrupted || err == nil || out.Len() > 0 || errw.String() != "fwci probe: interrupted\n" {
		t.Errorf("exit code %d, printed %q and %q, late error %v", code, &out, &errw, err)
	}
}

// No flag and no argument may be empty: a variable of a shell was not set.
func TestEmptyValuesAreWrongUsage(t *testing.T) {
	for _, c := range commands() {
		flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
		c.prepare(flags)
		flags.VisitAll(func(f *flag.Flag) {
			code, out, errors := fwci(t, c.name, "--"+f.Name+"=")
			if code != exitUsage || out != "" || errors == "" {
				t.Errorf("fwci %s --%s= ends with %d and says %q", c.name, f.Name, code, errors)
			}
		})
		if code, _, errors := fwci(t, c.name, ""); code != exitUsage {
			t.Errorf("fwci %s \"\" ends with %d and says %q", c.name, code, errors)
		}
	}
}
