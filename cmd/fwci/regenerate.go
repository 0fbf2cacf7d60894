package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/export/release"
	"github.com/fwci-open-data/fwci/export/report"
	"github.com/fwci-open-data/fwci/extract"
)

var regenerateCommand = command{
	name:  "regenerate",
	args:  "(--previous PATH | --first) --issued DATE [--text FILE] [--citation FILE] [--raw DIR] [--out DIR]",
	about: "build the next release from changed sources",
	help: `
Builds the release that changed sources call for: compares what raw/ gives with the
previous release (a folder or zip), sets the version step that the change needs
and the date in sources.json and CITATION.cff, records the change in
raw/changes/<version>.json, builds out/ again and runs the checks of fwci release.
A larger version that sources.json already has is kept.

All of this happens in a copy first. If anything fails, or a check does, raw/ and out/
stay as they were. If out/ is what raw/ gives and no table changed, nothing is written.

--text writes what changed as Markdown, for a pull request; its first line is the
title. An existing file is replaced only if it was written by --text.

examples:
  fwci regenerate --previous fwci-2210-1.0.0.zip --issued 2026-12-01`,
	prepare: func(flags *flag.FlagSet) action {
		var r regenerating
		flags.StringVar(&r.previous, "previous", "", "`PATH` of the previous release, folder or zip")
		flags.BoolVar(&r.first, "first", false, "there is no earlier release")
		flags.StringVar(&r.issued, "issued", "", "the `DATE` of a new version, such as 2026-01-31")
		flags.StringVar(&r.text, "text", "", "`FILE` for what changed, as Markdown")
		flags.StringVar(&r.citation, "citation", "CITATION.cff", "`FILE` for reference managers with version and date; it may be missing")
		flags.StringVar(&r.raw, "raw", "raw", "`DIR` with sources.json and the sources")
		flags.StringVar(&r.out, "out", "out", "`DIR` of the built release; it is replaced")
		return func(ctx context.Context, env *environment, args []string) error {
			if r.first == (r.previous != "") || len(args) > 0 {
				return misuse("expected either --previous or --first")
			}
			if _, err := time.Parse(time.DateOnly, r.issued); err != nil {
				return misuse("--issued %q; expected a date such as 2026-01-31", r.issued)
			}
			r.env = env
			return r.run(ctx, newProgress(env.err, false))
		}
	},
}

// regenerating is one run from changed sources to the next release.
type regenerating struct {
	previous, issued, text, citation, raw, out string
	first                                      bool
	env                                        *environment
}

func (r regenerating) run(ctx context.Context, p *progress) error {
	if err := errors.Join(release.Check(ctx, r.out, release.Options{}), r.checkText()); err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "fwci-regenerate-")
	if err != nil {
		return fmt.Errorf("making a folder to build in: %w", err)
	}
	defer os.RemoveAll(scratch)
	r.env.tidy(scratch)
	raw, set, err := load(p, r.raw) // here, so that problems name the files of the repository
	if err != nil {
		return err
	}
	artifacts, err := export.Build(raw, set, nil)
	if err != nil {
		return err
	}
	fresh := same(r.out, artifacts) == nil
	trial := r
	trial.raw, trial.out = filepath.Join(scratch, "raw"), filepath.Join(scratch, "out")
	if err := errors.Join(os.CopyFS(trial.raw, os.DirFS(r.raw)), release.Write(ctx, trial.out, artifacts, release.Options{})); err != nil {
		return err
	}
	gates := releasing{version: set.Info.Version, previous: r.previous, first: r.first, raw: trial.raw, out: trial.out, dist: filepath.Join(scratch, "dist"), env: r.env}
	var difference *change.Report
	if !r.first {
		if difference, err = compare(r.previous, trial.out); err != nil {
			return err
		}
	}
	if fresh && (r.first || difference.Step == change.None || gates.run(newProgress(nil, true)) == nil) {
		p.done("nothing to do: %s is what %s gives, and no change waits for a release", r.out, r.raw)
		return nil
	}
	if difference != nil {
		records, err := changes(raw)
		if err != nil {
			return err
		}
		if gates.version, err = difference.Next(set.Info.Version, records); err != nil {
			return err
		}
		if difference, artifacts, err = trial.record(ctx, newProgress(nil, true), gates.version, gates.version != set.Info.Version); err != nil {
			return err
		}
	}
	if err := gates.run(newProgress(nil, true)); err != nil {
		here := strings.NewReplacer(trial.raw, r.raw, trial.out, r.out).Replace(err.Error())
		return fmt.Errorf("version %s does not pass the gates of a release: %s", gates.version, here)
	}
	return r.env.settle(func() error {
		return r.put(ctx, p, trial.raw, gates.version, difference, artifacts)
	})
}

// proposalHead begins every proposal.
const proposalHead = "# Release "

// checkText refuses a file for the proposal that would change what is built, and one that is not a proposal.
func (r regenerating) checkText() error {
	if r.text == "" {
		return nil
	}
	if err := outside("--text", r.text, r.out, r.raw); err != nil {
		return err
	}
	return release.CheckFile(r.text, proposalHead)
}

// record sets the version, records the change and builds the release again.
func (r regenerating) record(ctx context.Context, p *progress, version string, renumbered bool) (*change.Report, []artifact.Artifact, error) {
	if renumbered {
		file := filepath.Join(r.raw, extract.CatalogFile)
		data, err := os.ReadFile(file)
		if err == nil {
			data, err = setMembers(data, map[string]string{"version": version, "issued": r.issued})
		}
		if err == nil {
			err = release.WriteFile(file, data)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("setting the version in %s: %w", extract.CatalogFile, err)
		}
	}
	if _, err := r.build(ctx, p, "csv"); err != nil {
		return nil, nil, err
	}
	difference, err := compare(r.previous, r.out)
	if err != nil {
		return nil, nil, err
	}
	var text bytes.Buffer
	if err := printJSON(&text, difference); err != nil {
		return nil, nil, err
	}
	folder := filepath.Join(r.raw, extract.ChangesDir)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, nil, err
	}
	if err := release.WriteFile(filepath.Join(folder, version+".json"), text.Bytes()); err != nil {
		return nil, nil, err
	}
	artifacts, err := r.build(ctx, p)
	return difference, artifacts, err
}

// build builds the release, or some formats of it, into the output folder.
func (r regenerating) build(ctx context.Context, p *progress, formats ...string) ([]artifact.Artifact, error) {
	raw, set, err := load(p, r.raw)
	if err != nil {
		return nil, err
	}
	artifacts, err := export.Build(raw, set, formats)
	if err != nil {
		return nil, err
	}
	return artifacts, release.Write(ctx, r.out, artifacts, release.Options{})
}

// put brings what was built and passed the gates to its places.
func (r regenerating) put(ctx context.Context, p *progress, built, version string, difference *change.Report, artifacts []artifact.Artifact) error {
	text := r.proposal(version, difference)
	if difference != nil {
		if err := os.MkdirAll(filepath.Join(r.raw, extract.ChangesDir), 0o755); err != nil {
			return err
		}
		for _, name := range []string{extract.CatalogFile, extract.ChangesDir + "/" + version + ".json"} {
			data, err := os.ReadFile(filepath.Join(built, filepath.FromSlash(name)))
			if err == nil {
				err = release.WriteFile(filepath.Join(r.raw, filepath.FromSlash(name)), data)
			}
			if err != nil {
				return err
			}
		}
		if err := r.cite(version); err != nil {
			return err
		}
	}
	if err := release.Write(ctx, r.out, artifacts, release.Options{Watcher: r.env.watcher, Remark: p.remark}); err != nil {
		return err
	}
	if r.text != "" {
		if err := writeWhole(r.text, proposalHead, []byte(text)); err != nil {
			return err
		}
	}
	p.done("%s: version %s", r.out, version)
	return nil
}

// The lines of CITATION.cff that name the version and its date.
var (
	citedVersion = regexp.MustCompile(`(?m)^version:.*$`)
	citedDate    = regexp.MustCompile(`(?m)^date-released:.*$`)
)

// cite brings version and date of sources.json to CITATION.cff.
func (r regenerating) cite(version string) error {
	data, err := os.ReadFile(r.citation)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading how the data are cited: %w", err)
	}
	c, err := readCatalog(r.raw)
	if err != nil {
		return err
	}
	data = citedVersion.ReplaceAll(data, fmt.Appendf(nil, "version: %q", version))
	data = citedDate.ReplaceAll(data, fmt.Appendf(nil, "date-released: %q", c.Dataset.Issued))
	return release.WriteFile(r.citation, data)
}

// maxProposal is how much of a text is written, in bytes: GitHub takes 65,536 characters.
const maxProposal = 60_000

// proposal says what changed, for those who decide about it.
func (r regenerating) proposal(version string, difference *change.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, proposalHead+"%s of the data\n\n", version)
	if difference == nil {
		b.WriteString("No release is published yet. `out/` is what `raw/` gives.\n")
	} else {
		fmt.Fprintf(&b, "The sources changed since release %s. The change needs a version step of at least **%s**; this is version %s.\n", difference.Old, difference.Step, version)
	}
	fmt.Fprintf(&b, "It was built from `raw/` and passed the gates of a release. After merging, pushing the tag `v%s` publishes it.\n\n", version)
	b.WriteString("A pull request that a workflow opens starts no checks: close it and open it again to start them.\n")
	if difference != nil {
		b.WriteString("\n" + difference.Markdown(report.Escape))
	}
	text := b.String()
	if len(text) <= maxProposal {
		return text
	}
	cut := strings.LastIndexByte(text[:maxProposal], '\n') + 1
	return text[:cut] + fmt.Sprintf("\nMore changed than fits here: `raw/%s/%s.json` has all of it.\n", extract.ChangesDir, version)
}

// setMembers replaces the texts of members of the object "dataset" in sources.json, which was read before, and
// leaves every other byte as it is.
func setMembers(data []byte, values map[string]string) ([]byte, error) {
	var top struct {
		Dataset json.RawMessage `json:"dataset"`
	}
	if err := json.Unmarshal(data, &top); err != nil {
		return nil, err
	}
	set := top.Dataset
	for name, value := range values {
		member := regexp.MustCompile(`("` + name + `"\s*:\s*)"[^"\\]*"`)
		if n := len(member.FindAllIndex(set, -1)); n != 1 {
			return nil, fmt.Errorf("%d members %q in the object \"dataset\"; expected one with a plain text", n, name)
		}
		set = member.ReplaceAll(set, fmt.Appendf(nil, "${1}%q", value))
	}
	return bytes.Replace(data, top.Dataset, set, 1), nil
}

// writeWhole puts a file in place, whole or not at all. A file that does not begin as files of its kind do is left as it
// is.
func writeWhole(out, begins string, data []byte) error {
	f, err := release.CreateFile(out, begins)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return errors.Join(err, f.Discard())
	}
	return f.Commit()
}
