package match_test

import (
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest/escotest"
	"github.com/fwci-open-data/fwci/extract/escodata"
)

// official loads the official download of ESCO v1.1.1, or skips the test where it is absent.
func official(t testing.TB) *escodata.Classification {
	t.Helper()
	c, err := escodata.Load([]string{escotest.Download(t, "esco-v1.1.1")})
	if err != nil {
		t.Fatal(err)
	}
	return c
}
