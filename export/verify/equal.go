package verify

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A comparison holds the files of one format against the tables.
type comparison struct {
	*release
	whole    bool // what the program and the descriptions add to the tables can be derived too
	problems source.Problems
}

// maxMessage is how many bytes of a message are kept: an error may quote a file.
const maxMessage = 2000

// fail adds a problem of a file.
func (c *comparison) fail(path, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	if len(message) > maxMessage {
		message = strings.ToValidUTF8(message[:maxMessage], "") + "…"
	}
	c.problems = append(c.problems, source.Problem{Path: path, Rule: "equal", Message: message})
}

// file reads a file of the release and reports whether it is there.
func (c *comparison) file(path string) ([]byte, bool) {
	data, err := fs.ReadFile(c.files, path)
	if err != nil {
		c.fail(path, "it cannot be read: %v", err)
	}
	return data, err == nil
}

// comparisons compare formats, each needed where the release holds its format. Those that are derived need
// tables that keep the contract, for they follow its keys.
var comparisons = []struct {
	format  string
	derived bool
	compare func(*comparison)
}{
	{"", false, (*comparison).tables},
	{"excel", false, (*comparison).workbook},
	{"sqlite", false, (*comparison).database},
	{"jsonld", true, (*comparison).linkedData},
	{"sssom", true, (*comparison).mappings},
	{"case", true, (*comparison).framework},
	{"datapackage", true, (*comparison).dataPackage},
	{"csvw", true, (*comparison).csvOnTheWeb},
	{"dcat", true, (*comparison).catalogues},
	{"report", true, (*comparison).reports},
	{"", true, (*comparison).inputs},
}

// equal compares every format with the tables, as many side by side as there are processors; the problems
// come in a fixed order. sound says that the tables keep the contract.
func (r *release) equal(sound bool) {
	r.set.Info = r.info()
	r.broken = map[string]bool{}
	for _, p := range r.result.Problems {
		r.broken[p.Path] = r.broken[p.Path] || p.Rule == "checksum" || p.Rule == "manifest"
	}
	results := make([]comparison, len(comparisons))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for i, f := range comparisons {
		if f.format != "" && !r.has(f.format) || f.derived && !sound {
			continue
		}
		results[i] = comparison{release: r, whole: sound && r.whole()}
		free <- struct{}{}
		wait.Go(func() {
			f.compare(&results[i])
			<-free
		})
	}
	wait.Wait()
	for _, c := range results {
		r.result.Problems = append(r.result.Problems, c.problems...)
	}
}

// tables compares the files of single tables.
func (c *comparison) tables() {
	for _, s := range schemas.Present(c.set.Has) {
		for _, found := range c.readings[s.Name] {
			d := differences{comparison: c, path: found.path}
			d.table(s, found, true)
			d.done()
		}
	}
}

// maxDifferences is how many places of one file are named before the rest is only counted.
const maxDifferences = 20

// differences names the first places of a file that differ.
type differences struct {
	*comparison
	path string
	n    int
}

func (d *differences) add(format string, args ...any) {
	if d.n++; d.n <= maxDifferences {
		d.fail(d.path, format, args...)
	}
}

// unread says why a file cannot be read: each problem of its lines where the reader tells, else the error.
func (d *differences) unread(err error) {
	var problems source.Problems
	if !errors.As(err, &problems) {
		d.add("%v", err)
	}
	for _, p := range problems {
		d.add("line %d: %s", p.Line, p.Message)
	}
	d.done()
}

// done says how many places were not named.
func (d *differences) done() {
	if more := d.n - maxDifferences; more > 0 {
		d.fail(d.path, "%d more places differ", more)
	}
}

// differs names a place that is not as derived; "" is what is not there.
func (d *differences) differs(place, found, expected string) {
	found, expected = excerpts(found, expected)
	switch {
	case found == "":
		d.add("%s is missing; expected %s", place, expected)
	case expected == "":
		d.add("%s is %s, which does not follow from the tables", place, found)
	default:
		d.add("%s is %s; expected %s", place, found, expected)
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
		d.add("%s: the records are in another order than in %s, from record %d on", s.Name, home, i+1)
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
