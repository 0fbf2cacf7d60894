package word_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/word"
	"github.com/fwci-open-data/fwci/transform/announcement"
)

// written returns the announcement for Systems Administration at GS-12 and its Word file.
func written(t *testing.T) (announcement.Announcement, []byte) {
	t.Helper()
	_, d := exporttest.Texts(t)
	a, err := announcement.Compose(d, announcement.Choice{ProfileID: "systems-administration", Grade: 12})
	if err != nil {
		t.Fatal(err)
	}
	data, err := word.Write(a, d.Info)
	if err != nil {
		t.Fatal(err)
	}
	return a, data
}

func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		found[f.Name] = string(part)
	}
	return found
}

var (
	paragraph = regexp.MustCompile(`(?s)<w:p>.*?</w:p>`)
	run       = regexp.MustCompile(`(?s)<w:t(?: [^>]*)?>(.*?)</w:t>`)
)

// paragraphs returns the texts of the paragraphs of a document, those without a text left out.
func paragraphs(t *testing.T, document string) []string {
	t.Helper()
	var texts []string
	for _, p := range paragraph.FindAllString(document, -1) {
		text := ""
		for _, m := range run.FindAllStringSubmatch(p, -1) {
			var plain string
			if err := xml.Unmarshal([]byte("<t>"+m[1]+"</t>"), &plain); err != nil {
				t.Fatal(err)
			}
			text += plain
		}
		if text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// TestWrite reads the file back: every section with its heading, texts and items, in order, then the notes.
func TestWrite(t *testing.T) {
	a, data := written(t)
	p := parts(t, data)
	want := []string{"Information Technology Specialist (Systems Administration/SYSADMIN), GS-12"}
	for _, s := range a.Sections() {
		want = append(append(want, s.Heading), s.Text...)
		for _, item := range s.Items {
			if item.Term != "" {
				item.Text = item.Term + ": " + item.Text
			}
			want = append(want, item.Text)
		}
	}
	want = append(append(want, "Before you publish: delete this part"), a.Notes...)
	got := paragraphs(t, p["word/document.xml"])
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the file reads\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(a.Notes) != 6 || !strings.HasPrefix(a.Notes[0], "This draft names the 5 highest-ranked of 30 general and the 10 highest-ranked of 43 technical competencies") {
		t.Errorf("the notes are %q", a.Notes)
	}
	if len(a.Tasks) < 15 || len(a.Technical) != announcement.FewTechnical {
		t.Errorf("%d tasks and %d technical competencies: too few to compare", len(a.Tasks), len(a.Technical))
	}
	for name, part := range p {
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			if err := xml.Unmarshal([]byte(part), new(struct{})); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if strings.Contains(part, "thumbnail") || strings.Contains(part, "godocx") || strings.Contains(part, "gomutex") {
			t.Errorf("%s speaks of the library or its picture", name)
		}
	}
}

// A file is known as one of this package by its first bytes; one that another program packs anew is not.
func TestBegins(t *testing.T) {
	_, data := written(t)
	if !bytes.HasPrefix(data, []byte(word.Begins)) {
		t.Errorf("the file begins with %q; expected %q", data[:len(word.Begins)], word.Begins)
	}
	var saved bytes.Buffer
	w := zip.NewWriter(&saved)
	part, err := w.CreateHeader(&zip.FileHeader{Name: "[Content_Types].xml", Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}) // as Word dates parts
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte("<Types/>")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if bytes.HasPrefix(saved.Bytes(), []byte(word.Begins)) {
		t.Error("a file that another program saved is taken for one of this package")
	}
}

func TestSameBytes(t *testing.T) {
	_, first := written(t)
	for range 5 {
		if _, again := written(t); !bytes.Equal(first, again) {
			t.Fatal("the same announcement gave other bytes")
		}
	}
}

// TestLibreOffice converts the file to text with LibreOffice Writer and finds the content again.
func TestLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("left to make whole: starts LibreOffice")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed: the Word file is not opened with it")
	}
	a, data := written(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "announcement.docx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	convert := func(file string) ([]byte, string) {
		command := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", filepath.Join(dir, "out"), file)
		said, _ := command.CombinedOutput() // it ends with 0 whatever happens
		text, _ := os.ReadFile(filepath.Join(dir, "out", strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))+".txt"))
		return text, string(said)
	}
	page := filepath.Join(dir, "page.html")
	if err := os.WriteFile(page, []byte("<p>A page</p>"), 0o600); err != nil {
		t.Fatal(err)
	}
	if text, _ := convert(page); !strings.Contains(string(text), "A page") {
		t.Skip("LibreOffice is installed without Writer: the Word file is not opened with it")
	}
	text, said := convert(file)
	if len(text) == 0 {
		t.Fatalf("LibreOffice does not open the Word file: %s", said)
	}
	for _, task := range a.Tasks {
		if !strings.Contains(string(text), task.Statement) {
			t.Errorf("LibreOffice does not show the duty %q", task.Statement)
		}
	}
	for _, c := range a.Technical {
		if !strings.Contains(string(text), c.Name+": ") {
			t.Errorf("LibreOffice does not show the competency %q", c.Name)
		}
	}
}
