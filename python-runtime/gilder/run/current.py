"""The run that the current code belongs to, and what a job can say to it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal, TypeVar, overload

from ..words.texts import text_of
from .execution import Run, Unheard
from .threads import Heirs

T = TypeVar("T")
Level = Literal["info", "warning"]

_run: ContextVar[Run | None] = ContextVar("gilder_run", default=None)


def current() -> Run | None:
    """The run this code belongs to, also in threads the job has started with `threading` or an executor."""
    run = _run.get() or _heirs.of_this_thread()
    return None if run is None or run.finished or _forked else run


@contextmanager
def belonging_to(run: Run | None) -> Iterator[None]:
    """The code inside speaks for that run, whatever its thread has been started for."""
    token = _run.set(run)
    try:
        yield
    finally:
        _run.reset(token)


def _after_fork() -> None:
    """A forked copy of this process cannot reach the app: its code belongs to no run."""
    global _forked
    _forked = True


def begin_anew() -> None:
    """The copy has a way to the app of its own."""
    global _forked
    _forked = False


_forked = False
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
_heirs: Heirs[Run] = Heirs(current, belonging_to)
#: Lets threads belong to the run that starts them, from now on.
follow_threads = _heirs.observe
#: The run of a thread that was ended before it began.
of_stillborn = _heirs.of_stillborn


@contextmanager
def entered(run: Run) -> Iterator[Run]:
    try:
        with belonging_to(run):
            yield run
    finally:
        run.close()


def silent() -> Run:
    """For code that is executed but is no run: nothing it says reaches anyone."""
    return Unheard(lambda _kind, _payload: None, lambda: False)


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
        run.progress(None if fraction is None else float(fraction), message)
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
