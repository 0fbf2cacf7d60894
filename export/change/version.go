package change

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A version is major.minor.patch, with the identifiers behind the hyphen of a pre-release, as Semantic
// Versioning 2.0.0 has them.
type version struct {
	numbers [3]int
	pre     []string
}

// pattern is the form of a version. Build metadata, behind a plus, has no order and is not looked at: it
// says which ESCO download enriched a release.
var pattern = regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$`)

func parseVersion(text string) (v version, err error) {
	parts := pattern.FindStringSubmatch(text)
	if parts == nil {
		return v, fmt.Errorf("the version %q; expected major.minor.patch", text)
	}
	for i, part := range parts[1:4] {
		if v.numbers[i], err = strconv.Atoi(part); err != nil {
			return version{}, fmt.Errorf("the version %q; expected major.minor.patch: %w", text, err)
		}
	}
	if parts[4] != "" {
		v.pre = strings.Split(parts[4], ".")
	}
	return v, nil
}

// compare orders versions by precedence: a pre-release comes before its release, numbers before words, fewer
// identifiers before more.
func (v version) compare(w version) int {
	if order := slices.Compare(v.numbers[:], w.numbers[:]); order != 0 {
		return order
	}
	if len(v.pre) == 0 || len(w.pre) == 0 {
		return cmp.Compare(len(w.pre), len(v.pre))
	}
	return slices.CompareFunc(v.pre, w.pre, func(a, b string) int {
		switch numberA, numberB := digits(a), digits(b); {
		case numberA && numberB: // of any size: without leading zeros the longer is the larger
			return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
		case numberA != numberB:
			return map[bool]int{true: -1, false: 1}[numberA]
		}
		return strings.Compare(a, b)
	})
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// step is the step from one version to another.
func (v version) step(to version) Step {
	for i, step := range []Step{Major, Minor, Patch} {
		if v.numbers[i] != to.numbers[i] {
			return step
		}
	}
	return None
}

// CompareVersions orders two versions by precedence; a text that is no version comes first.
func CompareVersions(a, b string) int {
	v, errA := parseVersion(a)
	w, errB := parseVersion(b)
	switch {
	case errA != nil && errB != nil:
		return 0
	case errA != nil:
		return -1
	case errB != nil:
		return 1
	}
	return v.compare(w)
}

// Permits returns an error that says why when the new release must not bear the version to. It must follow
// the old one, which a release does its pre-releases, by a step that is large enough for what changed. Behind
// a pre-release the step counts from the last release that was none, for all that changed since: the recorded
// changes lead back to it. Before the first such release anything may change, and any later version will do.
func (r *Report) Permits(to string, records []*Report) error {
	next, err := parseVersion(to)
	if err != nil {
		return err
	}
	last, err := parseVersion(r.Old)
	if err != nil {
		return err
	}
	if next.compare(last) <= 0 {
		return fmt.Errorf("the version %s does not follow %s", to, r.Old)
	}
	since, needed, reasons := r.Old, r.Step, r.Reasons
	for len(last.pre) > 0 {
		before := recorded(since, records)
		if before == nil {
			return nil
		}
		if before.Step > needed {
			needed, reasons = before.Step, before.Reasons
		}
		since = before.Old
		if last, err = parseVersion(since); err != nil {
			return err
		}
	}
	if last.step(next) >= needed {
		return nil
	}
	way := ""
	if since != r.Old {
		way = fmt.Sprintf(", by way of %s; less may do when %s itself is the previous release", r.Old, since)
	}
	return fmt.Errorf("from %s to %s is too small a step: the change is %s (%s)%s", since, to, needed, strings.Join(reasons, "; "), way)
}

// recorded returns the change that led to a version from one before it, nil where none is recorded.
func recorded(version string, records []*Report) *Report {
	for _, r := range records {
		if r.New == version && CompareVersions(r.Old, r.New) < 0 {
			return r
		}
	}
	return nil
}
