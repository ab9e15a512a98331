"""What a copy of the warm process does first, to be what a process of its own would be."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import sys
from typing import Any

from gilder.run import current

from . import ANSWERS, ORDERS, kinship

#: The connections by their place in the app's list; the last one is never written to.
STDOUT, STDERR, LIFE = 1, 2, 5


def connect(door: int, token: str) -> None:
    """A session of its own, and connections of its own to the app in the place of those it was born with."""
    os.setsid()
    for number in (STDOUT, STDERR, ORDERS, ANSWERS):
        own = _connection(door, token, number)
        os.dup2(own, number, inheritable=number in (STDOUT, STDERR))
        os.close(own)
    life = _connection(door, token, LIFE)
    os.close(door)
    _die_with(life)
    kinship.adopt()


def _connection(door: int, token: str, number: int) -> int:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # Its name has been taken away; its inode is still there.
    made.connect(f"/proc/self/fd/{door}")
    made.sendall(f"{token}{number}".encode("ascii"))
    return made.detach()


def _die_with(life: int) -> None:
    """The kernel kills this process when the app's end closes. Its parent is not the app.

    Where it cannot, the end of the orders and the watchdog are left.
    """
    with contextlib.suppress(OSError):
        fcntl.fcntl(life, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(life, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(life, fcntl.F_SETFL, fcntl.fcntl(life, fcntl.F_GETFL) | os.O_ASYNC)


def renew() -> None:
    """What must not be the same in two runs; `random` sees to itself."""
    current.begin_anew()
    numbers: Any = sys.modules.get("numpy.random")
    if numbers is not None:
        numbers.seed()
    processes: Any = sys.modules.get("multiprocessing.process")
    if processes is not None:
        processes.current_process().authkey = os.urandom(32)
