// Package verify checks a release with nothing else at hand: checksums, schemas, keys and references, and
// that every format holds the same.
//
// In goes a release as a file system, which Open makes of a folder or a zip; out come the problems, each
// naming the file and, inside it, the place. Nothing is written, and nothing beyond the limits of Open is
// read.
//
// # How formats are compared
//
// The tables are taken from JSON, or from Parquet or CSV where there is none, and held against their schemas
// and against one another. A table in which JSON stands alone against the two others is taken from Parquet,
// so that the file that is wrong is the one that is named.
//
//   - CSV, Parquet, the sheets of the workbook and the tables of the database are read back and compared
//     cell by cell, with types.
//   - Linked data, SSSOM and CASE arrange the records anew. What they should say is derived from the tables
//     and compared with what their files say, as readers of their syntax find it: statement by statement,
//     slot by slot, member by member.
//   - Descriptions (Data Package, CSV on the Web, DCAT-US, schema.org) are derived as well, with the rows,
//     bytes and checksums of the files. What they say of the dataset as a whole is what most of them say.
//   - Views, charts and links of the workbook, the database's dictionary and index, the two reports that are
//     made of the tables alone, and what quotes the field dictionary, follow from the program too. They are
//     compared where the release has every description and this version of the program made it.
//
// Not compared, but held to their checksums, are the web site and the reports that say more than the tables,
// and in the workbook the styles of cells.
package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/validation"
)

// A Result says what was checked and what is wrong.
type Result struct {
	Manifest *manifest.Manifest
	Files    int // files whose checksum was compared
	Tables   int // tables whose records were checked
	Rows     int
	Problems source.Problems
}

// release is a release being read.
type release struct {
	files  fs.FS
	result *Result
	set    dataset.Dataset
	seen   map[string]bool // every file but SHA256SUMS

	digests map[string]digest // of the files that were read whole, by path

	homes    map[string]string    // the file that a table is taken from, where it is not of the first format
	readings map[string][]reading // the other files of each table
	graphs   map[string]graph     // the files of linked data, by path
	broken   map[string]bool      // whether a file is not the one that was listed, by path
	unread   bool                 // a description of the dataset cannot be read
}

func (r *release) fail(path, rule, format string, args ...any) {
	r.result.Problems = append(r.result.Problems, source.Problem{Path: path, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// Check reads the release and returns what is wrong with it. It fails when the folder is no release: it
// has no SHA256SUMS or manifest.
func Check(files fs.FS) (*Result, error) {
	r := &release{files: files, result: &Result{}, digests: map[string]digest{}}
	if err := r.checksums(); err != nil {
		return nil, err
	}
	if err := r.manifest(); err != nil {
		return nil, err
	}
	var graphs sync.WaitGroup
	graphs.Go(r.readGraphs)
	read := r.tables()
	graphs.Wait()
	if read {
		violations := validation.Check(&r.set)
		byFile := map[string][]validation.Violation{}
		for _, v := range violations {
			byFile[r.home(v.Table)] = append(byFile[r.home(v.Table)], v)
		}
		for _, path := range slices.Sorted(maps.Keys(byFile)) {
			r.violations(path, byFile[path])
		}
		r.rows()
		r.equal(len(violations) == 0)
	}
	return r.result, nil
}

// checksums compares every file with SHA256SUMS, in both directions.
func (r *release) checksums() error {
	data, err := fs.ReadFile(r.files, manifest.Sums)
	if err != nil {
		return fmt.Errorf("this is no release: %w", err)
	}
	sums, err := manifest.ParseSums(data)
	if err != nil {
		return err
	}
	r.seen = map[string]bool{}
	total := int64(0)
	err = fs.WalkDir(r.files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path == manifest.Sums {
			return err
		}
		r.seen[path] = true
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			r.fail(path, "checksum", "expected a plain file; found a link, device or pipe")
			return nil
		}
		if total += info.Size(); info.Size() > MaxFileBytes || total > MaxTotalBytes || len(r.seen) > MaxFiles {
			return fmt.Errorf("%s: more than %d files, %d bytes in a file or %d bytes in all", path, MaxFiles, MaxFileBytes, MaxTotalBytes)
		}
		return r.checksum(path, sums[path])
	})
	if err != nil {
		return fmt.Errorf("reading the release: %w", err)
	}
	for path := range sums {
		if !r.seen[path] {
			r.fail(path, "checksum", "the file is listed in %s and missing", manifest.Sums)
		}
	}
	return nil
}

// checksum compares a file with the checksum that SHA256SUMS says, "" where it says none.
func (r *release) checksum(path, says string) error {
	found, err := r.digest(path)
	if err != nil {
		return err
	}
	switch {
	case says == "":
		r.fail(path, "checksum", "the file is not listed in %s", manifest.Sums)
	case says != found.sum:
		r.fail(path, "checksum", "the SHA-256 is %s; %s says %s", found.sum, manifest.Sums, says)
	}
	r.result.Files++
	return nil
}

// A digest is what a file is compared by.
type digest struct {
	sum   string // SHA-256, hexadecimal
	bytes int
}

// digest reads a file once.
func (r *release) digest(path string) (digest, error) {
	if d, known := r.digests[path]; known {
		return d, nil
	}
	content, err := fs.ReadFile(r.files, path)
	if err != nil {
		return digest{}, err
	}
	sum := sha256.Sum256(content)
	d := digest{hex.EncodeToString(sum[:]), len(content)}
	r.digests[path] = d
	return d, nil
}

// manifest compares manifest.json with the files.
func (r *release) manifest() error {
	data, err := fs.ReadFile(r.files, manifest.File)
	if err != nil {
		return fmt.Errorf("this is no release: %w", err)
	}
	m, err := manifest.Parse(data)
	if err != nil {
		return err
	}
	r.result.Manifest = m
	listed := map[string]bool{manifest.File: true}
	for _, f := range m.Files {
		if listed[f.Path] {
			r.fail(manifest.File, "manifest", "%s is listed twice", f.Path)
		}
		listed[f.Path] = true
		found, err := r.digest(f.Path)
		if err != nil {
			r.fail(f.Path, "manifest", "the file is listed in %s and cannot be read: %v", manifest.File, err)
			continue
		}
		if f.SHA256 != found.sum || f.Bytes != found.bytes {
			r.fail(f.Path, "manifest", "the file has %d bytes and another checksum than %s says (%d bytes)", found.bytes, manifest.File, f.Bytes)
		}
	}
	for path := range r.seen {
		if !listed[path] {
			r.fail(path, "manifest", "the file is not listed in %s", manifest.File)
		}
	}
	return nil
}
