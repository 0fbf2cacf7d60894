#!/usr/bin/env bash
# Libraries: github.com/apache/arrow/go/v17 v17.0.0 (Go). Seen 2026-11-30.
# Expected: a list of items that cannot be null (arrow.ListOfNonNullable) becomes a Parquet list of REQUIRED items,
#           and a schema's root is not repeated, as the Parquet format says of the root.
# Behavior: pqarrow writes the items as OPTIONAL whatever the Arrow type says, and the root as REPEATED by default.
# Output seen:
#   arrow item nullable: false
#   root: repeated, item: optional
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

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
)

func main() {
	list := arrow.ListOfNonNullable(arrow.BinaryTypes.String)
	fmt.Println("arrow item nullable:", list.ElemField().Nullable)
	schema := arrow.NewSchema([]arrow.Field{{Name: "tags", Type: list}}, nil)
	p, err := pqarrow.ToParquet(schema, parquet.NewWriterProperties(), pqarrow.DefaultWriterProps())
	if err != nil {
		panic(err)
	}
	fmt.Printf("root: %s, item: %s\n", p.Root().RepetitionType(), p.Column(0).SchemaNode().RepetitionType())
}
GO
go get github.com/apache/arrow/go/v17@v17.0.0 >log 2>&1 || { cat log; exit 1; }
go mod tidy >>log 2>&1 || true
go run . > out 2>>log || { cat log; exit 1; }
cat out
diff out - <<'SEEN' || { echo "changed: the finding no longer holds"; exit 1; }
arrow item nullable: false
root: repeated, item: optional
SEEN
echo "unchanged"
