"""A program on a pseudo-terminal, and the screen that its user would see.

    with Terminal(["avow"]) as terminal:
        terminal.wait_for("avow>")
        terminal.send("pledges\\r")
        terminal.wait_for("31 rows")

Nothing sleeps: each wait reads until the screen shows what is expected, or fails after `timeout`
seconds with the screen as it is. To show that something does not happen, send something that shows
afterwards, and wait for that.
"""

import contextlib
import os
import time
import traceback

import pexpect
import pyte

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
HOME, END, DELETE, ESCAPE = "\x1b[H", "\x1b[F", "\x1b[3~", "\x1b"
ENTER, TAB, BACKSPACE = "\r", "\t", "\x7f"
PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"


def control(letter):
    """The character that Ctrl and a letter send."""
    return chr(ord(letter.upper()) & 0x1F)


class Terminal:
    """A program, its pseudo-terminal, and a screen of `rows` by `columns` cells."""

    def __init__(self, command, environment=None, rows=12, columns=60, timeout=20, **options):
        self.timeout = timeout
        self.output = ""
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        given = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": "/nonexistent"}
        given |= {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS") if name in os.environ}
        given |= environment or {}
        self.process = pexpect.spawn(
            command[0], command[1:], dimensions=(rows, columns), timeout=timeout,
            env={name: value for name, value in given.items() if value is not None},
            encoding="utf-8", codec_errors="replace", **options)
        self.process.delaybeforesend = 0
        self.process.logfile_read = self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.close(force=True)

    def write(self, text):
        """Takes what the program writes; pexpect calls this."""
        self.output += text
        self.stream.feed(text)

    def flush(self):
        """Part of what pexpect asks of a log."""

    # Keys and signals

    def send(self, *keys):
        """Sends keys as they are, and reads meanwhile so that neither side waits for the other."""
        left = "".join(keys).encode()
        while left:
            left = left[os.write(self.process.fileno(), left[:1024]):]
            if left:
                with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
                    self.process.read_nonblocking(65536, 0)

    def paste(self, text):
        """Sends a text as a terminal does that marks pastes."""
        self.send(PASTE_START, text.replace("\n", "\r"), PASTE_END)

    def signal(self, number):
        """Sends a signal to the program."""
        os.kill(self.process.pid, number)

    def resize(self, rows, columns):
        """Gives the terminal another size. The screen cuts rows off; it does not reflow them."""
        self.screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    # Waiting

    def until(self, condition, expectation):
        """Reads until `condition()` is true; fails with `expectation` and the screen."""
        deadline = time.monotonic() + self.timeout
        while not condition():
            left = deadline - time.monotonic()
            if left <= 0:
                self.fail(f"timed out, expected {expectation}")
            try:
                self.process.read_nonblocking(65536, left)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                if condition():
                    return
                self.fail(f"the program ended, expected {expectation}")

    def fail(self, message):
        raise AssertionError(f"{message}\n{self.picture()}")

    def wait_for(self, text):
        """Reads until the screen shows the text in one of its lines."""
        self.until(lambda: text in self.text, repr(text))

    def wait_for_last(self, line):
        """Reads until the last line that is not blank is `line` and the cursor is in it."""
        self.until(
            lambda: self.lines[-1:] == [line.rstrip()] and self.cursor[0] == len(self.rows) - 1,
            f"last line {line!r}")

    def wait_for_colours(self, text, colours):
        """Reads until the screen shows the text in these foreground colours and no other."""
        self.until(
            lambda: {cell.fg for cell in self.cells_of(text)} == colours, f"{text!r} in {colours}")

    def wait_for_output(self, text):
        """Reads until the program has written the text, sequences included."""
        self.until(lambda: text in self.output, f"output {text!r}")

    def wait_for_end(self):
        """Reads to the end and returns the exit status; a negative signal if one ended it."""
        self.process.expect(pexpect.EOF)
        self.process.close()
        if self.process.signalstatus is not None:
            return -self.process.signalstatus
        return self.process.exitstatus

    def wait_until_stopped(self):
        """Waits until a signal has stopped the program."""
        _, status = os.waitpid(self.process.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status), status

    # The screen

    @property
    def rows(self):
        """The rows down to the last that is not blank, without the spaces at their ends."""
        rows = [row.rstrip() for row in self.screen.display]
        while rows and not rows[-1]:
            rows.pop()
        return rows

    @property
    def lines(self):
        """The rows that are not blank."""
        return [row for row in self.rows if row]

    @property
    def text(self):
        """The rows, joined by line breaks."""
        return "\n".join(self.rows)

    @property
    def cursor(self):
        """The cursor's row and column, counted from 0."""
        return self.screen.cursor.y, self.screen.cursor.x

    def picture(self):
        """The screen in a frame, with the cursor's place, for messages."""
        width = self.screen.columns
        frame = "+" + "-" * width + "+"
        body = "\n".join(f"|{row:{width}}|" for row in self.screen.display)
        return f"{frame}\n{body}\n{frame}\ncursor at {self.cursor}"

    def cells_of(self, text):
        """The cells of the last place at which a row of the screen shows the text, or none."""
        for row in range(self.screen.lines - 1, -1, -1):
            cells = [self.screen.buffer[row][column] for column in range(self.screen.columns)]
            cells = [cell for cell in cells if cell.data]  # The second cell of a wide one is empty.
            start = "".join(cell.data[0] for cell in cells).rfind(text)
            if start >= 0:
                return cells[start:start + len(text)]
        return []

    def colours_of(self, text):
        """The foreground colours of the text, as a set of pyte's names."""
        return {cell.fg for cell in self.cells_of(text)}

    @property
    def bells(self):
        """How often the program has rung the bell."""
        return self.output.count("\a")


def run_tests(tests):
    """Runs functions named test_…, prints a line for each, and returns how many failed."""
    failures = 0
    for name, test in list(tests.items()):
        if not name.startswith("test_"):
            continue
        began = time.monotonic()
        try:
            test()
            outcome = "ok"
        except Exception:
            traceback.print_exc()
            outcome = "FAILED"
            failures += 1
        print(f"{outcome:6} {time.monotonic() - began:5.2f} s  {name}", flush=True)
    return failures
