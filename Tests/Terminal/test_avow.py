#!/usr/bin/env python3
"""What avow does on a terminal, in a pipe, and with bad input.

    swift build --product avow
    pip install -r Tests/Terminal/requirements.txt
    python3 Tests/Terminal/test_avow.py [PART_OF_A_NAME …]

AVOW names another program than the debug build.
"""

import contextlib
import os
import pathlib
import shlex
import signal
import stat
import subprocess
import sys
import tempfile

from terminal import (
    DOWN, ENTER, HOME, LEFT, TAB, UP, Terminal, control, run_tests)

ROOT = pathlib.Path(__file__).resolve().parents[2]
AVOW = shlex.split(os.environ.get("AVOW", str(ROOT / ".build/debug/avow")))
TIMEOUT = float(os.environ.get("TERMINAL_TIMEOUT", "20"))

# The dataset for tests, and a query on the built-in one: each row looks at every other, three deep: far longer than anybody waits.
SMALL = str(ROOT / "Tests/Corpus/packages/small")
LONG = ("statements where count((statements) where id != this.id and "
        "count((statements) where id != this.id and "
        "count((statements) where id != this.id) > 3) > 2) > 1")


@contextlib.contextmanager
def avow(environment=None, arguments=(SMALL,), **options):
    """avow at its first prompt, in an empty home unless HOME is given."""
    with tempfile.TemporaryDirectory() as home:
        given = {"HOME": home} | (environment or {})
        with Terminal([*AVOW, *arguments], given, timeout=TIMEOUT, **options) as terminal:
            terminal.wait_for_last("avow>")
            yield terminal


def ask(terminal, statement, answer):
    """Runs a statement and waits for a part of its answer and the next prompt."""
    terminal.send(statement, ENTER)
    terminal.wait_for(answer)
    terminal.wait_for_last("avow>")


def leave(terminal):
    """Ctrl-D on an empty line ends avow well."""
    terminal.wait_for_last("avow>")
    terminal.send(control("d"))
    assert terminal.wait_for_end() == 0, terminal.picture()


def leave_line(terminal):
    """Ctrl-C drops the line, Ctrl-D leaves."""
    terminal.send(control("c"))
    leave(terminal)


def run(*arguments, stdin=b"", **options):
    """Runs avow without a terminal."""
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    return subprocess.run(
        [*AVOW, *arguments], input=stdin, capture_output=True, timeout=TIMEOUT * 3,
        env=environment, **options)


def expect(result, status, errors):
    """Checks the exit status and a part of the messages."""
    message = result.stderr.decode(errors="replace")
    assert result.returncode == status, (result.returncode, message[:2000])
    assert errors in message, message[:2000]


# The REPL


def test_the_banner_and_an_answer():
    with avow(arguments=(), rows=24, columns=100) as terminal:
        assert terminal.lines[0].startswith("Security guarantees for Ukraine"), terminal.picture()
        assert terminal.lines[0].endswith("(.help)")
        ask(terminal, "pledges where type = troops group by country", "│ Germany")
        leave(terminal)


def test_tab_lists_and_inserts_values():
    with avow(arguments=()) as terminal:
        terminal.send("pledges where type = tr", TAB)
        terminal.wait_for("training  ")
        terminal.wait_for("troops    ")
        terminal.send("oo", TAB)
        terminal.wait_for_last("avow> pledges where type = troops")
        terminal.send(ENTER)
        terminal.wait_for("rows")
        leave(terminal)


def test_tab_completes_dot_commands():
    with avow() as terminal:
        terminal.send(".sch", TAB)
        terminal.wait_for_last("avow> .schema")
        terminal.send("prom", TAB, ENTER)
        terminal.wait_for("list of tag")
        leave(terminal)


def test_tab_completes_paths():
    with tempfile.TemporaryDirectory() as directory:
        here = pathlib.Path(directory)
        (here / "my copies").mkdir()
        (here / "my notes.txt").write_text("1\n")
        with avow() as terminal:
            terminal.send(f".documents {here}/my", TAB)
            terminal.wait_for("my copies/")
            terminal.send(ENTER)
            terminal.wait_for_last("avow>")
            terminal.send(f".read {here}/my n", TAB)
            terminal.wait_for("my notes.txt")
            leave_line(terminal)


def test_what_holds_is_told():
    with avow() as terminal:
        ask(terminal, "assert true", "the assertion holds")
        leave(terminal)


def test_up_recalls_what_ran():
    with avow() as terminal:
        ask(terminal, "count(promises)", "1 row")
        terminal.send(UP)
        terminal.wait_for_last("avow> count(promises)")
        terminal.send(HOME, DOWN)
        terminal.wait_for_last("avow>")
        ask(terminal, ".history", "\ncount(promises)")
        leave(terminal)


def test_history_lasts_and_belongs_to_its_owner():
    with tempfile.TemporaryDirectory() as home:
        with avow({"HOME": home}) as terminal:
            ask(terminal, "count(promises)", "1 row")
            leave(terminal)
        directory = pathlib.Path(home, ".local/state/avow")
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
        assert stat.S_IMODE((directory / "history").stat().st_mode) == 0o600
        with avow({"HOME": home}) as terminal:
            terminal.send(UP)
            terminal.wait_for_last("avow> count(promises)")
            terminal.send(control("c"))
            leave(terminal)


def test_enter_asks_for_more_where_a_bracket_is_open():
    with avow() as terminal:
        terminal.send("promises where (", ENTER)
        terminal.wait_for_last("  ...")
        terminal.send("type = loan)", ENTER)
        terminal.wait_for("2 rows")
        terminal.wait_for_last("avow>")
        terminal.send(UP)
        terminal.wait_for_last("  ... type = loan)")
        terminal.send(control("c"))
        leave(terminal)


def test_control_c_drops_the_line():
    with avow() as terminal:
        terminal.send("promises where")
        terminal.wait_for_last("avow> promises where")
        terminal.send(control("c"))
        terminal.wait_for_last("avow>")
        ask(terminal, "count(promises)", "1 row")
        leave(terminal)


def test_control_c_stops_a_query():
    with avow(arguments=(), rows=24, columns=80) as terminal:
        terminal.send(LONG, ENTER)
        terminal.wait_for("count((statements)")
        terminal.until(lambda: terminal.cursor[1] == 0, "the query to run")
        terminal.send(control("c"))
        terminal.wait_for("\ninterrupted")
        terminal.wait_for_last("avow>")
        ask(terminal, "count(pledges)", "1 row")
        leave(terminal)


def test_errors_do_not_end_it():
    with avow(rows=24, columns=100) as terminal:
        ask(terminal, "promises where type = grian", "did you mean grain?")
        ask(terminal, ".tabels", "did you mean .tables?")
        ask(terminal, "count(promises)", "1 row")
        leave(terminal)


def test_exit_leaves():
    with avow() as terminal:
        terminal.send(".exit", ENTER)
        assert terminal.wait_for_end() == 0


def test_lone_words_of_other_shells():
    with avow() as terminal:
        ask(terminal, "help;", ".help topics")
        terminal.send("quit", ENTER)
        assert terminal.wait_for_end() == 0


def test_a_narrow_terminal():
    with avow(arguments=(), rows=40, columns=30) as terminal:
        ask(terminal, "pledges where country = germany select title, stance", " rows")
        assert max(map(len, terminal.rows)) <= 30, terminal.picture()
        leave(terminal)


def test_resizing_narrows_the_next_answer():
    with avow(rows=30, columns=90) as terminal:
        terminal.resize(30, 40)
        ask(terminal, "promises select title, stance, condition", "8 rows")
        assert max(len(row) for row in terminal.rows if "│" in row) <= 40, terminal.picture()
        leave(terminal)


def test_words_are_coloured_unless_unwanted():
    with avow() as terminal:
        terminal.send("promises where ")
        terminal.wait_for_colours("where", {"blue"})
        terminal.send(control("c"))
        leave(terminal)
    with avow({"NO_COLOR": "1"}) as terminal:
        ask(terminal, "count(promises)", "1 row")
        terminal.send("promises where ", LEFT)
        terminal.wait_for("avow> promises where")
        assert "\x1b[1m" not in terminal.output and "\x1b[2m" not in terminal.output
        assert terminal.colours_of("where") == {"default"}
        terminal.send(control("c"))
        leave(terminal)


def test_without_home_and_locale():
    with avow({"HOME": None, "LANG": None}) as terminal:
        ask(terminal, "promises where actor = avalon select stance", "| willing")
        leave(terminal)


def test_a_dumb_terminal():
    with avow({"TERM": "dumb"}) as terminal:
        ask(terminal, "count(promises)", "1 row")
        assert "\x1b" not in terminal.output, repr(terminal.output)
        leave(terminal)


def test_the_start_script():
    with tempfile.TemporaryDirectory() as home:
        directory = pathlib.Path(home, ".config/avow")
        directory.mkdir(parents=True)
        (directory / "init").write_text(".mode list\nlet solid = promises where stance >= pledged\n")
        with avow({"HOME": home}) as terminal:
            ask(terminal, "solid group by stance", "pledged|1")
            leave(terminal)


def test_the_pager_takes_long_answers():
    with avow({"PAGER": "head -3; echo END OF PAGE"}) as terminal:
        ask(terminal, "promises; promises", "END OF PAGE")
        ask(terminal, "count(promises)", "1 row")
        assert terminal.text.count("END OF PAGE") == 1, terminal.picture()
        leave(terminal)


def test_a_pager_that_is_not_there():
    with avow({"PAGER": "no-such-pager"}) as terminal:
        ask(terminal, "promises", "not found")
        ask(terminal, "count(promises)", "1 row")
        leave(terminal)


# Pipes and files


def test_a_reader_that_stops():
    command = f"{shlex.join(AVOW)} -c 'statements' -c 'statements' -c 'statements'"
    result = subprocess.run(
        ["bash", "-c", f"{command} | head -1; echo ${{PIPESTATUS[0]}}"], capture_output=True,
        text=True)
    assert result.stdout.startswith("id,said,"), result.stdout
    assert result.stdout.split("\n")[1] in ("0", "141"), result.stdout
    assert result.stderr == "", result.stderr


def test_a_full_disk():
    expect(run("-o", "/dev/full", "-c", "pledges"), 2, "No space left on device")
    command = f"{shlex.join(AVOW)} -c pledges > /dev/full"
    expect(subprocess.run(["bash", "-c", command], capture_output=True), 2, "No space left")


def test_closed_streams():
    for redirection, message in ((">&-", "cannot write"), ("<&-", "cannot read")):
        statement = "-c pledges" if redirection == ">&-" else ""
        command = f"{shlex.join(AVOW)} {statement} {redirection}"
        result = subprocess.run(["bash", "-c", command], capture_output=True, timeout=TIMEOUT)
        expect(result, 2, message)


def test_control_c_in_a_script_leaves_the_file_alone():
    with tempfile.TemporaryDirectory() as directory:
        target = pathlib.Path(directory, "out.csv")
        target.write_text("before")
        # The note of the first query tells that the second has begun.
        queries = ["-c", "pledges where amount > 100 bn USD", "-c", LONG]
        with Terminal([*AVOW, "-o", str(target), *queries]) as terminal:
            terminal.wait_for("note:")
            terminal.send(control("c"))
            status = terminal.wait_for_end()
        assert target.read_text() == "before"
        assert os.listdir(directory) == ["out.csv"]
        assert status == 130, status


def test_a_killed_run_leaves_nothing_behind():
    with tempfile.TemporaryDirectory() as directory:
        target = pathlib.Path(directory, "out.csv")
        queries = ["-c", "pledges where amount > 100 bn USD", "-c", LONG]
        with subprocess.Popen([*AVOW, "-o", str(target), *queries], stderr=subprocess.PIPE) as process:
            process.stderr.readline()
            process.terminate()
            assert process.wait() == -signal.SIGTERM, process.returncode
        assert os.listdir(directory) == []


def test_a_link_to_nothing_stays_a_link():
    with tempfile.TemporaryDirectory() as directory:
        target, link = pathlib.Path(directory, "out.csv"), pathlib.Path(directory, "link.csv")
        link.symlink_to("out.csv")
        expect(run("-o", str(link), "-c", "1 + 1"), 0, "")
        assert link.is_symlink()
        assert target.read_text() == "1 + 1\n2\n"
        assert sorted(os.listdir(directory)) == ["link.csv", "out.csv"]


def test_tests_that_are_interrupted():
    with tempfile.TemporaryDirectory() as directory:
        tests = pathlib.Path(directory, "a.test")
        text = f"1 + 1\n----\n1 + 1\n2\n\n{LONG}\n----\nnothing\n"
        tests.write_text(text)
        with Terminal([*AVOW, "test", "--update", str(tests)]) as terminal:
            terminal.wait_for("ok 1")
            terminal.send(control("c"))
            terminal.wait_for("Bail out! interrupted")
            status = terminal.wait_for_end()
        assert status == 130, status
        assert tests.read_text() == text


def test_a_shebang_script():
    with tempfile.TemporaryDirectory() as directory:
        script = pathlib.Path(directory, "script")
        script.write_text(f"#!/usr/bin/env -S {shlex.join(AVOW)} -f\n# how many\ncount(pledges)\n")
        script.chmod(0o755)
        result = subprocess.run([script], capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
        assert len(result.stdout.splitlines()) == 2, result.stdout


def test_fmt_keeps_mode_and_links():
    with tempfile.TemporaryDirectory() as directory:
        script, link = pathlib.Path(directory, "a.avow"), pathlib.Path(directory, "b.avow")
        script.write_text("pledges   limit 1\n")
        script.chmod(0o640)
        link.symlink_to(script)
        expect(run("fmt", str(link)), 0, "")
        assert script.read_text() == "pledges limit 1\n"
        assert stat.S_IMODE(script.stat().st_mode) == 0o640
        assert link.is_symlink()


# Checks of datasets


def large_package(directory, rows, *options):
    subprocess.run(
        [sys.executable, ROOT / "Scripts/large-package.py", directory, str(rows), *options], check=True)


def test_check_shows_how_far_it_is_and_cleans_up():
    with tempfile.TemporaryDirectory() as directory:
        large_package(directory, 60_000)
        with Terminal([*AVOW, "check", directory], {}, timeout=TIMEOUT, columns=100) as terminal:
            terminal.wait_for_output(" % ")
            assert terminal.wait_for_end() == 0, terminal.picture()
            assert "no errors, no warnings" in terminal.text, terminal.picture()
            assert "#" not in terminal.text, terminal.picture()


def test_control_c_stops_a_check():
    with tempfile.TemporaryDirectory() as directory:
        large_package(directory, 60_000)
        with Terminal([*AVOW, "check", directory], {}, timeout=TIMEOUT, columns=100) as terminal:
            terminal.wait_for_output(" % ")
            terminal.send(control("c"))
            assert terminal.wait_for_end() == 130, terminal.picture()
            assert "#" not in terminal.text, terminal.picture()


def test_check_writes_no_progress_into_a_pipe():
    with tempfile.TemporaryDirectory() as directory:
        large_package(directory, 20_000, "--broken")
        result = run("check", directory, "--limit", "2")
        assert result.returncode == 4, result.stderr[:2000]
        assert b"\r" not in result.stderr, result.stderr[:2000]
        assert b"14998 more are not listed; in all: 15000 D132" in result.stderr, result.stderr[-2000:]


def test_check_of_what_is_no_dataset():
    descriptor = (
        b'{"resources": [{"name": "a", "path": "a.csv", "schema": {"fields": [{"name": "x", "type": "integer"}]}}]}')
    cases = [
        ({}, 2, "D102"),
        ({"datapackage.json": b""}, 4, "D110"),
        ({"datapackage.json": b"{}"}, 4, "D111"),
        ({"datapackage.json": b'{"resources": []}'}, 4, "D150"),
        ({"datapackage.json": b"[" * 100_000}, 4, "D110"),
        ({"datapackage.json": os.urandom(4096)}, 4, "D105"),
        ({"datapackage.json": descriptor}, 4, "D101"),
        ({"datapackage.json": descriptor, "a.csv": b""}, 4, "D122"),
        ({"datapackage.json": descriptor, "a.csv": b"x\n" + bytes(range(256)) * 16}, 4, "D105"),
        ({"datapackage.json": descriptor, "a.csv": b"x\n" + b"9" * 20_000_000 + b"\n"}, 4, "D134"),
        ({"datapackage.json": descriptor, "a.csv": b'x\n"' + b"9" * 1_000_000}, 4, "D120"),
        ({"datapackage.json": descriptor, "a.csv": b"x\n" + b"1,2\n" * 100_000}, 4, "D121"),
    ]
    for files, status, message in cases:
        with tempfile.TemporaryDirectory() as directory:
            for name, content in files.items():
                pathlib.Path(directory, name).write_bytes(content)
            result = run("check", directory)
            expect(result, status, message)
            assert len(result.stderr) < 100_000, len(result.stderr)


def test_check_of_what_cannot_be_read():
    with tempfile.TemporaryDirectory() as directory:
        package = pathlib.Path(directory)
        (package / "datapackage.json").write_text(
            '{"resources": [{"name": "a", "path": "a.csv", "schema": {"fields": [{"name": "x"}]}}]}')
        (package / "a.csv").mkdir()
        expect(run("check", directory), 4, "this is a directory")
        (package / "a.csv").rmdir()
        os.mkfifo(package / "a.csv")
        expect(run("check", directory), 4, "a device or a pipe")
        if os.geteuid() != 0:
            (package / "a.csv").unlink()
            (package / "a.csv").write_text("x\n1\n")
            (package / "a.csv").chmod(0)
            expect(run("check", directory), 4, "D103")
    expect(run("check", "/nonexistent"), 2, "D101")
    expect(run("check", "/etc/hostname"), 2, "D102")


# Bad input


def test_bad_texts():
    cases = {
        b"pledges \xff": "UTF-8",
        b"pledges \x00 x": "U+0000",
        b"(" * 10_000 + b"1" + b")" * 10_000: "nested too deep",
        b"a." * 10_000 + b"b": "error[",
        b"\"never ends": "error[",
    }
    for text, message in cases.items():
        expect(run(stdin=text), 1, message)
    expect(run(stdin=b""), 0, "")
    expect(run("-c", ""), 2, "empty")


def test_a_query_of_a_megabyte():
    chain = b"pledges where " + b" or ".join([b"type = troops"] * 60_000)
    expect(run(stdin=chain), 0, "")
    expect(run(stdin=b"pledges where title = \"" + b"x" * 1_000_000 + b"\""), 0, "")
    result = run(stdin=b"1+" * 500_000 + b"1")
    assert result.returncode in (0, 1), (result.returncode, result.stderr[:2000])


def test_unreadable_files():
    expect(run("-f", "/nonexistent"), 2, "No such file")
    expect(run("-f", "/"), 2, "it is a directory")
    expect(run("/nonexistent", "-c", "1"), 2, "/nonexistent")


if __name__ == "__main__":
    chosen = sys.argv[1:]
    tests = {name: test for name, test in globals().items()
             if not chosen or any(part in name for part in chosen)}
    sys.exit(1 if run_tests(tests) else 0)
