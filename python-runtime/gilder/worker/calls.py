"""What the app has asked for, and how it is stopped: in place of the `_gilder` that the addon builds in.

A job runs in the main thread, as in any Python: signals, `asyncio` and windows of libraries work there.
"""

from __future__ import annotations

import importlib
import os
import queue
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from gilder.run import cores

from . import kinship
from .wire import Wire, packed

#: What takes long to import, and is worth having where the next one comes from.
COSTLY = frozenset({"numpy", "pandas", "pyarrow.parquet"})

#: Between two looks at a job in the middle of an import.
SECONDS_BETWEEN_LOOKS = 0.25


class Interrupted(BaseException):
    """Raised in a run that is made to stop. Not an Exception: code which handles errors lets it through."""


Interrupted.__module__ = "_gilder"


@dataclass(frozen=True)
class Order:
    call: int
    #: `package.module:function`
    target: str
    arguments: list[Any]


class Calls:
    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._main = threading.main_thread().ident or 0
        #: The one under way, by its number; 0 is none.
        self._current = 0
        self._cancelled: set[int] = set()
        self._interrupted: set[int] = set()
        # Between the end of a call and an interruption of it only one can come first.
        self._turn = threading.Lock()

    @property
    def busy(self) -> bool:
        return self._current != 0

    def install(self) -> None:
        module: Any = ModuleType("_gilder", "The way from Python to the program that started it.")
        module.current = lambda: self._current if threading.get_ident() == self._main else 0
        module.cancelled = lambda call: call in self._cancelled and call == self._current
        module.emit = self._emit
        module.Interrupted = Interrupted
        sys.modules["_gilder"] = module

    def add(self, order: Order) -> None:
        self._orders.put(order)

    def next(self) -> Order:
        return self._orders.get()

    def cancel(self, call: int) -> None:
        self._cancelled.add(call)

    def interrupt(self, call: int) -> None:
        """Once only: a second exception would hit the clean-up of the first. Does not wait for its effect."""
        if call in self._interrupted:
            return
        self._interrupted.add(call)
        self._cancelled.add(call)
        threading.Thread(target=self._insist, args=(call,), name="gilder-insist", daemon=True).start()

    def perform(self, order: Order) -> None:
        process = os.getpid()
        try:
            try:
                answer = self._answer(order)
            finally:
                if process != os.getpid():
                    # A copy that the job has forked comes back from it, too. Only the original goes on here.
                    os._exit(0)
                self._end()
        except Interrupted:
            # It can also hit our own last steps behind the job.
            self._end()
            answer = {"type": "stopped"}
        self._wire.send({**answer, "call": order.call})

    def _answer(self, order: Order) -> dict[str, Any]:
        module, _, name = order.target.partition(":")
        try:
            self._prepare(order)
            self._current = order.call
            function = getattr(importlib.import_module(module), name)
            value = packed(function(*order.arguments))
            packages = [*COSTLY & sys.modules.keys()]
            return {"type": "reply", "value": value, "packages": packages, "alone": kinship.is_alone()}
        except Interrupted:
            raise
        except BaseException as error:
            return {
                "type": "raised",
                "name": type(error).__name__,
                "message": str(error)[:2000],
                "traceback": traceback.format_exc()[-64 * 1024 :],
            }

    def _prepare(self, order: Order) -> None:
        for argument in order.arguments:
            if isinstance(argument, dict) and "run" in argument and "threads" in argument:
                kinship.mark(argument["run"])
                cores.announce(argument["threads"])

    def _end(self) -> None:
        with self._turn:
            self._current = 0
        if self._interrupted:
            _raise_in(self._main, None)

    def _emit(self, call: int, kind: str, payload: dict[str, Any]) -> None:
        if call == self._current:
            self._wire.send({"type": "event", "call": call, "kind": kind, "payload": payload})

    def _insist(self, call: int) -> None:
        from gilder import host

        while call == self._current and not host.may_be_interrupted(call):
            time.sleep(SECONDS_BETWEEN_LOOKS)
        with self._turn:
            if call != self._current:
                return
            _raise_in(self._main, Interrupted)
        self._wire.send({"type": "interrupted", "call": call})


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """At the thread's next Python instruction; None takes back what it has not met yet."""
    import ctypes

    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), None if error is None else ctypes.py_object(error)
    )
