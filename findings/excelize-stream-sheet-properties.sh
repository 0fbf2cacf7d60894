#!/usr/bin/env bash
# Library: github.com/xuri/excelize/v2 v2.11.0 (Go). Seen 2026-11-30.
# Expected: SetSheetProps sets the properties of a sheet whenever it is called before the file is written, or
#           returns an error.
# Behavior: called after NewStreamWriter and before Flush it returns nil, GetSheetProps shows the new values, and
#           the file has none of them: a sheet that asks to fit the page prints at full size, its tab has no color.
# Output seen:
#   before the stream writer: error <nil>, sheetPr in the file: true
#   after the stream writer: error <nil>, GetSheetProps fit: true, sheetPr in the file: false
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
	"strings"

	"github.com/xuri/excelize/v2"
)

func try(before bool) (err error, fit, written bool) {
	yes := true
	f := excelize.NewFile()
	defer f.Close()
	set := func() { err = f.SetSheetProps("Sheet1", &excelize.SheetPropsOptions{FitToPage: &yes}) }
	if before {
		set()
	}
	w, _ := f.NewStreamWriter("Sheet1")
	if !before {
		set()
	}
	props, _ := f.GetSheetProps("Sheet1")
	w.SetRow("A1", []any{1})
	w.Flush()
	data, _ := f.WriteToBuffer()
	z, _ := zip.NewReader(bytes.NewReader(data.Bytes()), int64(data.Len()))
	part, _ := z.Open("xl/worksheets/sheet1.xml")
	text, _ := io.ReadAll(part)
	return err, props.FitToPage != nil && *props.FitToPage, strings.Contains(string(text), "<sheetPr>")
}

func main() {
	err, _, written := try(true)
	fmt.Printf("before the stream writer: error %v, sheetPr in the file: %v\n", err, written)
	err, fit, written := try(false)
	fmt.Printf("after the stream writer: error %v, GetSheetProps fit: %v, sheetPr in the file: %v\n", err, fit, written)
}
GO
go get github.com/xuri/excelize/v2@v2.11.0 >log 2>&1 || { cat log; exit 1; }
go run . > out
cat out
diff out - <<'SEEN' || { echo "changed: the finding no longer holds"; exit 1; }
before the stream writer: error <nil>, sheetPr in the file: true
after the stream writer: error <nil>, GetSheetProps fit: true, sheetPr in the file: false
SEEN
echo "unchanged"
