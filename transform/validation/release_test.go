package validation_test

import (
	"testing"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/validation"
)

func build(t testing.TB) *dataset.Dataset {
	t.Helper()
	raw, err := extract.Load("../../raw")
	if err != nil {
		t.Fatal(err)
	}
	set, err := transform.Build(raw)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestTheReleaseKeepsTheContract(t *testing.T) {
	for _, v := range validation.Check(build(t)) {
		t.Errorf("[%s] %s", v.Rule, v)
	}
}

func BenchmarkCheck(b *testing.B) {
	set := build(b)
	for b.Loop() {
		validation.Check(set)
	}
}
