package extract

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/fwci-open-data/fwci/extract/source"
)

// read reads a file of raw/. found is false for a file that does not exist. data is nil too for one that
// cannot be read, and the problem is gathered.
func (l *loader) read(name string) (data []byte, found bool) {
	file := filepath.Join(l.raw.Dir, filepath.FromSlash(name))
	info, err := os.Stat(file) // before opening it: a pipe would wait for a writer
	switch {
	case errors.Is(err, fs.ErrNotExist) && !dangling(file):
		return nil, false
	case err != nil:
		l.fail(name, "source-file", "%s", reason(err))
		return nil, true
	case !info.Mode().IsRegular():
		l.fail(name, "source-file", "%s; expected a file", kindOf(info))
		return nil, true
	case info.Size() > source.MaxBytes:
		l.problems = append(l.problems, source.TooLarge(l.path(name), info.Size()))
		return nil, true
	}
	if data, err = readAll(file); err != nil {
		l.fail(name, "source-file", "%s", reason(err))
		return nil, true
	}
	l.raw.Inputs = append(l.raw.Inputs, Input{Path: name, Data: data})
	return data, true
}

// readAll reads a file, of one that grows meanwhile no more than is allowed. The data is never nil.
func readAll(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	size := int64(0)
	if info, err := f.Stat(); err == nil {
		size = min(info.Size(), source.MaxBytes)
	}
	data := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	_, err = data.ReadFrom(io.LimitReader(f, source.MaxBytes+1))
	return data.Bytes(), errors.Join(err, f.Close())
}

// dangling reports whether a path is a link that leads nowhere.
func dangling(file string) bool {
	info, err := os.Lstat(file)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// reason says why a file cannot be read, and what to do.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "a symbolic link to a file that does not exist; correct or remove the link"
	case errors.Is(err, fs.ErrPermission):
		return "it may not be read (permission denied); expected a file that this user may read"
	case errors.Is(err, syscall.ELOOP):
		return "symbolic links that lead in a circle; expected a file"
	case errors.Is(err, syscall.ENOTDIR):
		return "a part of its path is a file; expected a folder"
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return "it cannot be read: " + err.Error()
}

// kindOf names what is not a regular file.
func kindOf(info fs.FileInfo) string {
	switch mode := info.Mode(); {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}

// otherCase is a hint for a path that does not exist: a file next to it has the same name in another case.
func (l *loader) otherCase(name string) string {
	entries, _ := os.ReadDir(filepath.Join(l.raw.Dir, filepath.FromSlash(path.Dir(name))))
	for _, e := range entries {
		if strings.EqualFold(e.Name(), path.Base(name)) {
			return "; " + l.path(path.Join(path.Dir(name), e.Name())) + " does: upper and lower case differ"
		}
	}
	return ""
}

// entries lists the names in a folder of raw/, sorted; a folder that does not exist has none.
func (l *loader) entries(folder string) []string {
	entries, err := os.ReadDir(filepath.Join(l.raw.Dir, filepath.FromSlash(folder)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.fail(folder, "source-file", "%s", reason(err))
	}
	var names []string
	for _, e := range entries {
		names = append(names, path.Join(folder, e.Name()))
	}
	return names
}

// list returns the files of a folder of raw/ that end in suffix, sorted.
func (l *loader) list(folder, suffix string) []string {
	var names []string
	for _, name := range l.entries(folder) {
		if strings.HasSuffix(name, suffix) {
			names = append(names, name)
		}
	}
	return names
}

// misnamed reports the files that look like an input and are not one, so that a file whose name has a slip is
// not left out without a word: in the places of inputs, the files with an ending of inputs that nothing read.
func (l *loader) misnamed() {
	for _, place := range []struct{ folder, endings, expected string }{
		{".", ".json .csv", strings.Join([]string{CatalogFile, CorrectionsFile, RegisterFile}, ", ")},
		{"esco", ".csv", ConceptURIsFile + " and " + SkillFactsFile},
		{MappingsDir, ".tsv .csv .json", AppraisalFile + " and " + MappingsDir + "/*" + MappingsSuffix},
		{ChangesDir, ".json .csv .tsv", ChangesDir + "/*.json"},
	} {
		for _, name := range l.entries(place.folder) {
			ending := strings.ToLower(path.Ext(name))
			if ending == "" || strings.HasPrefix(path.Base(name), ".") || !strings.Contains(place.endings+" ", ending+" ") || l.isInput(name) {
				continue
			}
			l.fail(name, "unlisted-source", "nothing reads a file of this name; expected %s: rename or remove it", place.expected)
		}
	}
}

// lockFile keeps what "fwci sources --check" saw of the addresses of the sources; a build does not read it.
const lockFile = "sources.lock.json"

// isInput reports whether a file was read, has problems of its own, is named as a source, or is another
// command's.
func (l *loader) isInput(name string) bool {
	if name == lockFile {
		return true
	}
	for _, input := range l.raw.Inputs {
		if input.Path == name {
			return true
		}
	}
	for _, problem := range l.problems {
		if problem.Path == l.path(name) {
			return true
		}
	}
	for _, s := range l.raw.Catalog.Sources {
		if s.Path == name {
			return true
		}
	}
	return false
}
