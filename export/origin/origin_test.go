package origin_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/origin"
)

// Every input of the repository's own sources is published byte for byte, under its path in raw/.
func TestInputsArePublished(t *testing.T) {
	raw, _ := exporttest.Real(t)
	made := origin.Write(raw)
	if len(made) != len(raw.Inputs) || len(made) < 5 {
		t.Fatalf("%d files for %d inputs", len(made), len(raw.Inputs))
	}
	for i, a := range made {
		input := raw.Inputs[i].Path
		data, err := os.ReadFile(filepath.Join(exporttest.RawDir(), filepath.FromSlash(input)))
		if err != nil {
			t.Fatal(err)
		}
		if a.Path != "source/"+input || a.Path != origin.Path(input) || a.Format != "source" || a.MediaType == "application/octet-stream" || !bytes.Equal(a.Data, data) {
			t.Errorf("%s is published as %s, %s, %d bytes; expected %d bytes", input, a.Path, a.MediaType, len(a.Data), len(data))
		}
	}
}
