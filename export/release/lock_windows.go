package release

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// openLock opens what a build locks: a file next to the stages, as Windows cannot lock a folder. It is removed
// with the lock; a build that is killed leaves it, empty, and the next one uses it.
func openLock(at place) (*os.File, string, error) {
	name := filepath.Join(at.dir, at.mark+"lock")
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, name, err
	}
	const sharing = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	handle, err := windows.CreateFile(path, windows.GENERIC_READ|windows.GENERIC_WRITE, sharing, nil, windows.OPEN_ALWAYS, windows.FILE_ATTRIBUTE_HIDDEN, 0)
	if err != nil {
		return nil, name, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(handle), name), name, nil
}

// tryLock takes the lock if nobody has it.
func tryLock(f *os.File) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{})
	switch {
	case errors.Is(err, windows.ERROR_LOCK_VIOLATION), errors.Is(err, windows.ERROR_IO_PENDING):
		return errHeld
	case errors.Is(err, windows.ERROR_NOT_SUPPORTED), errors.Is(err, windows.ERROR_INVALID_FUNCTION):
		return errNoLocks
	}
	return err
}

// closeLock removes the file while the lock is held, so that whoever waits for it opens a new one, and lets
// the lock go.
func closeLock(f *os.File, name string) {
	_ = os.Remove(name) // an empty file that stays does no harm
	_ = f.Close()
}
