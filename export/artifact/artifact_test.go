package artifact_test

import (
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// Size and checksum stay when the bytes are given up.
func TestWithoutData(t *testing.T) {
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-4, example of "abc"
	a := artifact.Artifact{Path: "a.txt", Data: []byte("abc")}
	for name, b := range map[string]artifact.Artifact{"as made": a, "summed": a.Summed(), "without data": a.WithoutData(), "twice": a.WithoutData().WithoutData()} {
		if b.Size() != 3 || b.SHA256() != abc || b.Path != "a.txt" {
			t.Errorf("%s: %s has %d bytes and the checksum %s", name, b.Path, b.Size(), b.SHA256())
		}
	}
	if a.WithoutData().Data != nil || a.Summed().Data == nil {
		t.Error("WithoutData keeps the bytes, or Summed does not")
	}
	if empty := (artifact.Artifact{}).WithoutData(); empty.Size() != 0 || len(empty.SHA256()) != 64 {
		t.Errorf("an empty file has %d bytes and the checksum %q", empty.Size(), empty.SHA256())
	}
}
