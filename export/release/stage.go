package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// writers is how many files are written or read at once: most of the time goes into waiting for the disk.
const writers = 4

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
	return each(ctx, len(artifacts), func(i int) error {
		return writeNew(filepath.Join(stage, filepath.FromSlash(artifacts[i].Path)), artifacts[i].Data)
	})
}

// each calls do for 0 to n-1, several at once, and stops at the first error or when ctx ends.
func each(ctx context.Context, n int, do func(i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var failed atomic.Bool
	var group sync.WaitGroup
	for range writers {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(n) && !failed.Load(); i = next.Add(1) - 1 {
				if err := ctx.Err(); err != nil {
					errs[i] = fmt.Errorf("interrupted: %w", err)
				} else {
					errs[i] = do(int(i))
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
