#!/usr/bin/env node
// Runs an example from the standard input in the current folder and prints each row that it gives as JSON.
// usage: run.mjs duckdb|sparql [FILE]      FILE is the JSON-LD that a query in SPARQL asks
import fs from 'node:fs';

const [language, file] = process.argv.slice(2);
const text = fs.readFileSync(0, 'utf8');
const print = row => console.log(JSON.stringify(row, (_, v) => typeof v === 'bigint' ? Number(v) : v));

if (language === 'duckdb') {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  // .read is a command of DuckDB's shell: it runs the statements of a file.
  const script = text.replace(/^\.read (.+)$/gm, (_, path) => fs.readFileSync(path, 'utf8'));
  (await connection.runAndReadAll(script)).getRowObjects().forEach(print);
} else if (language === 'sparql') {
  const oxigraph = (await import('oxigraph')).default;
  const store = new oxigraph.Store();
  store.load(fs.readFileSync(file, 'utf8'), { format: 'application/ld+json' });
  for (const solution of store.query(text)) print(Object.fromEntries([...solution].map(([name, term]) => [name, term.value])));
} else {
  console.error('usage: run.mjs duckdb|sparql [FILE]');
  process.exit(2);
}
