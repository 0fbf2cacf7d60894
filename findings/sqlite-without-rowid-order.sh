#!/usr/bin/env bash
# Library: @sqlite.org/sqlite-wasm 3.53.4-build2 (npm), the official build of SQLite. Seen 2026-12-01.
# Expected: a table WITHOUT ROWID is stored in the order of its primary key, so SELECT * without ORDER BY walks it in that
#           order. SQL promises no order, but an index on the second column alone should change nothing.
# Behavior: in a link table whose columns are all in the key, the second index has every column too, since an index of
#           such a table carries the key. SQLite then reads that index instead of the table, and the rows come in the
#           order of the second column. The same table with a rowid is read in the order of its key.
# Output seen:
#   with a rowid: r1-s9 r2-s8 r3-s1
#   without rowid: r3-s1 r2-s8 r1-s9
#   without rowid, no second index: r1-s9 r2-s8 r3-s1
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true}' > package.json
npm install --no-save --silent @sqlite.org/sqlite-wasm@3.53.4-build2 >log 2>&1 || { cat log; exit 1; }
cat > finding.mjs <<'JS'
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";

const sqlite3 = await sqlite3InitModule({ print: () => {}, printErr: () => {} });
const db = new sqlite3.oo1.DB(":memory:");
for (const [label, table, options, index] of [
  ["with a rowid", "a", "", true],
  ["without rowid", "b", "WITHOUT ROWID", true],
  ["without rowid, no second index", "c", "WITHOUT ROWID", false],
]) {
  db.exec(`CREATE TABLE ${table} (role TEXT NOT NULL, statement TEXT NOT NULL, PRIMARY KEY (role, statement)) ${options}`);
  if (index) db.exec(`CREATE INDEX ${table}_by_statement ON ${table} (statement)`);
  db.exec(`INSERT INTO ${table} VALUES ('r1', 's9'), ('r2', 's8'), ('r3', 's1')`);
  console.log(`${label}: ${db.selectArrays(`SELECT * FROM ${table}`).map((row) => row.join("-")).join(" ")}`);
}
JS
node finding.mjs > out
cat out
diff out - <<'SEEN' || { echo "changed: the finding no longer holds"; exit 1; }
with a rowid: r1-s9 r2-s8 r3-s1
without rowid: r3-s1 r2-s8 r1-s9
without rowid, no second index: r1-s9 r2-s8 r3-s1
SEEN
echo "unchanged"
