"""Loads every table of a release with load/fwci.py and prints what it gives; load.R prints the same.
usage: load.py RELEASE. A line "table NAME ROWS" begins a table, "column NAME TYPE" a column; a line for each
value follows: "-" for a missing one, else "=" and the value."""
import importlib.util
import pathlib
import sys

release = pathlib.Path(sys.argv[1])
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("fwci", release / "load" / "fwci.py")
fwci = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fwci)

import numpy
import pandas

TYPES = {"string": "string", "Int64": "integer", "Float64": "number", "boolean": "boolean", "object": "list"}


def shown(value):
    if value is None or value is pandas.NA:
        return "-"
    if isinstance(value, list):
        return "=" + "|".join(value)
    return "=" + (str(value).lower() if isinstance(value, (bool, numpy.bool_)) else f"{value:.15g}" if isinstance(value, float) else str(value))


lines = []
loaded = fwci.load()
assert list(loaded) == fwci.tables()
for name, table in loaded.items():
    assert table.equals(fwci.table(name)) and list(fwci.columns(name)["name"]) == list(table.columns), name
    lines.append(f"table {name} {len(table)}")
    for column in table.columns:
        lines.append(f"column {column} {TYPES[str(table[column].dtype)]}")
        lines += [shown(value) for value in table[column].tolist()]
try:
    fwci.table("nothing")
    lines.append("a table that does not exist is loaded")
except ValueError as error:
    lines.append(f"refused {error}")
sys.stdout.buffer.write(("\n".join(lines) + "\n").encode())
