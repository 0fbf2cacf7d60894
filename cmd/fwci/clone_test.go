package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// git runs git in a folder, with none of the user's settings.
func git(t *testing.T, dir string, args ...string) []byte {
	t.Helper()
	c := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "core.safecrlf=false"}, args...)...)
	c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
	out, err := c.Output()
	if err != nil {
		t.Fatalf("git %v: %v", args, err)
	}
	return out
}

// cloned puts the tracked files of the checkout, without some, into a repository and clones it as a Windows
// user may have set git up. It returns both folders and the paths.
func cloned(t *testing.T, root, without string) (from, to string, paths []string) {
	t.Helper()
	from, to = t.TempDir(), filepath.Join(t.TempDir(), "clone")
	for path := range strings.SplitSeq(strings.TrimSuffix(string(git(t, root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(root, path))
		if path == without || os.IsNotExist(err) { // removed and not committed yet
			continue
		}
		if err == nil {
			err = os.MkdirAll(filepath.Dir(filepath.Join(from, path)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(from, path), data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	git(t, from, "init", "--quiet")
	git(t, from, "-c", "core.autocrlf=false", "add", "--all", "--force")
	git(t, from, "-c", "core.autocrlf=false", "commit", "--quiet", "--message", "all")
	git(t, from, "clone", "--quiet", "-c", "core.autocrlf=true", from, to)
	return from, to, paths
}

// changed lists the files that are not the same in two folders.
func changed(t *testing.T, a, b string, paths []string) (names []string) {
	t.Helper()
	for _, path := range paths {
		x, err := os.ReadFile(filepath.Join(a, path))
		if err != nil {
			t.Fatal(err)
		}
		if y, err := os.ReadFile(filepath.Join(b, path)); err != nil || !bytes.Equal(x, y) {
			names = append(names, path)
		}
	}
	return names
}

// A clone with core.autocrlf=true, the setting of most on Windows, has the same bytes: the release verifies,
// and the sources give it again.
func TestCloneWithWindowsLineEnds(t *testing.T) {
	if testing.Short() {
		t.Skip("left to make whole: clones the repository twice")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, ".git")); err != nil {
		t.Skip("the sources are not a git checkout")
	}
	from, to, paths := cloned(t, root, "")
	if names := changed(t, from, to, paths); len(names) > 0 {
		t.Errorf("%d of %d files of the clone have other bytes: %v", len(names), len(paths), names[:min(len(names), 5)])
	}
	result, err := check(filepath.Join(to, "out"))
	if err != nil || len(result.Problems) > 0 {
		t.Errorf("the release of the clone: error %v, problems %v", err, result)
	}
	from, to, paths = cloned(t, root, ".gitattributes")
	if names := changed(t, from, to, paths); len(names) == 0 {
		t.Error("without .gitattributes every file has the same bytes: the test shows nothing")
	}
	if _, err := check(filepath.Join(to, "out")); err == nil || !strings.Contains(err.Error(), "Windows line ends") {
		t.Errorf("without .gitattributes: error %v; expected one about the line ends", err)
	}
}
