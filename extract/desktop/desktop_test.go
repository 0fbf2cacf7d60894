package desktop_test

import (
	"testing"

	"github.com/fwci-open-data/fwci/extract/desktop"
)

func TestNames(t *testing.T) {
	for name, want := range map[string]struct{ disposable, file, folder bool }{
		".DS_Store": {true, true, false}, "csv/.DS_Store": {true, true, false}, "Thumbs.db": {true, true, false}, "thumbs.db": {true, true, false}, "ehthumbs.db": {true, true, false},
		"Desktop.ini": {true, true, false}, "csv/._a.csv": {true, true, false},
		"__MACOSX": {false, false, true}, "a/__MACOSX": {false, false, true}, ".Trashes": {false, false, true}, ".localized": {false, true, false}, "Icon\r": {false, true, false},
		"._": {}, "DS_Store": {}, "csv/desktop.ini.txt": {}, ".hidden": {}, "Thumbs.db/a": {}, "__macosx": {}, "Icon": {}, "README.md": {},
	} {
		if got := desktop.IsDisposable(name); got != want.disposable {
			t.Errorf("%q is disposable: %t; expected %t", name, got, want.disposable)
		}
		if file, folder := desktop.IsLeft(name, false), desktop.IsLeft(name, true); file != want.file || folder != want.folder {
			t.Errorf("%q is left by a desktop: %t as a file, %t as a folder; expected %t, %t", name, file, folder, want.file, want.folder)
		}
	}
}
