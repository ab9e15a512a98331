"""Ways not to end when told to."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from gilder import progress


def listens(marker: str) -> int:
    try:
        print("started", flush=True)
        while True:
            progress(None, "on")
            time.sleep(0.01)
    finally:
        Path(marker).write_text("cleaned up")


def loops(marker: str) -> int:
    number = 0
    try:
        print("started", flush=True)
        while True:
            number += 1
    finally:
        Path(marker).write_text("cleaned up")


def hogs() -> int:
    """Holds the GIL for years, in C."""
    print("started", flush=True)
    return 0 if re.match(r"(a+)+$", "a" * 60 + "b") is None else 1


def refuses() -> int:
    """Not by an exception, nor by a signal that can be refused."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print("started", flush=True)
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(600)


def clings(until: str) -> int:
    """Takes no notice of whatever can be told to a thread, until there is such a file."""
    print("started", flush=True)
    while not os.path.exists(until):
        with contextlib.suppress(BaseException):
            time.sleep(0.05)
    return 0


def stops() -> int:
    print("started", flush=True)
    os.kill(os.getpid(), signal.SIGSTOP)
    return 0


SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


def parents(how: str = "wait") -> int:
    """Children that are hard to find: in sessions of their own, with empty environments, without a parent."""
    alone = subprocess.Popen(SLEEP, start_new_session=True)
    bare = subprocess.Popen(SLEEP, start_new_session=True, env={})
    plain = subprocess.Popen(SLEEP)
    made = os.fork()
    if made == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        time.sleep(600)
    os.waitpid(made, 0)
    print("children", os.getpid(), alone.pid, bare.pid, plain.pid, flush=True)
    if how == "wait":
        # Long enough for its children to be seen.
        time.sleep(600)
    if how == "hog":
        re.match(r"(a+)+$", "a" * 60 + "b")
    if how == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    if how == "crash":
        time.sleep(1)
        os.abort()
    return 0
