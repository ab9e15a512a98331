"""The thread that reads what the app sends. It needs the GIL: a C call that keeps it makes it deaf, too."""

from __future__ import annotations

import contextlib
import os
import signal

from . import kinship
from .calls import Calls, Order
from .wire import Wire, unpacked


def follow(number: int, calls: Calls, wire: Wire) -> None:
    with open(number, "rb", closefd=False) as stream, contextlib.suppress(OSError):
        for line in stream:
            _obey(unpacked(line), calls, wire)
    _leave(calls)


def _obey(message: dict[str, object], calls: Calls, wire: Wire) -> None:
    match message:
        case {"type": "call", "call": int(call), "target": str(target), "arguments": list(arguments)}:
            calls.add(Order(call, target, arguments))
        case {"type": "cancel", "call": int(call)}:
            calls.cancel(call)
        case {"type": "interrupt", "call": int(call)}:
            calls.interrupt(call)
        case {"type": "ping", "number": int(ping)}:
            wire.send({"type": "pong", "number": ping})


def _leave(calls: Calls) -> None:
    """The app has no more orders. In the middle of a call that means that it is gone."""
    kinship.flush()
    # All of its group, itself included. On Windows the job object sees to its children.
    if calls.busy and hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    # Past this point there is nothing to put away that a killed process would not leave as well.
    os._exit(0)
