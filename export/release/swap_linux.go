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
// leaves no file.
func lock(ctx context.Context, dir string) (func(), error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("locking the folder of the release: %w", err)
	}
	for {
		err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if !errors.Is(err, unix.EINTR) && !errors.Is(err, unix.EWOULDBLOCK) {
			break
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(fmt.Errorf("waiting for another build in %s: %w", dir, ctx.Err()), f.Close())
		case <-time.After(pause):
		}
	}
	if err != nil && !errors.Is(err, unix.ENOLCK) && !errors.Is(err, unix.EOPNOTSUPP) {
		return nil, errors.Join(fmt.Errorf("locking %s: %w", dir, err), f.Close())
	}
	return func() { _ = f.Close() }, nil // closing a folder that was only read cannot lose anything
}
