#!/usr/bin/env python3
"""Holds the release program against the corpus, and against the debug program on small packages.

    test_release.py RELEASE DEBUG

The optimiser has once compiled wrongly what no test of the debug program could show: packages as
small as those that a beginner writes, with and without each thing that a descriptor may say.
"""
import itertools
import json
import os
import subprocess
import sys
import tempfile

TODAY = "2026-11-21"


def run(program, *arguments):
    """The exit status, output and complaints of a run; a signal is a negative status."""
    result = subprocess.run(
        [program, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    return result.returncode, result.stdout, result.stderr


def descriptor(enums, units, reference, label, thread):
    """A package of two tables that says some things and leaves out others."""
    def field(name, type=None, **more):
        return {"name": name, "type": "string"} | ({"avow:type": type} if type else {}) | more

    package = {"name": "p", "version": "1.0.0", "licenses": [{"name": "CC0-1.0"}]}
    if enums:
        package["avow:enums"] = {"stance": {"ordered": True, "values": ["refused", "pledged"]}}
    if units:
        package["avow:units"] = {"money": [{"unit": "EUR"}]}
    towns = {
        "name": "towns", "type": "table", "path": "towns.csv",
        "schema": {"primaryKey": ["id"], "fields": [field("id"), field("name")]}}
    fields = [field("id"), field("town", "towns" if reference == "type" else None)]
    if enums == "used":
        fields.append(field("stance", "enum stance"))
    if units == "used":
        fields.append(field("amount", "quantity(money)"))
    pledges = {
        "name": "pledges", "type": "table", "path": "pledges.csv",
        "schema": {"primaryKey": ["id"], "fields": fields}}
    if reference == "key":
        pledges["schema"]["foreignKeys"] = [
            {"fields": ["town"], "reference": {"resource": "towns", "fields": ["id"]}}]
    if label:
        towns["avow:label"] = "name"
        pledges["avow:row"] = "pledge"
    tables = [towns, pledges]
    if thread:
        tables.append({
            "name": "statements", "type": "table", "path": "statements.csv",
            "schema": {"primaryKey": ["id"], "fields": [
                field("id"), field("pledge", "pledges"), field("said", "date"), field("place")]}})
        pledges["avow:thread"] = {
            "of": "statements", "member": "pledge", "date": "said", "fields": ["place"]}
        pledges["schema"]["avow:fields"] = [field("place") | {"avow:derived": "thread"}]
    package["resources"] = tables
    return package


def write(directory, package, has_rows):
    """Writes the package with two rows a table, or none."""
    cells = {
        "id": ["a", "b"], "town": ["a", "b"], "name": ["Ahlen", "Bredow"],
        "stance": ["refused", ""], "amount": ["[2..3] m EUR", "none"], "pledge": ["a", "b"],
        "said": ["2024-05", ""], "place": ["here", "there"]}
    with open(os.path.join(directory, "datapackage.json"), "w") as file:
        json.dump(package, file)
    for table in package["resources"]:
        names = [field["name"] for field in table["schema"]["fields"]]
        rows = [[cells[name][row] for name in names] for row in range(2)] if has_rows else []
        with open(os.path.join(directory, table["path"]), "w") as file:
            file.writelines(",".join(row) + "\n" for row in [names, *rows])


def compare(release, debug, directory):
    """What the two programs do differently with a package, as texts."""
    snapshot = os.path.join(directory, "p.avowdb")
    runs = [
        ("check", directory), ("build", directory, "-o", snapshot), (snapshot, "-c", "pledges"),
        (directory, "-c", ".tables"), (directory, "-c", "pledges group by town"),
        (directory, "-c", "towns select id, count(pledges) as n why"),
    ]
    for arguments in runs:
        expected, found = run(debug, *arguments), run(release, *arguments)
        if expected[0] < 0 or expected != found:
            yield f"avow {' '.join(arguments)}: {found[0]} for {expected[0]}\n{found[2]}"


def main(release, debug):
    root = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
    corpus = [os.path.join(root, path) for path in ("Tests/Corpus/queries", "Examples")]
    status, report, complaints = run(release, "test", *corpus, "--today", TODAY)
    faults = []
    if status != 0:
        failed = [line for line in report.splitlines() if line.startswith(("not ok", "# "))]
        faults.append("\n".join([*failed, complaints]))
    kinds = list(itertools.product(
        (None, "unused", "used"), (None, "unused", "used"), (None, "key", "type"), (False, True),
        (False, True), (False, True)))
    for *says, has_rows in kinds:
        with tempfile.TemporaryDirectory() as directory:
            write(directory, descriptor(*says), has_rows)
            faults += [f"{says}, rows: {has_rows}: {text}" for text in compare(release, debug, directory)]
    for fault in faults[:20]:
        print(fault)
    print(f"{len(kinds)} packages and the corpus: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
