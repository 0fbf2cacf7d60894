// Package rawtest makes smaller copies of the sources for tests that build many times.
package rawtest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
)

// firstStructured is where the catalog begins to name sources that are not texts: they are its last.
const firstStructured = ",\n    {\n      \"id\": \"nice\","

// structured are the files of the sources that are not texts, and of the mappings from and to them.
var structured = []string{
	"nice", "dcwf", "crosswalk/task-nice.sssom.tsv", "crosswalk/task-dcwf.sssom.tsv", "crosswalk/competency-nice.sssom.tsv",
	"crosswalk/profile-work-role.sssom.tsv", "crosswalk/work-role-occupation.sssom.tsv",
}

// LeaveTexts takes the sources that are not texts out of a copy of raw/: reading their workbooks takes longer than all
// the rest, and most tests have nothing to do with them.
func LeaveTexts(dir string) error {
	file := filepath.Join(dir, extract.CatalogFile)
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text, _, found := strings.Cut(string(data), firstStructured)
	if !found {
		return fmt.Errorf("%s does not name the source nice, first of those that are not texts", file)
	}
	if err := os.WriteFile(file, []byte(text+"\n  ]\n}\n"), 0o644); err != nil {
		return err
	}
	for _, name := range structured {
		if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	return nil
}
