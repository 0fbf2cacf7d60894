#!/usr/bin/env bash
# Library: DuckDB 1.5.6, npm package @duckdb/node-api 1.5.6-r.1. Seen 2026-12-01.
# Expected: read_csv with comment = '#' keeps a # inside a quoted value: the quotation mark is the default of the option quote,
#           and the same file without the comment line at its head is read so.
# Behavior: where the first quoted value comes late, one comment line at the head decides: with it, quotes no longer count, "C#"
#           is cut at its #, and the file is refused for a row of two columns. With quote = '"' stated, it is read whole. So a
#           file is read while it is small and refused when it grows.
# Output seen:
#   no comment line, 3000 plain rows: 3001 rows, C#
#   a comment line, 3 plain rows: 4 rows, C#
#   a comment line, 3000 plain rows: Invalid Input Error: CSV Error on Line: 3003
#   a comment line, 3000 plain rows, quote = '"': 3001 rows, C#
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --no-save --silent @duckdb/node-api@1.5.6-r.1 >log 2>&1 || { cat log; exit 1; }
cat > finding.js <<'JS'
import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const db = await (await DuckDBInstance.create(":memory:")).connect();
for (const [head, plain, options] of [["", 3000, ""], ["# a comment\n", 3, ""], ["# a comment\n", 3000, ""], ["# a comment\n", 3000, ", quote = '\"'"]]) {
  writeFileSync("a.tsv", head + "id\tlabel\tlanguage\n" + "1\tJava\ten\n".repeat(plain) + 'x\t"C#"\ten\n');
  const query = `SELECT count(*) || ' rows, ' || max(label) FILTER (id = 'x') FROM read_csv('a.tsv', delim = '\t', header = true, comment = '#', all_varchar = true${options})`;
  let seen;
  try {
    seen = (await db.runAndReadAll(query)).getRowsJson()[0][0];
  } catch (e) {
    seen = e.message.split("\n")[0];
  }
  console.log(`${head ? "a" : "no"} comment line, ${plain} plain rows${options}: ${seen}`);
}
JS
node finding.js > out
cat out
diff out - <<'SEEN' || { echo "changed: the finding no longer holds"; exit 1; }
no comment line, 3000 plain rows: 3001 rows, C#
a comment line, 3 plain rows: 4 rows, C#
a comment line, 3000 plain rows: Invalid Input Error: CSV Error on Line: 3003
a comment line, 3000 plain rows, quote = '"': 3001 rows, C#
SEEN
echo "unchanged"
