// Package verify checks a release with nothing but this program: checksums, schemas, keys and references, and
// that every file is what its tables and inputs give.
//
// In goes a release as a file system, which Open makes of a folder or a zip; out come the problems, each
// naming the file and, inside it, the place. Nothing is written, and nothing beyond the limits of Open is
// read.
//
// # How a release is checked
//
// The tables are read from JSON (from Parquet or CSV in a release without JSON) and checked against the contract.
// From them and from the inputs in source/, whose checksums the manifest gives, the whole release is made
// again: every file must come out the same to the byte, with its statistics, styles, indexes and pages. A
// release in which all does is sound, and nothing else of it is read.
//
// Where something differs, the formats that hold tables are read to say where. A table in which JSON differs
// from two other formats that agree is taken from one of these, so that the file that is wrong is the one that
// is named. CSV, Parquet, the sheets of the workbook and the tables of the database are compared cell by
// cell, with types; of every other file the first place that differs is named.
//
// # What is not claimed
//
// Another version of the program writes other bytes. Of its releases, the files that come out the same are
// proven, tables are compared cell by cell, and the rest is compared with its checksums alone; the notes of
// the result say which. That the tables follow from the inputs is what a build shows, not this package.
package verify

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/origin"
	"github.com/fwci-open-data/fwci/extract/desktop"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/validation"
)

// A Result says what was checked and what is wrong.
type Result struct {
	Manifest *manifest.Manifest
	Files    int // files whose checksum was compared
	Remade   int // files that came out the same to the byte when they were made again
	Tables   int // tables whose records were checked
	Rows     int
	Notes    []string // what was set aside and what could not be made again, a sentence each
	Problems source.Problems
}

// release is a release being read.
type release struct {
	files  fs.FS
	result *Result
	set    dataset.Dataset
	seen   map[string]bool // every file but SHA256SUMS

	digests map[string]digest // of the files that were read whole, by path

	homes map[string]string // the file that a table is taken from, where it is not of the first format
}

func (r *release) fail(path, rule, format string, args ...any) {
	r.result.Problems = append(r.result.Problems, source.Problem{Path: path, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

func (r *release) note(format string, args ...any) {
	r.result.Notes = append(r.result.Notes, fmt.Sprintf(format, args...))
}

// Check reads the release and returns what is wrong with it. It fails when the folder is not a release: it
// has no SHA256SUMS or manifest.
func Check(files fs.FS) (*Result, error) {
	r := &release{files: files, result: &Result{}, digests: map[string]digest{}}
	if err := r.checksums(); err != nil {
		return nil, err
	}
	if err := r.manifest(); err != nil {
		return nil, err
	}
	made := r.inputs()
	if len(r.result.Problems) == 0 && r.quick(made) {
		return r.result, nil
	}
	r.set = dataset.Dataset{}
	r.examine(made)
	return r.result, nil
}

// quick reads the tables from one format, makes the release again, and reports whether that decides: the
// tables can be read and keep the contract, and every file of the formats that hold a table each comes out
// the same. Then what else differs is named. It finds no problems where it does not decide.
func (r *release) quick(made *remake) bool {
	if made == nil || !r.ours() || !r.quickTables() || len(validation.Check(&r.set)) > 0 || made.run(&r.set) != nil {
		return false
	}
	for _, f := range r.result.Manifest.Files {
		if isTable(f) && !made.same[f.Path] {
			return false
		}
	}
	r.result.Tables = len(r.set.Tables())
	r.rows()
	r.result.Remade = len(made.same)
	r.cells(made.same)
	r.own(made)
	return true
}

// ours reports whether this version of the program wrote the release, as its manifest says, and with
// its inputs in source/, which release 1.0.0 does not have yet.
func (r *release) ours() bool {
	return r.result.Manifest.Tool == export.Tool && r.result.Manifest.SchemaVersion == schemas.Version && r.has(origin.Format)
}

// examine reads each table from each format and says what is wrong where.
func (r *release) examine(made *remake) {
	if r.home("") == "" {
		r.note("no table is given as JSON, Parquet or CSV: the files were only compared with their checksums")
		return
	}
	if !r.tables() {
		return
	}
	violations := validation.Check(&r.set)
	byFile := map[string][]validation.Violation{}
	for _, v := range violations {
		byFile[r.home(v.Table)] = append(byFile[r.home(v.Table)], v)
	}
	for _, path := range slices.Sorted(maps.Keys(byFile)) {
		r.violations(path, byFile[path])
	}
	r.rows()
	if len(violations) > 0 {
		made = nil // formats follow the keys of the contract
	}
	r.compare(made)
}

// checksums compares every file with SHA256SUMS, in both directions.
func (r *release) checksums() error {
	data, err := r.read(manifest.Sums)
	if err != nil {
		return fmt.Errorf("this is not a release: %w", err)
	}
	if _, err := r.digest(manifest.Sums); err != nil {
		return fmt.Errorf("this is not a release: %w", err)
	}
	sums, err := manifest.ParseSums(data)
	if err != nil {
		return err
	}
	r.seen = map[string]bool{}
	files, total := 0, int64(0)
	var left []string
	err = fs.WalkDir(r.files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == manifest.Sums {
			return err
		}
		if sums[path] == "" && desktop.IsLeft(path, entry.IsDir()) {
			if left = append(left, path); entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
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
		files++
		if total += info.Size(); info.Size() > MaxFileBytes || total > MaxTotalBytes || files > MaxFiles {
			return fmt.Errorf("%s: more than %d files, %d bytes in a file or %d bytes in all", path, MaxFiles, int64(MaxFileBytes), int64(MaxTotalBytes))
		}
		return r.checksum(path, sums[path])
	})
	if err != nil {
		return fmt.Errorf("reading the release: %w", err)
	}
	for _, path := range slices.Sorted(maps.Keys(sums)) {
		if !r.seen[path] {
			r.fail(path, "checksum", "the file is listed in %s and missing", manifest.Sums)
		}
	}
	if len(left) > 0 {
		r.note("set aside, for a file manager left them and no release has them: %s", several(left))
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
	case says != found.sum && r.hasWindowsLines(path, says):
		r.fail(path, "checksum", "it has Windows line ends (CR LF) where the published file has LF, and is the same else; get the release again as it was published")
	case says != found.sum:
		r.fail(path, "checksum", "the SHA-256 is %s; %s says %s", found.sum, manifest.Sums, says)
	}
	r.result.Files++
	return nil
}

// hasWindowsLines reports whether a file has the checksum once its line ends are LF.
func (r *release) hasWindowsLines(path, says string) bool {
	data, err := r.read(path)
	if err != nil || !bytes.Contains(data, []byte("\r\n")) {
		return false
	}
	sum := sha256.Sum256(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")))
	return hex.EncodeToString(sum[:]) == says
}

// A digest is what a file is compared by.
type digest struct {
	sum   string // SHA-256, hexadecimal
	bytes int
}

// digestOf returns what digest returns of a file with these bytes.
func digestOf(data []byte) digest {
	sum := sha256.Sum256(data)
	return digest{hex.EncodeToString(sum[:]), len(data)}
}

// digest reads a file once, without keeping it in memory.
func (r *release) digest(path string) (digest, error) {
	if d, known := r.digests[path]; known {
		return d, nil
	}
	// A pipe has no end that reading comes to.
	if info, err := fs.Stat(r.files, path); err != nil || !info.Mode().IsRegular() {
		return digest{}, errors.Join(err, fmt.Errorf("%s: expected a plain file", path))
	}
	file, err := r.files.Open(path)
	if err != nil {
		return digest{}, err
	}
	hash := sha256.New()
	n, err := io.Copy(hash, file)
	if err = errors.Join(err, file.Close()); err != nil {
		return digest{}, err
	}
	d := digest{hex.EncodeToString(hash.Sum(nil)), int(n)}
	r.digests[path] = d
	return d, nil
}

// read returns the content of a file. That it is missing, not a plain file, too large or empty is an error.
func (r *release) read(path string) ([]byte, error) {
	info, err := fs.Stat(r.files, path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > MaxReadBytes:
		return nil, fmt.Errorf("%s: expected a plain file of at most %d bytes", path, int64(MaxReadBytes))
	case info.Size() == 0:
		return nil, fmt.Errorf("%s is empty; expected its content", path)
	}
	return fs.ReadFile(r.files, path)
}

// manifest compares manifest.json with the files.
func (r *release) manifest() error {
	data, err := r.read(manifest.File)
	if err != nil {
		return fmt.Errorf("this is not a release: %w", err)
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
			r.fail(f.Path, "manifest", "the file has %d bytes and a checksum other than %s says (%d bytes)", found.bytes, manifest.File, f.Bytes)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(r.seen)) {
		if !listed[path] {
			r.fail(path, "manifest", "the file is not listed in %s", manifest.File)
		}
	}
	return nil
}
