// Package verify checks a release with nothing else at hand: checksums, schemas, keys and references, and
// that CSV, JSON and Parquet hold the same cells. Workbook, database and linked data are held to their
// checksums; the tests of their packages read every cell back.
//
// In goes a release as a file system, which Open makes of a folder or a zip; out come the problems, each
// naming the file. Nothing is written, and nothing beyond the limits of Open is read.
package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	csvformat "github.com/fwci-open-data/fwci/export/csv"
	jsonformat "github.com/fwci-open-data/fwci/export/json"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/parquet"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/schemas"
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
}

func (r *release) fail(path, rule, format string, args ...any) {
	r.result.Problems = append(r.result.Problems, source.Problem{Path: path, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// Check reads the release and returns what is wrong with it. It fails when the folder is no release: it
// has no SHA256SUMS or manifest.
func Check(files fs.FS) (*Result, error) {
	r := &release{files: files, result: &Result{}}
	if err := r.checksums(); err != nil {
		return nil, err
	}
	if err := r.manifest(); err != nil {
		return nil, err
	}
	if r.tables() {
		for _, v := range validation.Check(&r.set) {
			r.fail(r.home(v.Table), v.Rule, "%s", v.String())
		}
		r.rows()
		r.equal()
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
		content, err := fs.ReadFile(r.files, path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		switch found := hex.EncodeToString(sum[:]); {
		case sums[path] == "":
			r.fail(path, "checksum", "the file is not listed in %s", manifest.Sums)
		case sums[path] != found:
			r.fail(path, "checksum", "the SHA-256 is %s; %s says %s", found, manifest.Sums, sums[path])
		}
		r.result.Files++
		return nil
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
		content, err := fs.ReadFile(r.files, f.Path)
		if err != nil {
			r.fail(f.Path, "manifest", "the file is listed in %s and cannot be read: %v", manifest.File, err)
			continue
		}
		if sum := sha256.Sum256(content); f.SHA256 != hex.EncodeToString(sum[:]) || f.Bytes != len(content) {
			r.fail(f.Path, "manifest", "the file has %d bytes and another checksum than %s says (%d bytes)", len(content), manifest.File, f.Bytes)
		}
	}
	for path := range r.seen {
		if !listed[path] {
			r.fail(path, "manifest", "the file is not listed in %s", manifest.File)
		}
	}
	return nil
}

// has reports whether the release holds a format.
func (r *release) has(format string) bool {
	return slices.ContainsFunc(r.result.Manifest.Files, func(f manifest.Entry) bool { return f.Format == format })
}

// sources are the formats that the tables are read from, the richest in types first.
var sources = []struct {
	format string
	path   func(table string) string
}{
	{jsonformat.Format, jsonformat.Path}, {parquet.Format, parquet.Path}, {csvformat.Format, csvformat.Path},
}

// home is the file that a table is read from, "" where the release holds no format with tables.
func (r *release) home(table string) string {
	for _, s := range sources {
		if r.has(s.format) {
			return s.path(table)
		}
	}
	return ""
}

// tables reads every table and reports whether there was something to read and all of it was read.
func (r *release) tables() bool {
	if r.home("") == "" {
		return false
	}
	sound := true
	for _, s := range schemas.Tables() {
		path := r.home(s.Name)
		data, err := fs.ReadFile(r.files, path)
		if err == nil {
			err = r.read(s.Name, path, data)
		}
		if err != nil {
			r.fail(path, "table", "the table cannot be read: %v", err)
			sound = false
			continue
		}
		r.result.Tables++
	}
	return sound
}

// read fills a table from a file, by the kind of the file.
func (r *release) read(table, path string, data []byte) (err error) {
	if path != jsonformat.Path(table) {
		if data, err = records(table, path, data); err != nil {
			return err
		}
	}
	target, _ := r.set.Records(table)
	return r.json(table, path, data, target)
}

// json checks the raw records against their schema, which also sees members that a Go record would drop,
// and then reads them.
func (r *release) json(table, path string, data []byte, target any) error {
	violations := validation.Records(table, data, func(i int) string { return fmt.Sprintf("record %d", i+1) })
	for _, v := range violations {
		r.fail(path, v.Rule, "%s", v.String())
	}
	if len(violations) > 0 {
		return errors.New("it breaks its schema; its keys were not checked")
	}
	if err := json.Unmarshal(data, target); err != nil {
		return fmt.Errorf("not the records of %s: %w", table, err)
	}
	return nil
}

// rows compares the numbers of records with the manifest.
func (r *release) rows() {
	count := map[string]int{}
	for _, t := range r.set.Tables() {
		r.result.Rows += t.Len()
		count[t.Name] = t.Len()
	}
	listed := map[string]bool{}
	for _, m := range r.result.Manifest.Tables {
		n, known := count[m.Name]
		listed[m.Name] = true
		switch {
		case !known:
			r.fail(manifest.File, "rows", "no table is named %q", m.Name)
		case n != m.Rows:
			r.fail(r.home(m.Name), "rows", "%d records; %s says %d", n, manifest.File, m.Rows)
		}
	}
	for _, t := range r.set.Tables() {
		if !listed[t.Name] {
			r.fail(manifest.File, "rows", "the table %s is not listed", t.Name)
		}
	}
	for _, f := range r.result.Manifest.Files {
		for table, n := range count {
			for _, s := range sources {
				if f.Path == s.path(table) && f.Rows != n {
					r.fail(f.Path, "rows", "%d records; %s says %d of the file", n, manifest.File, f.Rows)
				}
			}
		}
	}
}
