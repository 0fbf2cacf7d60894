package release

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/manifest"
)

// refused are folders with a user's files, or with what nothing proves to be a release. Never says that
// --replace-edited does not help.
var refused = map[string]struct {
	prepare func(t *testing.T, out string)
	want    string
	never   bool
}{
	"files": {func(t *testing.T, out string) { put(t, filepath.Join(out, "thesis.doc"), "x") }, "has thesis.doc and is not a release of fwci (it has no manifest.json)", true},
	"a folder of downloads with checksums": {func(t *testing.T, out string) {
		downloads(t, out)
	}, "it has no manifest.json", true},
	"downloads with a manifest of another program": {func(t *testing.T, out string) {
		downloads(t, out)
		put(t, filepath.Join(out, "manifest.json"), `{"name":"web app","files":[{"path":"a.iso"}]}`)
	}, "manifest.json is not a manifest of fwci", true},
	"a manifest that is not JSON":        {func(t *testing.T, out string) { put(t, filepath.Join(out, "manifest.json"), "nonsense") }, "manifest.json is not a manifest", true},
	"a manifest of this program, edited": {func(t *testing.T, out string) { rewrite(t, out, manifest.File, `"id":"sample"`, `"id":"sampled"`) }, "manifest.json (changed)", false},
	"a manifest that lists nothing":      {func(t *testing.T, out string) { empty(t, out) }, "manifest.json lists no files", true},
	"a manifest that leaves the folder": {func(t *testing.T, out string) {
		rewrite(t, out, manifest.File, `"path":"README.md"`, `"path":"../README.md"`)
	}, "expected one inside the release", true},
	"a manifest that lists a path twice": {func(t *testing.T, out string) {
		rewrite(t, out, manifest.File, `"path":"README.md"`, `"path":"empty.txt"`)
	}, "lists empty.txt twice", true},
	"a manifest that claims a file of mine": {func(t *testing.T, out string) {
		put(t, filepath.Join(out, "thesis.doc"), "x")
		rewrite(t, out, manifest.File, `"files":[`, fmt.Sprintf(`"files":[{"path":"thesis.doc","bytes":1,"sha256":"%x"},`, sha256.Sum256([]byte("x"))))
	}, "would be lost: thesis.doc", true},
	"a folder for the manifest": {func(t *testing.T, out string) { put(t, filepath.Join(out, manifest.File, "x"), "x") }, "is not a plain file", true},
	"a manifest without end": {func(t *testing.T, out string) {
		put(t, filepath.Join(out, manifest.File), "{")
		if err := os.Truncate(filepath.Join(out, manifest.File), MaxListBytes+1); err != nil {
			t.Fatal(err)
		}
	}, "is not a plain file of at most 67108864 bytes", true},
	"a release without its manifest": {func(t *testing.T, out string) { remove(t, out, manifest.File) }, "it has no manifest.json", true},
	"a release and a file of mine":   {func(t *testing.T, out string) { release1(t, out, "csv/notes.txt") }, "would be lost: csv/notes.txt;", true},
	"a release and many files of mine": {func(t *testing.T, out string) {
		release1(t, out, "note0", "note1", "note2", "note3", "note4", "note5", "note6")
	}, "note0, note1, note2, note3, note4 and 2 more; move them away", true},
	"a release and a folder of mine": {func(t *testing.T, out string) {
		release1(t, out)
		mkdir(t, filepath.Join(out, "csv", "mine"))
	}, "would be lost: csv/mine/;", true},
	"a release with history": {func(t *testing.T, out string) { release1(t, out, ".git/HEAD", ".git/config") }, ".git/, .git/HEAD, .git/config", true},
	"a release, its CSV a link to a folder of mine": {func(t *testing.T, out string) {
		release1(t, out)
		if err := os.Rename(filepath.Join(out, "csv"), filepath.Join(filepath.Dir(out), "mine")); err != nil {
			t.Fatal(err)
		}
		link(t, filepath.Join(filepath.Dir(out), "mine"), filepath.Join(out, "csv"))
	}, "would be lost: csv;", true},
	"hidden files of mine": {func(t *testing.T, out string) { release1(t, out, "._notes", ".env") }, "would be lost: ._notes, .env;", true},
	"folders of mine":      {func(t *testing.T, out string) { mkdir(t, filepath.Join(out, "photos", "2026")) }, "has photos/ and is not a release", true},
	"a git checkout": {func(t *testing.T, out string) {
		put(t, filepath.Join(out, ".git", "HEAD"), "ref: refs/heads/main\n")
		put(t, filepath.Join(out, "main.go"), "package main")
	}, "is not a release of fwci", true},
	"a home": {func(t *testing.T, out string) {
		put(t, filepath.Join(out, ".profile"), "x")
		put(t, filepath.Join(out, "Documents", "will.odt"), "x")
	}, "is not a release of fwci", true},
	"a file":            {func(t *testing.T, out string) { put(t, out, "x") }, "is not a folder", true},
	"a link to nothing": {func(t *testing.T, out string) { link(t, filepath.Join(filepath.Dir(out), "nothing"), out) }, "is not a folder", true},

	"a file edited":              {func(t *testing.T, out string) { rewrite(t, out, "csv/tasks.csv", "1", "7") }, "was edited after it was built: csv/tasks.csv (changed);", false},
	"a file edited and longer":   {func(t *testing.T, out string) { rewrite(t, out, "README.md", "version 1", "my version 1") }, "README.md (changed); keep what you need of it and build with --replace-edited", false},
	"a file missing":             {func(t *testing.T, out string) { remove(t, out, "json/deep/er/bands.json") }, "json/deep/er/bands.json (missing)", false},
	"a release without its sums": {func(t *testing.T, out string) { remove(t, out, manifest.Sums) }, "it has no SHA256SUMS", false},
	"sums with CRLF":             {func(t *testing.T, out string) { rewrite(t, out, manifest.Sums, "\n", "\r\n") }, "SHA256SUMS (changed)", false},
	"sums of another file":       {func(t *testing.T, out string) { rewrite(t, out, manifest.Sums, "  README.md", "  LICENSE.md") }, "would be lost: README.md", true},
	"a file that is a link": {func(t *testing.T, out string) {
		release1(t, out)
		if err := os.Rename(filepath.Join(out, "README.md"), filepath.Join(filepath.Dir(out), "README.md")); err != nil {
			t.Fatal(err)
		}
		link(t, filepath.Join(filepath.Dir(out), "README.md"), filepath.Join(out, "README.md"))
	}, "README.md (not a plain file)", false},
	"nothing but the lists": {func(t *testing.T, out string) {
		release1(t, out)
		for _, name := range []string{"README.md", "empty.txt", "csv", "json"} {
			if err := os.RemoveAll(filepath.Join(out, name)); err != nil {
				t.Fatal(err)
			}
		}
	}, "README.md (missing), csv/bands.csv (missing), csv/tasks.csv (missing), empty.txt (missing), json/deep/er/bands.json (missing);", false},
}

// downloads are files with a correct list of their checksums.
func downloads(t *testing.T, out string) {
	t.Helper()
	var sums strings.Builder
	for _, name := range []string{"a.iso", "b/c.zip"} {
		put(t, filepath.Join(out, name), name)
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256([]byte(name)), name)
	}
	put(t, filepath.Join(out, "SHA256SUMS"), sums.String())
}

// release1 makes a release and files of a user in it.
func release1(t *testing.T, out string, mine ...string) {
	t.Helper()
	mustWrite(t, out, sample("1"))
	for _, name := range mine {
		put(t, filepath.Join(out, filepath.FromSlash(name)), "x")
	}
}

// rewrite makes a release, where it is not there yet, and edits a file of it.
func rewrite(t *testing.T, out, name, old, new string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(out, manifest.File)); err != nil {
		mine := tree(t, filepath.Dir(out))
		for path := range mine {
			if strings.HasPrefix(path, filepath.Base(out)+"/") {
				defer put(t, filepath.Join(filepath.Dir(out), path), mine[path])
			}
		}
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
		mustWrite(t, out, sample("1"))
	}
	path := filepath.Join(out, filepath.FromSlash(name))
	data, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(data, []byte(old)) {
		t.Fatalf("%s has no %q, error %v", name, old, err)
	}
	put(t, path, strings.ReplaceAll(string(data), old, new))
}

func remove(t *testing.T, out, name string) {
	t.Helper()
	mustWrite(t, out, sample("1"))
	if err := os.Remove(filepath.Join(out, filepath.FromSlash(name))); err != nil {
		t.Fatal(err)
	}
}

func empty(t *testing.T, out string) {
	t.Helper()
	for _, a := range indexed(nil) {
		put(t, filepath.Join(out, a.Path), string(a.Data))
	}
}

func mkdir(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
}

func TestRefusedFoldersAreUntouched(t *testing.T) {
	for name, c := range refused {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			out := filepath.Join(parent, "out")
			c.prepare(t, out)
			before := tree(t, parent)
			refuse := func(o Options) {
				t.Helper()
				if err := Write(t.Context(), out, sample("2"), o); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), out) {
					t.Errorf("error %v; expected one with %q and the folder's name", err, c.want)
				}
				if after := tree(t, parent); !maps.Equal(before, after) {
					t.Errorf("the refusal changed the folder: %q became %q", slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)))
				}
			}
			refuse(Options{})
			if c.never {
				refuse(Options{ReplaceEdited: true})
				return
			}
			var remarks []string
			if err := Write(t.Context(), out, sample("2"), Options{ReplaceEdited: true, Remark: func(line string) { remarks = append(remarks, line) }}); err != nil {
				t.Fatal(err)
			}
			expect(t, out, sample("2"))
			if len(remarks) != 1 || !strings.Contains(remarks[0], "was edited and is replaced: ") {
				t.Errorf("remarks %q; expected one that names what is replaced", remarks)
			}
			for path, content := range before {
				if path != "out" && !strings.HasPrefix(path, "out/") && tree(t, parent)[path] != content {
					t.Errorf("%s is not what it was", path)
				}
			}
		})
	}
	if err := Write(t.Context(), string(filepath.Separator), sample("1"), Options{}); err == nil || !strings.Contains(err.Error(), "root of the file system") {
		t.Errorf("the root of the file system: error %v", err)
	}
	if err := Write(t.Context(), "", sample("1"), Options{}); err == nil || !strings.Contains(err.Error(), "has no name") {
		t.Errorf("no name: error %v", err)
	}
}

// Check says before a build what Write would say after it, except for files of the right size.
func TestCheck(t *testing.T) {
	for name, c := range refused {
		if name == "a file edited" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			c.prepare(t, out)
			if err := Check(t.Context(), out, Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v; expected one with %q", err, c.want)
			}
			if err := Check(t.Context(), out, Options{ReplaceEdited: true}); (err != nil) != c.never {
				t.Errorf("with edited files: error %v; expected one: %t", err, c.never)
			}
		})
	}
	parent := t.TempDir()
	mustWrite(t, filepath.Join(parent, "out"), sample("1"))
	for _, out := range []string{filepath.Join(parent, "out"), filepath.Join(parent, "new", "out")} {
		if err := Check(t.Context(), out, Options{}); err != nil {
			t.Error(err)
		}
	}
	expectNames(t, parent, "out")
}

// What a user writes into the release while it is built is not lost: the exchange is undone.
func TestFileWrittenDuringTheBuild(t *testing.T) {
	for name, change := range map[string]func(out string) error{
		"a new file": func(out string) error { return os.WriteFile(filepath.Join(out, "csv", "mine.txt"), []byte("x"), 0o666) },
		"a file edited": func(out string) error {
			return os.WriteFile(filepath.Join(out, "README.md"), []byte("version 1, mine\n"), 0o666)
		},
	} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			out := filepath.Join(parent, "out")
			mustWrite(t, out, sample("1"))
			(&disk{look: func(path string) error {
				if below(parent, path) == "stage/csv" {
					return change(out)
				}
				return nil
			}}).use(t)
			err := Write(t.Context(), out, sample("2"), Options{})
			if err == nil || !strings.Contains(err.Error(), "was written while the release was built") || !strings.Contains(err.Error(), "is as it was") {
				t.Errorf("error %v; expected one that names the file", err)
			}
			expectNames(t, parent, "out")
			want := tree(t, out)
			mustWrite(t, filepath.Join(parent, "other"), sample("1"))
			if err := change(filepath.Join(parent, "other")); err != nil {
				t.Fatal(err)
			}
			if !maps.Equal(want, tree(t, filepath.Join(parent, "other"))) {
				t.Errorf("the folder has %q; expected the old release with the user's change", slices.Sorted(maps.Keys(want)))
			}
		})
	}
}

// A file that begins as others of its kind, or is empty, may be replaced; every other one is left.
func TestCreateFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "ranked.csv")
	write := func(content string) *File {
		t.Helper()
		f, err := CreateFile(path, "query_id,")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
		return f
	}
	holds := func(want map[string]string) {
		t.Helper()
		if found := tree(t, dir); !maps.Equal(found, want) {
			t.Errorf("the folder has %q; expected %q", found, want)
		}
	}
	if name, err := write("query_id,1\n").Keep(); err != nil || name != path+PartialSuffix {
		t.Errorf("kept as %q, error %v", name, err)
	}
	holds(map[string]string{"ranked.csv.partial": "query_id,1\n"})
	if err := write("query_id,2\n").Commit(); err != nil {
		t.Error(err)
	}
	holds(map[string]string{"ranked.csv": "query_id,2\n"})
	if err := write("query_id,3\n").Discard(); err != nil {
		t.Error(err)
	}
	holds(map[string]string{"ranked.csv": "query_id,2\n"})

	first, second := write("query_id,4\n"), write("query_id,5\n")
	if err := first.Commit(); err == nil || !strings.Contains(err.Error(), "was replaced by another program") {
		t.Errorf("error %v; expected that another program writes the same file", err)
	}
	if err := second.Commit(); err != nil {
		t.Error(err)
	}
	holds(map[string]string{"ranked.csv": "query_id,5\n"})

	for _, name := range []string{"ranked.csv", "ranked.csv.partial"} {
		put(t, filepath.Join(dir, name), "Dear Sir")
		before := tree(t, dir)
		if _, err := CreateFile(path, "query_id,"); err == nil || !strings.Contains(err.Error(), name+" is another kind of file and would be lost") {
			t.Errorf("error %v; expected one that names %s", err, name)
		}
		holds(before)
		if err := os.Truncate(filepath.Join(dir, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	if err := write("query_id,6\n").Commit(); err != nil {
		t.Error(err)
	}
	holds(map[string]string{"ranked.csv": "query_id,6\n"})
	if _, err := CreateFile(dir, "query_id,"); err == nil || !strings.Contains(err.Error(), "is not a plain file") {
		t.Errorf("a folder: error %v", err)
	}
	link(t, path, filepath.Join(dir, "linked.csv"))
	path = filepath.Join(dir, "linked.csv")
	if err := write("query_id,7\n").Commit(); err != nil {
		t.Error(err)
	}
	holds(map[string]string{"ranked.csv": "query_id,7\n", "linked.csv": filepath.Join(dir, "ranked.csv")})
}

// A symbolic link stays one: the file that it means is replaced.
func TestWriteFileThroughALink(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "real.tsv"), "old")
	link(t, filepath.Join(dir, "real.tsv"), filepath.Join(dir, "link.tsv"))
	if err := WriteFile(filepath.Join(dir, "link.tsv"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	if found := tree(t, dir); found["real.tsv"] != "new" || found["link.tsv"] != filepath.Join(dir, "real.tsv") {
		t.Errorf("the folder has %q", found)
	}
}

// A stage that cannot be removed blocks nothing; one with a folder that may not be written to is removed.
func TestStageWithReadOnlyFolders(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "out")
	mustWrite(t, out, sample("1", artifact.Artifact{Path: "closed/a.txt", Data: []byte("x")}))
	for _, dir := range []string{"closed", "csv", "."} {
		if err := os.Chmod(filepath.Join(out, dir), 0o555); err != nil {
			t.Fatal(err)
		}
	}
	mustWrite(t, out, sample("2"))
	expect(t, out, sample("2"))
	expectNames(t, parent, "out")
}
