#!/usr/bin/env bash
# Library: github.com/gomutex/godocx v0.1.5 (Go). Seen 2026-12-01.
# Expected: the same calls give the same file, as other writers of Office Open XML in Go do: the template is a file
#           of the library, and nothing in it depends on a clock.
# Behavior: the root element of word/document.xml lists its namespaces in the order in which Go walks a map, so the
#           bytes differ from run to run, and the checksum of such a file changes with each build.
# Output seen:
#   more than one order in 100 documents: true
#   the same namespaces in each: true
set -euo pipefail
dir=$(mktemp -d); trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
cd "$dir"
cat > go.mod <<'MOD'
module finding
go 1.24
MOD
cat > main.go <<'GO'
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/gomutex/godocx"
)

func main() {
	orders := map[string]bool{}
	set, same := "", true
	for range 100 {
		document, err := godocx.NewDocument()
		if err != nil {
			panic(err)
		}
		document.AddParagraph("One paragraph.")
		var file bytes.Buffer
		if err := document.Write(&file); err != nil {
			panic(err)
		}
		z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil {
			panic(err)
		}
		part, err := z.Open("word/document.xml")
		if err != nil {
			panic(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			panic(err)
		}
		root := regexp.MustCompile(`<w:document[^>]*>`).FindString(string(text))
		names := regexp.MustCompile(`xmlns:\w+`).FindAllString(root, -1)
		orders[strings.Join(names, " ")] = true
		slices.Sort(names)
		if sorted := strings.Join(names, " "); set == "" {
			set = sorted
		} else if set != sorted {
			same = false
		}
	}
	fmt.Println("more than one order in 100 documents:", len(orders) > 1)
	fmt.Println("the same namespaces in each:", same)
}
GO
go get github.com/gomutex/godocx@v0.1.5 >log 2>&1 || { cat log; exit 1; }
go run . > out
cat out
diff out - <<'SEEN' || { echo "changed: the finding no longer holds"; exit 1; }
more than one order in 100 documents: true
the same namespaces in each: true
SEEN
echo "unchanged"
