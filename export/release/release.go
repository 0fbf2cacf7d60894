// Package release puts the files of a release on disk, all or none.
//
// In go artifacts and a folder; out comes the folder with exactly these files. The files are written to a
// stage beside the folder and exchanged with it in one step, so that a build that fails, is interrupted or
// runs out of space leaves the last release as it was. Two builds of one folder wait for one another.
package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/manifest"
)

// stageMark names the folders in which a release is prepared: ".<folder>.stage-<number>". A stage that an
// interrupted build left behind is removed by the next one. asideMark ends the name of an older release
// that replace has moved aside.
const (
	stageMark = ".stage-"
	asideMark = "-old"
)

// Write replaces the release in dir by the artifacts. It refuses a folder that holds anything but a
// release, names what stands in the way, and leaves dir as it was on every error.
func Write(ctx context.Context, dir string, artifacts []artifact.Artifact) error {
	target, err := resolve(dir)
	if err != nil {
		return err
	}
	created, err := makeParent(target)
	if err != nil {
		return err
	}
	if err := write(ctx, target, artifacts); err != nil {
		for _, d := range created {
			_ = os.Remove(d) // only what this build made, and only while it is empty
		}
		return err
	}
	return nil
}

func write(ctx context.Context, target string, artifacts []artifact.Artifact) (err error) {
	unlock, err := lock(ctx, filepath.Dir(target))
	if err != nil {
		return err
	}
	defer unlock()
	if err := replaceable(target); err != nil {
		return err
	}
	if err := sweep(target); err != nil {
		return err
	}
	stage := filepath.Join(filepath.Dir(target), fmt.Sprintf(".%s%s%d", filepath.Base(target), stageMark, os.Getpid()))
	defer func() {
		if remove := os.RemoveAll(stage); remove != nil && err == nil {
			err = fmt.Errorf("the release is in place, but removing %s failed: %w", stage, remove)
		}
	}()
	if err := fill(ctx, stage, artifacts); err != nil {
		return fmt.Errorf("writing the release: %w; %s is as it was", err, target)
	}
	if err := swap(stage, target); err != nil {
		return fmt.Errorf("putting the release in place: %w; %s is as it was", err, target)
	}
	return nil
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

// makeParent creates the folders above the release and returns those it made, innermost first.
func makeParent(target string) (created []string, err error) {
	var missing []string
	for d := filepath.Dir(target); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, d)
	}
	for _, d := range slices.Backward(missing) {
		err := os.Mkdir(d, 0o777)
		if errors.Is(err, fs.ErrExist) {
			continue // another build was faster
		}
		if err != nil {
			for _, made := range created {
				_ = os.Remove(made)
			}
			return nil, fmt.Errorf("making the folder for the release: %w", err)
		}
		created = slices.Insert(created, 0, d)
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
	found, err := files(target)
	if err != nil {
		return fmt.Errorf("looking at the release folder: %w", err)
	}
	if len(found) == 0 {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(target, manifest.Sums))
	if err != nil {
		return fmt.Errorf("%s holds %d files and no %s, so it is no release; name an empty or new folder, or remove its content", target, len(found), manifest.Sums)
	}
	known, err := manifest.ParseSums(data)
	if err != nil {
		return fmt.Errorf("%s: %w", target, err)
	}
	foreign := slices.DeleteFunc(found, func(path string) bool { return known[path] != "" || path == manifest.Sums })
	if len(foreign) > 0 {
		return fmt.Errorf("%s holds files that are not of a release and would be lost: %s; move them away", target, strings.Join(foreign[:min(len(foreign), 5)], ", "))
	}
	return nil
}

// files lists the files below a folder, with forward slashes.
func files(dir string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		found = append(found, filepath.ToSlash(name))
		return err
	})
	return found, err
}

// sweep removes the stages of builds that did not end. The lock is held, so none of them lives. Where a
// build ended between the two renames of replace, its older release is put back first.
func sweep(target string) error {
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		return fmt.Errorf("looking for the remains of earlier builds: %w", err)
	}
	for _, e := range entries {
		number, ok := strings.CutPrefix(e.Name(), "."+filepath.Base(target)+stageMark)
		number, aside := strings.CutSuffix(number, asideMark)
		if _, err := strconv.Atoi(number); !ok || err != nil {
			continue
		}
		remains := filepath.Join(filepath.Dir(target), e.Name())
		if _, err := os.Lstat(target); aside && errors.Is(err, fs.ErrNotExist) {
			if err := os.Rename(remains, target); err != nil {
				return fmt.Errorf("putting the release of an earlier build back: %w", err)
			}
			continue
		}
		if err := os.RemoveAll(remains); err != nil {
			return fmt.Errorf("removing the remains of an earlier build: %w", err)
		}
	}
	return nil
}

func fill(ctx context.Context, stage string, artifacts []artifact.Artifact) error {
	if err := os.Mkdir(stage, 0o777); err != nil {
		return err
	}
	made := map[string]bool{}
	for _, a := range artifacts {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("interrupted: %w", err)
		}
		if !fs.ValidPath(a.Path) || !filepath.IsLocal(filepath.FromSlash(a.Path)) {
			return fmt.Errorf("the file %q would lie outside the release", a.Path)
		}
		path := filepath.Join(stage, filepath.FromSlash(a.Path))
		if folder := filepath.Dir(path); !made[folder] {
			if err := os.MkdirAll(folder, 0o777); err != nil {
				return err
			}
			made[folder] = true
		}
		if err := writeNew(path, a.Data); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// writeNew writes a file that must not exist: two artifacts with one path are a mistake.
func writeNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
