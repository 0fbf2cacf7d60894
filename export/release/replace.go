package release

import (
	"errors"
	"os"
)

// replace moves target aside and the stage into its place; an older release ends up where the stage was.
// When a step fails, those before it are undone.
func replace(stage, target string) error {
	aside := stage + asideMark
	if err := os.Rename(target, aside); err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return os.Rename(stage, target)
		}
		return err
	}
	if err := os.Rename(stage, target); err != nil {
		return errors.Join(err, os.Rename(aside, target))
	}
	if err := os.Rename(aside, stage); err != nil {
		return errors.Join(err, os.Rename(target, stage), os.Rename(aside, target))
	}
	return nil
}
