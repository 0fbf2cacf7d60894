package querylist

import (
	"bytes"

	"github.com/xuri/excelize/v2"

	"github.com/fwci-open-data/fwci/extract/source"
)

// workbook reads the first sheet of a workbook that has text.
func (p *parser) workbook(data []byte) []row {
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: 8 * source.MaxBytes, RawCellValue: true})
	if err != nil {
		p.problem(0, "query-workbook", "the workbook cannot be read: %v; expected XLSX", err)
		return nil
	}
	defer func() { _ = file.Close() }() // nothing was written
	for _, sheet := range file.GetSheetList() {
		cells, err := file.GetRows(sheet)
		if err != nil {
			p.problem(0, "query-workbook", "the sheet %s cannot be read: %v", source.Quote(sheet), err)
			return nil
		}
		if rows := sheetRows(cells); len(rows) > 0 {
			if len(file.GetSheetList()) > 1 {
				p.note("the sheet %q of the workbook is read", sheet)
			}
			return rows
		}
	}
	p.problem(0, "query-empty", "the workbook has no text; expected a header and entries")
	return nil
}

// sheetRows gives each row as many cells as the widest has: excelize leaves the empty ones at the end out.
func sheetRows(cells [][]string) []row {
	var rows []row
	width := 0
	for _, c := range cells {
		width = max(width, len(c))
	}
	for i, c := range cells {
		r := row{i + 1, append(c, make([]string, width-len(c))...)}
		if !r.blank() {
			rows = append(rows, r)
		}
	}
	return rows
}
