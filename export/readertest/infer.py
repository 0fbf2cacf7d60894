"""Prints what pandas makes of each column of each CSV file of a release, read as read_csv does by itself.
usage: infer.py RELEASE. A line for each column: table, column, type, missing values, all with tabs between."""
import pathlib
import sys

import pandas

KINDS = {"b": "boolean", "i": "integer", "u": "integer", "f": "decimal", "O": "text", "M": "date"}
for path in sorted((pathlib.Path(sys.argv[1]) / "csv").glob("*.csv")):
    table = pandas.read_csv(path)
    for column in table.columns:
        values = table[column].dropna()
        kind = KINDS.get(table[column].dtype.kind, "text")
        if kind == "text" and len(values) and values.map(lambda v: isinstance(v, bool)).all():
            kind = "boolean"
        if kind == "decimal" and values.empty:
            kind = "nothing"
        if kind == "text" and table.empty:
            kind = "nothing"
        print(path.stem, column, kind, int(table[column].isna().sum()), sep="\t")
