// Package verify checks a release with nothing else at hand: checksums, schemas, keys and references, and
// that each format holds the same rows.
//
// In goes a release as a file system; out come the problems, each naming the file. Nothing is written.
package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/fwci-open-data/fwci/export/manifest"
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
	seen := map[string]bool{}
	err = fs.WalkDir(r.files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path == manifest.Sums {
			return err
		}
		seen[path] = true
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
		if !seen[path] {
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
	for _, f := range m.Files {
		content, err := fs.ReadFile(r.files, f.Path)
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) { // a missing file is told by the checksums
				r.fail(f.Path, "manifest", "%v", err)
			}
			continue
		}
		if sum := sha256.Sum256(content); f.SHA256 != hex.EncodeToString(sum[:]) || f.Bytes != len(content) {
			r.fail(f.Path, "manifest", "the file has %d bytes and another checksum than %s says (%d bytes)", len(content), manifest.File, f.Bytes)
		}
	}
	return nil
}

// has reports whether the release holds a format.
func (r *release) has(format string) bool {
	return slices.ContainsFunc(r.result.Manifest.Files, func(f manifest.Entry) bool { return f.Format == format && f.Rows >= 0 })
}

// home is the file that a table was read from.
func (r *release) home(table string) string {
	if r.has("json") {
		return "json/" + table + ".json"
	}
	return "csv/" + table + ".csv"
}

// tables reads every table, from JSON where the release has it, else from CSV, and reports whether there
// was something to read.
func (r *release) tables() bool {
	if !r.has("json") && !r.has("csv") {
		return false
	}
	sound := true
	for _, s := range schemas.Tables() {
		target, _ := r.set.Records(s.Name)
		path := r.home(s.Name)
		data, err := fs.ReadFile(r.files, path)
		if err != nil {
			r.fail(path, "table", "the table cannot be read: %v", err)
			sound = false
			continue
		}
		if r.has("json") {
			err = r.json(s.Name, data, target)
		} else {
			err = unmarshalCSV(data, target)
		}
		if err != nil {
			r.fail(path, "table", "%v", err)
			sound = false
		}
		r.result.Tables++
	}
	return sound
}

// json checks the raw records against their schema, which also sees members that a Go record would drop,
// and then reads them.
func (r *release) json(table string, data []byte, target any) error {
	violations := validation.Records(table, data, func(i int) string { return fmt.Sprintf("record %d", i+1) })
	for _, v := range violations {
		r.fail(r.home(table), v.Rule, "%s", v.String())
	}
	if len(violations) > 0 {
		return errors.New("the table breaks its schema; its keys were not checked")
	}
	if err := json.Unmarshal(data, target); err != nil {
		return fmt.Errorf("not the records of %s: %w", table, err)
	}
	return nil
}

// rows compares the numbers of records with the manifest.
func (r *release) rows() {
	for _, t := range r.set.Tables() {
		r.result.Rows += t.Len()
		for _, m := range r.result.Manifest.Tables {
			if m.Name == t.Name && m.Rows != t.Len() {
				r.fail(r.home(t.Name), "rows", "%d records; %s says %d", t.Len(), manifest.File, m.Rows)
			}
		}
	}
}
