package export_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/load"
	"github.com/fwci-open-data/fwci/export/parquet"
)

func loadPaths(artifacts []artifact.Artifact) []string {
	var found []string
	for _, a := range artifacts {
		if a.Format != load.Format || a.MediaType == "" || a.Title == "" || len(a.Data) == 0 {
			found = append(found, "incomplete")
		}
		found = append(found, a.Path)
	}
	return found
}

// A program is there only when what it loads is.
func TestWrite(t *testing.T) {
	d := exporttest.Small()
	described := artifact.Artifact{Path: "datapackage.json", Format: "datapackage"}
	tables, err := parquet.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		made []artifact.Artifact
		want []string
	}{
		{nil, nil},
		{[]artifact.Artifact{described}, []string{"load/fwci.py", "load/fwci.R"}},
		{tables, []string{"load/fwci.sql"}},
		{append(slices.Clone(tables), described), []string{"load/fwci.py", "load/fwci.R", "load/fwci.sql"}},
	} {
		if got := loadPaths(load.Write(d, test.made)); !slices.Equal(got, test.want) {
			t.Errorf("of %d files it writes %v; expected %v", len(test.made), got, test.want)
		}
	}
}

// A title of several lines cannot end the comment that holds it.
func TestStatementsOfAHostileTitle(t *testing.T) {
	d := exporttest.Small()
	d.Info.Title = "Data\nDROP TABLE x;\u2028--"
	tables, err := parquet.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(load.Write(d, tables)[0].Data)) {
		if strings.HasPrefix(line, "DROP") {
			t.Errorf("the title became a statement: %s", line)
		}
	}
}
