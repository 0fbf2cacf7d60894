#!/usr/bin/env bash
# Library: exceljs 4.4.0 (npm), with jszip 3.10.1 to make the file. Seen 2026-11-30.
# Expected: the namespace of a part's elements may be the default one or have a prefix: it is the same XML.
# Behavior: exceljs opens a workbook whose core properties are named cp:coreProperties and refuses the same workbook
#           where the same namespace is the default one, with the error below. Other readers open both.
# Output seen:
#   with the prefix cp: opened, keywords a
#   with a default namespace: Unexpected xml node in parseOpen: {"name":"keywords","attributes":{},"isSelfClosing":false}
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{"private":true,"type":"module"}' > package.json
npm install --no-audit --no-fund --ignore-scripts exceljs@4.4.0 jszip@3.10.1 >log 2>&1 || { cat log; exit 1; }
cat > main.mjs <<'JS'
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
const book = new ExcelJS.Workbook();
book.addWorksheet('A').getCell('A1').value = 1;
book.keywords = 'a';
const file = await book.xlsx.writeBuffer();
async function open(name, change) {
  const zip = await JSZip.loadAsync(file);
  zip.file('docProps/core.xml', change(await zip.file('docProps/core.xml').async('string')));
  const back = new ExcelJS.Workbook();
  try {
    await back.xlsx.load(await zip.generateAsync({ type: 'nodebuffer' }));
    console.log(`${name}: opened, keywords ${back.keywords}`);
  } catch (e) {
    console.log(`${name}: ${e.message}`);
  }
}
await open('with the prefix cp', t => t);
await open('with a default namespace', t => t.replaceAll('<cp:', '<').replaceAll('</cp:', '</').replace('xmlns:cp=', 'xmlns='));
JS
node main.mjs > out
cat out
diff out - <<'SEEN' || { echo "changed: the finding no longer holds"; exit 1; }
with the prefix cp: opened, keywords a
with a default namespace: Unexpected xml node in parseOpen: {"name":"keywords","attributes":{},"isSelfClosing":false}
SEEN
echo "unchanged"
