package change

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/version"
)

// Next returns the version that the new release should have: the one given where the change permits it, else
// the nearest version after the old one that the change permits. A pre-release is followed by its release.
// records are the recorded changes, as Permits wants them.
func (r *Report) Next(given string, records []*Report) (string, error) {
	candidates, err := following(r.Old)
	if err != nil {
		return "", err
	}
	var reasons []error
	for _, next := range append([]string{given}, candidates...) {
		err := r.Permits(next, records)
		if err == nil {
			return next, nil
		}
		reasons = append(reasons, err)
	}
	return "", fmt.Errorf("no version follows %s: %w", r.Old, errors.Join(reasons...))
}

// following lists the next versions after one, the smallest step first.
func following(from string) ([]string, error) {
	if err := checkVersion(from); err != nil {
		return nil, err
	}
	var numbers [3]int
	for i, part := range version.Numbers(from) {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, fmt.Errorf("the version %q: %w", from, err)
		}
		numbers[i] = n
	}
	next := []string{
		fmt.Sprintf("%d.%d.%d", numbers[0], numbers[1], numbers[2]+1),
		fmt.Sprintf("%d.%d.0", numbers[0], numbers[1]+1),
		fmt.Sprintf("%d.0.0", numbers[0]+1),
	}
	if version.IsPre(from) {
		release, _, _ := strings.Cut(from, "-")
		next = append([]string{release}, next...)
	}
	return next, nil
}
