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
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/manifest"
)

// stageMark names the folders in which a release is prepared: ".<folder>.stage-<number>". A stage that an
// interrupted build left behind is removed by the next one.
const stageMark = ".stage-"

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
	unlock, err := lock(filepath.Dir(target))
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
	parent := filepath.Dir(target)
	for d := parent; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		created = append(created, d)
	}
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, fmt.Errorf("making the folder for the release: %w", err)
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

// sweep removes the stages of builds that did not end. The lock is held, so none of them lives.
func sweep(target string) error {
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		return fmt.Errorf("looking for the remains of earlier builds: %w", err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "."+filepath.Base(target)+stageMark) {
			if err := os.RemoveAll(filepath.Join(filepath.Dir(target), e.Name())); err != nil {
				return fmt.Errorf("removing the remains of an earlier build: %w", err)
			}
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
		path := filepath.Join(stage, filepath.FromSlash(a.Path))
		if folder := filepath.Dir(path); !made[folder] {
			if err := os.MkdirAll(folder, 0o777); err != nil {
				return err
			}
			made[folder] = true
		}
		if err := os.WriteFile(path, a.Data, 0o666); err != nil {
			return err
		}
	}
	return ctx.Err()
}
