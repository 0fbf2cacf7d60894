package release

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A place is where a release goes and where it is prepared.
type place struct {
	target string // the folder of the release
	dir    string // the folder that holds the stages and that builds lock: the one above, or target itself
	mark   string // how the names of the stages begin
	inside bool   // target is a mount point: the stages are in it
}

// What is in a stage: the marker that distinguishes it from a user's folder, the release that is prepared, the older
// one where it had to be moved aside, and in a mount point the list of what is being moved.
const (
	markerName  = "fwci-stage"
	newName     = "new"
	oldName     = "old"
	journalName = "moving.json"
)

// insideMark begins the names of stages inside a mount point; next to a folder they are called
// ".<folder>.stage-<number>".
const insideMark = ".fwci.stage-"

func placeOf(target string) place {
	if mounted(target) {
		return insideOf(target)
	}
	return besideOf(target)
}

func besideOf(target string) place {
	return place{target: target, dir: filepath.Dir(target), mark: "." + filepath.Base(target) + ".stage-"}
}

func insideOf(target string) place {
	return place{target: target, dir: target, mark: insideMark, inside: true}
}

// survey lists what is in the place. A file system of its own may have a folder for what its repair finds.
func (at place) survey() (content, error) {
	if at.inside {
		return survey(at.target, "lost+found")
	}
	return survey(at.target, "")
}

// isStage reports whether a folder is a stage of a build: its name begins with the mark and ends in a number,
// and it holds the marker.
func isStage(path, mark string) bool {
	if !hasNumber(filepath.Base(path), mark) {
		return false
	}
	info, err := os.Lstat(filepath.Join(path, markerName))
	return err == nil && info.Mode().IsRegular()
}

func hasNumber(name, mark string) bool {
	number, ok := strings.CutPrefix(name, mark)
	_, err := strconv.ParseUint(number, 10, 64)
	return ok && err == nil
}

// stages lists the folders of the place that have the name of a stage.
func (at place) stages() []string {
	entries, _ := os.ReadDir(at.dir) // where it cannot be read there is nothing to tidy
	var found []string
	for _, e := range entries {
		if e.IsDir() && hasNumber(e.Name(), at.mark) {
			found = append(found, filepath.Join(at.dir, e.Name()))
		}
	}
	return found
}

// makeStage makes the folder in which a release is prepared and returns its path. Its number is that of
// the process, or the next one that is free, so that no build enters the stage of another, be it one on
// another machine.
func (at place) makeStage() (string, error) {
	for number := os.Getpid(); ; number++ {
		stage := filepath.Join(at.dir, at.mark+strconv.Itoa(number))
		err := os.Mkdir(stage, 0o777)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			if err = os.WriteFile(filepath.Join(stage, markerName), nil, 0o666); err == nil {
				err = os.Mkdir(filepath.Join(stage, newName), 0o777)
			}
			if err != nil {
				err = errors.Join(err, removeStage(stage))
			}
		}
		return stage, err
	}
}

// removeStage removes a stage, its marker last: what is left of it when the removal fails or is killed can still
// be distinguished from a user's folder.
func removeStage(stage string) error {
	entries, err := os.ReadDir(stage)
	for _, e := range entries {
		if e.Name() != markerName {
			err = errors.Join(err, removeAll(filepath.Join(stage, e.Name())))
		}
	}
	if err != nil {
		return err
	}
	return removeAll(stage)
}

// removeAll removes a folder of this program, though a folder in it may not be written to.
func removeAll(dir string) error {
	err := os.RemoveAll(dir)
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if entry != nil && entry.IsDir() {
			_ = os.Chmod(path, 0o700) // what fails is reported by the second attempt
		}
		return nil
	})
	return os.RemoveAll(dir)
}

// errKept says that the older release could not be put back and is still in the stage.
var errKept = errors.New("putting the older release back failed")

// keptIn joins an error with that of undoing what was done.
func keptIn(stage string, err, undo error) error {
	if undo == nil {
		return err
	}
	return fmt.Errorf("%w; %w: %w; what is left of it is in %s", err, errKept, undo, stage)
}
