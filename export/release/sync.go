package release

import (
	"errors"
	"os"
	"runtime"
	"syscall"
)

// flush brings an open file or folder to the disk. Tests put a disk that fails in its place.
var flush = (*os.File).Sync

// syncFile brings a file to the disk, where the file system can.
func syncFile(f *os.File) error {
	err := flush(f)
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		return nil // some file systems have nothing to bring anywhere and say so
	}
	return err
}

// syncFolder brings the names in a folder to the disk, where the system and the file system can.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(syncFile(f), f.Close())
}
