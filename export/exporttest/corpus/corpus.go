// Package corpus writes sources of any size, to measure how time and memory grow with them.
//
// In goes a folder such as raw/; out comes another that the same parsers read: the handbook with its
// content several times over, each copy with names of its own, and further ESCO occupation pages. The first
// copy and the first page are the originals, byte for byte. What people decided about the originals, the
// reviewed mappings above all, is taken over as it is and does not grow. It serves tests and benchmarks; no
// release is made of it.
package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/catalog"
	"github.com/fwci-open-data/fwci/extract/correction"
	"github.com/fwci-open-data/fwci/extract/source"
)

// A Size says how large the sources are to be. One handbook and one page are the originals.
type Size struct {
	Handbooks int // copies of the handbook's content, from 1 to MostHandbooks
	Pages     int // occupation pages, from 1
}

// Write reads the sources in the folder from and writes them, grown, into the folder to, which must be
// empty or absent. Corrections are made in the text, since their lines move. It fails when the originals
// lack a handbook or an occupation page, and when a name that a copy must change is not where it is read.
func Write(from, to string, size Size) error {
	if size.Handbooks < 1 || size.Handbooks > MostHandbooks || size.Pages < 1 {
		return fmt.Errorf("growing the sources to %d handbooks and %d pages: expected 1 to %d handbooks and a page at least", size.Handbooks, size.Pages, MostHandbooks)
	}
	raw, err := extract.Load(from)
	if err != nil {
		return fmt.Errorf("reading the sources to grow: %w", err)
	}
	if entries, err := os.ReadDir(to); err == nil && len(entries) > 0 {
		return fmt.Errorf("writing the grown sources: %s is not empty", to)
	}
	g := &grower{to: to, size: size, raw: raw}
	if err := g.write(); err != nil {
		return fmt.Errorf("writing the grown sources: %w", err)
	}
	return nil
}

// grower writes one folder.
type grower struct {
	to   string
	size Size
	raw  *extract.Raw
}

// rewritten are the inputs that are made again or, as corrections, worked in.
var rewritten = []string{extract.CatalogFile, extract.CorrectionsFile, extract.ConceptURIsFile}

func (g *grower) write() error {
	for _, in := range g.raw.Inputs {
		if slices.Contains(rewritten, in.Path) {
			continue
		}
		if err := g.file(in.Path, in.Data); err != nil {
			return err
		}
	}
	sources := g.raw.Catalog.Sources
	handbooks, pages := 0, 0
	for _, d := range g.raw.Documents {
		text, err := correction.Apply(d.Path, d.Source.ID, d.Data, g.raw.Corrections)
		if err != nil {
			return err
		}
		switch {
		case d.Handbook != nil:
			handbooks++
			err = g.handbook(d, text)
		case d.Occupation != nil && pages == 0:
			pages++
			var more []catalog.Source
			more, err = g.pages(d, text)
			sources = append(slices.Clone(sources), more...)
		default:
			err = g.file(d.Source.Path, text)
		}
		if err != nil {
			return err
		}
	}
	if handbooks != 1 || pages != 1 {
		return errors.New("expected a handbook and an occupation page among the sources")
	}
	return g.catalog(sources)
}

func (g *grower) catalog(sources []catalog.Source) error {
	data, err := json.MarshalIndent(catalog.Catalog{Dataset: g.raw.Catalog.Dataset, Sources: sources}, "", "  ")
	if err != nil {
		return err
	}
	return g.file(extract.CatalogFile, append(data, '\n'))
}

// file writes a file of the folder, replacing what was written for its name.
func (g *grower) file(name string, data []byte) error {
	if len(data) > source.MaxBytes {
		return fmt.Errorf("%s would have %d bytes; %d are read", name, len(data), source.MaxBytes)
	}
	file := filepath.Join(g.to, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
