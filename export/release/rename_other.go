//go:build !windows

package release

import "os"

// rename moves a file or folder within its file system.
func rename(from, to string) error { return os.Rename(from, to) }
