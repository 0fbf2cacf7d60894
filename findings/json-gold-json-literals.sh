#!/usr/bin/env bash
# Library: github.com/piprate/json-gold v0.9.1 (Go). Seen 2026-11-30.
# Expected: a value of the JSON-LD 1.1 type @json becomes an rdf:JSON literal of its canonical form, whatever JSON
#           value it is (JSON-LD 1.1, 10.2.4), or the conversion returns an error.
# Behavior: only objects do. For a text, a number list or null the conversion returns no error, and the literal
#           holds the message of an internal error instead of the value.
# Output seen:
#   object: "{\"a\":1}" error <nil>
#   text: "JSON Canonicalization error Expected '{' but got 't'" error <nil>
#   list: "JSON Canonicalization error Unexpected EOF reached" error <nil>
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
	"strings"

	"github.com/piprate/json-gold/ld"
)

func main() {
	for _, c := range []struct {
		name  string
		value any
	}{{"object", map[string]any{"a": 1.0}}, {"text", "text"}, {"list", []any{1.0}}} {
		document := map[string]any{
			"@context": map[string]any{"p": map[string]any{"@id": "http://example.org/p", "@type": "@json"}},
			"@id":      "http://example.org/s", "p": c.value,
		}
		options := ld.NewJsonLdOptions("")
		options.ProcessingMode = ld.JsonLd_1_1
		options.Format = "application/n-quads"
		quads, err := ld.NewJsonLdProcessor().ToRDF(document, options)
		text, _ := quads.(string)
		literal := strings.TrimPrefix(text[:max(strings.Index(text, "^^"), 0)], "<http://example.org/s> <http://example.org/p> ")
		fmt.Printf("%s: %s error %v\n", c.name, literal, err)
	}
}
GO
go get github.com/piprate/json-gold@v0.9.1 >log 2>&1 || { cat log; exit 1; }
go mod tidy >>log 2>&1 || true
go run . > out
cat out
diff out - <<'SEEN' || { echo "changed: the finding no longer holds"; exit 1; }
object: "{\"a\":1}" error <nil>
text: "JSON Canonicalization error Expected '{' but got 't'" error <nil>
list: "JSON Canonicalization error Unexpected EOF reached" error <nil>
SEEN
echo "unchanged"
