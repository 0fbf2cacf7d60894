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
	"sync"
	"sync/atomic"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// stageMark names the folders in which a release is prepared: ".<folder>.stage-<number>". asideMark ends
// the name of an older release that replace has moved aside.
const (
	stageMark = ".stage-"
	asideMark = "-old"
)

// writers is how many files are written at once: most of the time goes into waiting for the disk.
const writers = 4

// makeStage makes the folder in which a release is prepared and returns its path. Its number is that of
// the process, or the next one that is free, so that no build enters the stage of another, be it one on
// another machine.
func makeStage(target string) (string, error) {
	for number := os.Getpid(); ; number++ {
		stage := filepath.Join(filepath.Dir(target), fmt.Sprintf(".%s%s%d", filepath.Base(target), stageMark, number))
		err := os.Mkdir(stage, 0o777)
		if !errors.Is(err, fs.ErrExist) {
			return stage, err
		}
	}
}

// fill writes the artifacts below the stage and brings them to the disk.
func fill(ctx context.Context, stage string, artifacts []artifact.Artifact) error {
	folders, err := makeFolders(stage, artifacts)
	if err != nil {
		return err
	}
	if err := writeFiles(ctx, stage, artifacts); err != nil {
		return err
	}
	for _, folder := range folders {
		if err := syncFolder(folder); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("interrupted: %w", err)
	}
	return nil
}

// makeFolders makes the folders of the artifacts and lists them, the stage included. An artifact that would
// lie outside the stage is an error.
func makeFolders(stage string, artifacts []artifact.Artifact) ([]string, error) {
	folders := []string{stage}
	made := map[string]bool{stage: true}
	for _, a := range artifacts {
		path := filepath.FromSlash(a.Path)
		if !fs.ValidPath(a.Path) || !filepath.IsLocal(path) {
			return nil, fmt.Errorf("the file %q would lie outside the release", a.Path)
		}
		folder := filepath.Dir(filepath.Join(stage, path))
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return nil, err
		}
		for ; !made[folder]; folder = filepath.Dir(folder) {
			made[folder] = true
			folders = append(folders, folder)
		}
	}
	return folders, nil
}

// writeFiles writes the artifacts, several at once, and stops at the first error.
func writeFiles(ctx context.Context, stage string, artifacts []artifact.Artifact) error {
	errs := make([]error, len(artifacts))
	var next atomic.Int64
	var failed atomic.Bool
	var group sync.WaitGroup
	for range writers {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(artifacts)) && !failed.Load(); i = next.Add(1) - 1 {
				if err := ctx.Err(); err != nil {
					errs[i] = fmt.Errorf("interrupted: %w", err)
				} else {
					errs[i] = writeNew(filepath.Join(stage, filepath.FromSlash(artifacts[i].Path)), artifacts[i].Data)
				}
				if errs[i] != nil {
					failed.Store(true)
				}
			}
		})
	}
	group.Wait()
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return errs[i]
	}
	return nil
}

// writeNew writes a file that must not exist: two artifacts with one path are a mistake.
func writeNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err == nil {
		err = syncFile(f)
	}
	return errors.Join(err, f.Close())
}

// sweep removes the stages of builds that did not end. The lock must be held, so that none of them lives.
// Where a build ended between the renames of replace, its older release is put back first.
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
