package change

import "fmt"

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
		case t.Changed > 0:
			need(Patch, "%s: %d records changed", t.Name, t.Changed)
		default:
			need(Patch, "%s: %d records moved to other lines of their source", t.Name, t.Moved)
		}
	}
}
