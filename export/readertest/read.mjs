#!/usr/bin/env node
// Opens the files of a release with a reader that is not part of this project and compares what it reads with
// the release's JSON records.
// usage: read.mjs READER RELEASE      READER: hyparquet, parquet-wasm, duckdb, views, polars, exceljs, sheetjs, ajv, rdf
// Prints a line for each problem and, last, "FILES files, VALUES values". Exits 1 when there was a problem.
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const [name, release] = process.argv.slice(2);
const SCHEMAS = process.env.FWCI_SCHEMAS;
let files = 0, values = 0, problems = 0;

function problem(text) {
  if (problems++ < 20) console.log(text);
}

const list = (dir, end) => fs.readdirSync(path.join(release, dir)).filter(f => f.endsWith(end)).sort();
const records = table => JSON.parse(fs.readFileSync(path.join(release, 'json', table + '.json'), 'utf8'));

// plain turns what a reader gives into what JSON has.
function plain(v) {
  if (v === undefined || v === null) return null;
  if (typeof v === 'bigint') return Number(v);
  if (Array.isArray(v)) return v.map(plain);
  if (typeof v === 'object' && typeof v.toArray === 'function') return Array.from(v.toArray(), plain);
  if (typeof v === 'object' && v.items) return Array.from(v.items, plain);
  return v;
}

// compare compares the rows of a table, objects by column, with its records.
function compare(table, rows) {
  files++;
  const want = records(table);
  if (rows.length !== want.length) return problem(`${table}: ${rows.length} rows; expected ${want.length}`);
  want.forEach((record, i) => {
    for (const [column, value] of Object.entries(record)) {
      values++;
      const got = plain(rows[i][column]);
      if (JSON.stringify(got) !== JSON.stringify(value)) problem(`${table}, row ${i + 1}, ${column}: ${JSON.stringify(got)}; expected ${JSON.stringify(value)}`);
    }
  });
}

const parquetTables = () => list('parquet', '.parquet').map(f => [path.basename(f, '.parquet'), path.join(release, 'parquet', f)]);

// compareSheets compares the sheets that carry a table's name; rows is a function from a sheet's name to its
// rows, arrays of cells.
function compareSheets(sheets, rows) {
  for (const table of list('json', '.json').map(f => path.basename(f, '.json'))) {
    if (!sheets.includes(table)) { problem(`no sheet ${table}`); continue; }
    const [head, ...body] = rows(table);
    const want = records(table);
    const objects = body.slice(0, Math.max(want.length, 0)).map(r => Object.fromEntries(head.map((h, i) => [h, r[i]])));
    const listed = o => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, typeof v === 'string' && want.some(w => Array.isArray(w[k])) ? v.split('|') : v]));
    compare(table, objects.map(listed));
  }
}

const readers = {
  async hyparquet() {
    const { parquetReadObjects, asyncBufferFromFile } = await import('hyparquet');
    const { compressors } = await import('hyparquet-compressors');
    for (const [table, file] of parquetTables()) compare(table, await parquetReadObjects({ file: await asyncBufferFromFile(file), compressors }));
  },
  async 'parquet-wasm'() {
    const { readParquet } = await import('parquet-wasm/node');
    const { tableFromIPC } = await import('apache-arrow');
    for (const [table, file] of parquetTables()) {
      const arrow = tableFromIPC(readParquet(fs.readFileSync(file)).intoIPCStream());
      compare(table, arrow.toArray().map(r => r.toJSON()));
    }
  },
  async duckdb() {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const [table, file] of parquetTables()) {
      const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet('${file.replaceAll("'", "''")}')`);
      compare(table, reader.getRowObjects());
    }
  },
  // The views of load/fwci.sql: each table, and each joined view, which the database has too (read with sqlite3).
  async views() {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const { execFileSync } = await import('node:child_process');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const rows = async query => (await connection.runAndReadAll(query)).getRowObjects();
    await connection.run(`SET file_search_path = '${release.replaceAll("'", "''")}'`);
    await connection.run(fs.readFileSync(path.join(release, 'load', 'fwci.sql'), 'utf8'));
    for (const [table] of parquetTables()) compare(table, await rows(`SELECT * FROM ${table}`));
    const database = path.join(release, 'sqlite', list('sqlite', '.sqlite')[0]);
    const sqlite = query => JSON.parse(execFileSync('sqlite3', ['-json', database, query], { encoding: 'utf8', maxBuffer: 1 << 28 }) || '[]');
    const names = (await rows(`SELECT view_name AS name, comment FROM duckdb_views() WHERE view_name LIKE 'named_%' ORDER BY view_name`));
    const other = sqlite(`SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'named_%' ORDER BY name`);
    if (names.length < 7 || names.some(n => !n.comment) || JSON.stringify(names.map(n => n.name)) !== JSON.stringify(other.map(n => n.name))) {
      problem(`the joined views of DuckDB are ${JSON.stringify(names)}; SQLite has ${JSON.stringify(other)}`);
    }
    for (const { name } of names) {
      files++;
      // Booleans are 0 and 1 in SQLite; only the mappings have an order.
      const shown = (r, sorted) => sorted ? r : r.sort();
      const lines = all => all.map(r => JSON.stringify(Object.entries(r).map(([k, v]) => [k, typeof v === 'boolean' ? Number(v) : plain(v)])));
      const sorted = name.startsWith('named_crosswalk');
      const got = shown(lines(await rows(`SELECT * FROM ${name}`)), sorted), want = shown(lines(sqlite(`SELECT * FROM ${name}`)), sorted);
      const base = (await rows(`SELECT count(*) AS n FROM ${name.replace('named_', '')}`))[0].n;
      values += want.length;
      const at = want.findIndex((line, i) => line !== got[i]);
      if (at >= 0 || got.length !== want.length || got.length !== Number(base) || !got.length) {
        problem(`${name}: ${got.length} rows in DuckDB, ${want.length} in SQLite, ${base} in its table; the first that differs is ${got[at]}, in SQLite ${want[at]}`);
      }
    }
  },
  async polars() {
    const { default: pl } = await import('nodejs-polars');
    for (const [table, file] of parquetTables()) compare(table, pl.readParquet(file).toRecords());
  },
  async exceljs() {
    const { default: Excel } = await import('exceljs');
    const book = new Excel.Workbook();
    await book.xlsx.readFile(path.join(release, 'excel', 'fwci-2210.xlsx'));
    const cell = v => v && typeof v === 'object' ? v.text ?? v.result ?? v : v;
    compareSheets(book.worksheets.map(s => s.name), name => {
      const rows = [];
      book.getWorksheet(name).eachRow({ includeEmpty: true }, r => rows.push(r.values.slice(1).map(cell)));
      return rows;
    });
  },
  async sheetjs() {
    const { default: XLSX } = await import('xlsx');
    const book = XLSX.readFile(path.join(release, 'excel', 'fwci-2210.xlsx'));
    compareSheets(book.SheetNames, name => XLSX.utils.sheet_to_json(book.Sheets[name], { header: 1, raw: true, defval: null }));
  },
  async ajv() {
    const { default: Ajv } = await import('ajv');
    for (const file of fs.readdirSync(SCHEMAS).filter(f => f.endsWith('.schema.json'))) {
      const table = file.replace('.schema.json', '');
      const ajv = new Ajv({ strict: true, formats: { uri: /^https?:\/\/\S+$/, date: /^\d{4}-\d\d-\d\d$/ } });
      let validate;
      try { validate = ajv.compile(JSON.parse(fs.readFileSync(path.join(SCHEMAS, file), 'utf8'))); } catch (e) { problem(`${file}: ${e.message}`); continue; }
      files++;
      if (!fs.existsSync(path.join(release, 'json', table + '.json'))) continue;
      for (const record of records(table)) {
        values++;
        if (!validate(record)) problem(`${table}: ${ajv.errorsText(validate.errors)}: ${JSON.stringify(record).slice(0, 200)}`);
      }
    }
  },
  async rdf() {
    const { Parser, Store } = await import('n3');
    const oxigraph = (await import('oxigraph')).default;
    const jsonld = (await import('jsonld')).default;
    // term makes a term of oxigraph of one of n3.
    const term = t => t.termType === 'NamedNode' ? oxigraph.namedNode(t.value) : oxigraph.literal(t.value, t.language || oxigraph.namedNode(t.datatype.value));
    const refused = async url => { throw new Error(`the network was asked for ${url}`); };
    const parts = fs.existsSync(path.join(release, 'resource')) ? list('resource', '').flatMap(kind => list('resource/' + kind, '.jsonld').map(f => `resource/${kind}/${f}`)) : [];
    for (const file of [...list('jsonld', '.jsonld').map(f => 'jsonld/' + f), ...list('jsonld', '.gz').map(f => 'jsonld/' + f), ...parts]) {
      files++;
      const data = fs.readFileSync(path.join(release, file));
      const text = (file.endsWith('.gz') ? gunzipSync(data) : data).toString('utf8');
      const quads = await jsonld.toRDF(JSON.parse(text), { format: 'application/n-quads', documentLoader: refused, safe: true });
      const first = new Set(quads.trim().split('\n'));
      const store = new oxigraph.Store();
      store.load(text, { format: 'application/ld+json', base_iri: 'https://example.org/' });
      const turtle = path.join(release, file.replace('.jsonld', '.ttl'));
      const counts = { 'jsonld.js': first.size, oxigraph: store.size };
      if (fs.existsSync(turtle)) {
        const other = new oxigraph.Store();
        other.load(fs.readFileSync(turtle, 'utf8'), { format: 'text/turtle', base_iri: 'https://example.org/' });
        counts['oxigraph, Turtle'] = other.size;
        const parsed = new Parser().parse(fs.readFileSync(turtle, 'utf8'));
        counts.n3 = new Store(parsed).size;
        const missing = parsed.find(q => !store.has(oxigraph.triple(term(q.subject), term(q.predicate), term(q.object))));
        if (missing) problem(`${file}: a statement of the Turtle is not in the JSON-LD: ${missing.subject.value} ${missing.predicate.value} ${missing.object.value}`);
      }
      values += first.size;
      if (new Set(Object.values(counts)).size !== 1 || first.size === 0) problem(`${file}: the readers count other statements: ${JSON.stringify(counts)}`);
    }
  },
};

if (!readers[name] || !release) {
  console.error(`usage: read.mjs READER RELEASE; READER is one of ${Object.keys(readers).join(', ')}`);
  process.exit(2);
}
try { await readers[name](); } catch (e) { problem(`${name} cannot read the release: ${e.stack}`); }
console.log(`${files} files, ${values} values`);
process.exit(problems ? 1 : 0);
