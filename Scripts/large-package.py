#!/usr/bin/env python3
"""large-package.py DIRECTORY [ROWS]: writes a sound package of statements and pledges, a million rows by default.

For measuring: avow check DIRECTORY. With --broken, every row of statements has a defect.
"""
import json
import os
import random
import sys

arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
directory = arguments[0]
rows = int(arguments[1]) if len(arguments) > 1 else 1_000_000
is_broken = "--broken" in sys.argv
statements, actors, documents = rows * 3 // 4, 2000, 200
pledges = rows - statements - actors - documents
digest = "0123456789abcdef" * 4
stances = ["refused", "proposed", "willing", "offered", "pledged", "agreed"]
types = ["troops", "money", "arms", "training", "ships"]
random.seed(7)


def field(name, kind="string", **more):
    return {"name": name, "type": kind, **{key.replace("_", ":", 1): value for key, value in more.items()}}


def resource(name, fields, **more):
    return {
        "name": name, "type": "table", "path": f"data/{name}.csv",
        **{key.replace("_", ":", 1): value for key, value in more.items()},
        "schema": {"fields": fields, "primaryKey": ["id"]},
    }


package = {
    "name": "large", "title": "A large register", "version": "1.0.0",
    "avow:units": {"money": [{"unit": "USD"}, {"unit": "EUR"}]},
    "avow:enums": {
        "stance": {"ordered": True, "values": stances}, "type": {"values": types},
        "certainty": {"ordered": True, "values": ["possible", "probable", "certain"]},
    },
    "resources": [
        resource("documents", [field("id"), field("title"), field("published", avow_type="date"),
                               field("length", "integer")], avow_label="title"),
        resource("actors", [field("id"), field("name"), field("aliases", avow_type="list of text")],
                 avow_label="name", avow_aliases="aliases"),
        resource("statements", [
            field("id"), field("document", avow_type="documents"), field("said", avow_type="date"),
            field("actors", avow_type="list of actors"), field("stance", avow_type="enum stance"),
            field("certainty", avow_type="enum certainty"), field("amount", avow_type="quantity(money)"),
            field("pledges", avow_type="list of pledges"),
            field("summary", constraints={"maxLength": 60, "pattern": "[A-Z].*\\."}),
            field("evidence", avow_type="list of span")], avow_label="summary"),
        resource("pledges", [field("id"), field("title"), field("country", avow_type="actors"),
                             field("type", avow_type="enum type")], avow_label="title"),
    ],
}
package["resources"][3]["avow:thread"] = {
    "of": "statements", "member": "pledges", "date": "said", "certainty": "certainty", "fields": ["stance", "amount"]}
package["resources"][3]["schema"]["avow:fields"] = [
    {"name": "stance", "avow:derived": "thread", "avow:type": "enum stance"},
    {"name": "amount", "avow:derived": "thread", "avow:type": "quantity(money)"}]

os.makedirs(f"{directory}/data", exist_ok=True)
with open(f"{directory}/datapackage.json", "w") as file:
    json.dump(package, file, indent=1)
with open(f"{directory}/data/documents.csv", "w") as file:
    file.write("id,title,published,length\n")
    file.writelines(f"d{i},Document {i},2026-01-01,100000000\n" for i in range(documents))
with open(f"{directory}/data/actors.csv", "w") as file:
    file.write("id,name,aliases\n")
    file.writelines(f"a{i},Actor {i},The {i}th|No {i}\n" for i in range(actors))
with open(f"{directory}/data/pledges.csv", "w") as file:
    file.write("id,title,country,type\n")
    file.writelines(f"p{i},Promise number {i},a{i % actors},{types[i % 5]}\n" for i in range(pledges))
with open(f"{directory}/data/statements.csv", "w") as file:
    file.write("id,document,said,actors,stance,certainty,amount,pledges,summary,evidence\n")
    for i in range(statements):
        day = f"{2020 + i // 150_000 % 6}-{i // 12_500 % 12 + 1:02}-{i // 450 % 28 + 1:02}"
        actor = f"a{i * 7 % actors}" if not is_broken else f"x{i}"
        amount = f"{random.randrange(1, 999)} mn USD" if i % 3 == 0 else ""
        file.write(
            f"s{i},d{i % documents},{day},{actor},{stances[i % 6]},certain,{amount},p{i % pledges},"
            f"Statement number {i} says so.,d{i % documents}:{i % 90 + 1}:{i * 40}-{i * 40 + 30}:en:{digest}\n")
