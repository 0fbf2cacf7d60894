package change_test

import (
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/change"
)

func TestNext(t *testing.T) {
	records := []*change.Report{{Old: "1.0.0", New: "1.1.0-rc.1", Step: change.Minor}, {Old: "1.9.0", New: "2.0.0-rc.1", Step: change.Patch}}
	for _, test := range []struct {
		old, given, want string
		step             change.Step
	}{
		{"1.2.3", "1.2.3", "1.2.4", change.Patch},
		{"1.2.3", "1.2.3", "1.2.4", change.None},
		{"1.2.3", "1.2.3", "1.3.0", change.Minor},
		{"1.2.3", "1.2.3", "2.0.0", change.Major},
		{"1.2.3", "1.2.4", "1.3.0", change.Minor},
		{"1.2.3", "1.5.0", "1.5.0", change.Minor},
		{"1.2.3", "2.0.0-rc.1", "2.0.0-rc.1", change.Major},
		{"1.2.3", "0.9.0", "1.2.4", change.Patch},
		{"1.2.3", "", "1.2.4", change.Patch},
		{"1.1.0-rc.1", "1.1.0-rc.1", "1.1.0", change.Minor},
		{"1.1.0-rc.1", "1.1.0-rc.2", "1.1.0-rc.2", change.Patch},
		{"1.1.0-rc.1", "1.1.0-rc.1", "2.0.0", change.Major},
		{"2.0.0-rc.1", "2.0.0-rc.1", "2.0.0", change.Major},
	} {
		r := &change.Report{Old: test.old, New: test.given, Step: test.step, Reasons: []string{"x"}}
		if got, err := r.Next(test.given, records); err != nil || got != test.want {
			t.Errorf("after %s, with %q given and the step %s: %q, error %v; expected %s", test.old, test.given, test.step, got, err, test.want)
		}
	}
	for _, old := range []string{"", "one", "1.2.99999999999999999999", "1.2.3; x"} {
		if got, err := (&change.Report{Old: old}).Next("x", nil); err == nil || !strings.Contains(err.Error(), "the version") {
			t.Errorf("after %q: %q, error %v", old, got, err)
		}
	}
}
