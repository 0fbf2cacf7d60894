//go:build unix && !linux

package release

import (
	"os"
	"path/filepath"
	"syscall"
)

// mounted reports whether a folder is a mount point: it is on another device than the folder above.
func mounted(target string) bool {
	here, err := os.Lstat(target)
	if err != nil {
		return false
	}
	above, err := os.Stat(filepath.Dir(target))
	if err != nil {
		return false
	}
	a, ok := here.Sys().(*syscall.Stat_t)
	b, both := above.Sys().(*syscall.Stat_t)
	return ok && both && a.Dev != b.Dev
}
