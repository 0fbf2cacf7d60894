package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/fwci-open-data/fwci/extract/version"
	"github.com/fwci-open-data/fwci/transform/naming"
)

var previousCommand = command{
	name:  "previous",
	args:  "[--version X.Y.Z]",
	about: "name the release before a version, from a list of releases",
	help: `
Reads a list of releases from standard input, as "gh release list --json tagName"
prints it, and prints the tag of the release before a version: the highest version
below it, by the order of Semantic Versioning, whatever its date. Without
--version, the highest of all. A tag is the letter v and a version.

Prints nothing if the list is empty: then there is no release yet. It fails on
anything that is not such a list (also on an empty answer), on a version that was
released already, and if releases are listed but none of them comes before.

examples:
  gh release list --exclude-drafts --json tagName | fwci previous --version 1.1.0`,
	prepare: func(flags *flag.FlagSet) action {
		next := flags.String("version", "", "the version to release (`X.Y.Z`)")
		return func(_ context.Context, env *environment, args []string) error {
			if len(args) > 0 {
				return misuse("unexpected argument %q", args[0])
			}
			given := false
			flags.Visit(func(f *flag.Flag) { given = given || f.Name == "version" })
			if given && !version.Valid(*next) {
				return fmt.Errorf("the version %q; expected major.minor.patch, such as 1.1.0 or 1.1.0-rc.1", *next)
			}
			tags, err := readTags(env.in)
			if err != nil {
				return err
			}
			tag, err := before(tags, *next, env.err)
			if err != nil || tag == "" {
				return err
			}
			_, err = fmt.Fprintln(env.out, tag)
			return err
		}
	},
}

// versionOf returns the version of a release by its tag, v and the version, and whether it is one.
func versionOf(tag string) (string, bool) {
	v, ok := strings.CutPrefix(tag, "v")
	return v, ok && version.Valid(v)
}

// readTags reads the tags of a list of releases. An answer that is not a list is an error: it does not prove
// that there is no release.
func readTags(r io.Reader) ([]string, error) {
	var releases []struct {
		Tag *string `json:"tagName"`
	}
	decoder := json.NewDecoder(r)
	if err := decoder.Decode(&releases); err != nil {
		return nil, fmt.Errorf("reading the list of releases: %w; expected a JSON list of objects with a tagName", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("the list of releases goes on after its end; expected one JSON list")
	}
	if releases == nil {
		return nil, errors.New("the list of releases is null; expected a JSON list, [] where there is no release")
	}
	tags := make([]string, 0, len(releases))
	for i, r := range releases {
		if r.Tag == nil || *r.Tag == "" {
			return nil, fmt.Errorf("release %d of the list has no tagName", i+1)
		}
		tags = append(tags, *r.Tag)
	}
	return tags, nil
}

// before returns the tag with the highest version below a version, or of all where none is given; "" where no
// release is listed. Tags in another form are named and left out.
func before(tags []string, next string, notes io.Writer) (string, error) {
	best, highest := "", ""
	for _, tag := range tags {
		switch v, ok := versionOf(tag); {
		case !ok:
			fmt.Fprintf(notes, "left out: the release with the tag %q, which is not v and a version\n", tag)
		case next != "" && version.Compare(v, next) == 0:
			return "", fmt.Errorf("%s is released already", tag)
		case next != "" && version.Compare(v, next) > 0:
		case best == "" || version.Compare(v, highest) > 0:
			best, highest = tag, v
		}
	}
	switch {
	case best != "" || len(tags) == 0:
		return best, nil
	case next == "":
		return "", fmt.Errorf("%s listed, and none has a version as its tag", naming.Counted(len(tags), "release"))
	}
	return "", fmt.Errorf("%s listed, and none comes before version %s", naming.Counted(len(tags), "release"), next)
}
