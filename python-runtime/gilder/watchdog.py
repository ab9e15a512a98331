"""Ends what an app that has died has left running. A program by itself, one for each app.

It reads a pipe that the app holds open. When that ends, by whatever end of the app, every process with the
app's mark in its environment is killed, and then this one ends. What the app writes are lines of two numbers:
a process that need not carry the mark, and when it was started, since process ids come round again. Two zeros
take back all of these.
"""

import contextlib
import os
import select
import signal
import sys
import time

#: A child of the app that was forked without anything after it holds the pipe open, too.
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_TO_CLEAR = 5.0
QUIET_LOOKS = 3
MOST_GUARDED = 1000


def main() -> None:
    mark, parent = f"GILDER_APP={sys.argv[1]}".encode(), int(sys.argv[2])
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    guarded = _wait(parent)
    quiet, end = 0, time.monotonic() + SECONDS_TO_CLEAR
    while quiet < QUIET_LOOKS and time.monotonic() < end:
        found = _marked(mark) + [pid for pid, started in guarded if _started(pid) == started]
        for process in found:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)
        quiet = 0 if found else quiet + 1
        time.sleep(0.02)


def _wait(parent: int) -> set[tuple[int, int]]:
    guarded: set[tuple[int, int]] = set()
    open_line = b""
    orphaned = False
    while True:
        ready, _, _ = select.select([0], [], [], 0 if orphaned else SECONDS_BETWEEN_LOOKS)
        if not ready:
            # What the app wrote before it died is read first.
            if orphaned:
                break
            orphaned = os.getppid() != parent
            continue
        octets = os.read(0, 64 * 1024)
        if not octets:
            break
        *lines, open_line = (open_line + octets).split(b"\n")
        for line in lines:
            pid, started = map(int, line.split())
            if pid == 0:
                guarded.clear()
            else:
                guarded.add((pid, started))
        if len(guarded) > MOST_GUARDED:
            guarded = {each for each in guarded if _started(each[0]) == each[1]}
    return guarded


def _started(process: int) -> int | None:
    """Clock ticks since boot; None when there is none, or only its unreaped rest."""
    with contextlib.suppress(OSError, ValueError), open(f"/proc/{process}/stat", "rb") as stream:
        fields = stream.read().rpartition(b")")[2].split()
        return None if fields[0] in (b"Z", b"X") else int(fields[19])
    return None


def _marked(mark: bytes) -> list[int]:
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            with contextlib.suppress(OSError), open(f"/proc/{name}/environ", "rb") as stream:
                if mark in stream.read().split(b"\0"):
                    found.append(int(name))
    return found


main()
