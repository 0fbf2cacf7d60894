package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fwci-open-data/fwci/export/release"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A mappingFile is the file of a mapping set that a review changes.
type mappingFile struct {
	file  string
	set   *sssom.Set
	saved []byte // what the file holds, as far as this command knows
}

// setOf returns the mapping set of a name among the sources in rawDir, or a new one.
func setOf(sources *extract.Raw, d *dataset.Dataset, rawDir, name string) (mappingFile, error) {
	place := extract.MappingsDir + "/" + name + extract.MappingsSuffix
	f := mappingFile{file: filepath.Join(rawDir, filepath.FromSlash(place)), set: mappingSet(sources, d, name)}
	for _, in := range sources.Inputs {
		if in.Path == place {
			f.saved = in.Data
		}
	}
	return f, f.understood()
}

// mappingSet returns the set of a name, or a new one.
func mappingSet(raw *extract.Raw, d *dataset.Dataset, name string) *sssom.Set {
	for _, set := range raw.Mappings {
		if set.Name() == name {
			return set
		}
	}
	return &sssom.Set{ID: d.Info.Base + "mapping-set/" + name, License: d.Info.License.URL, Title: "FWCI " + name, Version: d.Info.Version, Prefixes: crosswalk.Prefixes(d.Info.Base)}
}

// open reads the set of the file, or begins one.
func (f *mappingFile) open(d *dataset.Dataset) error {
	name := strings.TrimSuffix(filepath.Base(f.file), extract.MappingsSuffix)
	f.set = mappingSet(&extract.Raw{}, d, name)
	data, err := readInput(f.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("reading the mapping set: %w", err)
	}
	f.saved = data
	if f.set, err = sssom.Parse(f.file, data); err != nil {
		return err
	}
	return f.understood()
}

// understood refuses a set whose metadata this program would lose.
func (f *mappingFile) understood() error {
	if len(f.set.Ignored) == 0 {
		return nil
	}
	return fmt.Errorf("%s: its metadata has members that this program does not know and would lose: %s", f.file, strings.Join(f.set.Ignored, ", "))
}

// save writes the set in its canonical form. A file that another program changed meanwhile is left as it is.
func (f *mappingFile) save(env *environment) error {
	f.set.DeclareObjects()
	data, err := sssom.Format(f.set)
	if err != nil {
		return fmt.Errorf("the set cannot be saved: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(f.file), 0o755); err != nil {
		return fmt.Errorf("the set cannot be saved: %w", err)
	}
	return env.settle(func() error {
		if now, err := os.ReadFile(f.file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("the set cannot be saved: %w", err)
		} else if !bytes.Equal(now, f.saved) {
			return fmt.Errorf("%s was changed by another program since it was read; the last judgment is not saved: start again", f.file)
		}
		f.saved = data
		return release.WriteFile(f.file, data)
	})
}
