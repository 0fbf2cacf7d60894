// Package excel writes a release as one workbook for analysts.
//
// In goes a dataset and the field dictionary; out comes excel/fwci-2210.xlsx: a contents sheet, the
// dictionary, views that answer questions, charts, and every table of the release as an Excel table whose
// sheet holds exactly the rows and values of the CSV file of the same name.
//
// It refuses to cut a text that a cell cannot hold, to write a cell that could run as a formula, and to
// let the clock, a map's order or the library's order of parts reach the bytes. Formulas are only in the
// views, with their results, and compute nothing that is not in the tables.
package excel

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/export/artifact"
	recorded "github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Format is the name of the format.
const Format = "excel"

// Path is where the workbook is inside a release.
const Path = "excel/fwci-2210.xlsx"

const mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Write makes the workbook of a dataset. It fails on a text longer than a cell holds or with characters
// that XML cannot carry, naming sheet and cell, on a table that the field dictionary does not describe,
// on a release date that is not YYYY-MM-DD, and on a record of changes of another form. The records are the
// recorded differences between releases.
func Write(d *dataset.Dataset, changes []extract.Input) ([]artifact.Artifact, error) {
	b, err := newBook(d)
	if err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	if b.changes, err = recorded.Records(changes); err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	data, err := b.write()
	if err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	return []artifact.Artifact{{
		Path: Path, Format: Format, MediaType: mediaType, Title: "All tables and analyst views as one Excel workbook", Data: data,
	}}, nil
}

// A book is a workbook in the making.
type book struct {
	file    *excelize.File
	data    *dataset.Dataset
	index   *index
	styles  [styleCount]int
	tables  []bookTable
	views   []*view
	charts  []chart
	extras  map[string]extra // by sheet: what the library does not write
	texts   *sharedStrings
	changes []*recorded.Report // between releases, newest first
	parked  []parkedPart       // tables; see table
	working *working           // what the sheets that follow a choice show; nil where a release has no such sheets
}

// A bookTable is a table of the release with its place in the workbook.
type bookTable struct {
	dataset.Table
	schema     schemas.Table
	dictionary int            // row of its block on the dictionary sheet
	rows       map[string]int // of its sheet, by record key; nil until a finding asks
}

// A view is a sheet made for a question.
type view struct {
	name    string
	answers string // what a reader finds there, in a sentence
	noun    string // what it counts
	holds   int    // how many of them; set by fill
	fill    func(*book, *view) error
}

func newBook(d *dataset.Dataset) (*book, error) {
	b := &book{file: excelize.NewFile(), data: d, index: newIndex(d), views: slices.Concat(views(d), workRoleViews(d), starViews()), extras: map[string]extra{}, texts: newSharedStrings()}
	row := dictionaryHeader + 1
	for _, t := range d.Tables() {
		schema, ok := schemas.Lookup(t.Name)
		if !ok {
			return nil, fmt.Errorf("the field dictionary does not describe the table %s", t.Name)
		}
		if err := sameColumns(t, schema); err != nil {
			return nil, err
		}
		if t.Len() >= excelize.TotalRows {
			return nil, fmt.Errorf("the table %s has %s rows, a sheet has room for %s below its header: write the release without this format", t.Name, thousands(t.Len()), thousands(excelize.TotalRows-1))
		}
		b.tables = append(b.tables, bookTable{Table: t, schema: schema, dictionary: row})
		row += 1 + len(t.Columns)
	}
	b.working = b.newWorking()
	return b, b.makeStyles()
}

func sameColumns(t dataset.Table, schema schemas.Table) error {
	if len(t.Columns) != len(schema.Columns) {
		return fmt.Errorf("the table %s has %d columns, the field dictionary describes %d", t.Name, len(t.Columns), len(schema.Columns))
	}
	for i, name := range t.Columns {
		if schema.Columns[i].Name != name {
			return fmt.Errorf("column %d of the table %s is %s; the field dictionary has %s", i+1, t.Name, name, schema.Columns[i].Name)
		}
	}
	return nil
}

// write fills every sheet and returns the archive. The contents come last, when the rows of each view are
// counted; the order of sheets is fixed before.
func (b *book) write() ([]byte, error) {
	defer b.file.Close()
	if err := b.makeSheets(); err != nil {
		return nil, err
	}
	for _, v := range b.views {
		if err := v.fill(b, v); err != nil {
			return nil, fmt.Errorf("the sheet %s: %w", v.name, err)
		}
	}
	for _, t := range b.tables {
		if err := b.fillTable(t); err != nil {
			return nil, fmt.Errorf("the sheet %s: %w", t.Name, err)
		}
	}
	if err := b.fillDictionary(); err != nil {
		return nil, fmt.Errorf("the sheet %s: %w", dictionarySheet, err)
	}
	if err := b.fillContents(); err != nil {
		return nil, fmt.Errorf("the sheet %s: %w", contentsSheet, err)
	}
	if err := b.setProperties(); err != nil {
		return nil, err
	}
	return b.archive()
}

// makeSheets creates the sheets, empty, in the order a reader sees them.
func (b *book) makeSheets() error {
	if err := b.file.SetSheetName("Sheet1", contentsSheet); err != nil {
		return err
	}
	var names []string
	for _, v := range b.views {
		names = append(names, v.name)
	}
	names = append(names, dictionarySheet)
	for _, t := range b.tables {
		names = append(names, t.Name)
	}
	for _, name := range names {
		if _, err := b.file.NewSheet(name); err != nil {
			return fmt.Errorf("add the sheet %s: %w", name, err)
		}
	}
	b.file.SetActiveSheet(0) // now, while sheets are empty: the library reads and writes every one for it
	return nil
}

// column returns the cells of a column of a table's sheet as formulas name them, as
// competencies!$C$2:$C$113. A table without rows gives its first, empty row. It panics on a column that
// does not exist, which is a mistake in this package.
func (b *book) column(table, column string) string {
	for _, t := range b.tables {
		if t.Name != table {
			continue
		}
		for i, name := range t.Columns {
			if name == column {
				letter := columnName(i + 1)
				return fmt.Sprintf("%s!$%s$2:$%s$%d", table, letter, letter, max(t.Len(), 1)+1)
			}
		}
	}
	panic("excel: no column " + column + " in " + table)
}
