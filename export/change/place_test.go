package change

import (
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
)

// The columns that the field dictionary counts in lines of a source, and no others, are places.
func TestPlaceColumns(t *testing.T) {
	want := map[string][]string{
		"handbook_sections": {"line_start", "line_end"},
		"source_references": {"line_start", "line_end"},
		"provenance":        {"line_start", "line_end"},
		"quality_findings":  {"line_start", "line_end"},
		"source_lines":      {"line"},
	}
	for _, s := range schemas.Tables() {
		if got := placeColumns(s.Name); !slices.Equal(got, want[s.Name]) {
			t.Errorf("%s: %q; expected %q", s.Name, got, want[s.Name])
		}
	}
	if got := placeColumns("zoology"); got != nil {
		t.Errorf("a table that the schemas do not know has %q", got)
	}
}
