// Package load writes small programs that load a release with the right types: load/fwci.py for pandas,
// load/fwci.R for base R, load/fwci.sql for DuckDB.
//
// In go the dataset and the files made before. The programs for Python and R are the same in every release:
// what they know of tables, columns, types, nulls and lists they read from datapackage.json when they run. The
// statements for DuckDB are made from the field dictionary: a view for each Parquet file, then the joined views.
// A program is left out where the files that it loads are not in the release.
package load

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/datapackage"
	"github.com/fwci-open-data/fwci/export/parquet"
	"github.com/fwci-open-data/fwci/export/view"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Format is the name of the format.
const Format = "load"

//go:embed fwci.py
var python []byte

//go:embed fwci.R
var r []byte

// Write returns the programs that load the files made before.
func Write(d *dataset.Dataset, made []artifact.Artifact) []artifact.Artifact {
	var programs []artifact.Artifact
	described, files := false, map[string]string{}
	for _, a := range made {
		described = described || a.Path == datapackage.Path
		if a.Format == parquet.Format && a.Table != "" {
			files[a.Table] = a.Path
		}
	}
	if described {
		programs = append(programs,
			artifact.Artifact{Path: "load/fwci.py", Format: Format, MediaType: "text/x-python", Title: "Loader for Python with pandas", Data: python},
			artifact.Artifact{Path: "load/fwci.R", Format: Format, MediaType: "text/x-r", Title: "Loader for R", Data: r})
	}
	if len(files) > 0 {
		programs = append(programs, artifact.Artifact{
			Path: "load/fwci.sql", Format: Format, MediaType: "application/sql", Title: "Views for DuckDB", Data: []byte(statements(d.Info, files)),
		})
	}
	return programs
}

// heading says how the statements are used.
const heading = `-- Views for DuckDB over the Parquet files of a release: one for each table, then joined views (named_...), which
-- add the names of what the keys lead to.
--
--   duckdb -cmd ".read load/fwci.sql"                                          from the folder of the release
--   SET file_search_path = 'PATH/TO/RELEASE';                                  from anywhere else, with the next line
--   .read PATH/TO/RELEASE/load/fwci.sql
--   SELECT * FROM named_competency_rankings WHERE trend = 'enters';
`

// statements returns the text of load/fwci.sql.
func statements(info dataset.Info, files map[string]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s-- %s, version %s.\n", heading, strings.Join(strings.Fields(info.Title), " "), info.Version)
	write := func(name, about, query string) {
		fmt.Fprintf(&b, "\nCREATE OR REPLACE VIEW %s AS\n%s;\nCOMMENT ON VIEW %s IS %s;\n", view.Name(name), query, view.Name(name), view.Text(about))
	}
	for _, t := range schemas.Tables() {
		if path, ok := files[t.Name]; ok {
			write(t.Name, t.Description, "SELECT * FROM "+view.Text(path))
		}
	}
	for _, v := range view.Views(func(table string) bool { return files[table] != "" }) {
		write(v.Name, v.About, v.Select)
	}
	return b.String()
}
