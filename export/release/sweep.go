package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// sweepAll removes what builds left that did not end, next to the folder and, where it once was a mount point,
// inside it. The lock of the place must be held.
func sweepAll(ctx context.Context, at place, o Options) error {
	if err := at.sweep(o); err != nil || at.inside {
		return err
	}
	in := insideOf(at.target)
	if len(in.stages()) == 0 {
		return nil
	}
	unlock, alone, err := lock(ctx, in)
	if err != nil {
		return err
	}
	defer unlock()
	if !alone {
		return nil
	}
	return in.sweep(o)
}

// sweep removes the stages of builds that did not end. Where a build ended while it moved things, the older
// release is put back first. A stage that cannot be removed is named and stays: it blocks nothing.
func (at place) sweep(o Options) error {
	for _, stage := range at.stages() {
		if !isStage(stage, at.mark) {
			if os.Remove(stage) != nil { // an empty one is of a build that ended before it wrote its marker
				o.remark("%s has the name of a stage, but fwci did not make it (it has no %s); it stays", stage, markerName)
			}
			continue
		}
		if err := at.putBack(stage); err != nil {
			return fmt.Errorf("putting the release of an earlier build back: %w", err)
		}
		if err := removeStage(stage); err != nil {
			o.remark("%s of an earlier build is left and may be removed: %v", stage, err)
		}
	}
	return nil
}

// putBack undoes what a build was moving when it ended.
func (at place) putBack(stage string) error {
	if at.inside {
		return at.undoMoves(stage)
	}
	old := filepath.Join(stage, oldName)
	if _, err := os.Lstat(old); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := os.Lstat(at.target); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return rename(old, at.target)
}
