package change

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/semver"
)

// Next returns the version that the new release should have: the one given where the change permits it, else
// the nearest version behind the old one that the change permits. A pre-release is followed by its release.
// records are the recorded changes, as Permits wants them.
func (r *Report) Next(given string, records []*Report) (string, error) {
	candidates, err := following(r.Old)
	if err != nil {
		return "", err
	}
	var reasons []error
	for _, version := range append([]string{given}, candidates...) {
		err := r.Permits(version, records)
		if err == nil {
			return version, nil
		}
		reasons = append(reasons, err)
	}
	return "", fmt.Errorf("no version follows %s: %w", r.Old, errors.Join(reasons...))
}

// following lists the next versions behind one, the smallest step first.
func following(version string) ([]string, error) {
	tag := semver.Canonical("v" + version)
	if tag == "" {
		return nil, fmt.Errorf("the version %q; expected major.minor.patch", version)
	}
	release := strings.TrimSuffix(tag, semver.Prerelease(tag))
	var numbers [3]int
	for i, part := range strings.SplitN(release[1:], ".", 3) {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, fmt.Errorf("the version %q: %w", version, err)
		}
		numbers[i] = n
	}
	next := []string{
		fmt.Sprintf("%d.%d.%d", numbers[0], numbers[1], numbers[2]+1),
		fmt.Sprintf("%d.%d.0", numbers[0], numbers[1]+1),
		fmt.Sprintf("%d.0.0", numbers[0]+1),
	}
	if release != tag {
		next = append([]string{release[1:]}, next...)
	}
	return next, nil
}
