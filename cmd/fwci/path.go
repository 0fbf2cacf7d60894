package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// noEmptyValues refuses a flag that is given with an empty value, and an empty argument: "--out $DIR" with DIR
// not set means a mistake, never the working folder.
func noEmptyValues(flags *flag.FlagSet, args []string) error {
	var err error
	flags.Visit(func(f *flag.Flag) {
		if f.Value.String() == "" && err == nil {
			kind, _ := flag.UnquoteUsage(f)
			err = misuse("--%s is empty; expected %s", f.Name, kind)
		}
	})
	if err == nil && slices.Contains(args, "") {
		err = misuse("an argument is empty; expected a name")
	}
	return err
}

// within reports whether a path is that folder or lies in it, symbolic links followed. Neither has to exist.
func within(path, folder string) (bool, error) {
	outer, err := os.Stat(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	at, err := filepath.Abs(path)
	if err != nil {
		return false, err
	}
	for {
		real, err := filepath.EvalSymlinks(at)
		if err == nil {
			at = real
			break
		}
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
			return false, err
		}
		at = filepath.Dir(at)
	}
	for {
		here, err := os.Stat(at)
		if err != nil {
			return false, err
		}
		if os.SameFile(outer, here) {
			return true, nil
		}
		if filepath.Dir(at) == at {
			return false, nil
		}
		at = filepath.Dir(at)
	}
}

// outside refuses an output of a flag that is inside one of the folders that a command reads or builds.
func outside(flag, path string, folders ...string) error {
	for _, folder := range folders {
		if inside, err := within(path, folder); err != nil {
			return err
		} else if inside {
			return fmt.Errorf("%s %s is inside %s and would change it; name a place outside it", flag, path, folder)
		}
	}
	return nil
}

// notInput refuses an output file that is one of the files a command reads.
func notInput(out string, inputs ...string) error {
	info, err := os.Stat(out)
	if err != nil {
		return nil // what is not there is not read
	}
	for _, in := range inputs {
		if read, err := os.Stat(in); err == nil && os.SameFile(info, read) {
			return fmt.Errorf("%s is read by this command and would be lost; name another output", out)
		}
	}
	return nil
}
