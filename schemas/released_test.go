package schemas_test

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
)

var update = flag.Bool("update", false, "record the schemas as those of a release")

// released names the schemas of the last release: their version, then each table with its checksum.
const released = "testdata/released.txt"

// Schemas that differ from those of the last release need a version of their own. After a release, record its
// schemas with go test ./schemas -run TestChangedSchemasHaveANewVersion -update.
func TestChangedSchemasHaveANewVersion(t *testing.T) {
	var now strings.Builder
	for _, table := range schemas.Tables() {
		fmt.Fprintf(&now, "%s %x\n", table.Name, sha256.Sum256(bytes.ReplaceAll(table.Schema, []byte("\r\n"), []byte("\n"))))
	}
	if *update {
		if err := os.WriteFile(released, []byte(schemas.Version+"\n"+now.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(released)
	if err != nil {
		t.Fatal(err)
	}
	version, then, found := strings.Cut(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
	if !found || strings.Count(then, "\n") < 29 {
		t.Fatalf("%s has %d tables; expected the 29 of the first release or more", released, strings.Count(then, "\n"))
	}
	if changed := now.String() != then; changed && version == schemas.Version {
		t.Errorf("the schemas differ from those of the release with version %s; set a new schemas.Version: %s", version, changes(then, now.String()))
	}
}

// changes names the tables whose schemas differ.
func changes(then, now string) string {
	var names []string
	for _, line := range strings.Split(now, "\n") {
		if name, _, _ := strings.Cut(line, " "); !strings.Contains("\n"+then, "\n"+line+"\n") {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
