package change_test

import (
	"fmt"
	"testing"

	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/extract"
)

// The version before is the one that the record of the current version names, else the highest one below it.
func TestPrevious(t *testing.T) {
	record := func(old, next string) extract.Input {
		return extract.Input{Path: "changes/" + next + ".json", Data: fmt.Appendf(nil, `{"old_version":%q,"new_version":%q,"step":"minor"}`, old, next)}
	}
	records := []extract.Input{record("1.0.0", "1.1.0"), record("1.1.0", "1.10.0"), record("1.10.0", "2.0.0-rc.1")}
	for current, want := range map[string]string{
		"1.1.0": "1.0.0", "1.10.0": "1.1.0", "2.0.0-rc.1": "1.10.0", "2.0.0-rc.2": "2.0.0-rc.1", "2.0.0": "2.0.0-rc.1", "1.9.0": "1.1.0", "1.0.0": "",
	} {
		if got, err := change.Previous(records, current); err != nil || got != want {
			t.Errorf("before %s was %q (%v); expected %q", current, got, err, want)
		}
	}
	if got, err := change.Previous([]extract.Input{{Path: "changes/x.json", Data: []byte("[]")}}, "1.0.0"); err == nil {
		t.Errorf("a record in another form leads to %q; expected an error", got)
	}
}
