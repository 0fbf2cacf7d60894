package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/fwci-open-data/fwci/cmd/fwci/memory"
	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/export/release"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

var buildCommand = command{
	name:  "build",
	args:  "--raw DIR --out DIR [--esco PATH]... [--format LIST | --web] [--replace-edited] [--quiet]",
	about: "build a release from the sources",
	help: `
Reads the sources that raw/sources.json names, checks everything, and writes a
release, which is all files to publish: the same bytes for the same inputs, anywhere.

The build is all or nothing. The files are written to a hidden folder next to the
output folder, saved to the disk and put in place in one step. A build that fails,
is killed or runs out of space leaves the last release as it was. On Linux nothing
else is left; on other systems, or after a loss of power, the next build removes
the hidden folder.
An ESCO download adds descriptions, labels, relations, group names and changes of
the concepts that mappings name, and gives the release a version of its own. Parts
of a download, several languages and an earlier version may be given.
The build stops, and names file and line, at a line that no rule knows, at a
finding of severity error, and at a record that breaks its schema.

The output folder must be new, empty, or a release of fwci as it was built: its
manifest names the files that are there, each with its checksum, and no others.
Your own files in it are named and never deleted. Where files of the release were
edited or are missing, the build says which; --replace-edited replaces them. Files
that Finder and Explorer create (.DS_Store, Thumbs.db, desktop.ini) do not count
and are removed with the old release.

Where the output folder is a mount point, such as the volume of a container, it
cannot be replaced in one step. The files are then prepared inside it and moved
one after the other. A build that is killed during the moves is undone: on Linux at
once, on other systems by the next build. Until then a reader can see an incomplete
folder; it has no SHA256SUMS.

--format writes only the formats named. csvw is the metadata of the CSV files (CSV on
the Web), dcat the descriptions for data catalogs, signpost the redirects of the
identifiers and the list of pages for search engines. turtle is the linked data in another
syntax, resource a file of linked data for each thing: a web server hands them to programs
that follow an identifier. --web writes them too.

examples:
  fwci build --raw raw --out out
  fwci build --raw raw --out /tmp/tables --format csv,parquet
  fwci build --raw raw --out /tmp/web --web
  fwci build --raw raw --out out --esco "ESCO dataset - v1.1.1 - classification - en - csv.zip"`,
	prepare: func(flags *flag.FlagSet) action {
		raw := flags.String("raw", "raw", "`DIR` with sources.json and the sources")
		out := flags.String("out", "out", "`DIR` of the release; it is replaced")
		esco := paths{}
		flags.Var(&esco, "esco", "`PATH` of an ESCO download, zip, folder or CSV file; may be given several times")
		formats := flags.String("format", "", "`LIST` of formats: "+formatNames()+"; when not given, all but turtle and resource")
		web := flags.Bool("web", false, "write all formats, also turtle and resource")
		edited := flags.Bool("replace-edited", false, "replace a release even if some of its files were edited or are missing")
		quiet := flags.Bool("quiet", false, "print nothing but errors and what was replaced or left")
		return func(ctx context.Context, env *environment, args []string) error {
			wanted, err := formatList(*formats)
			if err != nil {
				return err
			}
			if *web && len(wanted) > 0 {
				return misuse("--web writes all formats, and --format %s only some; name one of the two", *formats)
			}
			if *web {
				wanted = allFormats()
			}
			if len(args) > 0 {
				return misuse("unexpected argument %q", args[0])
			}
			if inside, err := within(*out, *raw); err != nil {
				return err
			} else if inside {
				return misuse("--out %s is inside %s and would change it; name a place outside it", *out, *raw)
			}
			p := newProgress(env.err, *quiet)
			o := release.Options{ReplaceEdited: *edited, Watcher: env.watcher, Remark: p.remark}
			if err := release.Check(ctx, *out, o); err != nil {
				return err
			}
			artifacts, summary, err := build(p, *raw, esco, wanted)
			if err == nil {
				p.stage("putting the release in place")
				err = env.settle(func() error { return release.Write(ctx, *out, artifacts, o) })
			}
			if err != nil {
				p.clear()
				return err
			}
			p.done("%s: %s", *out, summary)
			return nil
		}
	},
}

// paths is a flag that may be given several times.
type paths []string

func (p *paths) String() string { return strings.Join(*p, ", ") }

// Set adds a path; an empty one is wrong usage.
func (p *paths) Set(path string) error {
	if path == "" {
		return errors.New("expected a path")
	}
	*p = append(*p, path)
	return nil
}

func formatNames() string { return strings.Join(allFormats(), ", ") }

func allFormats() (names []string) {
	for _, f := range export.Formats() {
		names = append(names, f[0])
	}
	return names
}

func formatList(list string) ([]string, error) {
	var names []string
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	if list != "" && len(names) == 0 {
		return nil, misuse("--format %q names no format", list)
	}
	if err := export.CheckFormats(names); err != nil {
		return nil, usageError{err.Error()}
	}
	return names, nil
}

// build makes the files of a release and says in a line what they hold.
func build(p *progress, rawDir string, esco, formats []string) (artifacts []artifact.Artifact, summary string, err error) {
	raw, set, err := load(p, rawDir, esco...)
	if err != nil {
		return nil, "", err
	}
	p.stage("writing formats")
	if artifacts, err = export.Build(raw, set, formats); err != nil {
		return nil, "", err
	}
	bytes := 0
	for _, a := range artifacts {
		bytes += len(a.Data)
	}
	return artifacts, fmt.Sprintf("%s, %d rows in %d tables, %s; %s bytes", naming.Counted(len(artifacts), "file"), rows(set), len(set.Tables()), severities(set), grouped(bytes)), nil
}

// load reads the sources, says what is not known of the downloads, and makes the dataset.
func load(p *progress, rawDir string, esco ...string) (*extract.Raw, *dataset.Dataset, error) {
	return loadTelling(p, rawDir, esco, func(c *escodata.Classification) { p.tell(c, buildLacks, buildForeign) })
}

// loadTelling is load for a command that says by itself what it does without: tell gets the download that is used.
func loadTelling(p *progress, rawDir string, esco []string, tell func(*escodata.Classification)) (*extract.Raw, *dataset.Dataset, error) {
	p.stage("reading %s", rawDir)
	memory.Expect(size(rawDir))
	raw, err := extract.Load(rawDir, esco...)
	if err != nil {
		p.clear()
		return nil, nil, err
	}
	for _, c := range append([]*escodata.Classification{raw.ESCO}, raw.OtherESCO...) {
		if c != nil {
			p.stage("read %s", named(c))
		}
	}
	if raw.ESCO != nil {
		tell(raw.ESCO)
		p.tellUnused(raw.ESCO, raw.OtherESCO)
	}
	if _, err := change.Records(raw.Changes); err != nil {
		p.clear()
		return nil, nil, err
	}
	p.stage("making and checking the tables of %s", naming.Counted(len(raw.Documents), "source"))
	set, err := transform.Build(raw)
	if err != nil {
		p.clear()
		return nil, nil, err
	}
	return raw, set, nil
}

// size returns how many bytes the files of a folder have, as far as they can be listed.
func size(dir string) (bytes int64) {
	_ = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			if info, err := entry.Info(); err == nil {
				bytes += info.Size()
			}
		}
		return nil
	})
	return bytes
}

func rows(set *dataset.Dataset) int {
	n := 0
	for _, t := range set.Tables() {
		n += t.Len()
	}
	return n
}

// severities counts the findings in words.
func severities(set *dataset.Dataset) string {
	count := map[string]int{}
	for _, f := range set.Findings {
		count[f.Severity]++
	}
	return naming.Counted(count["warning"], "warning") + ", " + naming.Counted(count["info"], "info finding")
}

// grouped prints a number with its thousands separated.
func grouped(n int) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
