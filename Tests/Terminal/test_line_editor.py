#!/usr/bin/env python3
"""What the line editor does on a terminal, shown by Tests/LineEditorProbe.

    swift build --product line-editor-probe
    pip install -r Tests/Terminal/requirements.txt
    python3 Tests/Terminal/test_line_editor.py

LINE_EDITOR_PROBE names another command, such as one that runs the probe under valgrind.
"""

import os
import pathlib
import re
import shlex
import signal
import stat
import subprocess
import sys
import tempfile

from terminal import (
    BACKSPACE, DELETE, DOWN, ENTER, ESCAPE, HOME, LEFT, PASTE_END, PASTE_START, TAB, UP, Terminal,
    control, run_tests)

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROBE = shlex.split(
    os.environ.get("LINE_EDITOR_PROBE", str(ROOT / ".build/debug/line-editor-probe")))
TIMEOUT = float(os.environ.get("TERMINAL_TIMEOUT", "20"))


def probe(environment=None, **options):
    """The probe at its first prompt."""
    terminal = Terminal(PROBE, environment, timeout=TIMEOUT, **options)
    terminal.wait_for_last("probe>")
    return terminal


def wait_for_answer(terminal, answer):
    """Waits for an answer and the prompt after it: before it appears, the terminal would take
    control keys for itself."""
    terminal.wait_for(answer)
    terminal.wait_for_last("probe>")


def leave(terminal):
    """Ctrl-D on an empty line ends the probe well."""
    terminal.wait_for_last("probe>")
    terminal.send(control("d"))
    assert terminal.wait_for_end() == 0, terminal.picture()
    assert "bye" in terminal.text, terminal.picture()


def test_enter_runs_a_complete_statement_and_the_prompt_is_coloured():
    with probe() as terminal:
        assert terminal.colours_of("probe>") == {"green"}
        terminal.send("pledges", ENTER)
        wait_for_answer(terminal, "got: [pledges]")
        leave(terminal)


def test_a_statement_of_several_lines_is_edited_as_one_text():
    with probe() as terminal:
        terminal.send("f(a", ENTER)
        terminal.wait_for_last("  ...>")
        assert terminal.colours_of("...>") == {"green"}
        terminal.send("b", ENTER, "c)", UP, UP, HOME, "x", ENTER)
        wait_for_answer(terminal, "got: [xf(a⏎b⏎c)]")
        leave(terminal)


def test_up_recalls_a_statement_of_several_lines_whole():
    with probe() as terminal:
        terminal.send("first", ENTER)
        wait_for_answer(terminal, "got: [first]")
        terminal.send("g(1,", ENTER, "2)", ENTER)
        wait_for_answer(terminal, "got: [g(1,⏎2)]")
        terminal.send(UP)
        terminal.wait_for_last("  ...> 2)")
        assert terminal.lines[-2] == "probe> g(1,"
        terminal.send(ENTER)
        terminal.until(lambda: terminal.text.count("got: [g(1,⏎2)]") == 2, "the statement again")
        terminal.send(UP, UP, UP)
        terminal.wait_for_last("probe> first")
        terminal.send(DOWN)
        terminal.wait_for_last("  ...> 2)")
        terminal.send(control("c"))
        wait_for_answer(terminal, "interrupted")
        leave(terminal)


def test_down_leaves_a_new_statement_alone():
    with probe() as terminal:
        terminal.send("first", ENTER)
        wait_for_answer(terminal, "got: [first]")
        terminal.send("new", DOWN, control("n"), UP)
        terminal.wait_for_last("probe> first")
        terminal.send(UP, UP, DOWN)
        terminal.wait_for_last("probe> new")
        terminal.send("er", DOWN, ESCAPE, "x", ENTER)
        wait_for_answer(terminal, "got: [newer]")
        leave(terminal)


def test_backspace_joins_lines():
    with probe() as terminal:
        terminal.send("f(a", ENTER)
        terminal.wait_for_last("  ...>")
        terminal.send(BACKSPACE, "b)", ENTER)
        wait_for_answer(terminal, "got: [f(ab)]")
        leave(terminal)


def test_tab_inserts_what_is_certain_and_lists_the_rest():
    with probe() as terminal:
        terminal.send("tr", TAB)
        terminal.wait_for("troops    7 pledges")
        terminal.wait_for_last("probe> tr")
        assert "training  3 pledges" in terminal.text, terminal.picture()
        assert terminal.text.count("probe>") == 2, terminal.picture()
        terminal.send("o", TAB)
        terminal.wait_for_last("probe> troops")
        terminal.send("x", ENTER)
        wait_for_answer(terminal, "got: [troops x]")
        terminal.send("ple", TAB, TAB, "where", ENTER)
        wait_for_answer(terminal, "got: [pledges where]")
        leave(terminal)


def test_tab_completes_beyond_ascii_and_within_the_text():
    with probe() as terminal:
        terminal.send("ë тр end", HOME, control("f") * 4, TAB)
        terminal.wait_for("ë трибунал  end")
        terminal.send(ENTER)
        wait_for_answer(terminal, "got: [ë трибунал  end]")
        leave(terminal)


def test_tab_without_candidates_rings_once():
    with probe() as terminal:
        terminal.send("zzz", TAB, TAB, TAB, TAB, "x")
        terminal.wait_for("zzzx")
        assert terminal.bells == 1, terminal.bells
        terminal.send(control("u"), "tr", TAB, TAB, TAB, TAB, "o")
        terminal.wait_for_last("probe> tro")
        assert terminal.bells == 1, terminal.bells
        assert terminal.text.count("7 pledges") == 1, terminal.picture()
        terminal.send(control("c"))
        wait_for_answer(terminal, "interrupted")
        leave(terminal)


def test_a_long_list_comes_page_by_page():
    with probe(rows=10, columns=40) as terminal:
        terminal.send("(", ENTER, "many", TAB)
        terminal.wait_for_last("  ...> many1")
        terminal.send(TAB)
        terminal.wait_for("more: press Tab again")
        terminal.wait_for_last("  ...> many1")
        assert "many100  100 rows  many106  106 rows" in terminal.text, terminal.picture()
        assert terminal.lines[-2] == "probe> (", terminal.picture()
        assert terminal.lines[-3].startswith("… 88 more"), terminal.picture()
        terminal.send(TAB)
        terminal.wait_for("… 76 more")
        terminal.send(TAB * 6, "X")
        terminal.wait_for_last("  ...> many1X")
        assert "… 4 more" in terminal.text, terminal.picture()
        leave_by_interrupt(terminal)


def leave_by_interrupt(terminal):
    terminal.send(control("c"))
    wait_for_answer(terminal, "interrupted")
    leave(terminal)


def test_what_data_holds_cannot_command_the_terminal():
    with probe() as terminal:
        terminal.send("e", TAB)
        terminal.wait_for("evil^[[31m")
        assert "evil\x1b[31m" not in terminal.output
        leave_by_interrupt(terminal)


def test_colours_while_typing():
    with probe(columns=24) as terminal:
        terminal.send("pledges where a")
        terminal.until(lambda: terminal.text.endswith("where a"), "the text")
        terminal.wait_for_colours("where", {"blue"})
        assert terminal.colours_of("pledges") == {"default"}
        assert terminal.cursor == (0, 22), terminal.cursor
        terminal.send(" and 日本 where ë")  # The row ends within it.
        terminal.until(lambda: "日本" in terminal.text and "ë" in terminal.text, "the text")
        terminal.wait_for_colours("where", {"blue"})
        terminal.send(LEFT * 3, BACKSPACE)
        terminal.wait_for_colours("whee", {"default"})
        terminal.send(ENTER)
        wait_for_answer(terminal, "got: [pledges where a")
        leave(terminal)


def test_the_hint_is_dim_and_no_part_of_the_text():
    with probe() as terminal:
        terminal.send("ple")
        terminal.wait_for("pledges")
        assert terminal.cursor == (0, 10), terminal.cursor
        terminal.send(ENTER)
        wait_for_answer(terminal, "got: [ple]")
        assert "pledges" not in terminal.text, terminal.picture()
        leave(terminal)


def test_what_the_program_offers_is_edited():
    with probe() as terminal:
        terminal.send("offer", ENTER)
        terminal.wait_for_last("  ...>   where)")
        terminal.send(UP, LEFT, "X", ENTER)
        wait_for_answer(terminal, "got: [pledgesX(⏎  where)]")
        terminal.send("offer", ENTER)
        terminal.wait_for_last("  ...>   where)")
        terminal.send(control("c"))
        wait_for_answer(terminal, "interrupted")
        terminal.send("next", ENTER)
        wait_for_answer(terminal, "got: [next]")
        leave(terminal)


def test_ctrl_c_drops_the_statement():
    with probe() as terminal:
        terminal.send("half a thought")
        terminal.wait_for("thought")
        terminal.send(control("c"))
        terminal.wait_for("half a thought^C")
        terminal.wait_for_last("probe>")
        terminal.send("f(", ENTER, "1", UP)
        terminal.wait_for("...> 1")
        terminal.send(control("c"))
        terminal.wait_for("...> 1^C")
        terminal.wait_for_last("probe>")
        terminal.send("next", ENTER)
        wait_for_answer(terminal, "got: [next]")
        for count in range(3, 23):  # However it falls between keys, no interrupt is lost.
            terminal.wait_for_last("probe>")
            terminal.send("x", control("c"))
            terminal.until(lambda n=count: terminal.output.count("interrupted") == n, "another")
        terminal.wait_for_last("probe>")
        leave(terminal)


def test_ctrl_c_stops_a_running_query():
    with probe() as terminal:
        terminal.send("wait", ENTER)
        terminal.wait_for("running")
        terminal.send(control("c"))
        wait_for_answer(terminal, "query cancelled")
        leave(terminal)


def test_ctrl_d_deletes_within_a_text():
    with probe() as terminal:
        terminal.send("abc", control("a"), control("d"), DELETE, control("e"), control("d"), ENTER)
        wait_for_answer(terminal, "got: [c]")
        leave(terminal)


def test_ctrl_r_searches():
    with probe() as terminal:
        terminal.send("alpha one", ENTER)
        wait_for_answer(terminal, "got: [alpha one]")
        terminal.send("beta(", ENTER, "two)", ENTER)
        wait_for_answer(terminal, "got: [beta(⏎two)]")
        terminal.send("gamma", ENTER)
        wait_for_answer(terminal, "got: [gamma]")
        terminal.send(control("r"), "alp")
        terminal.wait_for("bck:alp")
        terminal.wait_for("probe> alpha one\nbck")
        terminal.send(control("c"))
        terminal.wait_for("^C")
        terminal.wait_for_last("probe>")
        terminal.send(control("r"), "two", ENTER)
        terminal.until(lambda: terminal.output.count("got: [beta(⏎two)]") == 2, "beta again")
        leave(terminal)


def test_ctrl_z_stops_and_continuing_redraws():
    # A shell with job control stands between: a process without one cannot be stopped by a key.
    command = f"{shlex.join(PROBE)}; echo ended $?"
    with Terminal(["/bin/bash", "--norc", "--noprofile", "-i"],
                  {"PS1": "shell: "}, timeout=TIMEOUT) as terminal:
        terminal.wait_for_last("shell:")
        terminal.send(command, ENTER)
        terminal.wait_for_last("probe>")
        terminal.send("f(one", ENTER, "two", UP)
        terminal.wait_for("...> two")
        terminal.send(control("z"))
        terminal.wait_for("Stopped")
        terminal.wait_for_last("shell:")
        terminal.send("stty -a | grep -o -- '-*icanon'", ENTER)
        terminal.wait_for("\nicanon")
        terminal.send("fg", ENTER)
        terminal.until(lambda: terminal.lines[-2:] == ["probe> f(one", "  ...> two"], "the text")
        terminal.send("X", DOWN, ")", ENTER)
        wait_for_answer(terminal, "got: [f(oXne⏎two)]")
        terminal.send(control("d"))
        terminal.wait_for("bye")
        terminal.wait_for_last("shell:")


def test_sigstop_and_sigcont_leave_the_terminal_raw():
    with probe() as terminal:
        terminal.send("abc")
        terminal.wait_for("abc")
        terminal.signal(signal.SIGSTOP)
        terminal.wait_until_stopped()
        terminal.signal(signal.SIGCONT)
        terminal.send(HOME, "x", ENTER)
        wait_for_answer(terminal, "got: [xabc]")
        leave(terminal)


def test_sigterm_restores_the_terminal():
    with Terminal(["/bin/sh", "-c", shlex.join(PROBE) + "; stty -a"], timeout=TIMEOUT) as terminal:
        terminal.wait_for_last("probe>")
        parent = terminal.process.pid
        children = pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text()
        os.kill(int(children.split()[0]), signal.SIGTERM)
        terminal.wait_for(" icanon")
        terminal.wait_for_output("\x1b[?2004l")


def test_resizing_redraws():
    with probe(rows=12, columns=60) as terminal:
        terminal.send("pledges where " + "word " * 9)
        terminal.wait_for("word word")
        terminal.resize(12, 30)
        terminal.until(lambda: len(terminal.lines) == 3, "three rows")
        assert terminal.lines[0] == "probe> pledges where word word", terminal.picture()
        terminal.wait_for_colours("where", {"blue"})
        terminal.resize(12, 80)
        terminal.wait_for_last("probe> pledges where" + " word" * 9)
        terminal.send("end", ENTER)
        terminal.wait_for("word end]")
        leave(terminal)


def test_resizing_while_a_query_runs():
    with probe() as terminal:
        terminal.send("wait", ENTER)
        terminal.wait_for("running")
        terminal.resize(12, 20)
        terminal.send(control("c"))
        wait_for_answer(terminal, "query cancelled")
        terminal.send("0123456789012345678")
        terminal.until(lambda: terminal.lines[-2:] == ["probe> 0123456789012", "345678"], "a wrap")
        leave_by_interrupt(terminal)


def test_a_paste_does_not_run():
    with probe() as terminal:
        terminal.wait_for_output("\x1b[?2004h")
        terminal.paste("one\n  two\tthree\x1b[31m\n\n")
        terminal.wait_for_last("  ...>   two three[31m")
        terminal.send(ENTER)
        wait_for_answer(terminal, "got: [one⏎  two three[31m]")
        terminal.send(PASTE_START, "no end", control("c"))
        wait_for_answer(terminal, "interrupted")
        terminal.send("still", PASTE_END[:0], ENTER)
        wait_for_answer(terminal, "got: [still]")
        leave(terminal)


def test_a_paste_beyond_all_measure_is_refused():
    with probe() as terminal:
        terminal.paste("long line " * 1_200)
        terminal.wait_for("long line long line")
        terminal.paste("long line " * 2_000)
        terminal.until(lambda: terminal.bells == 1, "a bell")
        terminal.send(control("u"), "short", ENTER)
        wait_for_answer(terminal, "got: [short]")
        leave(terminal)


def test_a_statement_may_be_taller_than_the_terminal():
    with probe(rows=6, columns=20) as terminal:
        terminal.paste("\n".join(f"line{number}" for number in range(12)))
        terminal.wait_for("line11")
        terminal.send(control("a"), "A", control("e"))
        for _ in range(40):
            terminal.send("x")
        terminal.wait_for_last("x" * 13)
        terminal.send(UP, HOME, "B", ENTER)
        wait_for_answer(terminal, "x" * 20)
        assert "got:[BAline0⏎line1⏎" in re.sub(r"\s", "", terminal.output), terminal.output
        leave(terminal)


def test_vi_at_the_end_of_no_text():
    with tempfile.TemporaryDirectory() as home:
        pathlib.Path(home, ".editrc").write_text("bind -v\n")
        with probe({"HOME": home}) as terminal:
            terminal.send("x", ESCAPE, "x$", "iabc", ESCAPE, ":", ENTER)
            wait_for_answer(terminal, "got: [abc]")
            leave(terminal)


def test_vi_mode_by_editrc():
    with tempfile.TemporaryDirectory() as home:
        pathlib.Path(home, ".editrc").write_text("bind -v\n")
        with probe({"HOME": home}) as terminal:
            terminal.send("first", ENTER)
            wait_for_answer(terminal, "got: [first]")
            terminal.send("abc", ESCAPE, "0", "i", "x", ENTER)
            wait_for_answer(terminal, "got: [xabc]")
            terminal.send("ple", TAB)
            terminal.wait_for("pledges")
            terminal.send(ESCAPE, "0x")
            terminal.wait_for_last("probe> ledges")
            terminal.send(control("c"))
            wait_for_answer(terminal, "interrupted")
            terminal.send(UP)
            terminal.wait_for_last("probe> xabc")
            terminal.send(ENTER)
            terminal.until(lambda: terminal.output.count("got: [xabc]") == 2, "xabc again")
            terminal.wait_for_last("probe>")
            terminal.paste("pasted")
            terminal.wait_for("pasted")
            terminal.send(ENTER)
            wait_for_answer(terminal, "got: [pasted]")
            leave(terminal)


def test_editing_switched_off_by_editrc():
    with tempfile.TemporaryDirectory() as home:
        pathlib.Path(home, ".editrc").write_text("edit off\n")
        with probe({"HOME": home}) as terminal:
            terminal.send("first", ENTER)
            wait_for_answer(terminal, "got: [first]")
            terminal.send("second", ENTER)
            wait_for_answer(terminal, "got: [second]")


def test_without_home_and_locale():
    with probe({"HOME": None, "LANG": None}) as terminal:
        terminal.send("щоденник ë 日", BACKSPACE, LEFT, BACKSPACE, ENTER)
        wait_for_answer(terminal, "got: [щоденник  ]")
        leave(terminal)


def test_bytes_that_are_no_text():
    with probe() as terminal:
        os.write(terminal.process.fileno(), b"a\xffb\xc3(c)\r")
        wait_for_answer(terminal, "got: [a\ufffdb\ufffd(c)]")
        leave(terminal)


def test_without_colours():
    with probe({"PROBE_APPEARANCE": "monochrome"}) as terminal:
        terminal.send("f(where", ENTER, "ple")
        terminal.wait_for_last("  ...> ple")
        assert terminal.colours_of("where") == {"default"}
        assert not re.search(r"\x1b\[[0-9;]*m", terminal.output), repr(terminal.output)
        leave_by_interrupt(terminal)


def test_dumb_and_unknown_terminals():
    for name in ("dumb", "no-such-terminal", None):
        with probe({"TERM": name, "PROBE_APPEARANCE": "dumb"}) as terminal:
            terminal.send("tr", TAB)
            terminal.wait_for("troops    7 pledges")
            terminal.send("o", TAB, ENTER)
            wait_for_answer(terminal, "got: [troops ]")
            terminal.send("f(1", ENTER, "2)", ENTER)
            wait_for_answer(terminal, "got: [f(1⏎2)]")
            assert "\x1b" not in terminal.output, repr(terminal.output)
            leave(terminal)


def history_of(*sessions, limit="100"):
    """Runs sessions one after the other and returns the file that they leave."""
    with tempfile.TemporaryDirectory() as directory:
        path = pathlib.Path(directory, "history")
        for statements in sessions:
            with probe({"PROBE_HISTORY": str(path), "PROBE_LIMIT": limit}) as terminal:
                for number, statement in enumerate(statements, start=1):
                    terminal.send(statement, ENTER)
                    terminal.until(
                        lambda n=number: terminal.output.count("got: [") == n, "an answer")
                terminal.wait_for_last("probe>")
                leave(terminal)
        return path.read_text(), stat.S_IMODE(path.stat().st_mode)


def test_history_lasts():
    text, mode = history_of(["one", "two", "two", " ", "f(\r\\)"], ["three", "one"])
    assert text == "one\ntwo\nf(\\n\\\\)\nthree\none\n", text
    assert mode == 0o600, oct(mode)


def test_history_of_two_sessions_at_once():
    with tempfile.TemporaryDirectory() as directory:
        path = pathlib.Path(directory, "history")
        path.write_text("before(\\n1)\n")
        environment = {"PROBE_HISTORY": str(path)}
        with probe(environment) as left, probe(environment) as right:
            left.send("left", ENTER)
            wait_for_answer(left, "got: [left]")
            right.send("right", ENTER)
            wait_for_answer(right, "got: [right]")
            left.send(UP, UP)
            left.wait_for_last("  ...> 1)")
            left.send(control("c"))
            wait_for_answer(left, "interrupted")
            leave(left)
            leave(right)
        assert path.read_text() == "before(\\n1)\nleft\nright\n", path.read_text()


def test_history_is_kept_when_the_process_is_killed():
    with tempfile.TemporaryDirectory() as directory:
        path = pathlib.Path(directory, "history")
        with probe({"PROBE_HISTORY": str(path)}) as terminal:
            terminal.send("kept", ENTER)
            wait_for_answer(terminal, "got: [kept]")
            terminal.signal(signal.SIGKILL)
            assert terminal.wait_for_end() == -signal.SIGKILL
        assert path.read_text() == "kept\n"


def test_history_that_cannot_be_written_is_said_once():
    with probe({"PROBE_HISTORY": "/nonexistent/history"}) as terminal:
        terminal.send("one", ENTER)
        terminal.wait_for("cannot write the history file /nonexistent/history")
        wait_for_answer(terminal, "got: [one]")
        terminal.send("two", ENTER)
        wait_for_answer(terminal, "got: [two]")
        assert terminal.text.count("cannot write") == 1, terminal.picture()
        terminal.send(UP, UP)
        terminal.wait_for_last("probe> one")
        leave_by_interrupt(terminal)


def test_without_a_terminal_lines_are_read_plainly():
    result = subprocess.run(PROBE, input=b"a\r\n\xff\n\xd1\x89\nlast", capture_output=True)
    output = result.stdout.decode()
    assert output == "plain: a\nerror: line 2 is not UTF-8\nplain: щ\nplain: last\n", output
    assert result.returncode == 0


def test_ctrl_c_ends_the_wait_for_a_plain_line():
    with subprocess.Popen(PROBE, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdin.write(b"one\n")
        process.stdin.flush()
        assert process.stdout.readline() == b"plain: one\n"
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == b"interrupted: true\n"
        process.stdin.write(b"two\n")
        process.stdin.close()
        assert process.stdout.read() == b"plain: two\n"


if __name__ == "__main__":
    chosen = sys.argv[1:]
    tests = {name: test for name, test in globals().items()
             if not chosen or any(part in name for part in chosen)}
    sys.exit(1 if run_tests(tests) else 0)
