"""Gilder's Python in a process of its own, plain and without the app around it: one run, and then it ends.

`main` is the whole program. The app starts it, sends orders through one pipe and reads what comes of them
from another; the numbers 1 and 2 are pipes of the app's, too, for what is written past Python.
"""

from __future__ import annotations

import os
import sys
import threading

from . import kinship
from .calls import Calls
from .orders import follow
from .wire import Wire

#: Where the app has put the ends of its pipes.
ORDERS, ANSWERS = 3, 4


def main() -> None:
    for number in (ORDERS, ANSWERS):
        os.set_inheritable(number, False)
    kinship.bind(int(sys.argv[1]))
    # Nothing of how this process was started is the job's business.
    sys.argv = [""]
    serve()


def serve() -> None:
    """All that the app asks for, through connections that are there."""
    wire = Wire(ANSWERS)
    calls = Calls(wire)
    calls.install()
    # From the first moment on: that the app has gone away is to be noticed during the imports below, too.
    threading.Thread(target=follow, args=(ORDERS, calls, wire), name="gilder-orders", daemon=True).start()
    from gilder import host  # noqa: F401  # what every order needs; a runtime that cannot do that is not ready

    # What is imported from now on may be the user's, whose folders are none of ours to write in.
    sys.dont_write_bytecode = True
    wire.send({"type": "ready", "pid": os.getpid()})
    while True:
        calls.perform(calls.next())
