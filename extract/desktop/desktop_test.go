package desktop_test

import (
	"testing"

	"github.com/fwci-open-data/fwci/extract/desktop"
)

func TestNames(t *testing.T) {
	for name, want := range map[string]struct{ disposable, left bool }{
		".DS_Store": {true, true}, "csv/.DS_Store": {true, true}, "Thumbs.db": {true, true}, "thumbs.db": {true, true}, "ehthumbs.db": {true, true},
		"Desktop.ini": {true, true}, "csv/._a.csv": {true, true},
		"__MACOSX": {false, true}, "a/__MACOSX": {false, true}, ".Trashes": {false, true}, ".localized": {false, true}, "Icon\r": {false, true},
		"._": {}, "DS_Store": {}, "csv/desktop.ini.txt": {}, ".hidden": {}, "Thumbs.db/a": {}, "__macosx": {}, "Icon": {}, "README.md": {},
	} {
		if got := desktop.IsDisposable(name); got != want.disposable {
			t.Errorf("%q is disposable: %t; expected %t", name, got, want.disposable)
		}
		if got := desktop.IsLeft(name); got != want.left {
			t.Errorf("%q is left by a desktop: %t; expected %t", name, got, want.left)
		}
	}
}
