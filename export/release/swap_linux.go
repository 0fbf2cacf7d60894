package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// swap puts the stage in the place of target in one step of the file system; an older release ends up
// where the stage was.
func swap(stage, target string) error {
	err := unix.Renameat2(unix.AT_FDCWD, stage, unix.AT_FDCWD, target, unix.RENAME_EXCHANGE)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return os.Rename(stage, target)
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS):
		return replace(stage, target) // a file system that cannot exchange
	case err != nil:
		return &os.LinkError{Op: "exchange", Old: stage, New: target, Err: err}
	}
	return nil
}

// pause is the time between two attempts to take a lock that another build holds.
const pause = 20 * time.Millisecond

// lock takes the folder that holds the release, so that two builds do not mix, and returns how to let it
// go. It waits for another build until ctx ends. The lock ends with the process, however it ends, and
// leaves no file. On a file system that cannot lock, a build is not alone and leaves the stages of others.
func lock(ctx context.Context, dir string) (unlock func(), alone bool, err error) {
	for {
		f, err := os.Open(dir)
		if err != nil {
			return nil, false, fmt.Errorf("locking the folder of the release: %w", err)
		}
		err = wait(ctx, f)
		switch {
		case errors.Is(err, unix.ENOLCK), errors.Is(err, unix.EOPNOTSUPP), errors.Is(err, unix.EBADF): // NFS says EBADF of a folder
		case err != nil:
			return nil, false, errors.Join(err, f.Close())
		case !stands(f, dir):
			_ = f.Close() // the folder was removed, and perhaps made anew, in the meantime
			continue
		}
		return func() { _ = f.Close() }, err == nil, nil // closing a folder that was only read cannot lose anything
	}
}

// wait locks an open folder as soon as nobody else has it.
func wait(ctx context.Context, f *os.File) error {
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case err == nil:
			return nil
		case !errors.Is(err, unix.EINTR) && !errors.Is(err, unix.EWOULDBLOCK):
			return fmt.Errorf("locking %s: %w", f.Name(), err)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for another build in %s: %w", f.Name(), ctx.Err())
		case <-time.After(pause):
		}
	}
}

// stands reports whether the open folder is still the one of that path.
func stands(f *os.File, dir string) bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	now, err := os.Stat(dir)
	return err == nil && os.SameFile(mine, now)
}
