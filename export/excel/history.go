package excel

import (
	"fmt"

	recorded "github.com/fwci-open-data/fwci/export/change"
)

const historySheet = "Change history"

// fillHistory shows what changed between releases, newest first, as the change log counts it.
func (b *book) fillHistory(v *view) error {
	const header = 4
	s, err := b.open(v.name, frame{widths: []float64{18, 18, 12, 34, 34, 12, 12, 12, 60}, freezeRows: header, titleRow: header})
	if err != nil {
		return err
	}
	if err := s.heading(v.name, "What changed between releases of the data, the newest first. A major step changes tables or columns, a minor one adds rows, a patch corrects. CHANGELOG.md in the release names each record."); err != nil {
		return err
	}
	heads := styled(headerRight, headings("Version", "Previous version", "Step", "Table", "Column", "Added", "Removed", "Changed", "What"), 5, 6, 7)
	if err := s.put(heads...); err != nil {
		return err
	}
	v.holds = len(b.changes) + 1
	first := b.data.Info.Version
	for _, r := range b.changes {
		first = r.Old
		if err := putAll(s, changeRows(r)); err != nil {
			return err
		}
	}
	if err := s.put(append(texts(first, "", "", "", ""), cell{style: integer}, cell{style: integer}, cell{style: integer}, cell{value: "First release.", style: text})...); err != nil {
		return err
	}
	if err := s.table("view_changes", header, len(heads)); err != nil {
		return err
	}
	return s.close()
}

// changeRows are the rows of one release: its columns that came or went, then its tables with counts of records.
func changeRows(r *recorded.Report) [][]cell {
	var rows [][]cell
	line := func(table, column string, added, removed, changed any, what string) {
		rows = append(rows, append(texts(r.New, r.Old, fmt.Sprint(r.Step), table, column), cell{value: added, style: integer}, cell{value: removed, style: integer}, cell{value: changed, style: integer}, cell{value: what, style: text}))
	}
	for _, s := range r.Schema {
		of := "table"
		if s.Column != "" {
			of = "column"
		}
		line(s.Table, s.Column, nil, nil, nil, of+" "+s.What)
	}
	for _, t := range r.Tables {
		what := "records"
		if t.Derived {
			what = "records derived from other tables"
		}
		if t.Renamed > 0 {
			what += fmt.Sprintf("; %d renamed", t.Renamed)
		}
		line(t.Name, "", t.Added, t.Removed, t.Changed, what)
	}
	if len(rows) == 0 {
		line("", "", nil, nil, nil, "nothing")
	}
	return rows
}
