package verify_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fwci-open-data/fwci/export/verify"
)

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// pack writes a zip with files in the order of their names and returns its path.
func pack(t *testing.T, prefix string, files fstest.MapFS, more ...func(*zip.Writer)) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.Create(prefix + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(files[name].Data); err != nil {
			t.Fatal(err)
		}
	}
	for _, add := range more {
		add(w)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return save(t, "release.zip", b.Bytes())
}

func save(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// unpack writes a release into a folder.
func unpack(t *testing.T, files fstest.MapFS) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestOpenFolderAndZip(t *testing.T) {
	mac := func(w *zip.Writer) { _, _ = w.Create("__MACOSX/out/._csv") }
	folder := func(w *zip.Writer) { _, _ = w.Create("out/") }
	for name, path := range map[string]string{
		"folder":                             unpack(t, good(t)),
		"zip":                                pack(t, "", good(t)),
		"zip with a folder":                  pack(t, "fwci-2210-1.2.3/", good(t)),
		"zip with a folder and its entry":    pack(t, "out/", good(t), folder),
		"zip with a folder as the Mac packs": pack(t, "out/", good(t), mac),
	} {
		files, closer, err := verify.Open(path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		result, err := verify.Check(files)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if len(result.Problems) > 0 {
			t.Errorf("%s: a sound release has problems:\n%v", name, result.Problems)
		}
		if err := closer.Close(); err != nil {
			t.Errorf("%s: closing: %v", name, err)
		}
	}
}

func TestDamageInAZipIsNamed(t *testing.T) {
	files := good(t)
	files["csv/bands.csv"].Data[3] ^= 1
	opened, closer, err := verify.Open(pack(t, "out/", files))
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	result, err := verify.Check(opened)
	if err != nil {
		t.Fatal(err)
	}
	if !named(result.Problems.Sorted(), "csv/bands.csv", "checksum", "") {
		t.Errorf("the damaged file is not named:\n%v", result.Problems)
	}
}

func TestLinksInAFolderAreNotFollowed(t *testing.T) {
	dir := unpack(t, good(t))
	outside := save(t, "bands.csv", good(t)["csv/bands.csv"].Data)
	if err := os.Remove(filepath.Join(dir, "csv/bands.csv")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "csv/bands.csv")); err != nil {
		t.Skip("no symbolic links here")
	}
	files, closer, err := verify.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	result, err := verify.Check(files)
	if err != nil {
		t.Fatal(err)
	}
	if !named(result.Problems.Sorted(), "csv/bands.csv", "checksum", "expected a plain file") {
		t.Errorf("a link is not named:\n%v", result.Problems)
	}
}

func entryOf(name string, change func(*zip.FileHeader), data []byte) func(*zip.Writer) {
	return func(w *zip.Writer) {
		header := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if change != nil {
			change(header)
		}
		f, err := w.CreateHeader(header)
		if err != nil {
			panic(err)
		}
		if _, err := f.Write(data); err != nil {
			panic(err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	sound := pack(t, "", good(t))
	data, err := os.ReadFile(sound)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ path, want string }{
		"nothing":                      {filepath.Join(t.TempDir(), "none"), "no such file"},
		"text":                         {save(t, "a.txt", []byte("some text")), "neither a folder nor a readable zip"},
		"an empty file":                {save(t, "a.zip", nil), "neither a folder nor a readable zip"},
		"a zip cut off":                {save(t, "a.zip", data[:len(data)/2]), "neither a folder nor a readable zip"},
		"an empty zip":                 {pack(t, "", nil), "0 of its folders have a release"},
		"a zip of other things":        {pack(t, "", fstest.MapFS{"a.txt": {}}), "0 of its folders have a release"},
		"a zip with a release too low": {pack(t, "a/b/", good(t)), "0 of its folders have a release"},
		"a zip with two releases":      {pack(t, "a/", good(t), entryOf("b/SHA256SUMS", nil, nil)), "2 of its folders have a release"},
		"an entry above the archive":   {pack(t, "", good(t), entryOf("../evil.txt", nil, nil)), `the entry "../evil.txt" leaves the archive`},
		"an entry at the root":         {pack(t, "", good(t), entryOf("/etc/passwd", nil, nil)), `the entry "/etc/passwd" leaves the archive`},
		"an entry with backslashes":    {pack(t, "", good(t), entryOf(`csv\x.csv`, nil, nil)), "leaves the archive or is not a plain name"},
		"an entry twice":               {pack(t, "", good(t), entryOf("csv/bands.csv", nil, nil)), `two entries are named "csv/bands.csv"`},
		"a link":                       {pack(t, "", good(t), entryOf("link", func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }, []byte("/etc/passwd"))), `the entry "link" is not a plain file`},
		"an encrypted entry":           {pack(t, "", good(t), entryOf("secret", func(h *zip.FileHeader) { h.Flags |= 1 }, nil)), `the entry "secret" is encrypted`},
		"a file that unpacks too far":  {bomb(t, verify.MaxFileBytes+1, 1), fmt.Sprintf("unpacks to %d bytes", int64(verify.MaxFileBytes)+1)},
		"files that unpack too far":    {bomb(t, verify.MaxFileBytes, verify.MaxTotalBytes/verify.MaxFileBytes+1), "the entries unpack to more than"},
	} {
		if files, _, err := verify.Open(c.path); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: files %v, error %v; expected an error with %q", name, files, err, c.want)
		}
	}
}

// A zip with more entries, or a longer list of them, than any release has is not read into memory.
func TestOpenRefusesCrowds(t *testing.T) {
	if testing.Short() {
		t.Skip("left to make whole: a zip of half a million entries")
	}
	stored := func(comment string) func(*zip.FileHeader) {
		return func(h *zip.FileHeader) { h.Method, h.Comment = zip.Store, comment }
	}
	for name, c := range map[string]struct {
		entries       int
		comment, want string
	}{
		"too many entries":           {verify.MaxFiles + 1, "", fmt.Sprintf("at most %d are read", verify.MaxFiles)},
		"a list of entries too long": {1200, strings.Repeat("x", 60_000), "takes more than"},
	} {
		path := pack(t, "", good(t), func(w *zip.Writer) {
			for i := range c.entries {
				entryOf(fmt.Sprint(i), stored(c.comment), nil)(w)
			}
		})
		if files, _, err := verify.Open(path); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: opened: %t, error %v; expected an error with %q", name, files != nil, err, c.want)
		}
	}
}

// bomb returns a zip with small entries that say they unpack to size bytes.
func bomb(t *testing.T, size uint64, entries int) string {
	return pack(t, "", good(t), func(w *zip.Writer) {
		for i := range entries {
			if _, err := w.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("bomb%d", i), Method: zip.Deflate, UncompressedSize64: size}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// An entry that says less than it unpacks to ends as soon as it has unpacked what it says.
func TestLyingEntryIsNotUnpacked(t *testing.T) {
	files := good(t)
	files["zeros"] = &fstest.MapFile{Data: make([]byte, 1<<20)}
	path := pack(t, "", files)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var size [4]byte
	binary.LittleEndian.PutUint32(size[:], 1<<20)
	at := bytes.LastIndex(data, []byte("zeros"))
	field := bytes.LastIndex(data[:at], size[:])
	binary.LittleEndian.PutUint32(data[field:], 10)
	opened, closer, err := verify.Open(save(t, "lie.zip", data))
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	if content, err := fs.ReadFile(opened, "zeros"); err == nil || len(content) > 1<<16 {
		t.Errorf("read %d bytes of an entry that says it has 10, error %v", len(content), err)
	}
}
