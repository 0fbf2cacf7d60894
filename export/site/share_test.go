package site_test

import (
	"fmt"
	"math/big"
	"strconv"
	"testing"

	"github.com/fwci-open-data/fwci/export/excel"
)

// The share that one specialty has of another's competencies is the same percentage on the page Pathways, in the
// workbook's sheet Pathways and in the sentence that Compare begins with: the nearest whole number, halves up. Which
// competencies are shared is counted here from the tables.
func TestBrowserSharesAgree(t *testing.T) {
	v := visit(t)
	d := get(t).set
	kind, competencies, ids := map[string]string{}, map[string]map[string]bool{}, map[string]string{}
	for _, c := range d.Competencies {
		kind[c.CompetencyID] = c.Kind
	}
	for _, p := range d.Profiles {
		if p.ClusterID != nil {
			ids[p.Name], competencies[p.ProfileID] = p.ProfileID, map[string]bool{}
		}
	}
	for _, c := range d.ProfileCompetencies {
		if of := competencies[c.ProfileID]; of != nil && kind[c.CompetencyID] == "technical" {
			of[c.CompetencyID] = true
		}
	}
	want, fractions := map[string]string{}, map[string]string{}
	for from, has := range competencies {
		for to, needs := range competencies {
			if from == to {
				continue
			}
			shared := 0
			for c := range needs {
				if has[c] {
					shared++
				}
			}
			want[from+" "+to] = big.NewRat(int64(shared)*100, int64(len(needs))).FloatString(0)
			fractions[from+" "+to] = fmt.Sprintf("%d of %d", shared, len(needs))
		}
	}
	if want["customer-support information-security"] != "70" { // 30 of 43
		t.Errorf("the tables give %s percent", want["customer-support information-security"])
	}

	files, err := excel.Write(d, nil)
	v.must(err)
	book, err := excel.Read(files[0].Data)
	v.must(err)
	cells := map[[2]int]string{}
	last := 0
	v.must(book.Cells("Pathways", func(c excel.Cell) error {
		cells[[2]int{c.Row, c.Column}], last = c.Value, max(last, c.Row)
		return nil
	}))
	sheet := map[string]string{}
	for row := range last + 1 {
		if from := ids[cells[[2]int{row, 1}]]; from != "" {
			sheet[from+" "+ids[cells[[2]int{row, 2}]]] = cells[[2]int{row, 6}]
		}
	}

	v.open("pathway/index.html")
	page := map[string]string{}
	for _, row := range value[[][]string](v, `[...document.querySelectorAll("td a[href*='compare/index.html#']")].map((a) => [a.hash, a.closest("tr").cells[1].textContent])`) {
		var from, to string
		for a := range competencies {
			for b := range competencies {
				if row[0] == "#from="+a+"&to="+b {
					from, to = a, b
				}
			}
		}
		page[from+" "+to] = row[1]
	}

	v.open("compare/index.html")
	compared := map[string]string{}
	for pair := range want {
		var from, to string
		_, err := fmt.Sscan(pair, &from, &to)
		v.must(err)
		said := value[string](v, fmt.Sprintf(`(() => {
			history.replaceState(null, "", %s);
			dispatchEvent(new HashChangeEvent("hashchange"));
			return document.querySelector(".verdict").textContent.match(/^(\d+ of \d+) .*\((\d+)%%\)/).slice(1).join(": ");
		})()`, strconv.Quote("#from="+from+"&to="+to)))
		compared[pair] = said
	}
	if len(page) != len(want) || len(sheet) != len(want) {
		t.Fatalf("the page has %d pairs and the sheet %d; want %d", len(page), len(sheet), len(want))
	}
	for pair, percent := range want {
		if page[pair] != percent || sheet[pair] != percent || compared[pair] != fractions[pair]+": "+percent {
			t.Errorf("%s, %s: the page says %q, the sheet %q, Compare %q; want %s", pair, fractions[pair], page[pair], sheet[pair], compared[pair], percent)
		}
	}
	v.complaints("the comparison")
}
