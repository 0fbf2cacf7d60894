package escodata

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/flate"

	"github.com/fwci-open-data/fwci/extract/desktop"
	"github.com/fwci-open-data/fwci/extract/zipfile"
)

// The limits of what is read. They are far above any published download (the largest, version 1.1.1 in
// English, has two zips of 4 MB with 16 files; its largest file unpacks 21 MB at 7 to 1, its longest
// cell has 0.7 MB) and low enough that no archive can fill a machine's memory or keep it busy.
const (
	MaxEntries      = 1000      // files in one archive or folder
	MaxArchiveBytes = 256 << 20 // bytes of one zip
	MaxFileBytes    = 128 << 20 // bytes of one file, unpacked
	MaxTotalBytes   = 512 << 20 // bytes of all files of one call, unpacked
	MaxRatio        = 100       // unpacked bytes for each packed byte of a file larger than ratioFloor
	MaxRowBytes     = 4 << 20   // bytes of one row, with all its cells
	MaxRows         = 2_000_000 // rows of one file
	MaxColumns      = 100       // columns of one file
	MaxDepth        = 4         // folders below a folder that is given

	ratioFloor        = 1 << 20 // small files of equal letters pack well and harm nobody
	maxDirectoryBytes = 1 << 20 // what may be read to list the entries of a zip: a thousand long names fit
)

// An input is one file of a download, in a folder or in a zip.
type input struct {
	identity
	name    string // as messages name it: the path given, and the entry below it
	root    string // the path given
	version claim  // what the nearest name that states a version says
	size    int64  // as stated, for the order of work
	packed  int64  // 0 outside archives
	open    func() (io.ReadCloser, error)
}

// inputs collects the files of all paths.
type inputs struct {
	files   []*input
	ignored []string
	closers []io.Closer
	root    string
}

func (in *inputs) close() {
	for _, c := range in.closers {
		c.Close()
	}
}

// claims returns the version and the language that the names above a file state, the nearest of each. The
// names are those of the path given and of everything below it.
func (in *inputs) claims(name string) (version, language claim) {
	below := strings.TrimPrefix(name, in.root)
	root := in.root
	if abs, err := filepath.Abs(root); err == nil {
		root = abs // "." has a name, too
	}
	place := in.root
	steps := []claim{{value: filepath.Base(root), place: place}}
	for step := range strings.SplitSeq(strings.Trim(filepath.ToSlash(below), "/"), "/") {
		place += "/" + step
		steps = append(steps, claim{value: step, place: place})
	}
	for _, step := range steps {
		if m := versionPattern.FindStringSubmatch(step.value); m != nil {
			version = claim{m[1], "the name " + step.place, "the name " + step.value}
		}
		if m := languagePattern.FindStringSubmatch(step.value); m != nil {
			language = claim{value: strings.ToLower(m[1]), place: "the name " + step.place}
		}
	}
	return version, language
}

// take keeps a file that is part of a download and notes one that is not.
func (in *inputs) take(f *input) {
	f.identity = identify(f.name)
	if f.kind == nil {
		in.ignored = append(in.ignored, f.name)
		return
	}
	f.root = in.root
	version, language := in.claims(f.name)
	if f.version = version; f.language == "" && !f.kind.neutral && !f.kind.extra {
		f.language = language.value
	}
	in.files = append(in.files, f)
}

// addPath adds a zip, a folder with everything below it, or a single CSV file. A link is followed where it
// is the path given, never inside a folder or a zip.
func (in *inputs) addPath(name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return fmt.Errorf("opening an ESCO download: %w", err)
	}
	name = filepath.Clean(name)
	in.root = name
	switch {
	case info.IsDir():
		return in.addFolder(name)
	case strings.EqualFold(filepath.Ext(name), ".csv"):
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%s is a %s; expected a plain file", name, describeMode(info.Mode()))
		}
		in.take(fileInput(name, info.Size()))
		return nil
	}
	return in.addZip(name)
}

func fileInput(name string, size int64) *input {
	return &input{name: name, size: size, open: func() (io.ReadCloser, error) { return os.Open(name) }}
}

// isPassedOver reports whether nobody means a file or folder of that name as part of a download: it is hidden, or a file
// manager or an office program left it.
func isPassedOver(name string) bool {
	return strings.HasPrefix(name, ".") && name != "." && name != ".." || strings.HasPrefix(name, "~$") ||
		desktop.IsLeft(name, false) || desktop.IsLeft(name, true)
}

func (in *inputs) addFolder(root string) error {
	entries := 0
	walked := root
	if !os.IsPathSeparator(root[len(root)-1]) {
		walked += string(filepath.Separator) // a link to a folder is walked as the folder
	}
	return filepath.WalkDir(walked, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("reading the folder %s: %w", root, err)
		}
		if name == walked {
			return nil
		}
		if entries++; entries > MaxEntries {
			return fmt.Errorf("%s has more than %d files; expected the folder of an ESCO download", root, MaxEntries)
		}
		return in.addFolderEntry(root, name, d)
	})
}

func (in *inputs) addFolderEntry(root, name string, d fs.DirEntry) error {
	below, err := filepath.Rel(root, name)
	if err != nil {
		return fmt.Errorf("reading the folder %s: %w", root, err)
	}
	switch {
	case isPassedOver(d.Name()):
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	case d.IsDir():
		if strings.Count(filepath.ToSlash(below), "/") >= MaxDepth {
			return fmt.Errorf("%s lies more than %d folders below %s; expected the folder of an ESCO download", name, MaxDepth, root)
		}
		return nil
	case !strings.EqualFold(path.Ext(d.Name()), ".csv") && !strings.EqualFold(path.Ext(d.Name()), ".zip"):
		in.ignored = append(in.ignored, name)
		return nil
	case !d.Type().IsRegular():
		return fmt.Errorf("%s is a %s; expected a plain file", name, describeMode(d.Type()))
	case strings.EqualFold(path.Ext(d.Name()), ".zip"):
		return in.addZip(name)
	}
	info, err := d.Info()
	if err != nil {
		return fmt.Errorf("reading the folder %s: %w", root, err)
	}
	in.take(fileInput(name, info.Size()))
	return nil
}

func describeMode(m fs.FileMode) string {
	if m&fs.ModeSymlink != 0 {
		return "symbolic link"
	}
	return "device or pipe"
}

// addZip adds the entries of the zip of that name.
func (in *inputs) addZip(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("opening an ESCO download: %w", err)
	}
	in.closers = append(in.closers, file)
	info, err := file.Stat()
	switch {
	case err != nil:
		return fmt.Errorf("opening an ESCO download: %w", err)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is neither a zip nor a folder", name)
	}
	return in.addArchive(name, file, info.Size())
}

// addArchive adds the entries of a zip after checking each of them. The file must stay open until they are
// read.
func (in *inputs) addArchive(name string, file io.ReaderAt, size int64) error {
	if size > MaxArchiveBytes {
		return fmt.Errorf("%s has %d bytes; a zip of at most %d is read", name, size, MaxArchiveBytes)
	}
	archive, err := zipfile.NewReader(file, size, maxDirectoryBytes)
	if err != nil {
		return fmt.Errorf("%s is not a readable zip (cut off, damaged or of another format): %w", name, err)
	}
	archive.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(bufio.NewReaderSize(r, bufferBytes)) })
	if len(archive.File) > MaxEntries {
		return fmt.Errorf("%s has %d entries; expected at most %d", name, len(archive.File), MaxEntries)
	}
	for _, entry := range archive.File {
		if err := in.addEntry(name, entry); err != nil {
			return err
		}
	}
	return nil
}

func (in *inputs) addEntry(archive string, entry *zip.File) error {
	// Some programs of Windows pack with backslashes, which the format forbids (APPNOTE.TXT 4.4.17).
	// Others begin each name with "./", the folder that was packed.
	below := strings.TrimPrefix(strings.ReplaceAll(entry.Name, "\\", "/"), "./")
	if below == "" {
		return nil
	}
	full := archive + "/" + below
	clean := strings.TrimSuffix(below, "/")
	switch mode := entry.Mode(); {
	case !fs.ValidPath(clean) || strings.ContainsAny(clean, ":\x00"):
		return fmt.Errorf("%s: the entry %q leaves the archive or is not a plain name; expected names such as skills_en.csv", archive, entry.Name)
	case mode.IsDir() || below != clean:
		return nil
	case slices.ContainsFunc(strings.Split(clean, "/"), isPassedOver):
		return nil
	case !mode.IsRegular():
		return fmt.Errorf("%s is a %s; expected a plain file", full, describeMode(mode))
	case entry.Flags&1 != 0:
		return fmt.Errorf("%s is encrypted; expected a plain archive", full)
	}
	in.take(&input{name: full, size: int64(min(entry.UncompressedSize64, 1<<40)), packed: max(int64(min(entry.CompressedSize64, 1<<40)), 1), open: entry.Open})
	return nil
}

// A byteGuard ends the reading of a file that unpacks to more than it may: by itself, in relation to
// its packed size, or with all files of the call.
type byteGuard struct {
	r     io.Reader
	file  *input
	read  int64
	total *atomic.Int64
}

var errLimit = errors.New("limit")

func (g *byteGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.read += int64(n)
	switch {
	case g.read > MaxFileBytes:
		return n, fmt.Errorf("it unpacks to more than %d bytes, the limit for one file: %w", MaxFileBytes, errLimit)
	case g.total.Add(int64(n)) > MaxTotalBytes:
		return n, fmt.Errorf("the files unpack to more than %d bytes, the limit for one call: %w", MaxTotalBytes, errLimit)
	case g.file.packed > 0 && g.read > ratioFloor && g.read/g.file.packed > MaxRatio:
		return n, fmt.Errorf("it unpacks to more than %d times its size, as no ESCO file does: %w", MaxRatio, errLimit)
	}
	return n, err
}
