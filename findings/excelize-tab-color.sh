#!/usr/bin/env bash
# Library: github.com/xuri/excelize/v2 v2.11.0 (Go). Seen 2026-11-30.
# Expected: colors are given as six hexadecimal digits everywhere (fonts, fills, borders): SheetPropsOptions.TabColorRGB
#           takes the same form, or refuses it.
# Behavior: fonts get the missing alpha, the color of a tab does not: the six digits are written as they are, which
#           the schema of the format refuses (ST_UnsignedIntHex has eight digits, ECMA-376 part 1, 18.18.86).
# Output seen:
#   error <nil>
#   font: FF7F7F7F
#   tab: 7F7F7F
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

	"github.com/xuri/excelize/v2"
)

func main() {
	f := excelize.NewFile()
	color := "7F7F7F"
	fmt.Println("error", f.SetSheetProps("Sheet1", &excelize.SheetPropsOptions{TabColorRGB: &color}))
	f.NewStyle(&excelize.Style{Font: &excelize.Font{Color: color}})
	data, err := f.WriteToBuffer()
	if err != nil {
		panic(err)
	}
	z, _ := zip.NewReader(bytes.NewReader(data.Bytes()), int64(data.Len()))
	for _, part := range []struct{ label, name, pattern string }{
		{"font", "xl/styles.xml", `<color rgb="([0-9A-F]*7F7F7F)"`}, {"tab", "xl/worksheets/sheet1.xml", `<tabColor rgb="([0-9A-F]+)"`},
	} {
		r, _ := z.Open(part.name)
		text, _ := io.ReadAll(r)
		fmt.Printf("%s: %s\n", part.label, regexp.MustCompile(part.pattern).FindSubmatch(text)[1])
	}
}
GO
go get github.com/xuri/excelize/v2@v2.11.0 >log 2>&1 || { cat log; exit 1; }
go run . > out
cat out
diff out - <<'SEEN' || { echo "changed: the finding no longer holds"; exit 1; }
error <nil>
font: FF7F7F7F
tab: 7F7F7F
SEEN
echo "unchanged"
