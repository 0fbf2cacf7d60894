package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/archive"
	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/export/release"
	"github.com/fwci-open-data/fwci/export/verify"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform/naming"
)

var releaseCommand = command{
	name:  "release",
	args:  "--version X.Y.Z (--previous PATH | --first) [--raw DIR] [--out DIR] [--dist DIR]",
	about: "check a release and pack its archive",
	help: `
Packs the release archive, <id>-<version>.zip, with a checksum file, the
same bytes for the same release, if all of this is true:

  - DIR of the archive is outside out/ and raw/, and has no other archive of
    that name;
  - raw/ builds, without a finding of severity error;
  - the version is the one in raw/sources.json;
  - out/ is byte for byte what raw/ gives;
  - compared with the previous release (a folder or zip): the version step is large
    enough, no identifier of a band, scope, cluster, competency, profile, task or
    position title disappeared without a row in raw/withdrawn.csv, and the change
    is recorded in raw/changes/<version>.json (fwci diff --json).

A pre-release, such as 1.1.0-rc.1, comes before its release. After one, the step
counts from the last release that was not a pre-release: it covers everything that
changed since then.

examples:
  fwci release --version 1.0.0 --first
  fwci release --version 1.1.0 --previous dist/fwci-2210-1.0.0.zip`,
	prepare: func(flags *flag.FlagSet) action {
		var r releasing
		flags.StringVar(&r.version, "version", "", "the version to release (`X.Y.Z`)")
		flags.StringVar(&r.previous, "previous", "", "`PATH` of the previous release, folder or zip")
		flags.BoolVar(&r.first, "first", false, "there is no earlier release")
		flags.StringVar(&r.raw, "raw", "raw", "`DIR` with sources.json and the sources")
		flags.StringVar(&r.out, "out", "out", "`DIR` of the built release")
		flags.StringVar(&r.dist, "dist", "dist", "`DIR` to put the archive in")
		return func(_ context.Context, env *environment, args []string) error {
			r.env = env
			if r.version == "" || r.first == (r.previous != "") || len(args) > 0 {
				return misuse("expected --version and either --previous or --first")
			}
			return r.run(newProgress(env.err, false))
		}
	},
}

// releasing is one run of the gates.
type releasing struct {
	version, previous, raw, out, dist string
	first                             bool
	env                               *environment
}

func (r releasing) run(p *progress) error {
	if err := outside("--dist", r.dist, r.out, r.raw); err != nil {
		return err
	}
	raw, set, err := load(p, r.raw)
	if err != nil {
		return err
	}
	if set.Info.Version != r.version {
		p.clear()
		return fmt.Errorf("the version asked for is %s; %s/%s says %s", r.version, r.raw, extract.CatalogFile, set.Info.Version)
	}
	p.stage("building to compare with %s", r.out)
	artifacts, err := export.Build(raw, set, nil)
	if err == nil {
		err = same(r.out, artifacts)
	}
	p.clear()
	if err != nil {
		return err
	}
	name := archive.Name(set.Info.ID, r.version)
	packed, err := archive.Pack(name, set.Info.Issued, artifacts)
	if err != nil {
		return err
	}
	if !r.first {
		if err := r.compatible(raw, name, packed); err != nil {
			return err
		}
	}
	file := filepath.Join(r.dist, name+".zip")
	if err := r.env.settle(func() error { return put(file, packed) }); err != nil {
		return err
	}
	p.done("%s: %s, %s bytes", file, naming.Counted(len(artifacts), "file"), grouped(len(packed)))
	return nil
}

// put writes an archive and, before it, its checksum. An archive of a version is made once: a file of that name
// with other bytes is left as it is.
func put(file string, packed []byte) error {
	sum := fmt.Sprintf("%x  %s\n", sha256.Sum256(packed), filepath.Base(file))
	for _, f := range []struct {
		name string
		data []byte
	}{{file, packed}, {file + ".sha256", []byte(sum)}} {
		old, err := os.ReadFile(f.name)
		if errors.Is(err, fs.ErrNotExist) || err == nil && bytes.Equal(old, f.data) {
			continue
		}
		return errors.Join(err, fmt.Errorf("%s is there and is not what this release gives; move it away", f.name))
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("making the folder for the archive: %w", err)
	}
	if err := release.WriteFile(file+".sha256", []byte(sum)); err != nil {
		return err
	}
	return release.WriteFile(file, packed)
}

// same compares the files of a folder with the artifacts, in both directions.
func same(out string, artifacts []artifact.Artifact) error {
	var wrong []error
	expected := map[string]bool{}
	for _, a := range artifacts {
		expected[a.Path] = true
		if err := sameFile(out, a); err != nil {
			wrong = append(wrong, err)
		}
	}
	err := fs.WalkDir(os.DirFS(out), ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !expected[path] {
			wrong = append(wrong, fmt.Errorf("%s/%s is not a file of the release", out, path))
		}
		return err
	})
	if len(wrong) > 5 {
		wrong = append(wrong[:5], fmt.Errorf("and %d more", len(wrong)-5))
	}
	if err = errors.Join(append(wrong, err)...); err != nil {
		return fmt.Errorf("%w\nbuild the release again (fwci build) and commit it", err)
	}
	return nil
}

// sameFile compares one file with its artifact; one of another size is not read.
func sameFile(out string, a artifact.Artifact) error {
	name := filepath.Join(out, filepath.FromSlash(a.Path))
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s/%s is missing", out, a.Path)
	case err != nil:
		return err
	}
	var data []byte
	if info.Mode().IsRegular() && info.Size() == int64(len(a.Data)) {
		if data, err = os.ReadFile(name); err == nil && bytes.Equal(data, a.Data) {
			return nil
		}
	}
	return errors.Join(err, fmt.Errorf("%s/%s is not what raw/ gives", out, a.Path))
}

// compatible compares the packed release with the one before.
func (r releasing) compatible(raw *extract.Raw, name string, packed []byte) (err error) {
	archived, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return fmt.Errorf("reading the packed release: %w", err)
	}
	after, err := fs.Sub(archived, name)
	if err != nil {
		return fmt.Errorf("reading the packed release: %w", err)
	}
	before, closer, err := verify.Open(r.previous)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closer.Close()) }()
	difference, err := change.Compare(before, after)
	if err != nil {
		return err
	}
	for _, t := range difference.Tables {
		if len(t.Vanished) > 0 {
			err = errors.Join(err, fmt.Errorf("%s: %d identifiers are gone and not declared in %s/%s: %v", t.Name, len(t.Vanished), r.raw, extract.RegisterFile, t.Vanished[:min(5, len(t.Vanished))]))
		}
	}
	if err != nil {
		return err
	}
	records, err := changes(raw)
	if err != nil {
		return err
	}
	if err := difference.Permits(r.version, records); err != nil {
		return err
	}
	return r.recorded(raw, difference)
}

// changes reads the recorded changes.
func changes(raw *extract.Raw) ([]*change.Report, error) {
	var records []*change.Report
	for _, c := range raw.Changes {
		record, err := change.Parse(c.Path, c.Data)
		if err != nil {
			return nil, fmt.Errorf("reading a recorded change: %w", err)
		}
		records = append(records, record)
	}
	return records, nil
}

// recorded compares the recorded change of this version with the computed one.
func (r releasing) recorded(raw *extract.Raw, difference *change.Report) error {
	name := extract.ChangesDir + "/" + r.version + ".json"
	for _, c := range raw.Changes {
		if c.Path != name {
			continue
		}
		var want, have any
		var computed bytes.Buffer
		if err := errors.Join(printJSON(&computed, difference), json.Unmarshal(c.Data, &have)); err != nil {
			return err
		}
		if err := json.Unmarshal(computed.Bytes(), &want); err != nil {
			return err
		}
		if !reflect.DeepEqual(want, have) {
			return fmt.Errorf("%s/%s is not the difference between %s and this release; write it again with fwci diff --json", r.raw, name, r.previous)
		}
		return nil
	}
	return fmt.Errorf("%s/%s is missing; record the change: fwci diff --json %s %s > %s/%s", r.raw, name, r.previous, r.out, r.raw, name)
}
