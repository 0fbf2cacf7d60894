package verify

import (
	"testing"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/exporttest"
)

// A sound release is decided by making it again, without reading its other formats, also where it has no table that
// only a download fills.
func TestSoundReleaseIsDecidedQuickly(t *testing.T) {
	raw, set := exporttest.Texts(t)
	artifacts, err := export.Build(raw, set, []string{"csv", "json", "parquet"})
	if err != nil {
		t.Fatal(err)
	}
	r := &release{files: exporttest.Tree(artifacts), result: &Result{}, digests: map[string]digest{}}
	if err := r.checksums(); err != nil {
		t.Fatal(err)
	}
	if err := r.manifest(); err != nil {
		t.Fatal(err)
	}
	if made := r.inputs(); !r.quick(made) {
		t.Errorf("making the release again does not decide; problems %v", r.result.Problems)
	}
}
