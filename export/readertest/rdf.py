"""Reads every graph of a release with rdflib, as JSON-LD and, where the release has it, as Turtle, and compares the two.
usage: rdf.py RELEASE. Prints a line for each problem and, last, "FILES files, VALUES values"."""
import gzip
import pathlib
import sys

import rdflib

release = pathlib.Path(sys.argv[1])
files = values = problems = 0


def problem(message):
    global problems
    problems += 1
    if problems < 20:
        print(message)


for path in sorted([*(release / "jsonld").glob("*.jsonld*"), *(release / "resource").glob("*/*.jsonld")]):
    files += 1
    data = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
    first = set(rdflib.Graph().parse(data=data, format="json-ld"))
    values += len(first)
    if not first:
        problem(f"{path.relative_to(release)}: it has no statement")
    if any(isinstance(term, rdflib.BNode) for statement in first for term in statement):
        problem(f"{path.relative_to(release)}: it has a blank node")
    turtle = path.with_suffix(".ttl")
    if path.suffix == ".jsonld" and turtle.exists():
        files += 1
        second = set(rdflib.Graph().parse(str(turtle), format="turtle"))
        if first != second:
            problem(f"{turtle.relative_to(release)}: {len(second)} statements, {len(first)} in JSON-LD; not in both: {sorted(first ^ second)[:2]}")
print(f"{files} files, {values} values")
sys.exit(1 if problems else 0)
