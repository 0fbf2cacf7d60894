package excel

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

const findingHeader = 5

// severitySigns come before a severity, so that no color is needed to distinguish them.
var severitySigns = map[string]string{"error": "✖ error", "warning": "▲ warning", "info": "● info"}

// fillFindings shows the findings with links to the tables they speak of.
func (b *book) fillFindings(v *view) error {
	v.holds = len(b.data.Findings)
	s, err := b.open(v.name, frame{widths: []float64{14, 28, 96, 30, 46, 40, 12}, freezeRows: findingHeader, titleRow: findingHeader})
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for _, f := range b.data.Findings {
		counts[f.Severity]++
	}
	summary := fmt.Sprintf("%s, %s.", plural(counts["warning"], "warning"), plural(counts["info"], "info finding"))
	if len(b.data.Findings) == 0 {
		summary = "This release has no findings."
	}
	if err := s.heading(v.name, summary+" A warning marks what may mislead an analysis; an info finding is good to know. Errors stop a release, so there are none here. A table's name leads to the record."); err != nil {
		return err
	}
	s.skip(1)
	heads := []string{"Severity", "Rule", "Message", "Table", "Record", "Source", "Lines"}
	if err := s.put(headings(heads...)...); err != nil {
		return err
	}
	for _, f := range b.data.Findings {
		row := texts(severitySigns[f.Severity], f.Rule, f.Message, dataset.OrEmpty(f.TableName), dataset.OrEmpty(f.RecordKey), dataset.OrEmpty(f.SourceID), lineWords(f.LineStart, f.LineEnd))
		if at, ok := b.recordRow(f.TableName, f.RecordKey); ok {
			row[3].style, row[3].link = link, fmt.Sprintf("#%s!A%d", quoted(*f.TableName), at)
		}
		if err := s.put(row...); err != nil {
			return err
		}
	}
	if err := s.table("view_findings", findingHeader, len(heads)); err != nil {
		return err
	}
	return s.close()
}

// recordRow finds the row of a record on its table's sheet, as the workbook is written; 1 where the finding
// names no record of it, and no row where there is no such table.
func (b *book) recordRow(table, key *string) (row int, ok bool) {
	if table == nil {
		return 0, false
	}
	at := slices.IndexFunc(b.tables, func(t bookTable) bool { return t.Name == *table })
	if at < 0 {
		return 0, false
	}
	t := &b.tables[at]
	if t.rows == nil {
		t.rows = make(map[string]int, t.Len())
		for i := range t.Len() {
			t.rows[t.Key(i, t.schema.PrimaryKey)] = i + 2
		}
	}
	return max(t.rows[dataset.OrEmpty(key)], 1), true
}

func lineWords(first, last *int) string {
	switch {
	case first == nil:
		return ""
	case last == nil || *last == *first:
		return strconv.Itoa(*first)
	}
	return fmt.Sprintf("%d–%d", *first, *last)
}
