package exporttest

import (
	"reflect"
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/validation"
)

// The tests of the formats are worth something only while the small dataset keeps the contract.
func TestSmallKeepsTheContract(t *testing.T) {
	for _, d := range []*dataset.Dataset{Small(), SmallFrameworks()} {
		for _, v := range validation.Check(d) {
			t.Errorf("%s [%s]", v, v.Rule)
		}
	}
}

func TestSmallHoldsNullsListsAndRecords(t *testing.T) {
	d := SmallFrameworks()
	for _, s := range schemas.Tables() {
		table, _ := d.Table(s.Name)
		if table.Len() == 0 && s.Name != "withdrawn_identifiers" {
			t.Errorf("%s has no record", s.Name)
		}
		for c, column := range s.Columns {
			nulls, values := 0, 0
			for i := range table.Len() {
				if table.Values(i)[c] == nil {
					nulls++
				} else {
					values++
				}
			}
			if column.Nullable && table.Len() > 1 && (nulls == 0 || values == 0) {
				t.Errorf("%s.%s: %d nulls and %d values; expected both", s.Name, column.Name, nulls, values)
			}
			if column.Type == schemas.List {
				if list := table.Values(0)[c].(dataset.List); len(list) < 2 {
					t.Errorf("%s.%s: %q; expected two items", s.Name, column.Name, list)
				}
			}
		}
	}
}

// A change of the copy must not reach the dataset that other tests share.
func TestCopiedIsEqualAndApart(t *testing.T) {
	_, d := Texts(t)
	copied := Copy(d)
	if !reflect.DeepEqual(copied, d) {
		t.Fatal("the copy is not the dataset")
	}
	copied.Info.Keywords[0] = "changed"
	copied.Info.MappingSets["title-profile"] = "changed"
	copied.ESCOSkills[0].PreferredLabel = "changed"
	i := slices.IndexFunc(copied.Competencies, func(c dataset.Competency) bool { return c.Definition != nil })
	*copied.Competencies[i].Definition = "changed"
	if d.Info.Keywords[0] == "changed" || d.Info.MappingSets["title-profile"] == "changed" || d.ESCOSkills[0].PreferredLabel == "changed" || *d.Competencies[i].Definition == "changed" {
		t.Error("a change of the copy is one of the dataset")
	}
}
