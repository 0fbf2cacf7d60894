package release

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/extract/desktop"
)

// A folder is this program's own when its manifest.json is one of this program, SHA256SUMS is what follows
// from it, every file that it lists is there with its checksum, and nothing else is. Where a file was edited or
// is missing, the user may ask for the release to be replaced all the same; where a file is there that the
// release does not list, or where nothing proves a release, the folder is never replaced.

// MaxListBytes is the largest manifest.json and SHA256SUMS that is read of an older release; usual ones have
// 0.2 MB.
const MaxListBytes = 64 << 20

// content is what a folder holds: files and folders by path, with forward slashes.
type content map[string]state

// state is what is known of a file without reading it, and the checksum of one that was read.
type state struct {
	mode    fs.FileMode
	size    int64
	changed int64  // nanoseconds; 0 for a folder, whose time changes as its files are looked after
	sum     string // SHA-256 in hexadecimal; "" for a file that was not read whole
}

func (s state) kind() fs.FileMode { return s.mode.Type() }

// written reports whether a file is not what it was before.
func (s state) written(before state) bool {
	return s.kind() != before.kind() || s.size != before.size || s.changed != before.changed
}

// survey lists what is in a folder, without stages of builds inside it and without a folder of that name at
// its top.
func survey(dir, without string) (content, error) {
	found := content{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if name == dir {
			return err
		}
		if entry != nil && filepath.Dir(name) == dir && entry.IsDir() && (entry.Name() == without || isStage(name, insideMark)) {
			return fs.SkipDir
		}
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		below, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		s := state{mode: info.Mode()}
		if !entry.IsDir() {
			s.size, s.changed = info.Size(), info.ModTime().UnixNano()
		}
		found[filepath.ToSlash(below)] = s
		return nil
	})
	return found, err
}

// unchanged checks that a folder that was moved still holds what it held before: a file that somebody wrote
// in the meantime is not lost.
func (c content) unchanged(dir string) error {
	now, err := survey(dir, "")
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(now)) {
		if before, ok := c[name]; !ok || now[name].written(before) {
			return fmt.Errorf("%s was written while the release was built", name)
		}
	}
	return nil
}

// replaceable checks that the place is empty or holds a release of this program, and returns what it holds.
// The files of the new release save reading those that hold the same bytes twice. Without any, files of the right size
// count as those of the older release, and none is read.
func replaceable(ctx context.Context, at place, o Options, fresh map[string]artifact.Artifact) (content, error) {
	info, err := os.Lstat(at.target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking at the release folder: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder", at.target)
	}
	found, err := at.survey()
	if err != nil {
		return nil, fmt.Errorf("looking at the release folder: %w", err)
	}
	foreign := found.foreign(nil)
	if len(foreign) == 0 {
		return found, nil
	}
	known, edits, err := listed(at.target, found)
	if err != nil {
		return nil, fmt.Errorf("%s has %s and is not a release of fwci (%w); name an empty or new folder, or move its content away", at.target, foreign[0], err)
	}
	if foreign = found.foreign(known); len(foreign) > 0 {
		return nil, fmt.Errorf("%s has files that are not of its release and would be lost: %s; move them away", at.target, some(foreign))
	}
	more, err := edited(ctx, at.target, found, known, fresh)
	if err != nil {
		return nil, fmt.Errorf("looking at the release folder: %w", err)
	}
	if edits = append(edits, more...); len(edits) == 0 {
		return found, nil
	}
	if !o.ReplaceEdited {
		return nil, fmt.Errorf("%s was edited after it was built: %s; keep what you need of it and build with --replace-edited, or name another folder", at.target, some(edits))
	}
	if fresh != nil {
		o.remark("%s was edited and is replaced: %s", at.target, some(edits))
	}
	return found, nil
}

// some names the first of a list and counts the others.
func some(names []string) string {
	const most = 5
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// foreign lists what is in the folder and neither a file of the release, nor a folder of one, nor left by
// the desktop of the system. Folders end with a slash.
func (c content) foreign(known map[string]manifest.Entry) []string {
	folders := map[string]bool{}
	for name := range known {
		for dir := path.Dir(name); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	var found []string
	for _, name := range slices.Sorted(maps.Keys(c)) {
		_, file := known[name]
		switch s := c[name]; {
		case s.kind().IsDir() && !folders[name]:
			found = append(found, name+"/")
		case !s.kind().IsDir() && !file && !c.leftByDesktop(name):
			found = append(found, name)
		}
	}
	return found
}

// leftByDesktop reports whether a file is one that Finder or Explorer left; "._x" is only next to a file x.
func (c content) leftByDesktop(name string) bool {
	dir, base := path.Split(name)
	if of, double := strings.CutPrefix(base, "._"); double {
		if _, ok := c[dir+of]; !ok {
			return false
		}
	}
	return c[name].kind().IsRegular() && desktop.IsDisposable(name)
}

// listed returns the files of the release by path, the two lists included, and which of the lists were
// edited. It fails where nothing proves that a release of this program was there.
func listed(target string, found content) (known map[string]manifest.Entry, edits []string, err error) {
	data, err := readList(target, manifest.File, found)
	if err != nil {
		return nil, nil, err
	}
	m, err := manifest.Own(data)
	if err != nil {
		return nil, nil, err
	}
	known = map[string]manifest.Entry{manifest.File: {}, manifest.Sums: {}}
	for _, f := range m.Files {
		known[f.Path] = f
	}
	text, err := readList(target, manifest.Sums, found)
	if err != nil {
		return known, []string{err.Error()}, nil
	}
	if bytes.Equal(text, manifest.FormatSums(m.Files, data)) {
		return known, nil, nil
	}
	sums, err := manifest.ParseSums(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))) // as Git may have checked it out
	if err != nil {
		return known, []string{manifest.Sums + " (changed)"}, nil
	}
	for name := range known {
		if name != manifest.Sums && sums[name] == "" {
			delete(known, name) // only one of the lists names it: no proof
		}
	}
	if sums[manifest.File] == fmt.Sprintf("%x", sha256.Sum256(data)) {
		return known, []string{manifest.Sums + " (changed)"}, nil
	}
	known[manifest.File] = manifest.Entry{}
	return known, []string{manifest.File + " (changed)"}, nil
}

// readList reads manifest.json or SHA256SUMS of an older release.
func readList(target, name string, found content) ([]byte, error) {
	s, ok := found[name]
	switch {
	case !ok:
		return nil, fmt.Errorf("it has no %s", name)
	case !s.kind().IsRegular() || s.size > MaxListBytes:
		return nil, fmt.Errorf("%s is not a plain file of at most %d bytes", name, MaxListBytes)
	}
	return os.ReadFile(filepath.Join(target, name))
}

// edited lists the files of a release that are missing or not what they were, with the reason. Where
// they are read, it notes the checksums of the others in found.
func edited(ctx context.Context, target string, found content, known map[string]manifest.Entry, fresh map[string]artifact.Artifact) ([]string, error) {
	names := slices.Sorted(maps.Keys(known))
	reasons := make([]string, len(names))
	err := each(ctx, len(names), func(i int) (err error) {
		reasons[i], err = edit(target, names[i], found, known[names[i]], fresh)
		return err
	})
	if err != nil {
		return nil, err
	}
	var edits []string
	for i, name := range names {
		if reasons[i] != "" {
			edits = append(edits, name+" ("+reasons[i]+")")
		} else if s, ok := found[name]; fresh != nil && ok {
			s.sum = known[name].SHA256
			found[name] = s
		}
	}
	return edits, nil
}

// buffers are what files are read through.
var buffers = sync.Pool{New: func() any { return new([64 << 10]byte) }}

// edit says how a file differs from its entry in the manifest; an entry without a checksum says nothing.
func edit(target, name string, found content, entry manifest.Entry, fresh map[string]artifact.Artifact) (string, error) {
	s, ok := found[name]
	switch {
	case entry.SHA256 == "":
		return "", nil // listed looked after it
	case !ok:
		return "missing", nil
	case !s.kind().IsRegular():
		return "not a plain file", nil
	case s.size != int64(entry.Bytes):
		return "changed", nil
	case fresh == nil:
		return "", nil
	}
	f, err := openFile(filepath.Join(target, filepath.FromSlash(name)), os.O_RDONLY, 0)
	if err != nil {
		return "", err
	}
	sum, err := checksum(f, s.size, fresh[name])
	if err := errors.Join(err, f.Close()); err != nil {
		return "", err
	}
	if sum != entry.SHA256 {
		return "changed", nil
	}
	return "", nil
}

// checksum returns the SHA-256 of the first bytes of a file, size of them, in hexadecimal. That of a new file with the
// same bytes is known already. A file that has grown since its size was looked up is found by unchanged.
func checksum(f *os.File, size int64, fresh artifact.Artifact) (string, error) {
	buffer := buffers.Get().(*[64 << 10]byte)
	defer buffers.Put(buffer)
	sum := sha256.New()
	same, done := true, 0 // the bytes before done are those of the new file, and not in the sum yet
	for left := size; left > 0; {
		n, err := f.Read(buffer[:min(left, int64(len(buffer)))])
		if same = same && bytes.HasPrefix(fresh.Data[done:], buffer[:n]); same {
			done += n
		} else {
			sum.Write(fresh.Data[:done])
			done = 0
			sum.Write(buffer[:n])
		}
		left -= int64(n)
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return "", err
		}
	}
	if same && done == len(fresh.Data) {
		return fresh.SHA256(), nil
	}
	sum.Write(fresh.Data[:done])
	return hex.EncodeToString(sum.Sum(nil)), nil
}
