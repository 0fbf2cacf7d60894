"""Loads the tables of a release of FWCI open data into pandas, with the right types.

Needs pandas (1.5 or later) and nothing else:

    import sys; sys.path.insert(0, "PATH/TO/RELEASE/load")
    import fwci
    rankings = fwci.table("competency_rankings")

What the columns are is read from datapackage.json, the values from the CSV files. Texts are "string", whole
numbers "Int64", other numbers "Float64", truth values "boolean"; lists are Python lists. A missing value is
pandas.NA, in a list column None. Codes such as 0110 and 2511.10 stay text, and no text value becomes missing.
"""

import csv
import json
import pathlib

import pandas

RELEASE = pathlib.Path(__file__).resolve().parent.parent


def tables(release=RELEASE):
    """Return the names of the tables of a release, in its order."""
    return [resource["name"] for resource in _package(release)["resources"]]


def columns(name, release=RELEASE):
    """Return a data frame that describes the columns of a table: name, type, title, description, unit."""
    fields = _resource(name, release)["schema"]["fields"]
    keys = ["name", "type", "title", "description", "unit"]
    described = {key: [_kind(f) if key == "type" else f.get(key) for f in fields] for key in keys}
    return pandas.DataFrame(described, dtype="string")


def table(name, release=RELEASE):
    """Return a table as a data frame. Raise ValueError when the file is not as datapackage.json describes it."""
    return _read(_resource(name, release), release)


def _read(resource, release):
    schema = resource["schema"]
    path = pathlib.Path(release) / resource["path"]
    csv.field_size_limit(2**31 - 1)  # without it a text of 128 KiB is an error
    with open(path, encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, strict=True)
    expected = [field["name"] for field in schema["fields"]]
    if head != expected:
        raise ValueError(f"{path}: the columns are {head}; expected {expected}")
    if len(rows) != resource.get("rows", len(rows)):
        raise ValueError(f"{path}: {len(rows)} rows; expected {resource['rows']}")
    rows = [row or [""] for row in rows]  # an empty line holds one empty field
    for number, row in enumerate(rows, start=1):
        if len(row) != len(head):
            raise ValueError(f"{path}, row {number}: {len(row)} values; expected {len(head)}")
    missing = schema["missingValues"]
    columns = {}
    for at, field in enumerate(schema["fields"]):
        columns[field["name"]] = _typed([None if row[at] in missing else row[at] for row in rows], field, path)
    return pandas.DataFrame(columns)


def load(release=RELEASE):
    """Return every table of a release as a dictionary of data frames."""
    return {resource["name"]: _read(resource, release) for resource in _package(release)["resources"]}


def _package(release):
    with open(pathlib.Path(release) / "datapackage.json", encoding="utf-8") as file:
        return json.load(file)


def _resource(name, release):
    resources = _package(release)["resources"]
    for resource in resources:
        if resource["name"] == name:
            return resource
    raise ValueError(f"no table {name!r}; the tables are " + ", ".join(r["name"] for r in resources))


def _kind(field):
    """A field of type string with a separator holds a list."""
    return "list" if field["type"] == "string" and "separator" in field else field["type"]


_DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "list": "object"}
_BOOLEANS = {"true": True, "false": False}


def _typed(texts, field, path):
    kind = _kind(field)
    if kind not in _DTYPES:
        raise ValueError(f"{path}, {field['name']}: the type {kind!r} is not one that this program knows")
    read = {
        "string": str,
        "integer": int,
        "number": float,
        "boolean": lambda text: _BOOLEANS[text],
        "list": lambda text: text.split(field["separator"]),
    }[kind]
    missing = None if kind == "list" else pandas.NA
    values = []
    for row, text in enumerate(texts, start=1):
        try:
            values.append(missing if text is None else read(text))
        except (KeyError, ValueError):
            raise ValueError(f"{path}, row {row}, {field['name']}: {text!r} is not of the type {kind}") from None
    return pandas.Series(values, dtype=_DTYPES[kind], name=field["name"])
