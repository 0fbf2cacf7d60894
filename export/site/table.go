package site

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

type tablesModel struct {
	Groups  []tableGroup
	Columns int
}

type tableGroup struct {
	Name   string
	Tables []tableRow
}

type tableRow struct {
	Table       link
	Name        string
	Description string
	Rows        int
}

type tableModel struct {
	Table     schemas.Table
	Rows      int
	Columns   []column
	Foreign   []foreignKey
	Inverse   []link
	Sample    []sampleRow
	Downloads []download
}

// A column is one column of the data dictionary.
type column struct {
	schemas.Column
	Key    bool
	Target link // the table that the column refers to
}

type foreignKey struct {
	Columns, References string
	Table               link
}

// A sampleRow is a record's cells; null is not the empty text.
type sampleRow []sampleCell

type sampleCell struct {
	Null bool
	Text string
}

// sampleRows is how many records a table's page shows.
const sampleRows = 2

// groupNames gives people's words for the groups of tables.
var groupNames = map[string]string{
	"reference": "Reference", "handbook": "Handbook", "series": "Job series", "esco": "ESCO", "nice": "NICE", "dcwf": "DCWF", "crosswalk": "Crosswalk", "quality": "Quality and provenance",
}

func (b *builder) tablePages() []page {
	index := tablesModel{}
	var pages []page
	for _, t := range b.d.Tables() {
		s := b.fields[t.Name]
		name := groupNames[s.Group]
		if name == "" {
			name = s.Group
		}
		if n := len(index.Groups); n == 0 || index.Groups[n-1].Name != name {
			index.Groups = append(index.Groups, tableGroup{Name: name})
		}
		g := &index.Groups[len(index.Groups)-1]
		g.Tables = append(g.Tables, tableRow{b.table(t.Name), t.Name, s.Description, t.Len()})
		index.Columns += len(s.Columns)
		pages = append(pages, page{
			Path: "table/" + t.Name + ".html", Kind: "table", Section: "data", Title: s.Title + " (" + t.Name + ")", Description: shorten(strings.ReplaceAll(s.Description, "`", ""), 200),
			Crumbs: []link{{"index.html", "Data dictionary"}}, Body: b.tableModel(t, s),
		})
	}
	first := page{
		Path: "table/index.html", Kind: "tables", Section: "data", Title: "Data dictionary",
		Description: "Every table and column of the release: meaning, type, keys, allowed values, units.", Body: index,
	}
	return append([]page{first}, pages...)
}

func (b *builder) tableModel(t dataset.Table, s schemas.Table) tableModel {
	m := tableModel{Table: s, Rows: t.Len()}
	for _, c := range s.Columns {
		made := column{Column: c, Key: s.KeyColumn(c.Name)}
		for _, f := range s.ForeignKeys {
			if len(f.Columns) == 1 && f.Columns[0] == c.Name {
				made.Target = b.table(f.Table)
			}
		}
		m.Columns = append(m.Columns, made)
	}
	for _, f := range s.ForeignKeys {
		m.Foreign = append(m.Foreign, foreignKey{strings.Join(f.Columns, ", "), strings.Join(f.References, ", "), b.table(f.Table)})
	}
	for _, other := range b.present {
		for _, f := range other.ForeignKeys {
			if f.Table == s.Name && other.Name != s.Name {
				m.Inverse = append(m.Inverse, b.table(other.Name))
				break
			}
		}
	}
	for i := range min(sampleRows, t.Len()) {
		var row sampleRow
		for _, v := range t.Values(i) {
			row = append(row, sampleCell{v == nil, shorten(shown(v), 120)})
		}
		m.Sample = append(m.Sample, row)
	}
	for _, a := range b.artifacts {
		if a.Table == t.Name {
			m.Downloads = append(m.Downloads, b.download(a, "../../"))
		}
	}
	return m
}

// SampleHead heads the rows that the page shows.
func (m tableModel) SampleHead() string {
	switch {
	case m.Rows == 1:
		return "The only row"
	case len(m.Sample) == m.Rows:
		return "All " + count(m.Rows, "row", "rows")
	}
	return fmt.Sprintf("First %d of %s", len(m.Sample), count(m.Rows, "row", "rows"))
}

// shown is a value as people read it: the items of a list, and the parts of a key, with commas between them.
func shown(value any) string {
	if list, ok := value.(dataset.List); ok {
		return strings.Join(list, ", ")
	}
	return strings.ReplaceAll(dataset.Text(value), "|", ", ")
}

// A download is a file of the release.
type download struct {
	Href, Name, Title string
	Format            string
	Size              string
	Rows              int
	SHA256            string
	whole             bool // holds more than one table
}

// download describes a file; root leads from the page to the release's folder.
func (b *builder) download(a artifact.Artifact, root string) download {
	return download{
		Href: root + a.Path, Name: a.Path[strings.LastIndexByte(a.Path, '/')+1:], Title: a.Title, Format: formatName(a.Format), Size: size(a.Size()),
		Rows: a.Rows, SHA256: b.sum(a), whole: a.Table == "",
	}
}

// sum returns the checksum of a file, which several pages give.
func (b *builder) sum(a artifact.Artifact) string {
	if b.sums[a.Path] == "" {
		b.sums[a.Path] = a.SHA256()
	}
	return b.sums[a.Path]
}

// formatName gives people's words for a format.
func formatName(format string) string {
	if f, ok := formatNames[format]; ok {
		return f.name
	}
	return format
}

// formatNames says what each format is called and good for.
var formatNames = map[string]struct{ name, use string }{
	"csv":         {"CSV", "For any program. UTF-8, comma, header row; codes are text."},
	"parquet":     {"Parquet", "For DuckDB, pandas, polars, Spark. Typed columns, with descriptions."},
	"json":        {"JSON", "For programs. An array of records for each table; JSON Schema validates it."},
	"excel":       {"Excel", "For analysts. One workbook with views, charts, and every table."},
	"sqlite":      {"SQLite", "For queries. One database with keys and a full-text index."},
	"load":        {"Loaders", "For Python with pandas, R, DuckDB. Programs that load the tables with the right types."},
	"jsonld":      {"Linked data", "For programs that combine linked data, in JSON-LD."},
	"sssom":       {"SSSOM", "The crosswalk, in the standard for sharing mappings."},
	"case":        {"CASE", "For learning and HR systems. 1EdTech Competencies and Academic Standards Exchange."},
	"csvw":        {"CSV on the Web", "Metadata for each CSV file."},
	"datapackage": {"Data Package", "Description of the CSV files by the Frictionless Data standard."},
	"dcat":        {"Catalog", "Description for data catalogs."},
	"report":      {"Documentation", "Data dictionary, quality report, what changed."},
	"schema":      {"JSON Schema", "What each record may contain."},
	"metadata":    {"Metadata", "Descriptions of the release."},
}
