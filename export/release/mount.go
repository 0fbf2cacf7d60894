package release

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/manifest"
)

// A mount point, such as a volume of a container, cannot be exchanged with another folder. There the stage is
// inside it, and what is at the top of the release is moved, one rename after the other: the old out, then the
// new in. A list of the moves is on the disk before the first of them, so that a build that ends among them is
// undone by its watcher or by the next build. Until then, and during the moves, a reader can meet a folder that
// is not whole; SHA256SUMS, which is moved out first and in last, is missing then.

// journal lists the names at the top of the two releases, in the order in which they are moved.
type journal struct {
	Old []string `json:"old"`
	New []string `json:"new"`
}

// move puts the new release of a stage into a mount point.
func (at place) move(stage string, before content, artifacts []artifact.Artifact) error {
	j := journal{Old: before.top(), New: topOf(artifacts)}
	slices.Reverse(j.Old)
	data, err := json.Marshal(j)
	if err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(stage, oldName), 0o777); err != nil {
		return err
	}
	if err := WriteFile(filepath.Join(stage, journalName), data); err != nil {
		return err
	}
	if err := syncFolder(at.dir); err != nil {
		return err
	}
	if err = at.moves(stage, j, before); err == nil {
		err = os.Remove(filepath.Join(stage, journalName))
	}
	if err == nil {
		return syncFolder(stage)
	}
	return keptIn(stage, err, at.undoMoves(stage))
}

func (at place) moves(stage string, j journal, before content) error {
	old := filepath.Join(stage, oldName)
	for _, name := range j.Old {
		if err := rename(filepath.Join(at.target, name), filepath.Join(old, name)); err != nil {
			return err
		}
	}
	if err := before.unchanged(old); err != nil {
		return err
	}
	for _, name := range j.New {
		if err := moveFree(filepath.Join(stage, newName, name), filepath.Join(at.target, name)); err != nil {
			return err
		}
	}
	return errors.Join(syncFolder(old), syncFolder(at.target))
}

// moveFree renames to a name that is free: what somebody else put there is not replaced.
func moveFree(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return fmt.Errorf("%s was written while the release was built", to)
	}
	return rename(from, to)
}

// undoMoves takes out what was moved in and puts back what was moved out; where no move had begun it does
// nothing.
func (at place) undoMoves(stage string) error {
	data, err := os.ReadFile(filepath.Join(stage, journalName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var j journal
	if err == nil {
		err = json.Unmarshal(data, &j)
	}
	if err != nil {
		return fmt.Errorf("reading what was moved: %w", err)
	}
	fresh, old := filepath.Join(stage, newName), filepath.Join(stage, oldName)
	for _, name := range slices.Backward(j.New) {
		if _, err := os.Lstat(filepath.Join(fresh, name)); err == nil {
			continue // it was not moved in
		}
		if err := rename(filepath.Join(at.target, name), filepath.Join(fresh, name)); err != nil {
			return err
		}
	}
	for _, name := range slices.Backward(j.Old) {
		if _, err := os.Lstat(filepath.Join(old, name)); err != nil {
			continue // it was not moved out
		}
		if err := moveFree(filepath.Join(old, name), filepath.Join(at.target, name)); err != nil {
			return err
		}
	}
	if err := syncFolder(at.target); err != nil {
		return err
	}
	return os.Remove(filepath.Join(stage, journalName))
}

// top lists the names at the top of a release, sorted; what the desktop left stays where it is.
func (c content) top() []string {
	names := map[string]bool{}
	for name := range c {
		first, _, _ := strings.Cut(name, "/")
		if !c.leftByDesktop(first) {
			names[first] = true
		}
	}
	return lastSums(slices.Collect(maps.Keys(names)))
}

func topOf(artifacts []artifact.Artifact) []string {
	names := map[string]bool{}
	for _, a := range artifacts {
		first, _, _ := strings.Cut(a.Path, "/")
		names[first] = true
	}
	return lastSums(slices.Collect(maps.Keys(names)))
}

// lastSums sorts names, SHA256SUMS last.
func lastSums(names []string) []string {
	slices.Sort(names)
	if i := slices.Index(names, manifest.Sums); i >= 0 {
		names = append(slices.Delete(names, i, i+1), manifest.Sums)
	}
	return names
}
