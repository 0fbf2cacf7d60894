package release

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// WriteFile puts one file in place, whole or not at all: when it returns nil the data are on the disk under
// that name, and on an error a file that was there is as it was. The folder must exist.
func WriteFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if _, err = f.Write(data); err == nil {
		err = errors.Join(f.Chmod(0o644), syncFile(f))
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, errors.Join(err, os.Remove(f.Name())))
	}
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return fmt.Errorf("%s is written, but may not outlast a loss of power: %w", path, err)
	}
	return nil
}
