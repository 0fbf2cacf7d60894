package excel

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/fwci-open-data/fwci/schemas"
)

// Compare calls differs for each place where the workbook differs from the expected one: in the list of
// sheets, in the cells of the views, in what sheets have around their cells, and in the parts other than the
// sheets, such as charts, links and notes; "" is what is not there. It leaves out the cells of tables, which
// Rows reads, and the styles of cells. It fails on a damaged part.
func (w *Workbook) Compare(expected *Workbook, differs func(place, found, expected string)) error {
	if !slices.Equal(w.Sheets, expected.Sheets) {
		differs("the list of sheets", fmt.Sprintf("%q", w.Sheets), fmt.Sprintf("%q", expected.Sheets))
		return nil
	}
	var problems []error
	sameTexts := slices.Equal(w.texts, expected.texts)
	for _, sheet := range w.Sheets {
		got, err := w.part(w.at[sheet])
		want, other := expected.part(expected.at[sheet])
		if problems = append(problems, err, other); err != nil || other != nil || sameTexts && bytes.Equal(got, want) {
			continue
		}
		if a, b := around(got), around(want); a != b {
			differs("the sheet "+sheet+" around its cells", a, b)
		}
		if _, table := schemas.Lookup(sheet); !table {
			problems = append(problems, w.compareSheet(sheet, expected, differs))
		}
	}
	return errors.Join(append(problems, w.compareParts(expected, differs))...)
}

// around returns the part of a sheet without its cells.
func around(part []byte) string {
	const start, end = "<sheetData>", "</sheetData>"
	i, j := bytes.Index(part, []byte(start)), bytes.LastIndex(part, []byte(end))
	if i < 0 || j < i {
		return string(part)
	}
	return string(part[:i+len(start)]) + string(part[j:])
}

// compareSheet compares the cells of a sheet.
func (w *Workbook) compareSheet(sheet string, expected *Workbook, differs func(place, found, expected string)) error {
	var got, want []Cell
	err := errors.Join(
		w.Cells(sheet, func(c Cell) error { got = append(got, c); return nil }),
		expected.Cells(sheet, func(c Cell) error { want = append(want, c); return nil }),
	)
	if err != nil {
		return err
	}
	for len(got)+len(want) > 0 {
		switch {
		case len(want) == 0 || len(got) > 0 && before(got[0], want[0]):
			differs("the sheet "+sheet+", cell "+got[0].At(), got[0].String(), "")
			got = got[1:]
		case len(got) == 0 || before(want[0], got[0]):
			differs("the sheet "+sheet+", cell "+want[0].At(), "", want[0].String())
			want = want[1:]
		default:
			if !got[0].holds(want[0]) {
				differs("the sheet "+sheet+", cell "+got[0].At(), got[0].String(), want[0].String())
			}
			got, want = got[1:], want[1:]
		}
	}
	return nil
}

// compareParts compares the parts other than the sheets and their texts, byte for byte.
func (w *Workbook) compareParts(expected *Workbook, differs func(place, found, expected string)) error {
	names := maps.Clone(w.parts)
	maps.Copy(names, expected.parts)
	delete(names, stringsPart)
	for _, of := range []*Workbook{w, expected} {
		for _, part := range of.at {
			delete(names, part)
		}
	}
	var problems []error
	for _, name := range slices.Sorted(maps.Keys(names)) {
		switch {
		case w.parts[name] == nil:
			differs("the part "+name, "", "a part")
		case expected.parts[name] == nil:
			differs("the part "+name, "a part", "")
		default:
			got, err := w.part(name)
			want, other := expected.part(name)
			if problems = append(problems, err, other); err == nil && other == nil && !bytes.Equal(got, want) {
				differs("the part "+name, string(got), string(want))
			}
		}
	}
	return errors.Join(problems...)
}
