//go:build unix

package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
)

// A project is a copy of the Makefile and of .ci with a gh that plays a part, in which targets run.
type project struct {
	t   *testing.T
	dir string
	env []string
}

// fakeGH writes down each call with its arguments and answers as the files of the folder gh say: fail ends
// every call, fail-N the Nth word of a command; list and pulls are what is listed; assets are downloaded.
const fakeGH = `#!/usr/bin/env bash
set -eu
here=$(dirname "$0")
printf '<%s>' "$@" >> "$here/calls"; echo >> "$here/calls"
if [ -e "$here/fail" ] || [ -e "$here/fail-$2" ]; then
  cat "$here/list" 2>/dev/null || true # an answer does not make a call that failed a success
  echo "HTTP 502: Bad Gateway" >&2
  exit 1
fi
case "$1 $2" in
"release list") cat "$here/list" ;;
"release download")
  while [ "$1" != --dir ]; do shift; done
  cp "$here"/assets/* "$2" ;;
"pr list") cat "$here/pulls" 2>/dev/null || true ;;
esac
`

func newProject(t *testing.T) *project {
	t.Helper()
	if testing.Short() {
		t.Skip("left to make whole: the scripts of .ci, with made-up releases and repositories")
	}
	t.Parallel()
	for _, tool := range []string{"make", "bash", "git", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	p := &project{t: t, dir: t.TempDir()}
	if err := os.CopyFS(filepath.Join(p.dir, ".ci"), os.DirFS("../../.ci")); err != nil {
		t.Fatal(err)
	}
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	p.write("Makefile", string(makefile))
	p.write("gh/gh", fakeGH)
	if err := os.Chmod(filepath.Join(p.dir, "gh", "gh"), 0o755); err != nil {
		t.Fatal(err)
	}
	p.env = append(os.Environ(), "PATH="+filepath.Join(p.dir, "gh")+string(os.PathListSeparator)+os.Getenv("PATH"),
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "MAKEFLAGS=", "MAKELEVEL=")
	return p
}

func (p *project) write(name, text string) {
	p.t.Helper()
	file := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *project) read(name string) string {
	data, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(name)))
	if err != nil {
		return "no file: " + err.Error()
	}
	return string(data)
}

func (p *project) exists(name string) bool {
	_, err := os.Stat(filepath.Join(p.dir, filepath.FromSlash(name)))
	return err == nil
}

// asset puts a file for download, with its checksum next to it.
func (p *project) asset(name, text string) {
	p.write("gh/assets/"+name, text)
	p.write("gh/assets/"+name+".sha256", fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(text)), name))
}

// run runs a program in the project and returns whether it succeeded and all that it printed.
func (p *project) run(env []string, name string, args ...string) (bool, string) {
	p.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = p.dir, append(slices.Clone(p.env), env...)
	output, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		p.t.Fatal(err)
	}
	return err == nil, string(output)
}

// make runs a target with variables in the environment; the fwci of the test takes the place of the built one.
func (p *project) make(target string, env ...string) (bool, string) {
	p.t.Helper()
	return p.run(env, "make", "--no-print-directory", "GO=true", "BIN=fwci", target)
}

// must runs a program that must succeed.
func (p *project) must(name string, args ...string) string {
	p.t.Helper()
	ok, output := p.run(nil, name, args...)
	if !ok {
		p.t.Fatalf("%s %q fails: %s", name, args, output)
	}
	return strings.TrimSpace(output)
}

// hostile are names of tags that are no versions, some of them code for a shell, for make or for gh.
var hostile = []string{
	"", "v", "1.0.0", "v1.0", "v1", "v01.0.0", "v1.0.0+build", "v1.0.0-01", "vv1.0.0", "V1.0.0", "v1.0.0 ", " v1.0.0", "v1.0.0\n", "v1.0.0\nv2.0.0",
	"v1.0.0;touch x", "v1.0.0 && touch x", "v1.0.0|touch x", "v$(touch x)", "v1.0.0-$(touch x)", "v`touch x`", "$(shell touch x)", "${shell touch x}", "v1.0.0$",
	`v1.0.0"; touch x; "`, "v1.0.0'; touch x; '", "--help", "--version", "-v1.0.0", "v--first", "v1.0.0 --first", "v../../x", "v1.0.0/../x", "v*", "v1.0.?", "v１.0.0", "v1.0.0\u202e", "v1.0.0\\",
}

// A tag that is not v and a version publishes nothing, fetches nothing and runs nothing, in the environment
// or as a variable of make.
func TestHostileTags(t *testing.T) {
	p := newProject(t)
	p.write("gh/list", `[{"tagName": "v0.9.0"}]`)
	p.asset("fwci-2210-0.9.0.zip", "old")
	p.write(".build/dist/fwci-2210-1.0.0.zip", "new")
	p.write("out/CHANGELOG.md", "")
	_, sum := p.make("handover")
	for _, tag := range hostile {
		for _, target := range []string{"previous", "publish"} {
			_ = os.Remove(filepath.Join(p.dir, "gh", "calls"))
			ways := map[string]func() (bool, string){
				"in the environment": func() (bool, string) {
					return p.make(target, "TAG="+tag, "DIST_SUM="+strings.TrimSpace(strings.TrimPrefix(sum, "sum=")))
				},
				"as a variable": func() (bool, string) { return p.run(nil, "make", "GO=true", "BIN=fwci", target, "TAG="+tag) },
			}
			for way, run := range ways {
				if way == "as a variable" && !strings.Contains(tag, "$") {
					continue // what make itself would run
				}
				if ok, output := run(); ok {
					t.Errorf("make %s takes the tag %q %s:\n%s", target, tag, way, output)
				}
			}
			if calls := p.read("gh/calls"); strings.Contains(calls, "<create>") || strings.Contains(calls, "<download>") {
				t.Errorf("make %s with the tag %q calls gh:\n%s", target, tag, calls)
			}
		}
		if ok, output := p.make("dist", "VERSION="+strings.TrimPrefix(tag, "v"), "TAG="+tag, "FIRST=1"); ok {
			t.Errorf("make dist takes %q:\n%s", tag, output)
		}
		if p.exists("x") || p.exists(".build/previous") {
			t.Fatalf("the tag %q left a file", tag)
		}
	}
}

// Nothing but a list that gh printed with success, and that is a list, says what comes before.
func TestMakePrevious(t *testing.T) {
	p := newProject(t)
	p.asset("fwci-2210-1.9.0.zip", "the archive")
	good := `[{"tagName": "v1.9.0"}]`
	for _, test := range []struct {
		name, list, fail, tag string
		want, says            string // the tag that is downloaded, "none", or "" for a failure that says something
	}{
		{name: "one before", list: good, tag: "v1.10.0", want: "v1.9.0", says: "previous release: v1.9.0"},
		{name: "no release yet", list: "[]\n", tag: "v1.0.0", want: "none", says: "previous release: none yet"},
		{name: "by version, not by place", list: `[{"tagName": "v1.8.7"}, {"tagName": "v2.0.0"}, {"tagName": "v1.9.0"}, {"tagName": "v1.9.0-rc.2"}, {"tagName": "v1.10.0"}]`, tag: "v1.9.1", want: "v1.9.0"},
		{name: "the last of all", list: `[{"tagName": "v1.8.7"}, {"tagName": "v1.9.0"}, {"tagName": "v1.9.0-rc.10"}]`, want: "v1.9.0"},
		{name: "odd tags next to it", list: `[{"tagName": "nightly"}, {"tagName": "v9"}, {"tagName": "v8.0.0;touch x"}, {"tagName": "--clobber"}, {"tagName": "v1.9.0"}]`, tag: "v9.1.0", want: "v1.9.0", says: `left out: the release with the tag "nightly"`},
		{name: "gh fails", list: "[]", fail: "fail", tag: "v1.10.0", says: "gh could not list the releases"},
		{name: "gh prints nothing", tag: "v1.10.0", says: "reading the list of releases: EOF"},
		{name: "a list that is cut off", list: `[{"tagName": "v1.9.0"}`, tag: "v1.10.0", says: "reading the list of releases: unexpected EOF"},
		{name: "a message for a list", list: `{"message": "Not Found"}`, tag: "v1.10.0", says: "expected a JSON list"},
		{name: "null", list: "null", tag: "v1.10.0", says: "is null"},
		{name: "two lists", list: "[] []", tag: "v1.10.0", says: "goes on after its end"},
		{name: "a release without a tag", list: `[{"name": "x"}]`, tag: "v1.10.0", says: "release 1 of the list has no tagName"},
		{name: "a release with a number for a tag", list: `[{"tagName": 1}]`, tag: "v1.10.0", says: "reading the list of releases"},
		{name: "only odd tags", list: `[{"tagName": "nightly"}, {"tagName": "latest"}]`, tag: "v1.10.0", says: "2 releases listed, and none comes before version 1.10.0"},
		{name: "only odd tags, the last of all", list: `[{"tagName": "nightly"}]`, says: "1 release listed, and none has a version as its tag"},
		{name: "only later ones", list: `[{"tagName": "v2.0.0"}]`, tag: "v1.10.0", says: "1 release listed, and none comes before version 1.10.0"},
		{name: "released already", list: `[{"tagName": "v1.10.0"}, {"tagName": "v1.9.0"}]`, tag: "v1.10.0", says: "v1.10.0 is released already"},
		{name: "the download fails", list: good, fail: "fail-download", tag: "v1.10.0", says: "gh could not fetch v1.9.0"},
		{name: "the archive of another version", list: `[{"tagName": "v1.8.0"}]`, tag: "v1.10.0", says: "expected one that ends in -1.8.0.zip"},
	} {
		for _, name := range []string{"calls", "fail", "fail-download"} {
			_ = os.Remove(filepath.Join(p.dir, "gh", name))
		}
		p.write("gh/list", test.list)
		if test.fail != "" {
			p.write("gh/"+test.fail, "")
		}
		p.write(".build/previous/none", "") // of an earlier run: it must not count
		var env []string
		if test.tag != "" {
			env = []string{"TAG=" + test.tag}
		}
		ok, output := p.make("previous", env...)
		if ok != (test.want != "") || !strings.Contains(output, test.says) {
			t.Errorf("%s: success %t; it prints %q, expected %q", test.name, ok, output, test.says)
		}
		switch none := p.exists(".build/previous/none"); {
		case none != (test.want == "none"), p.exists(".build/previous") != ok:
			t.Errorf("%s: .build/previous is there: %t, and says none: %t", test.name, p.exists(".build/previous"), none)
		case test.want == "v1.9.0" && (p.read(".build/previous/fwci-2210-1.9.0.zip") != "the archive" || !strings.Contains(p.read("gh/calls"), "<download><v1.9.0>")):
			t.Errorf("%s: it downloads %s", test.name, p.read("gh/calls"))
		}
	}
	p.write("gh/list", good)
	for name, change := range map[string]func(){
		"has not one archive":                 func() { p.asset("fwci-2210-1.9.0-copy.zip", "x") },
		"is not what its checksum says":       func() { p.write("gh/assets/fwci-2210-1.9.0.zip", "another archive") },
		"no properly formatted checksum line": func() { p.write("gh/assets/fwci-2210-1.9.0.zip.sha256", "") },
		"No such file":                        func() { _ = os.Remove(filepath.Join(p.dir, "gh/assets/fwci-2210-1.9.0.zip.sha256")) },
	} {
		_ = os.RemoveAll(filepath.Join(p.dir, "gh", "assets"))
		p.asset("fwci-2210-1.9.0.zip", "the archive")
		change()
		if ok, output := p.make("previous", "TAG=v1.10.0"); ok || !strings.Contains(output, name) || p.exists(".build/previous") {
			t.Errorf("success %t, expected %q: %s", ok, name, output)
		}
	}
}

// What comes before must be known for the very tag; a list that fails lets no gate be skipped.
func TestMakeDist(t *testing.T) {
	p := newProject(t)
	if err := exporttest.CopyHandbook(filepath.Join(p.dir, "raw")); err != nil {
		t.Fatal(err)
	}
	p.must("fwci", "build", "--quiet")
	refused := func(want string, env ...string) {
		t.Helper()
		if ok, output := p.make("dist", env...); ok || !strings.Contains(output, want) || p.exists(".build/dist") {
			t.Errorf("make dist with %q succeeds: %t; it prints %q, expected %q", env, ok, output, want)
		}
	}
	unknown := "which release comes before is not known: run make previous"
	refused(unknown, "TAG=v1.0.0")
	p.write("gh/fail", "")
	p.make("previous", "TAG=v1.0.0")
	refused(unknown, "TAG=v1.0.0")
	_ = os.Remove(filepath.Join(p.dir, "gh", "fail"))
	p.write("gh/list", "[]")
	p.make("previous", "TAG=v0.9.0")
	refused(unknown, "TAG=v1.0.0")
	refused("raw/sources.json says 1.0.0", "TAG=v0.9.0")
	p.make("previous", "TAG=v1.0.0")
	if ok, output := p.make("dist", "TAG=v1.0.0"); !ok || !p.exists(".build/dist/fwci-2210-1.0.0.zip") {
		t.Errorf("make dist after make previous fails: %s", output)
	}
	if ok, output := p.make("dist", "VERSION=1.0.0", "PREVIOUS=.build/dist/fwci-2210-1.0.0.zip"); ok {
		t.Errorf("make dist takes the version for its own successor: %s", output)
	}
	if ok, output := p.make("dist", "VERSION=1.0.0", "FIRST=1"); !ok {
		t.Errorf("make dist for the first release fails: %s", output)
	}
}

// What is published is what was handed over, file by file, once.
func TestMakePublish(t *testing.T) {
	p := newProject(t)
	p.write("gh/list", `[{"tagName": "v1.0.0"}]`)
	p.write("out/CHANGELOG.md", "changes")
	p.write(".build/dist/fwci-2210-1.1.0.zip", "archive")
	p.write(".build/dist/fwci-linux-amd64", "program")
	ok, printed := p.make("handover")
	sum := strings.TrimPrefix(strings.TrimSpace(printed), "sum=")
	if !ok || !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(sum) {
		t.Fatalf("make handover prints %q", printed)
	}
	refused := func(want string, env ...string) {
		t.Helper()
		if ok, output := p.make("publish", env...); ok || !strings.Contains(output, want) || strings.Contains(p.read("gh/calls"), "<create>") {
			t.Errorf("make publish with %q succeeds: %t; it prints %q, expected %q", env, ok, output, want)
		}
	}
	refused("TAG", "DIST_SUM="+sum)
	refused("DIST_SUM: the checksum that make handover printed", "TAG=v1.1.0")
	refused("SHA256SUMS is not the one that was handed over", "TAG=v1.1.0", "DIST_SUM="+strings.Repeat("0", 64))
	refused("v1.0.0 is released already", "TAG=v1.0.0", "DIST_SUM="+sum)
	refused("there is no archive of version 1.2.0", "TAG=v1.2.0", "DIST_SUM="+sum)
	p.write(".build/dist/more.zip", "x")
	refused("there are files that SHA256SUMS does not list", "TAG=v1.1.0", "DIST_SUM="+sum)
	_ = os.Remove(filepath.Join(p.dir, ".build/dist/more.zip"))
	p.write(".build/dist/fwci-linux-amd64", "another program")
	refused("the files are not the ones that were handed over", "TAG=v1.1.0", "DIST_SUM="+sum)
	p.write(".build/dist/fwci-linux-amd64", "program")
	p.write("gh/fail-list", "")
	refused("gh could not list the releases", "TAG=v1.1.0", "DIST_SUM="+sum)
	_ = os.Remove(filepath.Join(p.dir, "gh/fail-list"))
	p.write("gh/fail-create", "")
	if ok, output := p.make("publish", "TAG=v1.1.0", "DIST_SUM="+sum); ok {
		t.Errorf("make publish hides that gh fails: %s", output)
	}
	_ = os.Remove(filepath.Join(p.dir, "gh/fail-create"))
	_ = os.Remove(filepath.Join(p.dir, "gh/calls"))
	if ok, output := p.make("publish", "TAG=v1.1.0", "DIST_SUM="+sum); !ok {
		t.Fatalf("make publish fails: %s", output)
	}
	want := "<release><create><v1.1.0><--verify-tag><--title><v1.1.0><--notes-file><" + filepath.Join(p.dir, "out/CHANGELOG.md") + "><--><SHA256SUMS><fwci-2210-1.1.0.zip><fwci-linux-amd64>\n"
	if calls := p.read("gh/calls"); !strings.HasSuffix(calls, want) {
		t.Errorf("gh is called with\n%s\nexpected at the end\n%s", calls, want)
	}
}

// repository makes the project a git repository with raw/, its release and a bare origin to push to.
func (p *project) repository(sources func(dir string) error) {
	p.t.Helper()
	if err := sources(filepath.Join(p.dir, "raw")); err != nil {
		p.t.Fatal(err)
	}
	p.write("CITATION.cff", "version: \"1.0.0\"\ndate-released: \"2026-11-21\"\n")
	p.write(".gitignore", "/.build/\n/gh/\n/origin/\n")
	p.must("fwci", "build", "--quiet")
	p.must("git", "init", "--quiet", "--initial-branch", "main")
	p.must("git", "init", "--quiet", "--bare", "origin")
	p.must("git", "remote", "add", "origin", "./origin")
	p.commit()
}

func (p *project) commit() {
	p.t.Helper()
	p.must("git", "add", "--all")
	p.must("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "x")
}

// From a changed source to the pull request: the release before is fetched, the next one built, gated and
// proposed on a branch of its own, once; then the proposal is renewed.
func TestMakeRegenerateAndPropose(t *testing.T) {
	p := newProject(t)
	p.repository(exporttest.CopyHandbook)
	p.must("fwci", "release", "--version", "1.0.0", "--first", "--dist", "gh/assets")
	p.write("gh/list", `[{"tagName": "v1.0.0"}]`)
	fails := func(want, target string, env ...string) {
		t.Helper()
		if ok, output := p.make(target, env...); ok || !strings.Contains(output, want) {
			t.Errorf("make %s succeeds: %t; it prints %q, expected %q", target, ok, output, want)
		}
	}
	succeeds := func(want, target string, env ...string) {
		t.Helper()
		if ok, output := p.make(target, env...); !ok || !strings.Contains(output, want) {
			t.Fatalf("make %s succeeds: %t; it prints %q, expected %q", target, ok, output, want)
		}
	}
	fails("which release comes before is not known", "regenerate")
	succeeds("previous release: v1.0.0", "previous")
	succeeds("nothing to propose", "regenerate", "ISSUED=2026-12-01")
	succeeds("nothing to propose", "propose", "BASE=main")

	handbook := p.read("raw/fwci/handbook-2210.txt")
	head := p.must("git", "rev-parse", "HEAD")
	edit := func(old, new string) {
		t.Helper()
		if !strings.Contains(handbook, old) {
			t.Fatalf("the handbook does not have %q", old)
		}
		p.must("git", "checkout", "--quiet", "--force", "main")
		p.must("git", "reset", "--quiet", "--hard", head)
		p.write("raw/fwci/handbook-2210.txt", strings.Replace(handbook, old, new, 1))
		p.commit()
	}
	edit("Performs storage management.", "Performs the storage management.")
	fails("tasks: 1 identifiers are gone and not declared in raw/withdrawn.csv", "regenerate", "ISSUED=2026-12-01")
	if status := p.must("git", "status", "--short"); status != "" {
		t.Errorf("a failed gate leaves changes:\n%s", status)
	}
	edit("Hardware\t2\t3", "Hardware\t3\t3")
	fails("[rank-sequence]", "regenerate", "ISSUED=2026-12-01")
	fails("--issued \"tomorrow\"", "regenerate", "ISSUED=tomorrow")

	edit("Vulnerabilities Assessment: ", "Zoology: Knowledge of animals.\n\nVulnerabilities Assessment: ")
	main := p.must("git", "rev-parse", "main")
	succeeds("Release 1.1.0 of the data", "regenerate", "ISSUED=2026-12-01")
	p.must("git", "checkout", "--quiet", "--force", "main")
	p.must("git", "clean", "--quiet", "--force", "-d")
	fails("BASE: the branch to merge into", "propose")
	p.write("gh/fail-list", "")
	fails("gh could not list the pull requests", "propose", "BASE=main")
	_ = os.Remove(filepath.Join(p.dir, "gh", "fail-list"))
	p.write("gh/pulls", "17\n18\n")
	fails("expected the number of one pull request or none", "propose", "BASE=main")
	_ = os.Remove(filepath.Join(p.dir, "gh", "pulls"))
	if branches := p.must("git", "ls-remote", "origin"); branches != "" {
		t.Errorf("a failed proposal pushes %s", branches)
	}
	succeeds("", "propose", "BASE=main")
	const files = ".build/proposal/text.md>\n"
	if calls := p.read("gh/calls"); !strings.HasSuffix(calls, "<pr><create><--base><main><--head><regenerate><--title><Release 1.1.0 of the data><--body-file><"+files) {
		t.Errorf("gh is called with\n%s", calls)
	}
	if parent := p.must("git", "--git-dir", "origin", "rev-parse", "regenerate~1"); parent != main {
		t.Errorf("the proposal follows %s; expected %s", parent, main)
	}
	show := func(name string) string { return p.must("git", "--git-dir", "origin", "show", "regenerate:"+name) }
	for name, want := range map[string]string{
		"raw/sources.json": `"version": "1.1.0"`, "CITATION.cff": "version: \"1.1.0\"\ndate-released: \"2026-12-01\"", "raw/changes/1.1.0.json": `"step": "minor"`, "out/CHANGELOG.md": "## 1.0.0 → 1.1.0",
	} {
		if text := show(name); !strings.Contains(text, want) {
			t.Errorf("%s of the proposal does not have %q", name, want)
		}
	}
	text := p.read(".build/proposal/text.md")
	for _, want := range []string{"version step of at least **minor**; this is version 1.1.0", "pushing the tag `v1.1.0` publishes it", "| competencies | 1 | 0 | 2 |"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text of the proposal does not have %q:\n%s", want, text)
		}
	}

	// What was proposed is whole: it passes the gates of its own release.
	p.must("git", "checkout", "--quiet", "--force", "--detach", p.must("git", "--git-dir", "origin", "rev-parse", "regenerate"))
	succeeds("previous release: v1.0.0", "previous", "TAG=v1.1.0")
	succeeds("fwci-2210-1.1.0.zip", "dist", "TAG=v1.1.0")

	// Where a proposal is open, it is renewed.
	p.must("git", "checkout", "--quiet", "--force", "main")
	p.write("gh/pulls", "17\n")
	succeeds("", "propose", "BASE=main")
	if calls := p.read("gh/calls"); !strings.HasSuffix(calls, "<pr><edit><17><--title><Release 1.1.0 of the data><--body-file><"+files) {
		t.Errorf("gh is called with\n%s", calls)
	}

	// A patch that reaches beyond a release is refused.
	p.must("git", "checkout", "--quiet", "--force", "main")
	p.write("Makefile", p.read("Makefile")+"# more\n")
	p.write(".build/proposal/change.patch", p.must("git", "diff", "HEAD", "--", "Makefile")+"\n")
	p.must("git", "checkout", "--quiet", "--force", "main")
	fails("the patch changes more than a release: Makefile", "propose", "BASE=main")
}

// The addresses of the sources: checked, recorded, and proposed though no table changed.
func TestMakeSources(t *testing.T) {
	s := newSite(t)
	p := newProject(t)
	p.repository(func(dir string) error {
		none, err := os.ReadFile(filepath.Join(exporttest.RawDir(), "sources.lock.json"))
		return errors.Join(err, exporttest.CopyHandbook(dir), os.WriteFile(filepath.Join(dir, "sources.lock.json"), none, 0o644))
	})
	catalog := regexp.MustCompile(`"url": "https://(www\.(opm|cbp|nist)|autoped|csrc\.nist|dodcio)[^"]*"`).ReplaceAllString(p.read("raw/sources.json"), `"url": "`+s.URL+`/page"`)
	catalog = strings.Replace(catalog, s.URL+"/page", s.URL+"/standard", 1)
	p.write("raw/sources.json", catalog)
	p.must("fwci", "build", "--quiet")
	p.commit()
	p.write("gh/list", "[]")
	if ok, output := p.make("sources-check"); ok || !strings.Contains(output, "of 2 addresses, 2 not recorded") {
		t.Errorf("make sources-check succeeds: %t; %s", ok, output)
	}
	for _, target := range []string{"sources-accept", "previous", "regenerate"} {
		if ok, output := p.make(target); !ok {
			t.Fatalf("make %s fails: %s", target, output)
		}
	}
	patch, title, text := p.read(".build/proposal/change.patch"), p.read(".build/proposal/title"), p.read(".build/proposal/text.md")
	if strings.Count(patch, "diff --git") != 1 || !strings.Contains(patch, "b/raw/sources.lock.json") || title != "Record the addresses of the sources\n" || !strings.Contains(text, "    not recorded: "+s.URL+"/page\n") {
		t.Errorf("the proposal is %q with the text\n%s\nand the patch\n%s", title, text, patch)
	}
	if ok, output := p.make("sources-check"); !ok {
		t.Errorf("make sources-check after the record fails: %s", output)
	}
	s.pages["/page"] = ""
	for _, target := range []string{"sources-check", "sources-accept"} {
		if ok, output := p.make(target); ok || !strings.Contains(output, "of 2 addresses, 1 gone") {
			t.Errorf("make %s with a page that is gone succeeds: %t; %s", target, ok, output)
		}
	}
}
