"""Opens the workbook of a release with openpyxl and compares the tables with the JSON records.
usage: read.py RELEASE. Prints a line for each problem and, last, "FILES files, VALUES values"."""
import json
import pathlib
import sys

import openpyxl

release = pathlib.Path(sys.argv[1])
book = openpyxl.load_workbook(release / "excel" / "fwci-2210.xlsx", read_only=True)
files = values = problems = 0
for path in sorted((release / "json").glob("*.json")):
    files += 1
    records = json.loads(path.read_text(encoding="utf-8"))
    head, *rows = book[path.stem].iter_rows(values_only=True)
    rows = rows[: len(records)]  # an empty table has one empty row
    if len(rows) != len(records):
        problems += 1
        print(f"{path.stem}: {len(rows)} rows; expected {len(records)}")
    for i, (record, row) in enumerate(zip(records, rows)):
        found = dict(zip(head, row))
        for column, value in record.items():
            values += 1
            expected = "|".join(value) if isinstance(value, list) else value
            if found.get(column) != expected or isinstance(found.get(column), bool) != isinstance(expected, bool):
                problems += 1
                if problems < 20:
                    print(f"{path.stem}, row {i + 1}, {column}: {found.get(column)!r}; expected {expected!r}")
print(f"{files} files, {values} values")
sys.exit(1 if problems else 0)
