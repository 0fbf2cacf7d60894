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

// batch is how many files a writer has open before it brings them to the disk, one after the other. A file
// system that keeps what it says of several files in one block writes that block once for its neighbors.
const batch = 64

// fill writes the artifacts below the stage and brings them to the disk. A file that the older release holds
// with the same bytes is taken over from it.
func fill(ctx context.Context, stage string, artifacts []artifact.Artifact, old older) error {
	folders, err := makeFolders(stage, artifacts)
	if err != nil {
		return err
	}
	batches := slices.Collect(slices.Chunk(artifacts, batch))
	err = each(ctx, len(batches), func(i int) error { return writeBatch(ctx, stage, batches[i], old) })
	if err != nil {
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
		if made[folder] {
			continue
		}
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

// writeBatch writes files, then brings them to the disk, and stops at the first error.
func writeBatch(ctx context.Context, stage string, artifacts []artifact.Artifact, old older) (err error) {
	files := make([]*os.File, 0, len(artifacts))
	defer func() {
		for _, f := range files {
			err = errors.Join(err, f.Close())
		}
	}()
	for _, a := range artifacts {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("interrupted: %w", err)
		}
		path := filepath.Join(stage, filepath.FromSlash(a.Path))
		f := old.takeOver(a, path)
		if f == nil {
			// It must not exist: two artifacts with one path are a mistake.
			if f, err = openFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666); err != nil {
				return err
			}
			if _, err = f.Write(a.Data); err != nil {
				return errors.Join(err, f.Close())
			}
		}
		files = append(files, f)
	}
	for _, f := range files {
		if err := syncFile(f); err != nil {
			return err
		}
	}
	return nil
}

// An older release is what is in the folder before a build, as replaceable has proved it.
type older struct {
	dir   string
	holds content
	mode  fs.FileMode // the permissions that a new file gets here
}

// takeOver gives a file of the older release, which holds the bytes of the artifact, a second name, and returns
// it open: a build that changes little writes little, and a file that did not change stays the same file for
// backups. It returns nil where there is no such file, or where it cannot be one of the new release.
func (o older) takeOver(a artifact.Artifact, path string) *os.File {
	if s := o.holds[a.Path]; s.sum == "" || s.mode != o.mode || s.sum != a.SHA256() {
		return nil
	}
	if os.Link(filepath.Join(o.dir, filepath.FromSlash(a.Path)), path) != nil {
		return nil // the file system has no second names, or the system forbids it for a file of another user
	}
	f, err := openFile(path, os.O_WRONLY, 0) // for writing, without which Windows syncs no file
	if err != nil {
		_ = os.Remove(path) // where that fails, writing the file reports it
		return nil
	}
	return f
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
