//go:build !linux

package release

import "context"

// swap puts the stage in the place of target by two renames.
func swap(stage, target string) error { return replace(stage, target) }

// lock does nothing where folders cannot be locked; builds of one folder must then not run at once.
func lock(context.Context, string) (func(), error) { return func() {}, nil }
