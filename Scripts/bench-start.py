"""Times whole runs, from start to exit: a query of avow against the smallest of sqlite3.

    python3 Scripts/bench-start.py PATH_OF_AVOW [ROUNDS]

The two take turns, so that what else the machine does meets both.
"""

import os
import shutil
import statistics
import sys
import time

GOAL = 3.0


def milliseconds(command):
    """Runs a command with its output thrown away and returns how long it took."""
    null = os.open(os.devnull, os.O_WRONLY)
    began = time.perf_counter()
    child = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
    _, status = os.waitpid(child, 0)
    took = time.perf_counter() - began
    os.close(null)
    if status != 0:
        sys.exit(f"{' '.join(command)}: failed")
    return took * 1000


def main():
    avow = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    sqlite = shutil.which("sqlite3")
    if not sqlite:
        sys.exit("bench-start: install sqlite3 to compare with")
    commands = {
        "avow": [avow, "-c", "pledges group by type"],
        "sqlite3": [sqlite, ":memory:", "select 1"],
    }
    times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(milliseconds(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:8} {median:6.2f} ms median, {min(times[name]):6.2f} ms least")
    ratio = medians["avow"] / medians["sqlite3"]
    print(f"ratio    {ratio:6.2f} (goal: at most {GOAL:.0f})")


main()
