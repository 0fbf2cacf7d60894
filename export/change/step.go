package change

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// decide finds the version step that the changes ask for, with the reasons.
func (r *Report) decide() {
	need := func(step Step, format string, args ...any) {
		if step > r.Step {
			r.Step, r.Reasons = step, nil
		}
		if step == r.Step {
			r.Reasons = append(r.Reasons, fmt.Sprintf(format, args...))
		}
	}
	for _, s := range r.Schema {
		switch {
		case s.Column == "" && s.What == "added":
			need(Minor, "the table %s is new", s.Table)
		case s.Column == "":
			need(Major, "the table %s is gone", s.Table)
		default:
			need(Major, "the column %s.%s was %s", s.Table, s.Column, s.What)
		}
	}
	for _, t := range r.Tables {
		switch {
		case len(t.Vanished) > 0:
			need(Major, "%d identifiers of %s are gone and not declared withdrawn", len(t.Vanished), t.Name)
		case t.Derived:
			need(Patch, "%s followed its sources", t.Name)
		case t.Added+t.Removed+t.Renamed > 0:
			need(Minor, "%s: %d records added, %d removed, %d renamed", t.Name, t.Added, t.Removed, t.Renamed)
		default:
			need(Patch, "%s: %d records changed", t.Name, t.Changed)
		}
	}
}

// Allows reports whether the step from one version to another is large enough, and greater than none. It
// fails on a version that is not major.minor.patch.
func (s Step) Allows(from, to string) (bool, error) {
	a, err := numbers(from)
	if err != nil {
		return false, err
	}
	b, err := numbers(to)
	if err != nil {
		return false, err
	}
	taken := None
	switch {
	case b[0] != a[0]:
		taken = Major
	case b[1] != a[1]:
		taken = Minor
	case b[2] != a[2]:
		taken = Patch
	}
	higher := b[0] > a[0] || (b[0] == a[0] && (b[1] > a[1] || (b[1] == a[1] && b[2] > a[2])))
	return higher && taken >= s, nil
}

// CompareVersions orders two versions; one that is not major.minor.patch comes first.
func CompareVersions(a, b string) int {
	x, _ := numbers(a)
	y, _ := numbers(b)
	return slices.Compare(x[:], y[:])
}

// pattern is a version; what stands behind a hyphen is no part of the step.
var pattern = regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?$`)

func numbers(version string) (n [3]int, err error) {
	parts := pattern.FindStringSubmatch(version)
	if parts == nil {
		return n, fmt.Errorf("the version %q; expected major.minor.patch", version)
	}
	for i, part := range parts[1:] {
		if n[i], err = strconv.Atoi(part); err != nil {
			return [3]int{}, fmt.Errorf("the version %q; expected major.minor.patch: %w", version, err)
		}
	}
	return n, nil
}
