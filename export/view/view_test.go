package view_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/view"
	"github.com/fwci-open-data/fwci/schemas"
)

func every(string) bool { return true }

var (
	given = regexp.MustCompile(`AS "(\w+)"`)
	taken = regexp.MustCompile(`\b([a-z])\."(\w+)"`)
	named = regexp.MustCompile(`"(\w+)" AS ([a-z])\b`)
)

// TestViews checks each statement against the field dictionary: the columns that it takes are those of its tables,
// it gives every column of the table that it is of, in order, and none twice.
func TestViews(t *testing.T) {
	views := view.Views(every)
	if len(views) < 7 {
		t.Fatalf("%d views; expected more", len(views))
	}
	for _, v := range views {
		base, ok := schemas.Lookup(strings.TrimPrefix(v.Name, "named_"))
		if !ok || v.About == "" || strings.Contains(v.About, "\n") {
			t.Errorf("%s: %q", v.Name, v.About)
		}
		tables := map[string]schemas.Table{}
		for _, m := range named.FindAllStringSubmatch(v.Select, -1) {
			tables[m[2]], _ = schemas.Lookup(m[1])
		}
		for _, m := range taken.FindAllStringSubmatch(v.Select, -1) {
			if _, ok := tables[m[1]].Column(m[2]); !ok {
				t.Errorf("%s takes %s of %s, which has no such column", v.Name, m[2], tables[m[1]].Name)
			}
		}
		var columns []string
		for _, m := range given.FindAllStringSubmatch(v.Select, -1) {
			if slices.Contains(columns, m[1]) {
				t.Errorf("%s gives %s twice", v.Name, m[1])
			}
			columns = append(columns, m[1])
		}
		at := 0
		for _, c := range base.Columns {
			next := slices.Index(columns[at:], c.Name)
			if next < 0 {
				t.Errorf("%s gives %v; expected the columns of %s in their order", v.Name, columns, base.Name)
				break
			}
			at += next
		}
	}
}

// A view is there only when all its tables are.
func TestViewsOfWhatIsThere(t *testing.T) {
	for _, v := range view.Views(func(table string) bool { return table != "clusters" }) {
		if strings.Contains(v.Select, `"clusters"`) {
			t.Errorf("%s is of a table that is not there", v.Name)
		}
	}
	if views := view.Views(func(string) bool { return false }); len(views) != 0 {
		t.Errorf("%d views of no tables", len(views))
	}
}

// Each table of mappings has a view that says in words what its keys lead to, the best mapping of a subject first.
func TestViewsOfMappings(t *testing.T) {
	found := 0
	for _, v := range view.Views(every) {
		if !strings.HasPrefix(v.Name, "named_crosswalk_") {
			continue
		}
		found++
		table, _ := schemas.Lookup(strings.TrimPrefix(v.Name, "named_"))
		_, order, _ := strings.Cut(v.Select, "ORDER BY ")
		if _, ok := table.Column("recommended"); ok && !strings.Contains(order, `t."recommended" DESC, CASE`) {
			t.Errorf("%s is ordered by %s; expected recommended before the relation", v.Name, order)
		}
		if at := strings.Index(order, `'exactMatch' THEN 1 WHEN 'closeMatch' THEN 2`); at < 0 || at > strings.Index(order, `"confidence" DESC NULLS LAST`) {
			t.Errorf("%s is ordered by %s; expected relation, then confidence", v.Name, order)
		}
		if strings.Count(v.Select, `_name"`)+strings.Count(v.Select, `_label"`) < 2 {
			t.Errorf("%s does not name both sides:\n%s", v.Name, v.Select)
		}
	}
	if found < 3 {
		t.Errorf("%d views of mappings", found)
	}
}
