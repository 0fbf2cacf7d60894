package archive_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fwci-open-data/fwci/export/archive"
	"github.com/fwci-open-data/fwci/export/artifact"
)

func artifacts() []artifact.Artifact {
	return []artifact.Artifact{
		{Path: "manifest.json", Data: []byte("{}")},
		{Path: "csv/tasks.csv", Data: []byte(strings.Repeat("task\n", 1000))},
		{Path: "csv/bands.csv", Data: []byte("band\n")},
		{Path: "csv-notes.txt"},
		{Path: "SHA256SUMS", Data: []byte("x")},
	}
}

func pack(t *testing.T, issued string, artifacts []artifact.Artifact) []byte {
	t.Helper()
	data, err := archive.Pack("fwci-1.0.0", issued, artifacts)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func open(t *testing.T, data []byte) *zip.Reader {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPack(t *testing.T) {
	given := artifacts()
	packed := open(t, pack(t, "2026-01-31", given))
	var names []string
	for _, f := range packed.File {
		names = append(names, f.Name)
		if !f.Modified.Equal(time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)) || f.Mode() != 0o644 || f.Comment != "" {
			t.Errorf("%s: of %s, mode %s, comment %q; expected the date of the release and mode 0644", f.Name, f.Modified, f.Mode(), f.Comment)
		}
		entry, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(entry)
		if err != nil {
			t.Fatalf("reading %s: %v", f.Name, err)
		}
		at := slices.IndexFunc(given, func(a artifact.Artifact) bool { return "fwci-1.0.0/"+a.Path == f.Name })
		if at < 0 || !bytes.Equal(data, given[at].Data) {
			t.Errorf("%s has %d bytes that are not the artifact's", f.Name, len(data))
		}
	}
	want := []string{"fwci-1.0.0/SHA256SUMS", "fwci-1.0.0/csv-notes.txt", "fwci-1.0.0/csv/bands.csv", "fwci-1.0.0/csv/tasks.csv", "fwci-1.0.0/manifest.json"}
	if !slices.Equal(names, want) {
		t.Errorf("the entries are %q; expected %q", names, want)
	}
	if given[0].Path != "manifest.json" {
		t.Error("the artifacts of the caller were put in another order")
	}
}

// The bytes depend on the files and the date alone: not on the order they come in, nor on where the
// machine is.
func TestPackIsStable(t *testing.T) {
	want := pack(t, "2026-01-31", artifacts())
	other := artifacts()
	slices.Reverse(other)
	local := time.Local
	t.Cleanup(func() { time.Local = local })
	time.Local = time.FixedZone("far", 14*3600)
	if got := pack(t, "2026-01-31", other); !bytes.Equal(got, want) {
		t.Error("the same files in another order and time zone give other bytes")
	}
	if got := pack(t, "2026-02-01", artifacts()); bytes.Equal(got, want) {
		t.Error("another date gives the same bytes")
	}
}

func TestPackBeforeZip(t *testing.T) {
	for _, f := range open(t, pack(t, "1954-07-01", artifacts())).File {
		if f.Modified.Year() != 1980 {
			t.Errorf("%s is of %s; expected the first year of the format", f.Name, f.Modified)
		}
	}
}

func TestPackRefuses(t *testing.T) {
	for _, issued := range []string{"", "2026", "31.01.2026", "2026-02-30"} {
		if _, err := archive.Pack("x", issued, artifacts()); err == nil || !strings.HasPrefix(err.Error(), "packing the release: its date: ") {
			t.Errorf("issued %q: error %v; expected one about the date", issued, err)
		}
	}
}

func TestName(t *testing.T) {
	if got := archive.Name("fwci-2210", "1.0.0"); got != "fwci-2210-1.0.0" {
		t.Errorf("the folder is named %q", got)
	}
}
