#!/usr/bin/env bash
# Library: @sqlite.org/sqlite-wasm 3.53.4-build2 (npm), the official build of SQLite. Seen 2026-12-01.
# Expected: in a full-text index, the prefix query accessib* finds a text that holds the word accessibility, as it does with
#           the tokenizer unicode61. A tokenizer that cuts words to stems is there to find more.
# Behavior: with FTS5's tokenizer porter it finds nothing, and no error says so: the word is kept as its stem access, and the
#           prefix, which is longer than the stem, is compared with that. The whole word, and shorter prefixes, find it.
# Output seen:
#   unicode61 accessib*: 1
#   unicode61 accessibility: 1
#   unicode61 access*: 1
#   porter accessib*: 0
#   porter accessibility: 1
#   porter access*: 1
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --no-save --silent @sqlite.org/sqlite-wasm@3.53.4-build2 >log 2>&1 || { cat log; exit 1; }
cat > finding.mjs <<'JS'
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";

const sqlite3 = await sqlite3InitModule({ print: () => {}, printErr: () => {} });
const db = new sqlite3.oo1.DB(":memory:");
for (const tokenizer of ["unicode61", "porter"]) {
  db.exec(`CREATE VIRTUAL TABLE t_${tokenizer} USING fts5(a, tokenize='${tokenizer}')`);
  db.exec(`INSERT INTO t_${tokenizer} VALUES ('accessibility of systems')`);
  for (const query of ["accessib*", "accessibility", "access*"]) {
    const found = db.selectValue(`SELECT count(*) FROM t_${tokenizer} WHERE t_${tokenizer} MATCH ?`, query);
    console.log(`${tokenizer} ${query}: ${found}`);
  }
}
JS
node finding.mjs > out
cat out
diff out - <<'SEEN' || { echo "changed: the finding no longer holds"; exit 1; }
unicode61 accessib*: 1
unicode61 accessibility: 1
unicode61 access*: 1
porter accessib*: 0
porter accessibility: 1
porter access*: 1
SEEN
echo "unchanged"
