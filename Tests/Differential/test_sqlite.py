#!/usr/bin/env python3
"""Holds the answers of avow against those of SQLite.

Over exact data without gaps, Avow's three values are two, and SQL says the same in other words; over exact
data with gaps, what is unknown is NULL. This makes random queries in both languages, runs them on random
tables, with gaps in every second round, and compares the rows.

    test_sqlite.py [--rounds N] [--seed S] [--seconds S]

AVOW names another program than the debug build.
"""

import argparse
import csv
import datetime
import io
import json
import os
import pathlib
import random
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
AVOW = shlex.split(os.environ.get("AVOW", str(ROOT / ".build/debug/avow")))
KINDS = ["zinc", "amber", "moss", "dusk"]  # In the order in which they are declared.
WORDS = ["oak", "pine tree", "birch", "elm", "old oak", "a_b", "tree"]
TAGS = ["new", "old", "red"]
OWNERS = ["ada", "bo", "cy", "dee"]
QUERIES_A_ROUND = 100


class Data:
    """A random table of things, and of those that own them; with gaps, any cell but a key may be unknown."""

    def __init__(self, source, has_gaps):
        self.owners = [(name, source.randint(-3, 9), source.choice(WORDS)) for name in OWNERS]
        self.things = []
        for number in range(source.choice([0, 1, 5, 20, 60])):
            day = datetime.date(2024, 11, 1) + datetime.timedelta(source.randint(0, 240))
            cells = [
                source.choice(KINDS), source.randint(-4, 12), source.randint(0, 5),
                source.choice([True, False]), day.isoformat(), source.choice(WORDS),
                source.choice(OWNERS[:3])]
            if has_gaps:
                cells = [None if source.random() < 0.2 else cell for cell in cells]
            tags = source.sample(TAGS, source.choice([0, 0, 1, 2, 3]))
            self.things.append((f"t{number:03}", *cells, "|".join(tags)))

    def write(self, directory):
        """Writes a data package."""
        text, integer = {"type": "string"}, {"type": "integer"}
        things = [
            {"name": "id", **text}, {"name": "kind", "avow:type": "enum kind"},
            {"name": "n", **integer}, {"name": "m", **integer},
            {"name": "flag", "type": "boolean"}, {"name": "day", "avow:type": "date"},
            {"name": "word", **text}, {"name": "owner", "avow:type": "owners"},
            {"name": "tags", "avow:type": "list of text", "avow:empty": "none"}]
        owners = [{"name": "id", **text}, {"name": "rank", **integer}, {"name": "place", **text}]
        package = {
            "name": "random",
            "avow:enums": {"kind": {"ordered": True, "values": [{"value": kind} for kind in KINDS]}},
            "resources": [
                {"name": "things", "path": "things.csv", "avow:row": "thing",
                 "schema": {"fields": things, "primaryKey": "id"}},
                {"name": "owners", "path": "owners.csv", "avow:row": "owner",
                 "schema": {"fields": owners, "primaryKey": "id"}}]}
        (directory / "datapackage.json").write_text(json.dumps(package))
        for name, fields, rows in [("things", things, self.things), ("owners", owners, self.owners)]:
            with (directory / f"{name}.csv").open("w", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow([field["name"] for field in fields])
                writer.writerows(
                    [str(cell).lower() if isinstance(cell, bool) else cell for cell in row]
                    for row in rows)

    def load(self):
        """The same tables in SQLite."""
        base = sqlite3.connect(":memory:")
        base.execute("CREATE TABLE owners (id TEXT, rank INTEGER, place TEXT)")
        base.execute(
            "CREATE TABLE things (id TEXT, kind TEXT, n INTEGER, m INTEGER, flag INTEGER, day TEXT,"
            " word TEXT, owner TEXT, kind_rank INTEGER)")
        base.execute("CREATE TABLE tags (thing TEXT, tag TEXT)")
        base.executemany("INSERT INTO owners VALUES (?, ?, ?)", self.owners)
        base.executemany(
            "INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(*row[:8], row[1] and KINDS.index(row[1])) for row in self.things])
        base.executemany(
            "INSERT INTO tags VALUES (?, ?)",
            [(row[0], tag) for row in self.things for tag in row[8].split("|") if tag])
        return base


class Queries:
    """Makes random queries, each as Avow, as SQL, and whether the order of the rows is fixed."""

    def __init__(self, source, has_gaps):
        self.source = source
        self.has_gaps = has_gaps

    def pick(self, *choices):
        return self.source.choice(choices)

    def number(self, row, depth=1):
        """A whole number of a thing; `row` names the thing in SQL."""
        if depth == 0 or self.source.random() < 0.5:
            return self.pick(
                ("n", f"{row}.n"), ("m", f"{row}.m"), (str(k := self.source.randint(0, 9)), str(k)),
                ("owner.rank", f"(SELECT rank FROM owners WHERE id = {row}.owner)"))
        a, b = self.number(row, depth - 1), self.number(row, depth - 1)
        choice = self.source.randrange(6)
        if choice < 3:
            sign = "+-*"[choice]
            return f"({a[0]} {sign} {b[0]})", f"({a[1]} {sign} {b[1]})"
        if choice == 3:
            return f"abs({a[0]})", f"abs({a[1]})"
        if choice == 4:
            return f"(year(day) - {a[0]})", f"(CAST(substr({row}.day, 1, 4) AS INTEGER) - {a[1]})"
        if self.has_gaps:
            return f"coalesce({a[0]}, {b[0]})", f"COALESCE({a[1]}, {b[1]})"
        p = self.predicate(row, 0)
        return (f"(case when {p[0]} then {a[0]} else {b[0]} end)",
                f"(CASE WHEN {p[1]} THEN {a[1]} ELSE {b[1]} END)")

    def predicate(self, row="t", depth=2):
        """A condition on a thing."""
        if depth > 0 and self.source.random() < 0.6:
            p, q = self.predicate(row, depth - 1), self.predicate(row, depth - 1)
            choices = [
                (f"({p[0]} and {q[0]})", f"({p[1]} AND {q[1]})"),
                (f"({p[0]} or {q[0]})", f"({p[1]} OR {q[1]})"),
                (f"not ({p[0]})", f"NOT ({p[1]})")]
            if self.has_gaps:
                choices += [
                    (f"({p[0]}) is unknown", f"({p[1]}) IS NULL"),
                    (f"({p[0]}) is known", f"({p[1]}) IS NOT NULL"),
                    (f"possibly({p[0]})", f"COALESCE({p[1]}, 1)"),
                    (f"certainly({p[0]})", f"COALESCE({p[1]}, 0)")]
            return self.pick(*choices)
        words = ["numbers", "numbers", "between", "kind", "kinds", "flag", "day", "day", "word", "owner"]
        words += ["known"] if self.has_gaps else ["tags"] + ["nested"] * (len(row) < 3)
        return getattr(self, "compare_" + self.pick(*words))(row)

    def compare_known(self, row):
        name = self.pick("n", "m", "kind", "day", "word", "owner", "flag")
        return self.pick(
            (f"{name} is known", f"{row}.{name} IS NOT NULL"),
            (f"{name} is unknown", f"{row}.{name} IS NULL"))

    def compare_tags(self, row):
        tag, count = self.pick(*TAGS), self.source.randint(0, 3)
        having = f"(SELECT 1 FROM tags WHERE thing = {row}.id AND tag = '{tag}')"
        return self.pick(
            (f'tags has "{tag}"', f"EXISTS {having}"), (f'tags not has "{tag}"', f"NOT EXISTS {having}"),
            (f"count(tags) >= {count}",
             f"(SELECT count(*) FROM tags WHERE thing = {row}.id) >= {count}"))

    def compare_numbers(self, row):
        a, b = self.number(row), self.number(row)
        sign = self.pick("=", "!=", "<", "<=", ">", ">=")
        return f"{a[0]} {sign} {b[0]}", f"{a[1]} {sign} {b[1]}"

    def compare_between(self, row):
        a, low, high = self.number(row), self.number(row, 0), self.number(row, 0)
        return (f"{a[0]} between {low[0]} and {high[0]}", f"{a[1]} BETWEEN {low[1]} AND {high[1]}")

    def compare_kind(self, row):
        kind, sign = self.pick(*KINDS), self.pick("=", "!=", "<", "<=", ">", ">=")
        return f"kind {sign} {kind}", f"{row}.kind_rank {sign} {KINDS.index(kind)}"

    def compare_kinds(self, row):
        kinds = self.source.sample(KINDS, self.source.randint(1, 3))
        list_ = ", ".join(f"'{kind}'" for kind in kinds)
        return f"kind in ({', '.join(kinds)})", f"{row}.kind IN ({list_})"

    def compare_flag(self, row):
        return self.pick(("flag", f"{row}.flag"), ("flag = false", f"NOT {row}.flag"))

    def compare_day(self, row):
        first = datetime.date(self.pick(2024, 2025), self.source.randint(1, 12), 1)
        following = (first + datetime.timedelta(31)).replace(day=1)
        text = first.strftime("%Y-%m")
        if self.source.random() < 0.4:
            first = datetime.date(2025, self.source.randint(1, 6), self.source.randint(1, 28))
            following, text = first + datetime.timedelta(1), first.isoformat()
        day, low, high = f"{row}.day", f"'{first}'", f"'{following}'"
        return self.pick(
            (f"day in {text}", f"({day} >= {low} AND {day} < {high})"),
            (f"day = {text}", f"({day} >= {low} AND {day} < {high})"),
            (f"day != {text}", f"NOT ({day} >= {low} AND {day} < {high})"),
            (f"day before {text}", f"{day} < {low}"), (f"day < {text}", f"{day} < {low}"),
            (f"day after {text}", f"{day} >= {high}"), (f"day > {text}", f"{day} >= {high}"),
            (f"day since {text}", f"{day} >= {low}"), (f"day >= {text}", f"{day} >= {low}"),
            (f"day until {text}", f"{day} < {high}"), (f"day <= {text}", f"{day} < {high}"),
            (f"day overlaps {text}", f"({day} >= {low} AND {day} < {high})"))

    def compare_word(self, row):
        part = self.pick("oak", "e", "tree", " ", "", "_")
        pattern = self.pick("%oak", "o%", "%e%", "_ak", "%", "a_b")
        word = self.pick(*WORDS)
        return self.pick(
            (f'word contains "{part}"', f"instr({row}.word, '{part}') > 0"),
            (f'word = "{word}"', f"{row}.word = '{word}'"),
            (f'word < "{word}"', f"{row}.word < '{word}'"),
            (f'starts_with(word, "{part}")', f"substr({row}.word, 1, {len(part)}) = '{part}'"),
            (f'word like "{pattern}"', f"{row}.word LIKE '{pattern}'"))

    def compare_owner(self, row):
        owner = self.pick(*OWNERS)
        return self.pick(
            (f"owner = {owner}", f"{row}.owner = '{owner}'"),
            (f"owner != {owner}", f"{row}.owner != '{owner}'"),
            (f'owner.place = "{WORDS[0]}"',
             f"(SELECT place FROM owners WHERE id = {row}.owner) = '{WORDS[0]}'"))

    def compare_nested(self, row):
        inner = row + "x"
        p = self.predicate(inner, 0)
        sign, limit = self.pick("=", "<", ">="), self.source.randint(0, 4)
        where = f"{inner}.kind = {row}.kind AND {p[1]}"
        return self.pick(
            (f"count((things) where kind = this.kind and {p[0]}) {sign} {limit}",
             f"(SELECT count(*) FROM things {inner} WHERE {where}) {sign} {limit}"),
            (f"any((things) where kind = this.kind and {p[0]})",
             f"EXISTS (SELECT 1 FROM things {inner} WHERE {where})"),
            (f"none((things) where n > this.n)",
             f"NOT EXISTS (SELECT 1 FROM things {inner} WHERE {inner}.n > {row}.n)"),
            (f"any(owner.things where n < this.n)",
             f"EXISTS (SELECT 1 FROM things {inner} WHERE {inner}.owner = {row}.owner"
             f" AND {inner}.n < {row}.n)"))

    AGGREGATES = [
        ("count", "count(*)"), ("count()", "count(*)"), ("sum(n)", "COALESCE(sum(t.n), 0)"),
        ("min(n)", "min(t.n)"), ("max(m)", "max(t.m)"), ("avg(n)", "avg(t.n)"),
        ("distinct_count(word)", "count(DISTINCT t.word)"),
        ("count(where flag)", "count(CASE WHEN t.flag THEN 1 END)"),
        ("sum(n * m)", "COALESCE(sum(t.n * t.m), 0)"), ("min(day)", "min(t.day)"),
        ("any(where n > 3)", "COALESCE(max(t.n > 3), 0)"),
        ("all(flag)", "COALESCE(min(t.flag), 1)")]
    KEYS = [
        ("kind", "t.kind", "t.kind_rank"), ("owner", "t.owner", "t.owner"), ("m", "t.m", "t.m"),
        ("flag", "t.flag", "t.flag"), ("word", "t.word", "t.word"),
        ("year(day)", "CAST(substr(t.day, 1, 4) AS INTEGER)", "substr(t.day, 1, 4)")]

    def query(self):
        words = ["rows", "rows", "ordered", "sets", "counts", "distinct", "joined"]
        if not self.has_gaps:
            words += ["groups", "groups", "whole", "top", "per", "owners", "twice", "expanded", "pivot",
                      "windows", "windows", "neighbours"]
        return getattr(self, "query_" + self.pick(*words))()

    def query_counts(self):
        p, key = self.predicate(depth=1), self.pick(*self.KEYS)
        return (f"things where {p[0]} group by {key[0]} as k select k, count",
                f"SELECT {key[1]}, count(*) FROM things t WHERE {p[1]} GROUP BY {key[1]}"
                f" ORDER BY {key[2]} IS NULL, {key[2]}", True)

    def query_twice(self):
        p, key = self.predicate(depth=1), self.pick(*self.KEYS)
        return (f"things where {p[0]} group by {key[0]} as k select k, count as c, sum(n) as s"
                f" group by c select c, count as d, sum(s) as e",
                f"SELECT c, count(*), sum(s) FROM (SELECT count(*) AS c, sum(t.n) AS s FROM things t"
                f" WHERE {p[1]} GROUP BY {key[1]}) GROUP BY c ORDER BY c", True)

    def query_expanded(self):
        p, key = self.predicate(depth=1), self.pick(*self.KEYS)
        return self.pick(
            (f"things where {p[0]} expand tags as tag select id, tag",
             f"SELECT t.id, g.tag FROM things t JOIN tags g ON g.thing = t.id WHERE {p[1]}"
             f" ORDER BY t.rowid, g.rowid", True),
            (f"things where {p[0]} expand tags as tag group by tag, {key[0]} as k select tag, k,"
             f" count as c, sum(m) as s",
             f"SELECT g.tag, {key[1]}, count(*), sum(t.m) FROM things t JOIN tags g ON g.thing = t.id"
             f" WHERE {p[1]} GROUP BY g.tag, {key[1]} ORDER BY g.tag, {key[2]}", True))

    def query_pivot(self):
        p = self.predicate(depth=1)
        kinds = self.source.sample(KINDS, 2)
        counts = ", ".join(f"count(CASE WHEN t.kind = '{kind}' THEN 1 END)" for kind in kinds)
        return (f"things where {p[0]} group by word, kind pivot on kind in ({', '.join(kinds)})",
                f"SELECT t.word, {counts} FROM things t WHERE {p[1]} GROUP BY t.word ORDER BY t.word",
                True)

    # Fields by which two things may be joined; kinds, flags and texts compare by keys, numbers by pairs.
    JOINED = ["kind", "owner", "word", "flag", "m", "n", "day"]

    def query_joined(self):
        p, field = self.predicate(depth=1), self.pick(*self.JOINED)
        other = self.pick(*self.JOINED)
        further = self.pick(
            ("", ""), (" and o.id != id", " AND o.id <> t.id"), (" and o.n > n", " AND o.n > t.n"),
            (f" and o.{other} = {other}", f" AND o.{other} = t.{other}"))
        on = (f"o.{field} = {field}{further[0]}", f"o.{field} = t.{field}{further[1]}")
        right = self.pick(("things", "things"), ("(things where m < 3)", "(SELECT * FROM things WHERE m < 3)"))
        # A sum tells of the gaps that it leaves out.
        total = ("count", "count(*)") if self.has_gaps else ("sum(o.n)", "COALESCE(sum(o.n), 0)")
        return self.pick(
            (f"things where {p[0]} join {right[0]} as o on {on[0]} select id, o.id as other",
             f"SELECT t.id, o.id FROM things t JOIN {right[1]} o ON {on[1]} WHERE {p[1]}", False),
            (f"things where {p[0]} join {right[0]} as o on {on[0]} group by m as k"
             f" select k, count as c, {total[0]} as s",
             f"SELECT t.m, count(*), {total[1]} FROM things t JOIN {right[1]} o"
             f" ON {on[1]} WHERE {p[1]} GROUP BY t.m", False),
            (f"things where {p[0]} join owners as o on o = owner select id, o.rank as rank",
             f"SELECT t.id, o.rank FROM things t JOIN owners o ON o.id = t.owner WHERE {p[1]}", False))

    def window(self):
        """What follows `over`, of both."""
        key, order = self.pick(*self.KEYS), self.pick(*self.KEYS)
        way = self.pick("", " desc")
        return (f"by {key[0]} order by {order[0]}{way}",
                f"PARTITION BY {key[1]} ORDER BY {order[2]}{way}")

    def query_windows(self):
        p, window = self.predicate(depth=1), self.window()
        calls = self.source.sample(
            [("sum(n)", "sum(t.n)"), ("count()", "count(*)"), ("max(m)", "max(t.m)"),
             ("min(n)", "min(t.n)"), ("avg(n)", "avg(t.n)"), ("rank()", "rank()"),
             ("count(where flag)", "count(CASE WHEN t.flag THEN 1 END)")], 2)
        return (f"things where {p[0]} select id, {calls[0][0]} over ({window[0]}) as x,"
                f" {calls[1][0]} over ({window[0]}) as y",
                f"SELECT t.id, {calls[0][1]} OVER ({window[1]}), {calls[1][1]} OVER ({window[1]})"
                f" FROM things t WHERE {p[1]} ORDER BY t.rowid", True)

    def query_neighbours(self):
        p, window = self.predicate(depth=1), self.window()
        distance, word = self.source.randint(0, 3), self.pick("lag", "lead")
        return (f"things where {p[0]} select id, row_number() over ({window[0]}) as x,"
                f" {word}(n, {distance}, 99) over ({window[0]}) as y",
                f"SELECT t.id, row_number() OVER ({window[1]}, t.rowid),"
                f" {word}(t.n, {distance}, 99) OVER ({window[1]}, t.rowid)"
                f" FROM things t WHERE {p[1]} ORDER BY t.rowid", True)

    def query_rows(self):
        p, a = self.predicate(), self.number("t", 2)
        return (f"things where {p[0]} select id, {a[0]} as x",
                f"SELECT t.id, {a[1]} FROM things t WHERE {p[1]} ORDER BY t.rowid", True)

    def query_ordered(self):
        p, a = self.predicate(depth=1), self.number("t", 1)
        key = self.pick(*self.KEYS)
        way, other = self.pick("asc", "desc"), self.pick("asc", "desc")
        limit, offset = self.source.randint(0, 12), self.source.randint(0, 3)
        return (
            f"things where {p[0]} derive x = {a[0]} order by {key[0]} {way}, x {other}"
            f" limit {limit} offset {offset} select id, x",
            f"SELECT t.id, {a[1]} AS x FROM things t WHERE {p[1]} ORDER BY {key[2]} IS NULL,"
            f" {key[2]} {way}, x IS NULL, x {other}, t.rowid LIMIT {limit} OFFSET {offset}", True)

    def query_groups(self):
        p = self.predicate(depth=1)
        keys = self.source.sample(self.KEYS, self.source.randint(1, 2))
        calls = self.source.sample(self.AGGREGATES, self.source.randint(1, 3))
        having = self.pick(("", ""), (" where count > 1", " HAVING count(*) > 1"),
                           (" where max(n) - min(n) > 2", " HAVING max(t.n) - min(t.n) > 2"))
        names = ", ".join(f"{key[0]} as k{position}" for position, key in enumerate(keys))
        shown = [f"k{position}" for position in range(len(keys))]
        shown += [f"{call[0]} as c{position}" for position, call in enumerate(calls)]
        return (
            f"things where {p[0]} group by {names}{having[0]} select {', '.join(shown)}",
            f"SELECT {', '.join([key[1] for key in keys] + [call[1] for call in calls])} FROM things t"
            f" WHERE {p[1]} GROUP BY {', '.join(key[1] for key in keys)}{having[1]}"
            f" ORDER BY {', '.join(key[2] for key in keys)}", True)

    def query_whole(self):
        p = self.predicate(depth=1)
        calls = self.source.sample(self.AGGREGATES, 3)
        shown = ", ".join(f"{call[0]} as c{position}" for position, call in enumerate(calls))
        return (f"things where {p[0]} select {shown}",
                f"SELECT {', '.join(call[1] for call in calls)} FROM things t WHERE {p[1]}", True)

    def query_top(self):
        p, a = self.predicate(depth=1), self.number("t", 1)
        count = self.source.randint(1, 6)
        rows = f"SELECT t.id, {a[1]} AS x, t.rowid AS r FROM things t WHERE {p[1]}"
        return (
            f"things where {p[0]} derive x = {a[0]} top {count} by x select id, x",
            f"SELECT id, x FROM (SELECT *, rank() OVER (ORDER BY x DESC) AS place FROM ({rows}))"
            f" WHERE place <= {count} ORDER BY x DESC, r", True)

    def query_per(self):
        p, key = self.predicate(depth=1), self.pick(*self.KEYS)
        count = self.source.randint(1, 3)
        return (
            f"things where {p[0]} order by n limit {count} per {key[0]} select id",
            f"SELECT id FROM (SELECT t.id, t.n, t.rowid AS r, row_number() OVER (PARTITION BY"
            f" {key[1]} ORDER BY t.n, t.rowid) AS place FROM things t WHERE {p[1]})"
            f" WHERE place <= {count} ORDER BY n, r", True)

    def query_distinct(self):
        p, keys = self.predicate(depth=1), self.source.sample(self.KEYS[:5], 2)
        return (f"things where {p[0]} select {keys[0][0]}, {keys[1][0]} distinct",
                f"SELECT DISTINCT {keys[0][1]}, {keys[1][1]} FROM things t WHERE {p[1]}", False)

    def query_owners(self):
        p, q = self.predicate(depth=1), self.predicate(depth=0)
        where = f"FROM things t WHERE t.owner = o.id AND {p[1]}"
        return (
            f"owners where any(things where {q[0]}) or rank > 2 select id,"
            f" count(things where {p[0]}) as c, sum(things where {p[0]} select n) as s,"
            f" max(things where {p[0]} select m) as x order by s desc, id",
            f"SELECT o.id, (SELECT count(*) {where}), (SELECT COALESCE(sum(t.n), 0) {where}) AS s,"
            f" (SELECT max(t.m) {where}) FROM owners o WHERE EXISTS (SELECT 1 FROM things t"
            f" WHERE t.owner = o.id AND {q[1]}) OR o.rank > 2 ORDER BY s DESC, o.id", True)

    def query_sets(self):
        p, q = self.predicate(depth=1), self.predicate(depth=1)
        if self.has_gaps:  # A row that is undecided on one side leaves the whole undecided.
            p, q = [(f"certainly({side[0]})", f"COALESCE({side[1]}, 0)") for side in (p, q)]
        word = self.pick("union", "except", "intersect")
        return (f"(things where {p[0]} {word} things where {q[0]}) select id",
                f"SELECT t.id FROM things t WHERE {p[1]} {word.upper()} SELECT t.id FROM things t"
                f" WHERE {q[1]}", False)


def run_avow(directory, queries):
    """The rows of each query, or the message of the first that is wrong."""
    script = "".join(f'"=== {position}";\n{query};\n' for position, query in enumerate(queries))
    result = subprocess.run(
        [*AVOW, str(directory), "--mode", "csv"], input=script, capture_output=True, text=True,
        timeout=300)
    parts = {}
    rows = None
    for row in csv.reader(io.StringIO(result.stdout)):
        if len(row) == 1 and row[0].startswith("=== "):
            rows = parts[int(row[0][4:])] = []
        elif rows is not None:
            rows.append(row)
    # Under each mark stand the header of the query and its rows, then the header of the next mark.
    answers = [
        [row for row in parts.get(position, [])[1:] if not (row and row[0].startswith('"==='))]
        for position in range(len(queries))]
    return answers, (result.stderr if result.returncode else "")


def plain(cell):
    """A cell of either side as a text that compares."""
    if cell is None or cell in ("", "unknown"):
        return ""
    if cell in ("true", "false"):
        return "1" if cell == "true" else "0"
    if isinstance(cell, str) and not cell.lstrip("-").replace(".", "", 1).isdigit():
        return cell
    number = float(cell)
    return f"{number:.6f}".rstrip("0").rstrip(".") if number else "0"


def compare(data, queries):
    """Prints where the two disagree and returns how often."""
    base = data.load()
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        data.write(directory)
        answers, complaint = run_avow(directory, [query[0] for query in queries])
    disagreements = 0
    for (avow, sql, is_ordered), answer in zip(queries, answers):
        expected = [[plain(cell) for cell in row] for row in base.execute(sql)]
        got = [[plain(cell) for cell in row] for row in answer]
        if not is_ordered:
            expected, got = sorted(expected), sorted(got)
        if expected != got:
            disagreements += 1
            print(f"DISAGREE\n  {avow}\n  {sql}\n  sqlite {expected[:8]}\n  avow   {got[:8]}")
            if complaint:
                print(complaint)
                break
    return disagreements


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10, help=f"rounds of {QUERIES_A_ROUND} queries")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("AVOW_SEED", 1)))
    parser.add_argument("--seconds", type=float, help="go on for so long instead")
    arguments = parser.parse_args()
    began = time.monotonic()
    count = disagreements = round_ = 0
    while (time.monotonic() - began < arguments.seconds if arguments.seconds
           else round_ < arguments.rounds):
        source = random.Random(arguments.seed * 1_000_003 + round_)
        has_gaps = round_ % 2 == 1
        generator = Queries(source, has_gaps)
        queries = [generator.query() for _ in range(QUERIES_A_ROUND)]
        found = compare(Data(source, has_gaps), queries)
        if found:
            print(f"round {round_} of seed {arguments.seed}: {found} disagreements")
        count, disagreements, round_ = count + len(queries), disagreements + found, round_ + 1
    print(f"{count} queries, seed {arguments.seed}: {disagreements} disagreements with SQLite")
    sys.exit(1 if disagreements else 0)


if __name__ == "__main__":
    main()
