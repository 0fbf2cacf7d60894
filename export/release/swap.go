package release

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// swap puts the new release of a stage in the place of target: in one step where the file system can
// exchange two folders, else by two renames. It returns where an older release now is, if there was one, and
// how to undo the swap. When a step fails, those before it are undone.
func swap(stage, target string) (old string, undo func() error, err error) {
	fresh := filepath.Join(stage, newName)
	if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
		return "", func() error { return rename(target, fresh) }, rename(fresh, target)
	}
	err = exchange(fresh, target)
	if errors.Is(err, errors.ErrUnsupported) {
		return replace(fresh, filepath.Join(stage, oldName), target)
	}
	return fresh, func() error { return exchange(fresh, target) }, err
}

// replace moves target aside and the new release into its place. A build that ends between the two leaves
// the older release aside; the next one puts it back.
func replace(fresh, aside, target string) (old string, undo func() error, err error) {
	if err := rename(target, aside); err != nil {
		return "", nil, err
	}
	if err := rename(fresh, target); err != nil {
		return "", nil, errors.Join(err, rename(aside, target))
	}
	undo = func() error {
		if err := rename(target, fresh); err != nil {
			return err
		}
		return rename(aside, target)
	}
	return aside, undo, nil
}
