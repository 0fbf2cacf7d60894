package change_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/change"
)

// step makes the record of a change.
func step(old, new string, s change.Step) *change.Report {
	return &change.Report{Old: old, New: new, Step: s, Reasons: []string{"what " + new + " brought"}}
}

func TestPermits(t *testing.T) {
	const never = change.Step(-1) // not even where nothing changed
	var (
		toCandidate  = step("1.0.0", "1.1.0-rc.1", change.Minor)
		toSecond     = step("1.1.0-rc.1", "1.1.0-rc.2", change.Patch)
		toMajor      = step("1.0.0", "2.0.0-rc.1", change.Major)
		overReaching = step("1.1.0-rc.1", "1.1.0-rc.2", change.Major)
	)
	tests := []struct {
		from, to string
		records  []*change.Report
		largest  change.Step // the largest step that is permitted
	}{
		{"1.0.0", "1.0.1", nil, change.Patch},
		{"1.0.9", "1.0.10", nil, change.Patch},
		{"1.0.0", "1.0.99999999999999999999", nil, change.Patch}, // numbers have any size
		{"1.0.0", "1.1.0", nil, change.Minor},
		{"1.9.3", "1.10.0", nil, change.Minor},
		{"1.2.3", "1.3.3", nil, change.Minor},
		{"1.0.0", "2.0.0", nil, change.Major},
		{"0.9.0", "1.0.0", nil, change.Major},
		{"9.9.9", "10.0.0", nil, change.Major},
		{"1.0.0", "1.0.0", nil, never},
		{"1.0.1", "1.0.0", nil, never},
		{"1.1.0", "1.0.9", nil, never},
		{"2.0.0", "1.9.9", nil, never},

		// A release steps to a pre-release as to the release that this prepares.
		{"1.0.0", "1.0.0-rc.1", nil, never},
		{"1.0.0", "1.0.1-rc.1", nil, change.Patch},
		{"1.0.0", "1.1.0-rc.1", nil, change.Minor},
		{"1.0.0", "2.0.0-alpha", nil, change.Major},

		// Before the first release anything may change, forward.
		{"1.0.0-rc.1", "1.0.0", nil, change.Major},
		{"1.0.0-rc.1", "1.0.0-rc.2", nil, change.Major},
		{"1.0.0-rc.1", "1.0.1", nil, change.Major},
		{"1.0.0-rc.2", "1.0.0", []*change.Report{step("1.0.0-rc.1", "1.0.0-rc.2", change.Major)}, change.Major},
		{"1.0.0-rc.1", "1.0.0-rc.1", nil, never},
		{"1.0.0-rc.2", "1.0.0-rc.1", nil, never},
		{"1.0.0-rc.1", "1.0.0-beta.2", nil, never},
		{"1.0.0-rc.1", "0.9.9", nil, never},

		// Behind a pre-release the step counts from the last release.
		{"1.1.0-rc.1", "1.1.0", []*change.Report{toCandidate}, change.Minor},
		{"1.1.0-rc.1", "1.1.0-rc.2", []*change.Report{toCandidate}, change.Minor},
		{"1.1.0-rc.1", "1.2.0", []*change.Report{toCandidate}, change.Minor},
		{"1.1.0-rc.1", "1.1.1", []*change.Report{toCandidate}, change.Minor},
		{"1.1.0-rc.1", "2.0.0-rc.1", []*change.Report{toCandidate}, change.Major},
		{"1.1.0-rc.2", "1.1.0", []*change.Report{toSecond, toCandidate}, change.Minor},
		{"2.0.0-rc.1", "2.0.0", []*change.Report{toMajor}, change.Major},

		// What changed on the way counts: a major change stays one, though the last step is small.
		{"1.1.0-rc.2", "1.1.0", []*change.Report{toCandidate, overReaching}, never},
		{"1.1.0-rc.2", "2.0.0", []*change.Report{toCandidate, overReaching}, change.Major},
		{"1.0.1-rc.1", "1.0.1", []*change.Report{step("1.0.0", "1.0.1-rc.1", change.Minor)}, never},

		// A record that leads nowhere or in a circle is not one.
		{"1.1.0-rc.1", "1.1.0", []*change.Report{step("1.1.0-rc.1", "1.1.0-rc.1", change.Major)}, change.Major},
		{"1.1.0-rc.1", "1.1.0", []*change.Report{step("1.1.0-rc.2", "1.1.0-rc.1", change.Major), step("1.1.0-rc.1", "1.1.0-rc.2", change.Major)}, change.Major},
	}
	for _, test := range tests {
		for s := change.None; s <= change.Major; s++ {
			err := step(test.from, "", s).Permits(test.to, test.records)
			if (err == nil) != (s <= test.largest) {
				t.Errorf("a change of step %s, from %s to %s: %v; expected the largest to be %d", s, test.from, test.to, err, test.largest)
			}
		}
	}
}

func TestPermitsSaysWhyNot(t *testing.T) {
	candidate := step("1.0.0", "1.1.0-rc.1", change.Major)
	for _, test := range []struct {
		report  *change.Report
		to      string
		records []*change.Report
		want    string
	}{
		{step("1.0.0", "", change.None), "1.0.0", nil, "the version 1.0.0 does not follow 1.0.0"},
		{step("1.0.0", "x", change.Minor), "1.0.1", nil, "from 1.0.0 to 1.0.1 is too small a step: the change is minor (what x brought)"},
		{step("1.1.0-rc.1", "x", change.Minor), "1.1.0", []*change.Report{candidate},
			"from 1.0.0 to 1.1.0 is too small a step: the change is major (what 1.1.0-rc.1 brought), by way of 1.1.0-rc.1; less may do when 1.0.0 itself is the previous release"},
	} {
		if err := test.report.Permits(test.to, test.records); err == nil || err.Error() != test.want {
			t.Errorf("error %v; expected %q", err, test.want)
		}
	}
}

func TestPermitsRefusesWhatIsNoVersion(t *testing.T) {
	for _, version := range []string{"", "1", "1.0", "1.0.0.0", "v1.0.0", "1.0.x", "1..0", "-1.0.0", "+1.0.0", "01.0.0", "1.0.0 ", "1.0.0+", "1.0.0+a..b", "1.0.0+é", "１.0.0", "1.0.0-", "1.0.0-a..b", "1.0.0-01", "1.0.0-a.", "1.0.0-é"} {
		want := fmt.Sprintf("the version %q; expected major.minor.patch", version)
		for _, err := range []error{step("1.0.0", "", change.None).Permits(version, nil), step(version, "", change.None).Permits("1.0.0", nil)} {
			if err == nil || !strings.HasPrefix(err.Error(), want) {
				t.Errorf("%q: error %v; expected %q", version, err, want)
			}
		}
	}
}

// Build metadata says which ESCO download enriched a release; it is no step.
func TestBuildMetadataHasNoOrder(t *testing.T) {
	if err := step("1.0.0", "", change.None).Permits("1.0.1+esco.1.2.1", nil); err != nil {
		t.Errorf("error %v; expected none", err)
	}
	if err := step("1.0.0+esco.1.1.1", "", change.None).Permits("1.0.0+esco.1.2.1", nil); err == nil || !strings.Contains(err.Error(), "does not follow") {
		t.Errorf("error %v; expected that it does not follow", err)
	}
}
