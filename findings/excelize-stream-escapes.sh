#!/usr/bin/env bash
# Library: github.com/xuri/excelize/v2 v2.11.0 (Go). Seen 2026-11-30.
# Expected: a text of a cell comes back as it was written. Texts such as _x0041_, which stand for a character in
#           the format (ECMA-376 part 1, 22.9.2.19), are escaped by the writer.
# Behavior: where the four digits are half of a surrogate pair, the text between underscores is dropped without an
#           error; and of two that overlap, as in _x0041_x0042_, the second is not escaped and comes back as B.
# Output seen:
#   "a_x0041_b" -> "a_x0041_b"
#   "a_xD83D_b" -> "ab"
#   "_x0041_x0042_" -> "_x0041B"
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
	"fmt"

	"github.com/xuri/excelize/v2"
)

func main() {
	for _, text := range []string{"a_x0041_b", "a_xD83D_b", "_x0041_x0042_"} {
		f := excelize.NewFile()
		w, _ := f.NewStreamWriter("Sheet1")
		if err := w.SetRow("A1", []any{text}); err != nil {
			panic(err)
		}
		w.Flush()
		data, _ := f.WriteToBuffer()
		back, _ := excelize.OpenReader(data)
		got, _ := back.GetCellValue("Sheet1", "A1")
		fmt.Printf("%q -> %q\n", text, got)
	}
}
GO
go get github.com/xuri/excelize/v2@v2.11.0 >log 2>&1 || { cat log; exit 1; }
go run . > out
cat out
diff out - <<'SEEN' || { echo "changed: the finding no longer holds"; exit 1; }
"a_x0041_b" -> "a_x0041_b"
"a_xD83D_b" -> "ab"
"_x0041_x0042_" -> "_x0041B"
SEEN
echo "unchanged"
