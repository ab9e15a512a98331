"""The run that the current code belongs to, and what a job can say to it."""

from __future__ import annotations

import math
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any, Literal, TypeVar, overload

from .errors import Cancelled
from .lines import Lines
from .texts import text_of
from .threads import Heirs

T = TypeVar("T")
Level = Literal["info", "warning", "error", "stdout", "stderr"]
Emit = Callable[[str, dict[str, Any]], None]

#: Progress is given on at most this often; a loop may report every step without a thought.
SECONDS_BETWEEN_REPORTS = 1 / 30
LONGEST_MESSAGE = 500


class Run:
    """One execution. Its methods may be called from any thread of the job."""

    def __init__(self, emit: Emit, is_cancelled: Callable[[], bool]) -> None:
        self._emit = emit
        self._is_cancelled = is_cancelled
        self._started = time.monotonic()
        self._reported = -math.inf
        self._waiting: dict[str, Any] | None = None
        self._lock = threading.RLock()
        self._streams = {level: Lines(partial(self.log, level)) for level in ("stdout", "stderr")}
        #: The job knows that it is cancelled: what it returns now is not a whole result.
        self.told = False
        self.finished = False

    @property
    def cancelled(self) -> bool:
        if not self.told and self._is_cancelled():
            self.told = True
        return self.told

    def check(self) -> None:
        if self.cancelled:
            raise Cancelled

    def progress(self, fraction: float | None, message: str) -> None:
        self.check()
        known = fraction is not None and not math.isnan(fraction)
        report = {
            "fraction": min(max(float(fraction), 0.0), 1.0) if known and fraction is not None else None,
            "message": message,
        }
        with self._lock:
            now = time.monotonic()
            if now - self._reported < SECONDS_BETWEEN_REPORTS:
                self._waiting = report
                return
            self._reported, self._waiting = now, None
            self._emit("progress", report)

    def log(self, level: str, text: str) -> None:
        self._emit("log", {"at": time.monotonic() - self._started, "level": level, "text": text})

    def write(self, level: str, text: str) -> None:
        with self._lock:
            self._streams[level].write(text)

    def close(self) -> None:
        """Gives on what is still held back. What stray threads say from now on is not this run's."""
        with self._lock:
            for lines in self._streams.values():
                lines.end()
            if self._waiting is not None:
                self._emit("progress", self._waiting)
                self._waiting = None
            self.finished = True


_run: ContextVar[Run | None] = ContextVar("gilder_run", default=None)


def current() -> Run | None:
    """The run this code belongs to, also in threads the job has started with `threading` or an executor."""
    run = _run.get() or _heirs.of_this_thread()
    return None if run is None or run.finished else run


_heirs: Heirs[Run] = Heirs(current)
#: Lets threads belong to the run that starts them, from now on.
follow_threads = _heirs.observe


@contextmanager
def entered(run: Run) -> Iterator[Run]:
    token = _run.set(run)
    try:
        yield run
    finally:
        _run.reset(token)
        run.close()


def silent() -> Run:
    """For code that is executed but is no run: nothing it says reaches anyone."""
    return Run(lambda _kind, _payload: None, lambda: False)


@overload
def progress(  # type: ignore[overload-overlap]  # a text is the message, never letters to go through
    fraction: float | str | None = None, message: str = ""
) -> None: ...
@overload
def progress(items: Iterable[T], /, message: str = "", *, total: int | None = None) -> Iterator[T]: ...
def progress(fraction: Any = None, message: str = "", *, total: int | None = None) -> Iterator[Any] | None:
    """Says how far the job is: `progress(0.4, "epoch 4")`, or `for x in progress(items, "Fitting"):`.

    Ends the job by raising `Cancelled` once its run has been cancelled. Outside of a run it does nothing.
    """
    if isinstance(fraction, str):
        fraction, message = None, fraction
    # Arrays and tensors without a dimension are numbers, although they have `__iter__`.
    if hasattr(fraction, "__iter__") and getattr(fraction, "ndim", 1) != 0:
        return _each(fraction, message, total)
    run = current()
    if run is not None:
        run.progress(None if fraction is None else float(fraction), text_of(message, LONGEST_MESSAGE))
    return None


def _each(items: Iterable[T], message: str, total: int | None) -> Iterator[T]:
    if total is None and isinstance(items, Sized):
        total = len(items)
    for done, item in enumerate(items):
        progress(done / total if total else None, message)
        yield item
    progress(1.0, message)


def log(message: object) -> None:
    """Adds a line to the run's log."""
    _say("info", message)


def warn(message: object) -> None:
    """Adds a warning to the run's log: the result stands, but the user should know this about it."""
    _say("warning", message)


def _say(level: Level, message: object) -> None:
    run = current()
    for line in text_of(message, 64 * 1024).splitlines() or [""]:
        if run is None:
            print(line if level == "info" else f"{level}: {line}", file=sys.stderr)
        else:
            run.log(level, line)


def cancelled() -> bool:
    """Whether the run has been cancelled: for a job that wants to stop in its own way."""
    run = current()
    return run is not None and run.cancelled
