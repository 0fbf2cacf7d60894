// Package desktop knows by their names the files and folders that the Finder of macOS and the Explorer of Windows
// leave in folders that a user opens or packs.
//
// In goes a path with forward slashes; out comes whether its last part is such a name. The package looks at no file.
package desktop

import (
	"path"
	"strings"
)

// IsDisposable reports whether a file of that name holds nothing that a person made: how the window of a folder looks,
// thumbnails, and the attributes that macOS keeps next to a file on a foreign file system ("._name"). Such a plain file
// may be removed; a folder or a link of that name is not one of them.
func IsDisposable(name string) bool {
	switch base := path.Base(name); strings.ToLower(base) {
	case ".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini":
		return true
	default:
		return strings.HasPrefix(base, "._") && len(base) > len("._")
	}
}

// IsLeft reports whether a desktop leaves files, or folders, of that name: they are no part of what was published. A
// folder with the name of such a file is a folder of somebody.
func IsLeft(name string, folder bool) bool {
	switch path.Base(name) {
	case "__MACOSX", ".Spotlight-V100", ".Trashes", ".fseventsd":
		return folder
	case ".localized", "Icon\r":
		return !folder
	}
	return !folder && IsDisposable(name)
}
