// Package readertest opens a release with readers that are not part of this project: Parquet, workbook, JSON
// Schema and RDF libraries from npm, openpyxl from Python, readxl from R, and Gnumeric. It holds tests only;
// `make readers` installs what they need from npm.
package readertest
