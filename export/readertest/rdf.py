"""Reads every graph of a release with rdflib, as Turtle and as JSON-LD, and compares the two.
usage: rdf.py RELEASE. Prints a line for each problem and, last, "FILES files, VALUES values"."""
import pathlib
import sys

import rdflib

release = pathlib.Path(sys.argv[1])
files = values = problems = 0
for turtle in sorted([*(release / "jsonld").glob("*.ttl"), *(release / "resource").glob("*/*.ttl")]):
    files += 2
    first = set(rdflib.Graph().parse(str(turtle), format="turtle"))
    second = set(rdflib.Graph().parse(str(turtle.with_suffix(".jsonld")), format="json-ld"))
    values += len(first)
    if first != second or not first:
        problems += 1
        if problems < 20:
            print(f"{turtle.relative_to(release)}: {len(first)} statements, {len(second)} in JSON-LD; not in both: {sorted(first ^ second)[:2]}")
    if any(isinstance(term, rdflib.BNode) for statement in first for term in statement):
        problems += 1
        print(f"{turtle.relative_to(release)}: it has a blank node")
print(f"{files} files, {values} values")
sys.exit(1 if problems else 0)
