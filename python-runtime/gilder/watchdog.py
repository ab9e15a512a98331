"""Ends what an app that has died has left running. A program by itself, one for each app.

It reads a pipe that the app holds open and never writes to. When that ends, by whatever end of the app, every
process with the app's mark in its environment is killed, and then this one ends.
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


def main() -> None:
    mark, parent = f"GILDER_APP={sys.argv[1]}".encode(), int(sys.argv[2])
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    _wait(parent)
    quiet, end = 0, time.monotonic() + SECONDS_TO_CLEAR
    while quiet < QUIET_LOOKS and time.monotonic() < end:
        found = _marked(mark)
        for process in found:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)
        quiet = 0 if found else quiet + 1
        time.sleep(0.02)


def _wait(parent: int) -> None:
    while os.getppid() == parent:
        ready, _, _ = select.select([0], [], [], SECONDS_BETWEEN_LOOKS)
        if ready and not os.read(0, 1024):
            return


def _marked(mark: bytes) -> list[int]:
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != os.getpid():
            with contextlib.suppress(OSError), open(f"/proc/{name}/environ", "rb") as stream:
                if mark in stream.read().split(b"\0"):
                    found.append(int(name))
    return found


main()
