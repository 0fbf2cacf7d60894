package manifest

import (
	"io/fs"
	"path"
	"strings"
)

// LeftByDesktop reports whether a file is one that Finder or Explorer leaves in a folder that a user opens:
// how its window looks, thumbnails, and the attributes that macOS keeps beside a file on a foreign file system.
// They hold nothing that a person wrote, are no part of a release and say nothing against one.
func LeftByDesktop(name string, kind fs.FileMode) bool {
	if !kind.IsRegular() {
		return false
	}
	switch base := path.Base(name); strings.ToLower(base) {
	case ".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini":
		return true
	default:
		return strings.HasPrefix(base, "._") && len(base) > len("._")
	}
}
