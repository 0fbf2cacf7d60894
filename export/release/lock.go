package release

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// pause is the time between two attempts to take a lock that another build holds.
const pause = 20 * time.Millisecond

// errHeld says that another build holds the lock; errNoLocks that nothing can be locked there.
var (
	errHeld    = errors.New("another build has the lock")
	errNoLocks = errors.New("the file system cannot lock")
)

// lock takes the folder that holds the stages, so that two builds do not mix, and returns how to let it go.
// It waits for another build until ctx ends. The lock ends with the process, however it ends. Where nothing
// can be locked, a build is not alone and leaves the stages of others.
func lock(ctx context.Context, at place) (unlock func(), alone bool, err error) {
	for {
		f, name, err := openLock(at)
		if errors.Is(err, errNoLocks) {
			return func() {}, false, nil
		}
		if err != nil {
			return nil, false, fmt.Errorf("locking the folder of the release: %w", err)
		}
		err = wait(ctx, f)
		switch {
		case errors.Is(err, errNoLocks):
			return func() { _ = f.Close() }, false, nil
		case err != nil:
			return nil, false, errors.Join(err, f.Close())
		case !same(f, name):
			_ = f.Close() // it was removed, and perhaps made again, in the meantime
			continue
		}
		return func() { closeLock(f, name) }, true, nil
	}
}

// wait locks an open file or folder as soon as nobody else has it.
func wait(ctx context.Context, f *os.File) error {
	for {
		err := tryLock(f)
		switch {
		case err == nil || errors.Is(err, errNoLocks):
			return err
		case !errors.Is(err, errHeld):
			return fmt.Errorf("locking %s: %w", f.Name(), err)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for another build in %s: %w", f.Name(), ctx.Err())
		case <-time.After(pause):
		}
	}
}

// same reports whether the open file or folder is still the one of that name.
func same(f *os.File, name string) bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	now, err := os.Stat(name)
	return err == nil && os.SameFile(mine, now)
}
