package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/publication"
)

// A site is a server on the loopback address whose pages a test changes, and the folder raw/ that names them.
type site struct {
	*httptest.Server
	raw   string
	pages map[string]string // text by path; an empty text is a page that is gone
	asked []string          // the paths asked for, and "conditional" with those that were
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{raw: t.TempDir(), pages: map[string]string{"/page": "One text.", "/standard": "A standard."}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked := r.URL.Path
		if r.Header.Get("If-None-Match") != "" {
			asked += " conditional"
		}
		s.asked = append(s.asked, asked)
		text := s.pages[r.URL.Path]
		tag := fmt.Sprintf(`"%x"`, text)
		switch {
		case text == "":
			http.NotFound(w, r)
		case strings.HasPrefix(text, "/"):
			http.Redirect(w, r, text, http.StatusMovedPermanently)
		case r.Header.Get("If-None-Match") == tag:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("ETag", tag)
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, "<p>%s</p>", text)
		}
	}))
	t.Cleanup(s.Close)
	s.write(t, "sources.json", fmt.Sprintf(`{"sources": [
		{"id": "page", "kind": "job-series-page", "path": "page.txt", "title": "A page", "publisher": "CBP", "url": "%[1]s/page", "retrieved": "2026-01-30"},
		{"id": "again", "kind": "job-series-page", "path": "again.txt", "title": "The page again", "publisher": "CBP", "url": "%[1]s/page"},
		{"id": "site", "kind": "fwci-handbook", "path": "h.txt", "title": "A handbook", "publisher": "OPM", "url": "%[1]s/"},
		{"id": "nowhere", "kind": "fwci-handbook", "path": "n.txt", "title": "A text", "publisher": "OPM"}],
		"related": [{"title": "A standard", "publisher": "OPM", "url": "%[1]s/standard"}]}`, s.URL))
	s.write(t, "sources.lock.json", `{"addresses": []}`)
	return s
}

func (s *site) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.raw, name), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func (s *site) lock(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.raw, "sources.lock.json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// sources runs the command and compares exit code and outputs; BASE stands for the address of the server.
func (s *site) sources(t *testing.T, flags string, code int, out, errors string) {
	t.Helper()
	got, stdout, stderr := fwci(t, append([]string{"sources", "--raw", s.raw}, strings.Fields(flags)...)...)
	stdout, stderr = strings.ReplaceAll(stdout, s.URL, "BASE"), strings.ReplaceAll(stderr, s.URL, "BASE")
	if got != code || stdout != out || stderr != errors {
		t.Errorf("fwci sources %s ends with %d and prints\n%s%s\nexpected %d and\n%s%s", flags, got, stdout, stderr, code, out, errors)
	}
}

func TestSources(t *testing.T) {
	s := newSite(t)
	raw := filepath.ToSlash(s.raw)
	s.sources(t, "", exitDone, fmt.Sprintf(`page
  A page, CBP
  BASE/page
  %[1]s/page.txt, retrieved 2026-01-30
again
  The page again, CBP
  BASE/page
  %[1]s/again.txt
site
  A handbook, OPM
  BASE/
  %[1]s/h.txt
nowhere
  A text, OPM
  no address is given
  %[1]s/n.txt
related document
  A standard, OPM
  BASE/standard
`, raw), "")
	if len(s.asked) > 0 {
		t.Errorf("the list asks for %q", s.asked)
	}
}

// From an empty record to a page that changed, moved and went, with what each run prints.
func TestSourcesCheck(t *testing.T) {
	s := newSite(t)
	const site = "not checked: BASE/\n  the address names a site and no page on it\n"
	empty := s.lock(t)
	s.sources(t, "--check", exitFailure, "not recorded: BASE/page\n  a text of 2 words\n"+site+"not recorded: BASE/standard\n  a text of 2 words\n", "fwci sources: of 2 addresses, 2 not recorded\n")
	if s.lock(t) != empty {
		t.Error("a check without --accept changes the record")
	}
	s.sources(t, "--check --accept", exitDone, "not recorded: BASE/page\n  a text of 2 words\n"+site+"not recorded: BASE/standard\n  a text of 2 words\n", "")
	recorded := s.lock(t)
	s.asked = nil
	s.sources(t, "--check", exitDone, "unchanged: BASE/page\n"+site+"unchanged: BASE/standard\n", "")
	if got := strings.Join(s.asked, ", "); got != "/page conditional, /standard conditional" {
		t.Errorf("the requests are %s; expected one for each address, conditional", got)
	}
	s.pages["/page"] = "Another longer text."
	changed := "changed: BASE/page\n  a text of 3 words now; a text of 2 words when it was recorded\n" + site + "unchanged: BASE/standard\n"
	s.sources(t, "--check", exitFailure, changed, "fwci sources: of 2 addresses, 1 changed\n")
	if s.lock(t) != recorded {
		t.Error("a check without --accept changes the record")
	}
	s.sources(t, "--accept", exitDone, changed, "")
	s.sources(t, "--check", exitDone, "unchanged: BASE/page\n"+site+"unchanged: BASE/standard\n", "")
	s.pages["/page"], s.pages["/new"] = "/new", "Another longer text."
	s.sources(t, "--check", exitDone, "unchanged: BASE/page\n  redirect 301 BASE/new\n"+site+"unchanged: BASE/standard\n", "")
	s.pages["/page"] = ""
	recorded = s.lock(t)
	gone := "gone: BASE/page\n  the server answers 404 Not Found\n" + site + "unchanged: BASE/standard\n"
	s.sources(t, "--check", exitFailure, gone, "fwci sources: of 2 addresses, 1 gone\n")
	s.sources(t, "--accept", exitFailure, gone, "fwci sources: of 2 addresses, 1 gone\n")
	if s.lock(t) != recorded {
		t.Error("the record of a page that is gone is not kept")
	}
}

// A record that cannot be read stops the check before anything is asked.
func TestSourcesRefuses(t *testing.T) {
	s := newSite(t)
	s.write(t, "sources.lock.json", "{")
	s.sources(t, "--check", exitFailure, "", filepath.ToSlash(s.raw)+"/sources.lock.json:1:1: not the record of the sources' addresses; restore the file, or begin with {\"addresses\": []} [sources-lock]\n"+filepath.ToSlash(s.raw)+"/sources.lock.json:1:2: the JSON text ends too early; expected the brackets and quotation marks that are open to be closed [sources-lock]\nfwci sources: 2 problems\n")
	if err := os.Remove(filepath.Join(s.raw, "sources.lock.json")); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := fwci(t, "sources", "--raw", s.raw, "--accept"); code != exitFailure || !strings.Contains(stderr, "reading what was recorded of the addresses: ") {
		t.Errorf("without a record: exit code %d, %s", code, stderr)
	}
	for _, flags := range [][]string{{"extra"}, {"--check", "--timeout", "0s"}, {"--check", "--timeout", "soon"}} {
		if code, out, _ := fwci(t, append([]string{"sources"}, flags...)...); code != exitUsage || out != "" {
			t.Errorf("fwci sources %q ends with %d and prints %s", flags, code, out)
		}
	}
	if len(s.asked) > 0 {
		t.Errorf("something was asked: %q", s.asked)
	}
}

// The committed record can be read and holds addresses of sources.json alone. A build reads nothing of it.
func TestCommittedRecord(t *testing.T) {
	raw, _ := exporttest.Real(t)
	data, err := os.ReadFile(filepath.Join(exporttest.RawDir(), publication.LockFile))
	if err != nil {
		t.Fatal(err)
	}
	lock, err := publication.ParseLock(publication.LockFile, data)
	if err != nil {
		t.Fatal(err)
	}
	known := addresses(&raw.Catalog)
	for _, r := range lock.Addresses {
		if !slices.Contains(known, r.URL) {
			t.Errorf("%s is recorded and not an address of %s", r.URL, extract.CatalogFile)
		}
	}
	for _, in := range raw.Inputs {
		if in.Path == publication.LockFile {
			t.Errorf("a build reads %s, which changes when a page on the web does", in.Path)
		}
	}
}
