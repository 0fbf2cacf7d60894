package export_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/schemas"
)

var artifacts = []artifact.Artifact{
	{Path: "json/b.json", Format: "json", MediaType: "application/json", Table: "b", Rows: 2, Data: []byte("[]")},
	{Path: "csv/a.csv", Format: "csv", MediaType: "text/csv", Table: "a", Data: []byte("x\n")},
	{Path: "README.md", Format: "report", MediaType: "text/markdown", Data: []byte("# <R> & ü\n")},
	{Path: "name with spaces.txt", Format: "report", MediaType: "text/plain"},
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func manifestWrite(t *testing.T) []artifact.Artifact {
	t.Helper()
	raw := &extract.Raw{Inputs: []extract.Input{{Path: "sources.json", Data: []byte("{}")}}}
	index, err := manifest.Write(raw, exporttest.Small(), artifact.Tool{Name: "fwci", Version: "9.9.9"}, artifacts)
	if err != nil {
		t.Fatal(err)
	}
	if len(index) != 2 || index[0].Path != manifest.File || index[1].Path != manifest.Sums {
		t.Fatalf("%d artifacts; expected %s and %s", len(index), manifest.File, manifest.Sums)
	}
	return index
}

func TestManifestSaysWhatTheReleaseHolds(t *testing.T) {
	d := exporttest.Small()
	m, err := manifest.Parse(manifestWrite(t)[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	want := &manifest.Manifest{
		Dataset: manifest.Release{ID: d.Info.ID, Base: d.Info.Base, Title: d.Info.Title, Version: "1.2.3", Issued: "2026-01-31", License: "CC-BY-4.0"},
		Tool:    artifact.Tool{Name: "fwci", Version: "9.9.9"}, SchemaVersion: schemas.Version,
		Inputs: []manifest.Input{{Path: "sources.json", Bytes: 2, SHA256: sum([]byte("{}"))}},
	}
	for _, table := range d.Tables() {
		want.Tables = append(want.Tables, manifest.Table{Name: table.Name, Rows: table.Len()})
	}
	for _, i := range []int{2, 1, 0, 3} { // by path
		a := artifacts[i]
		want.Files = append(want.Files, manifest.Entry{Path: a.Path, Format: a.Format, MediaType: a.MediaType, Bytes: len(a.Data), Rows: a.Rows, SHA256: sum(a.Data)})
	}
	if !reflect.DeepEqual(m, want) {
		t.Errorf("the manifest is\n%+v\nexpected\n%+v", m, want)
	}
	if artifacts[0].Path != "json/b.json" {
		t.Error("writing the manifest put the caller's artifacts into another order")
	}
}

func TestESCOVersionIsNamedWhereOneWasGiven(t *testing.T) {
	d := exporttest.Small()
	d.Info.ESCOVersion, d.Info.ESCOVersionBasis = "1.2.0", "the name x.zip"
	index, err := manifest.Write(&extract.Raw{}, d, artifact.Tool{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := manifest.Parse(index[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	if m.ESCO == nil || *m.ESCO != (manifest.ESCO{Version: "1.2.0", Basis: "the name x.zip"}) {
		t.Errorf("ESCO is %+v; expected version and basis", m.ESCO)
	}
	if m, _ := manifest.Parse(manifestWrite(t)[0].Data); m.ESCO != nil {
		t.Errorf("ESCO is %+v; expected none where no download was given", m.ESCO)
	}
}

func TestSumsListEveryFileButThemselves(t *testing.T) {
	index := manifestWrite(t)
	found, err := manifest.ParseSums(index[1].Data)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{manifest.File: sum(index[0].Data)}
	for _, a := range artifacts {
		want[a.Path] = sum(a.Data)
	}
	if !reflect.DeepEqual(found, want) {
		t.Errorf("the sums are %v; expected %v", found, want)
	}
	lines := strings.Split(strings.TrimSuffix(string(index[1].Data), "\n"), "\n")
	if !slices.IsSortedFunc(lines, func(a, b string) int { return strings.Compare(a[66:], b[66:]) }) {
		t.Errorf("the sums are not in the order of the paths:\n%s", index[1].Data)
	}
}

func TestSha256sumChecksThem(t *testing.T) {
	tool, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Skip("no sha256sum here")
	}
	dir := t.TempDir()
	for _, a := range append(slices.Clone(artifacts), manifestWrite(t)...) {
		path := filepath.Join(dir, filepath.FromSlash(a.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, a.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run := func() (string, error) {
		cmd := exec.Command(tool, "--check", "--strict", manifest.Sums)
		cmd.Dir = dir
		output, err := cmd.CombinedOutput()
		return string(output), err
	}
	output, err := run()
	if err != nil || strings.Count(output, ": OK\n") != len(artifacts)+1 {
		t.Errorf("sha256sum --check: %v:\n%s", err, output)
	}
	if err := os.WriteFile(filepath.Join(dir, "csv", "a.csv"), []byte("y\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if output, err := run(); err == nil || !strings.Contains(output, "csv/a.csv: FAILED") {
		t.Errorf("sha256sum --check of a damaged release: %v:\n%s", err, output)
	}
}

func TestParseSumsRefuses(t *testing.T) {
	hash := strings.Repeat("0a", 32)
	line := hash + "  csv/a.csv\n"
	for name, c := range map[string]struct{ sums, want string }{
		"nothing":              {"", "SHA256SUMS is empty; expected a line for each file"},
		"Windows line ends":    {strings.ReplaceAll(line, "\n", "\r\n"), "SHA256SUMS has Windows line ends (CR LF); expected LF"},
		"only line feeds":      {"\n\n", "SHA256SUMS:1:"},
		"an empty line":        {line + "\n" + hash + "  b\n", "SHA256SUMS:2:"},
		"one space":            {hash + " csv/a.csv\n", "SHA256SUMS:1:"},
		"a binary mark":        {hash + " *csv/a.csv\n", "SHA256SUMS:1:"},
		"no path":              {hash + "  \n", "SHA256SUMS:1:"},
		"a short checksum":     {line + hash[1:] + "  b\n", "SHA256SUMS:2:"},
		"a long checksum":      {hash + "0  b\n", "SHA256SUMS:1:"},
		"other letters":        {strings.Repeat("0g", 32) + "  b\n", "SHA256SUMS:1:"},
		"capital letters":      {strings.Repeat("0A", 32) + "  b\n", "SHA256SUMS:1:"},
		"a path above":         {hash + "  ../b\n", "SHA256SUMS:1:"},
		"a path at the root":   {hash + "  /etc/passwd\n", "SHA256SUMS:1:"},
		"a path with a dot":    {hash + "  ./b\n", "SHA256SUMS:1:"},
		"the folder itself":    {hash + "  .\n", "SHA256SUMS:1:"},
		"a file twice":         {line + line, "SHA256SUMS:2: csv/a.csv is listed twice"},
		"a line cut off":       {line + hash, "SHA256SUMS:2:"},
		"something else":       {"<html>", `"<html>"; expected a checksum, two spaces and a path`},
		"the output of --tag ": {"SHA256 (b) = " + hash, "SHA256SUMS:1:"},
	} {
		if sums, err := manifest.ParseSums([]byte(c.sums)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: sums %v, error %v; expected an error with %q", name, sums, err, c.want)
		}
	}
	for name, text := range map[string]string{"a line feed at the end": line, "none": strings.TrimSuffix(line, "\n")} {
		if sums, err := manifest.ParseSums([]byte(text)); err != nil || sums["csv/a.csv"] != hash {
			t.Errorf("%s: sums %v, error %v", name, sums, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	good := manifestWrite(t)[0].Data
	for name, data := range map[string]string{
		"nothing": "", "a list": "[]", "text": "manifest", "a number for a path": `{"files": [{"path": 1}]}`,
		"cut off": string(good[:len(good)/2]), "more after it": string(good) + "{}",
	} {
		if m, err := manifest.Parse([]byte(data)); err == nil || !strings.Contains(err.Error(), "manifest.json is not a manifest") {
			t.Errorf("%s: manifest %+v, error %v", name, m, err)
		}
	}
}

func TestArtifactSum(t *testing.T) {
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-2, appendix B.1
	for text, want := range map[string]string{"": empty, "abc": abc} {
		if got := (artifact.Artifact{Data: []byte(text)}).SHA256(); got != want {
			t.Errorf("the SHA-256 of %q is %s; expected %s", text, got, want)
		}
	}
}
