//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package release

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// openLock opens what a build locks: here the folder itself, so that no file is left.
func openLock(at place) (*os.File, string, error) {
	f, err := os.Open(at.dir)
	return f, at.dir, err
}

// tryLock takes the lock if nobody has it.
func tryLock(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	switch {
	case errors.Is(err, unix.EINTR), errors.Is(err, unix.EWOULDBLOCK):
		return errHeld
	case errors.Is(err, unix.ENOLCK), errors.Is(err, unix.EOPNOTSUPP), errors.Is(err, unix.EBADF): // NFS says EBADF of a folder
		return errNoLocks
	}
	return err
}

// closeLock lets the lock go. Closing a folder that was only read cannot lose anything.
func closeLock(f *os.File, _ string) { _ = f.Close() }
