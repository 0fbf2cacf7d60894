package release

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// mounted reports whether a folder is a mount point, a bind mount of the same file system included: its mount
// has another number than the one of the folder above (statx, Linux 5.8 and later), or it is on another device.
func mounted(target string) bool {
	var here, above unix.Statx_t
	const flags, mask = unix.AT_SYMLINK_NOFOLLOW, unix.STATX_MNT_ID | unix.STATX_BASIC_STATS
	if unix.Statx(unix.AT_FDCWD, target, flags, mask, &here) != nil || unix.Statx(unix.AT_FDCWD, filepath.Dir(target), flags, mask, &above) != nil {
		return false
	}
	if here.Mask&above.Mask&unix.STATX_MNT_ID != 0 {
		return here.Mnt_id != above.Mnt_id
	}
	return here.Dev_major != above.Dev_major || here.Dev_minor != above.Dev_minor
}
