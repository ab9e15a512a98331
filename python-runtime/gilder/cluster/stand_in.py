"""`_gilder` on a worker: what the app is to the package elsewhere, by calls that are visits here."""

from __future__ import annotations

import ctypes
import itertools
import sys
import threading
from collections.abc import Callable
from typing import Any, Protocol


class Caller(Protocol):
    def emit(self, kind: str, payload: dict[str, Any]) -> None: ...

    @property
    def cancelled(self) -> bool: ...


class Interrupted(BaseException):
    """Raised in the thread of a run that did not listen."""


class StandIn:
    Interrupted = Interrupted

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._callers: dict[int, Caller] = {}
        self._here = threading.local()

    def execute(self, caller: Caller, work: Callable[[int], None]) -> None:
        """`work` is done by this thread, as the call whose number it is given."""
        number = self._here.number = next(self._numbers)
        self._callers[number] = caller
        try:
            work(number)
        finally:
            self._here.number = 0
            del self._callers[number]

    def current(self) -> int:
        number: int = getattr(self._here, "number", 0)
        return number

    def emit(self, call: int, kind: str, payload: dict[str, Any]) -> None:
        caller = self._callers.get(call)
        if caller is not None:
            caller.emit(kind, payload)

    def cancelled(self, call: int) -> bool:
        caller = self._callers.get(call)
        return caller is not None and caller.cancelled


def stand_in() -> StandIn:
    there = sys.modules.setdefault("_gilder", StandIn())  # type: ignore[arg-type]  # it has what ours imports from it
    assert isinstance(there, StandIn)
    return there


def interrupt(thread: int) -> None:
    """The exception is raised before the next Python instruction of the thread."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(Interrupted))
