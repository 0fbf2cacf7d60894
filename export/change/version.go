package change

import (
	"errors"
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/extract/version"
)

// checkVersion returns an error for what is no version.
func checkVersion(text string) error {
	if !version.ValidBuild(text) {
		return fmt.Errorf("the version %q; expected %s", text, version.Form)
	}
	return nil
}

// stepBetween is the step from one version to another.
func stepBetween(from, to string) Step {
	a, b := version.Numbers(from), version.Numbers(to)
	for i, step := range []Step{Major, Minor, Patch} {
		if a[i] != b[i] {
			return step
		}
	}
	return None
}

// Permits returns an error that says why when the new release must not bear the version to. It must follow
// the old one, which a release does its pre-releases, by a step that is large enough for what changed. Behind
// a pre-release the step counts from the last release that was not a pre-release, so it covers everything that changed since: the recorded
// changes lead back to it. Before the first such release anything may change, and any later version will do.
func (r *Report) Permits(to string, records []*Report) error {
	if err := errors.Join(checkVersion(to), checkVersion(r.Old)); err != nil {
		return err
	}
	if version.Compare(to, r.Old) <= 0 {
		return fmt.Errorf("the version %s does not follow %s", to, r.Old)
	}
	since, needed, reasons := r.Old, r.Step, r.Reasons
	for version.IsPre(since) {
		before := recorded(since, records)
		if before == nil {
			return nil
		}
		if before.Step > needed {
			needed, reasons = before.Step, before.Reasons
		}
		since = before.Old
		if err := checkVersion(since); err != nil {
			return err
		}
	}
	if stepBetween(since, to) >= needed {
		return nil
	}
	way := ""
	if since != r.Old {
		way = fmt.Sprintf(", by way of %s; less may do when %s itself is the previous release", r.Old, since)
	}
	return fmt.Errorf("from %s to %s is too small a step: the change is %s (%s)%s", since, to, needed, strings.Join(reasons, "; "), way)
}

// recorded returns the change that led to a version from one before it, nil where none is recorded.
func recorded(to string, records []*Report) *Report {
	for _, r := range records {
		if r.New == to && version.Compare(r.Old, r.New) < 0 {
			return r
		}
	}
	return nil
}
