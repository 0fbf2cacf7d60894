//go:build !linux

package release

import "context"

// swap puts the stage in the place of target by renames; an older release ends up where the stage was.
func swap(stage, target string) error { return replace(stage, target) }

// lock does nothing where folders cannot be locked; builds of one folder must then not run at once, and
// each may take itself to be alone.
func lock(context.Context, string) (unlock func(), alone bool, err error) {
	return func() {}, true, nil
}

// watched starts nothing here; what a killed build leaves is removed by the next one.
func watched(string, []string) (end func()) { return func() {} }
