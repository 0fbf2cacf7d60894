package export_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/origin"
	"github.com/fwci-open-data/fwci/extract"
)

// Every input of the repository's own sources is published byte for byte, under its path in raw/, except those that
// are not texts.
func TestInputsArePublished(t *testing.T) {
	raw, _ := exporttest.Real(t)
	made, err := origin.Write(raw)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := origin.Elsewhere(raw.Catalog.Sources)
	texts := slices.DeleteFunc(slices.Clone(raw.Inputs), func(in extract.Input) bool { return elsewhere[in.Path] })
	if len(made) != len(texts) || len(made) < 5 {
		t.Fatalf("%d files for %d inputs that are texts", len(made), len(texts))
	}
	for _, framework := range []string{"nice/cprt_SP_800_181_2_1_0.json", "nice/NICE_Framework_Components_v2.1.0.xlsx", "dcwf/DCWF_Work_Role_Tool_v5.1.xlsx"} {
		if !elsewhere[framework] {
			t.Errorf("%s is taken for a text", framework)
		}
	}
	for i, a := range made {
		input := texts[i].Path
		data, err := os.ReadFile(filepath.Join(exporttest.RawDir(), filepath.FromSlash(input)))
		if err != nil {
			t.Fatal(err)
		}
		published, err := origin.Read(input, a.Data, len(data))
		plain := strings.HasSuffix(input, ".txt") || input == extract.CatalogFile
		if plain != bytes.Equal(a.Data, data) || plain != (a.Path == "source/"+input) {
			t.Errorf("%s is published as %s; expected a text and the catalog plain, and the others compressed", input, a.Path)
		}
		if err != nil || a.Path != origin.Path(input) || a.Format != "source" || a.MediaType == "application/octet-stream" || !bytes.Equal(published, data) {
			t.Errorf("%s is published as %s, %s, and read again %d bytes (%v); expected %d bytes", input, a.Path, a.MediaType, len(published), err, len(data))
		}
	}
}

// A compressed input that is damaged, or unpacks to more than the manifest says, is refused.
func TestDamagedInputIsRefused(t *testing.T) {
	const input = "crosswalk/a.sssom.tsv"
	made, err := origin.Write(&extract.Raw{Inputs: []extract.Input{{Path: input, Data: []byte(strings.Repeat("subject_id\n", 1000))}}})
	if err != nil {
		t.Fatal(err)
	}
	packed := made[0].Data
	damaged := slices.Clone(packed)
	damaged[len(damaged)-6] ^= 1 // in the checksum at the end
	for name, c := range map[string]struct {
		data    []byte
		size    int
		problem string
	}{
		"not compressed": {[]byte("subject_id\n"), 11, "source/crosswalk/a.sssom.tsv.gz: expected a file compressed with gzip"},
		"cut":            {packed[:len(packed)/2], 11_000, "unpacking it: unexpected EOF"},
		"another byte":   {damaged, 11_000, "unpacking it: gzip: invalid checksum"},
		"too long":       {packed, 10_999, "unpacked it has more than the 10999 bytes of the input"},
	} {
		if _, err := origin.Read(input, c.data, c.size); err == nil || !strings.Contains(err.Error(), c.problem) {
			t.Errorf("%s: %v; expected %s", name, err, c.problem)
		}
	}
}
