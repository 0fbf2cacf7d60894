#!/usr/bin/env node
// Prints what a reader from npm makes of each column of each CSV file of a release, as infer.py does for pandas.
// usage: infer.mjs READER RELEASE      READER: duckdb, polars
import fs from 'node:fs';
import path from 'node:path';

const [reader, release] = process.argv.slice(2);
const folder = path.join(release, 'csv');
const tables = fs.readdirSync(folder).filter(f => f.endsWith('.csv')).sort().map(f => [f.replace('.csv', ''), path.join(folder, f)]);
const print = (table, column, kind, missing) => console.log([table, column, kind, missing].join('\t'));
const kinds = [[/bool/i, 'boolean'], [/int/i, 'integer'], [/double|float|decimal/i, 'decimal'], [/varchar|string|utf8/i, 'text'], [/^time$/i, 'time'], [/date|timestamp/i, 'date']];
const kindOf = (type, empty) => empty ? 'nothing' : (kinds.find(([pattern]) => pattern.test(type)) ?? [, type])[1];

if (reader === 'duckdb') {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const [table, file] of tables) {
    await connection.run(`CREATE OR REPLACE TABLE t AS FROM read_csv('${file.replaceAll("'", "''")}')`);
    const rows = (await connection.runAndReadAll('SELECT count(*) AS n FROM t')).getRowObjects()[0].n;
    for (const { column_name: name, column_type: type } of (await connection.runAndReadAll('DESCRIBE t')).getRowObjects()) {
      const missing = (await connection.runAndReadAll(`SELECT count(*) - count("${name}") AS n FROM t`)).getRowObjects()[0].n;
      print(table, name, kindOf(type, rows === 0n), missing);
    }
  }
} else {
  const { default: pl } = await import('nodejs-polars');
  for (const [table, file] of tables) {
    const frame = pl.readCSV(file);
    for (const name of frame.columns) {
      const column = frame.getColumn(name);
      print(table, name, kindOf(String(column.dtype), frame.height === 0), column.nullCount());
    }
  }
}
