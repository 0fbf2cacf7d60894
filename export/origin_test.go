package export_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/origin"
	"github.com/fwci-open-data/fwci/extract"
)

// Every input of the repository's own sources is published byte for byte, under its path in raw/, except those that
// are not texts.
func TestInputsArePublished(t *testing.T) {
	raw, _ := exporttest.Real(t)
	made := origin.Write(raw)
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
		if a.Path != "source/"+input || a.Path != origin.Path(input) || a.Format != "source" || a.MediaType == "application/octet-stream" || !bytes.Equal(a.Data, data) {
			t.Errorf("%s is published as %s, %s, %d bytes; expected %d bytes", input, a.Path, a.MediaType, len(a.Data), len(data))
		}
	}
}
