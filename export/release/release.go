// Package release puts the files of a release on disk, all or none.
//
// In go artifacts and a folder; out comes the folder with exactly these files. The files are written to a
// stage next to the folder, brought to the disk, and exchanged with the folder in one step, so that a build
// that fails, is interrupted, runs out of space or loses power leaves the last release as it was. Two builds
// of one folder wait for one another. A build that is killed leaves nothing either where a watcher can run
// (see watched); elsewhere its stage stays until the next build. A folder that is a mount point cannot be
// exchanged: there the stage is inside it (see mount.go).
//
// A folder is replaced only when it is empty or proves to be a release of this program (see own.go).
package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// attempts is how often Write begins again because the folders above the release went away under it: a
// build that fails at the same time removes those that it made.
const attempts = 5

// Options say how a release may be put in place. The zero value is the safe choice.
type Options struct {
	ReplaceEdited bool              // replace a release whose files were edited or are missing
	Watcher       string            // the first argument on which this program calls Watch; no watcher when empty
	Remark        func(line string) // hears what a user should know though nothing failed; may be nil
}

func (o Options) remark(format string, args ...any) {
	if o.Remark != nil {
		o.Remark(fmt.Sprintf(format, args...))
	}
}

// Write replaces the release in dir by the artifacts. When it returns nil they are on the disk; folders
// above dir are made. It refuses a folder that is neither empty nor provably a release of this program, names
// what is in the way, and leaves dir as it was on every error, the end of ctx included.
func Write(ctx context.Context, dir string, artifacts []artifact.Artifact, o Options) error {
	target, err := resolve(dir)
	if err != nil {
		return err
	}
	defer watched(o.Watcher, target, missing(target))()
	at := placeOf(target)
	for attempt := 1; ; attempt++ {
		created, err := makeParent(target)
		if err == nil {
			if err = write(ctx, at, artifacts, o); err == nil {
				return nil
			}
		}
		again := attempt < attempts && errors.Is(err, fs.ErrNotExist) && len(missing(target)) > 0
		if !at.inside && (errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV)) {
			at, again = insideOf(target), true // a mount point that could not be recognized before
		}
		for _, d := range created {
			_ = os.Remove(d) // only what this build made, and only while it is empty
		}
		if !again {
			return err
		}
	}
}

// Check reports why Write would refuse to replace what is in dir, as far as this is known without reading
// every file: it saves a user the wait for a build that could not be put in place. It changes nothing.
func Check(ctx context.Context, dir string, o Options) error {
	target, err := resolve(dir)
	if err != nil {
		return err
	}
	if len(insideOf(target).stages()) > 0 {
		return nil // a build that was killed is undone first
	}
	_, err = replaceable(ctx, placeOf(target), o, nil)
	return err
}

func write(ctx context.Context, at place, artifacts []artifact.Artifact, o Options) error {
	unlock, alone, err := lock(ctx, at)
	if err != nil {
		return err
	}
	defer unlock()
	if alone {
		if err := sweepAll(ctx, at, o); err != nil {
			return err
		}
	}
	fresh := make(map[string]artifact.Artifact, len(artifacts))
	for _, a := range artifacts {
		fresh[a.Path] = a
	}
	before, err := replaceable(ctx, at, o, fresh)
	if err != nil {
		return err
	}
	stage, err := at.makeStage()
	if err != nil {
		return fmt.Errorf("writing the release: %w; %s is as it was", err, at.target)
	}
	err = fill(ctx, filepath.Join(stage, newName), artifacts, at.older(stage, before))
	if err != nil {
		err = fmt.Errorf("writing the release: %w; %s is as it was", err, at.target)
	} else if err = at.put(stage, before, artifacts); errors.Is(err, errKept) {
		return fmt.Errorf("putting the release in place: %w", err)
	} else if err != nil {
		err = fmt.Errorf("putting the release in place: %w; %s is as it was", err, at.target)
	}
	if remove := removeStage(stage); remove != nil {
		o.remark("%s is left and may be removed: %v", stage, remove)
	}
	return err
}

// older describes the release that is replaced. The marker of the stage has the permissions that new files get.
func (at place) older(stage string, holds content) older {
	marker, err := os.Lstat(filepath.Join(stage, markerName))
	if err != nil {
		return older{} // every file is written
	}
	return older{at.target, holds, marker.Mode()}
}

// put exchanges what is in the place with the new release of the stage, brings the exchange to the disk, and
// checks that it removed what was proved before and nothing else. When that fails, the exchange is undone.
func (at place) put(stage string, before content, artifacts []artifact.Artifact) error {
	if at.inside {
		return at.move(stage, before, artifacts)
	}
	if err := keepMode(at.target, filepath.Join(stage, newName)); err != nil {
		return err
	}
	old, undo, err := swap(stage, at.target)
	if err != nil {
		return err
	}
	err = syncFolder(filepath.Dir(at.target))
	if err == nil && old != "" {
		err = before.unchanged(old)
	}
	if err == nil {
		return nil
	}
	return keptIn(stage, err, undo())
}

// keepMode gives the new folder the permissions of the one that it replaces: a private folder stays private.
func keepMode(target, fresh string) error {
	info, err := os.Stat(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return os.Chmod(fresh, info.Mode()&(fs.ModePerm|fs.ModeSetgid|fs.ModeSticky))
}

// resolve returns the folder that dir means, through symbolic links.
func resolve(dir string) (string, error) {
	if dir == "" {
		return "", errors.New("the folder of the release has no name; expected a path")
	}
	target, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding the release folder: %w", err)
	}
	if real, err := filepath.EvalSymlinks(target); err == nil {
		target = real
	}
	if filepath.Dir(target) == target {
		return "", fmt.Errorf("%s is the root of the file system; expected a folder for the release", target)
	}
	return target, nil
}

// missing lists the folders above the release that do not exist, innermost first.
func missing(target string) []string {
	var found []string
	for d := filepath.Dir(target); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) {
			return found
		}
		found = append(found, d)
	}
}

// makeParent creates the folders above the release and returns those it made, innermost first, also when it
// fails.
func makeParent(target string) (created []string, err error) {
	for _, d := range slices.Backward(missing(target)) {
		err := os.Mkdir(d, 0o777)
		if errors.Is(err, fs.ErrExist) {
			continue // another build was faster
		}
		if err == nil {
			created = slices.Insert(created, 0, d)
			err = syncFolder(filepath.Dir(d))
		}
		if err != nil {
			return created, fmt.Errorf("making the folder for the release: %w", err)
		}
	}
	return created, nil
}
