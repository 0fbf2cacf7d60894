// Package release puts the files of a release on disk, all or none.
//
// In go artifacts and a folder; out comes the folder with exactly these files. The files are written to a
// stage beside the folder, brought to the disk, and exchanged with the folder in one step, so that a build
// that fails, is interrupted, runs out of space or loses power leaves the last release as it was. Two builds
// of one folder wait for one another. A build that is killed leaves nothing either where a watcher can run
// (see watched); elsewhere its stage stays until the next build.
package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/manifest"
)

// MaxSumsBytes is the largest list of checksums that is read of an older release; a usual one has 0.05 MB.
const MaxSumsBytes = 16 << 20

// attempts is how often Write begins anew because the folders above the release went away under it: a
// build that fails at the same time takes those along that it made.
const attempts = 5

// Write replaces the release in dir by the artifacts. When it returns nil they are on the disk; folders
// above dir are made. It refuses a folder that holds anything but a release, names what stands in the way,
// and leaves dir as it was on every error, the end of ctx included.
func Write(ctx context.Context, dir string, artifacts []artifact.Artifact) error {
	target, err := resolve(dir)
	if err != nil {
		return err
	}
	defer watched(target, missing(target))()
	for attempt := 1; ; attempt++ {
		created, err := makeParent(target)
		if err == nil {
			if err = write(ctx, target, artifacts); err == nil {
				return nil
			}
		}
		again := attempt < attempts && errors.Is(err, fs.ErrNotExist) && len(missing(target)) > 0
		for _, d := range created {
			_ = os.Remove(d) // only what this build made, and only while it is empty
		}
		if !again {
			return err
		}
	}
}

func write(ctx context.Context, target string, artifacts []artifact.Artifact) (err error) {
	unlock, alone, err := lock(ctx, filepath.Dir(target))
	if err != nil {
		return err
	}
	defer unlock()
	if err := replaceable(target); err != nil {
		return err
	}
	if alone {
		if err := sweep(target); err != nil {
			return err
		}
	}
	stage, err := makeStage(target)
	if err != nil {
		return fmt.Errorf("writing the release: %w; %s is as it was", err, target)
	}
	defer func() {
		if remove := os.RemoveAll(stage); remove != nil && err == nil {
			err = fmt.Errorf("the release is in place, but removing %s failed: %w", stage, remove)
		}
	}()
	if err := fill(ctx, stage, artifacts); err != nil {
		return fmt.Errorf("writing the release: %w; %s is as it was", err, target)
	}
	if err := place(stage, target); err != nil {
		return fmt.Errorf("putting the release in place: %w; %s is as it was", err, target)
	}
	return nil
}

// place exchanges the stage with target and brings the exchange to the disk; an older release ends up where
// the stage was. When the disk fails, the exchange is undone.
func place(stage, target string) error {
	if err := swap(stage, target); err != nil {
		return err
	}
	err := syncFolder(filepath.Dir(target))
	if err == nil {
		return nil
	}
	if _, first := os.Lstat(stage); errors.Is(first, fs.ErrNotExist) {
		return errors.Join(err, os.Rename(target, stage))
	}
	return errors.Join(err, swap(stage, target))
}

// resolve returns the folder that dir means, through symbolic links.
func resolve(dir string) (string, error) {
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

// replaceable reports what else than a release a folder holds.
func replaceable(target string) error {
	info, err := os.Lstat(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking at the release folder: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is not a folder", target)
	}
	known, err := sums(target)
	if err != nil {
		return err
	}
	found, err := files(target, known)
	if err != nil {
		return fmt.Errorf("looking at the release folder: %w", err)
	}
	if len(found) > 0 && known == nil {
		return fmt.Errorf("%s holds %s and no %s, so it is no release; name an empty or new folder, or remove its content", target, found[0], manifest.Sums)
	}
	foreign := slices.DeleteFunc(found, func(path string) bool { return known[path] != "" || path == manifest.Sums })
	if len(foreign) > 0 {
		return fmt.Errorf("%s holds files that are not of a release and would be lost: %s; move them away", target, strings.Join(foreign[:min(len(foreign), 5)], ", "))
	}
	return nil
}

// sums reads the checksums of a release by path; nil where a folder holds none.
func sums(target string) (map[string]string, error) {
	name := filepath.Join(target, manifest.Sums)
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("looking at the release folder: %w", err)
	case !info.Mode().IsRegular() || info.Size() > MaxSumsBytes:
		return nil, fmt.Errorf("%s is no plain file of at most %d bytes", name, MaxSumsBytes)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("looking at the release folder: %w", err)
	}
	known, err := manifest.ParseSums(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", target, err)
	}
	return known, nil
}

// files lists the files below a folder, with forward slashes; where no release is known, the first one is
// enough.
func files(dir string, known map[string]string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if found = append(found, filepath.ToSlash(name)); err == nil && known == nil {
			return fs.SkipAll
		}
		return err
	})
	return found, err
}
