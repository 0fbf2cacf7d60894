package verify

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/extract/desktop"
	"github.com/fwci-open-data/fwci/extract/zipfile"
)

// The limits of a release that is read: a thousand handbooks, the largest that "make scale" builds, have a
// third of a million files of 7 GB. Files are summed without being kept; only tables, and files that differ,
// are read into memory.
const (
	MaxFiles        = 500_000
	MaxFileBytes    = 4 << 30  // of one file, unpacked
	MaxTotalBytes   = 32 << 30 // of all files, unpacked
	MaxArchiveBytes = 8 << 30  // of a zip
	MaxReadBytes    = 1 << 30  // of a file that is read into memory

	maxDirectoryBytes = 64 << 20 // what may be read to list the entries of a zip
)

// Open opens a release for Check: a folder, or a zip that holds a release at its top or in its only
// folder. The caller closes it. Open fails on what is neither, and on a zip that is damaged, encrypted,
// beyond the limits, or whose entries are no plain files inside it.
func Open(path string) (fs.FS, io.Closer, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the release: %w", err)
	}
	if info.IsDir() {
		root, err := os.OpenRoot(path)
		if err != nil {
			return nil, nil, fmt.Errorf("opening the release: %w", err)
		}
		return folder{root.FS().(folderFS)}, root, nil
	}
	if !info.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("%s is neither a folder nor a zip", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the release: %w", err)
	}
	files, err := openZip(file, info.Size())
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, errors.Join(err, file.Close()))
	}
	return files, file, nil
}

// folderFS is what a folder on the disk offers.
type folderFS interface {
	fs.ReadDirFS
	fs.ReadFileFS
	fs.StatFS
}

// A folder is a folder on the disk whose errors name what was done in plain words: package os calls it statat or
// openat, after the calls of the system.
type folder struct{ files folderFS }

// Open opens a file.
func (f folder) Open(name string) (fs.File, error) {
	file, err := f.files.Open(name)
	return file, plain(err)
}

// ReadDir lists a folder, sorted by name.
func (f folder) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := f.files.ReadDir(name)
	return entries, plain(err)
}

// ReadFile reads a whole file.
func (f folder) ReadFile(name string) ([]byte, error) {
	data, err := f.files.ReadFile(name)
	return data, plain(err)
}

// Stat says what a file is, links followed.
func (f folder) Stat(name string) (fs.FileInfo, error) {
	info, err := f.files.Stat(name)
	return info, plain(err)
}

// plain names the operation of an error in plain words.
func plain(err error) error {
	var at *fs.PathError
	if !errors.As(err, &at) || !strings.HasSuffix(at.Op, "at") || at.Op == "stat" {
		return err
	}
	word := map[string]string{"open": "opening", "stat": "looking at", "lstat": "looking at", "readdir": "listing"}[strings.TrimSuffix(at.Op, "at")]
	if word == "" {
		return err
	}
	return &fs.PathError{Op: word, Path: at.Path, Err: at.Err}
}

func openZip(file io.ReaderAt, size int64) (fs.FS, error) {
	if size > MaxArchiveBytes {
		return nil, fmt.Errorf("%d bytes; a zip of at most %d is read", size, int64(MaxArchiveBytes))
	}
	archive, err := zipfile.NewReader(file, size, maxDirectoryBytes)
	if err != nil {
		return nil, fmt.Errorf("neither a folder nor a readable zip: %w", err)
	}
	if err := checkEntries(archive.File); err != nil {
		return nil, err
	}
	return top(archive)
}

// checkEntries compares what a zip says of its entries with the limits. That an entry unpacks to no more
// than it says is held by archive/zip.
func checkEntries(entries []*zip.File) error {
	if len(entries) > MaxFiles {
		return fmt.Errorf("%d entries; at most %d are read", len(entries), MaxFiles)
	}
	seen := map[string]bool{}
	total := uint64(0)
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name, "/")
		mode := e.Mode()
		switch {
		case !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "\\:\x00"):
			return fmt.Errorf("the entry %q leaves the archive or is not a plain name", e.Name)
		case seen[name]:
			return fmt.Errorf("two entries are named %q", name)
		case !mode.IsDir() && !mode.IsRegular():
			return fmt.Errorf("the entry %q is not a plain file", e.Name)
		case e.Flags&1 != 0:
			return fmt.Errorf("the entry %q is encrypted", e.Name)
		case e.UncompressedSize64 > MaxFileBytes:
			return fmt.Errorf("the entry %q unpacks to %d bytes; at most %d are read", e.Name, e.UncompressedSize64, int64(MaxFileBytes))
		}
		seen[name] = true
		if total += e.UncompressedSize64; total > MaxTotalBytes {
			return fmt.Errorf("the entries unpack to more than %d bytes", int64(MaxTotalBytes))
		}
	}
	return nil
}

// top returns the folder of an archive that holds the release.
func top(archive fs.FS) (fs.FS, error) {
	if _, err := fs.Stat(archive, manifest.Sums); err == nil {
		return archive, nil
	}
	entries, err := fs.ReadDir(archive, ".")
	if err != nil {
		return nil, fmt.Errorf("listing the zip: %w", err)
	}
	var found []string
	for _, e := range entries {
		if _, err := fs.Stat(archive, e.Name()+"/"+manifest.Sums); err == nil && e.IsDir() && !desktop.IsLeft(e.Name(), true) {
			found = append(found, e.Name())
		}
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%d of its folders have a release; expected %s at its top or in one folder", len(found), manifest.Sums)
	}
	return fs.Sub(archive, found[0])
}
