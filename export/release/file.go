package release

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteFile puts one file in place, whole or not at all: when it returns nil the data are on the disk under
// that name, and on an error a file that was there is as it was. Through a symbolic link it replaces the file
// that the link means. The folder must exist.
func WriteFile(path string, data []byte) error {
	path = real(path)
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if _, err = f.Write(data); err == nil {
		err = errors.Join(f.Chmod(0o644), syncFile(f))
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, errors.Join(err, os.Remove(f.Name())))
	}
	return synced(path)
}

// synced brings the name of a file that was put in place to the disk.
func synced(path string) error {
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return fmt.Errorf("%s is written, but may not outlast a loss of power: %w", path, err)
	}
	return nil
}

// real returns the path that a symbolic link means, or the path itself.
func real(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	return path
}

// PartialSuffix ends the name of a file that is not whole yet.
const PartialSuffix = ".partial"

// A File is an output that is written bit by bit. It is called NAME.partial until Commit gives it its name, so
// that the file of that name is always whole. Exactly one of Commit, Keep and Discard ends it.
type File struct {
	file *os.File // nil ends nothing more
	name string
	pipe bool // a device or pipe, which is written to directly
}

// CreateFile begins a file. begins is how every file of this kind begins: a file of that name, or of the
// partial name, is replaced only if it begins so or is empty, so that no other file of a user is lost. A device
// or pipe, such as /dev/stdout, is written to directly.
func CreateFile(name, begins string) (*File, error) {
	path := real(name)
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		return &File{file: f, name: path, pipe: true}, wrapped(name, err)
	}
	for _, old := range []string{path, path + PartialSuffix} {
		if err := ours(old, begins); err != nil {
			return nil, wrapped(name, err)
		}
	}
	partial := path + PartialSuffix
	if err := os.Remove(partial); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, wrapped(name, err)
	}
	f, err := os.OpenFile(partial, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	return &File{file: f, name: path}, wrapped(name, err)
}

// ours checks that a file may be replaced.
func ours(path, begins string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a plain file", path)
	case info.Size() == 0:
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	head := make([]byte, len(begins))
	_, err = io.ReadFull(f, head)
	if err = errors.Join(err, f.Close()); err != nil || !bytes.Equal(head, []byte(begins)) {
		return fmt.Errorf("%s is another kind of file and would be lost; name a new file, or move it away", path)
	}
	return nil
}

func wrapped(name string, err error) error {
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

// Write adds to the file.
func (f *File) Write(data []byte) (int, error) {
	n, err := f.file.Write(data)
	return n, wrapped(f.name, err)
}

// Commit brings the file to the disk and gives it its name. When it fails, what was there before is as it was.
func (f *File) Commit() error {
	if f.pipe {
		return wrapped(f.name, f.file.Close())
	}
	err := syncFile(f.file)
	if err == nil && !same(f.file, f.name+PartialSuffix) {
		err = fmt.Errorf("%s%s was replaced by another program", f.name, PartialSuffix)
	}
	if err = errors.Join(err, f.file.Close()); err == nil {
		err = os.Rename(f.name+PartialSuffix, f.name)
	}
	if err != nil {
		return wrapped(f.name, err)
	}
	return synced(f.name)
}

// Keep leaves what was written so far as NAME.partial and returns that name.
func (f *File) Keep() (string, error) {
	if f.pipe {
		return f.name, wrapped(f.name, f.file.Close())
	}
	return f.name + PartialSuffix, wrapped(f.name, errors.Join(syncFile(f.file), f.file.Close()))
}

// Discard removes what was written so far.
func (f *File) Discard() error {
	mine := !f.pipe && same(f.file, f.name+PartialSuffix)
	err := f.file.Close()
	if mine {
		err = errors.Join(err, os.Remove(f.name+PartialSuffix))
	}
	return wrapped(f.name, err)
}

// CheckFile reports why CreateFile would refuse to write a file. It changes nothing.
func CheckFile(name, begins string) error {
	path := real(name)
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil
	}
	return wrapped(name, errors.Join(ours(path, begins), ours(path+PartialSuffix, begins)))
}
