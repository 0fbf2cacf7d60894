package verify

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/export/excel"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/sqlite"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// compare says of every file how it differs from the tables: cell by cell where it holds tables, else by the
// first place that is not as it is made again. made is nil where nothing can be made again.
func (r *release) compare(made *remake) {
	same := map[string]bool{}
	if made != nil {
		if err := made.run(&r.set); err != nil {
			r.fail(manifest.File, "equal", "%s", limited(err.Error()))
		}
		same = made.same
	}
	r.result.Remade = len(same)
	r.cells(same)
	switch {
	case !r.ours():
		r.foreign(made)
	case made == nil:
		r.note("nothing was made again, for the tables or inputs are damaged: the files without tables were only compared with their checksums")
	default:
		r.own(made)
	}
}

// cells compares the tables of the workbook and of the database, but where they came out the same.
func (r *release) cells(same map[string]bool) {
	for _, f := range r.result.Manifest.Files {
		if same[f.Path] {
			continue
		}
		switch f.Format {
		case excel.Format:
			r.workbook(f.Path)
		case sqlite.Format:
			r.database(f.Path)
		}
	}
}

// workbook compares the sheets of the tables.
func (r *release) workbook(path string) {
	d := differences{release: r, path: path}
	defer d.done()
	data, err := r.table(path, excel.Format)
	if err != nil {
		d.add("%v", err)
		return
	}
	w, err := excel.Read(data)
	if err != nil {
		d.add("%v", err)
		return
	}
	for _, s := range schemas.Present(r.set.Has) {
		rows, err := w.Rows(s)
		d.table(s, reading{rows: rows, err: err}, true)
	}
}

// database compares the tables of the database.
func (r *release) database(path string) {
	d := differences{release: r, path: path}
	defer d.done()
	data, err := r.table(path, sqlite.Format)
	if err != nil {
		d.add("%v", err)
		return
	}
	db, err := sqlite.Open(data)
	if err != nil {
		d.add("%v", err)
		return
	}
	for _, s := range schemas.Present(r.set.Has) {
		rows, err := db.Rows(s)
		d.table(s, reading{rows: rows, err: err}, false)
	}
	if err := db.Close(); err != nil {
		d.add("closing it: %v", err)
	}
}

// maxDifferences is how many places of one file are named before the rest is only counted.
const maxDifferences = 20

// differences names the first places of a file that differ.
type differences struct {
	*release
	path string
	n    int
}

func (d *differences) add(format string, args ...any) {
	if d.n++; d.n <= maxDifferences {
		d.fail(d.path, "equal", "%s", limited(fmt.Sprintf(format, args...)))
	}
}

// done says how many places were not named.
func (d *differences) done() {
	if more := d.n - maxDifferences; more > 0 {
		d.fail(d.path, "equal", "%d more places differ", more)
	}
}

// table compares the rows of a table, found by their keys, cell by cell. In a database rows have no order.
func (d *differences) table(s schemas.Table, found reading, ordered bool) {
	if found.err != nil {
		d.add("%v", found.err)
		return
	}
	t, _ := d.set.Table(s.Name)
	home, expected := d.home(s.Name), values(t)
	at, missing, excess := align(s, found.rows, expected)
	if len(missing)+len(excess) > 0 {
		d.add("%s: %d records; %s has %d%s%s", s.Name, len(found.rows), home, len(expected), listed("missing", missing), listed("in excess", excess))
	}
	if i := firstMoved(at); ordered && len(missing)+len(excess) == 0 && i >= 0 {
		d.add("%s: the records are in a different order from that in %s, from record %d on", s.Name, home, i+1)
	}
	for i, row := range expected {
		if at[i] < 0 {
			continue
		}
		for c, want := range row {
			got := found.rows[at[i]][c]
			if found.text {
				want = dataset.Text(want)
			}
			if !equalCell(got, want) {
				a, b := excerpts(shown(got), shown(want))
				d.add("%s %s (record %d), column %s is %s; %s has %s", s.Name, keyOf(s, row), at[i]+1, s.Columns[c].Name, a, home, b)
			}
		}
	}
}

// align finds the rows of a table: at is where each expected row is found, -1 where it is missing. A row
// whose key alone has changed is taken for the one that stood in its place.
func align(s schemas.Table, found, expected [][]any) (at []int, missing, excess []string) {
	byKey := map[string][]int{}
	for i, row := range found {
		key := keyOf(s, row)
		byKey[key] = append(byKey[key], i)
	}
	at, taken := make([]int, len(expected)), make([]bool, len(found))
	for i, row := range expected {
		at[i] = -1
		if places := byKey[keyOf(s, row)]; len(places) > 0 {
			at[i], taken[places[0]] = places[0], true
			byKey[keyOf(s, row)] = places[1:]
		}
	}
	for i, row := range expected {
		if at[i] < 0 && i < len(found) && len(found) == len(expected) && !taken[i] {
			at[i], taken[i] = i, true
		} else if at[i] < 0 {
			missing = append(missing, keyOf(s, row))
		}
	}
	for i, row := range found {
		if !taken[i] {
			excess = append(excess, keyOf(s, row))
		}
	}
	return at, missing, excess
}

// firstMoved returns the first place of which the row is found elsewhere, or -1.
func firstMoved(at []int) int {
	for i, place := range at {
		if place != i {
			return i
		}
	}
	return -1
}

// keyOf returns the primary key of a row, its values joined with "|".
func keyOf(s schemas.Table, row []any) string {
	var parts []string
	for c, column := range s.Columns {
		if s.KeyColumn(column.Name) && c < len(row) {
			parts = append(parts, dataset.Text(row[c]))
		}
	}
	return strings.Join(parts, "|")
}
