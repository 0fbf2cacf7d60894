//go:build !linux && !darwin

package release

import "errors"

// exchange says that this system has no call that swaps two names; renames do it then.
func exchange(string, string) error { return errors.ErrUnsupported }
