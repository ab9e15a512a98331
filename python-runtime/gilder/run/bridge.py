"""The way to the app around the embedded Python: the built-in module `_gilder`, where there is one."""

from __future__ import annotations

import ctypes
import sys
import threading
import weakref
from collections.abc import Callable
from types import FrameType
from typing import Any

from . import current
from .execution import Run

_runs: weakref.WeakValueDictionary[int, Run] = weakref.WeakValueDictionary()


def run_of_this_call() -> Run:
    """The run for the call that this thread is executing; without the app its events go nowhere."""
    try:
        import _gilder
    except ImportError:
        return current.silent()
    call: int = _gilder.current()

    def emit(kind: str, payload: dict[str, Any]) -> None:
        _gilder.emit(call, kind, payload)

    # Made in the thread that it is raised in, once somebody catches it.
    _gilder.Interrupted.__init__ = _told
    if sys.unraisablehook is not _raise_again:
        _before.append(sys.unraisablehook)
        sys.unraisablehook = _raise_again
    run = Run(emit, lambda: _gilder.cancelled(call))
    _runs[call] = run
    return run


def run_of(call: int) -> Run | None:
    return _runs.get(call)


def is_interruption(error: BaseException | None) -> bool:
    """Whether it is what the app raises in a job that did not listen."""
    kind = getattr(sys.modules.get("_gilder"), "Interrupted", None)
    return kind is not None and isinstance(error, kind)


def is_importing_package(run: Run) -> bool:
    """Whether the thread of the run is executing a module of the runtime, or looking for one."""
    newest: FrameType | None = sys._current_frames().get(run.thread)
    frame = newest
    while frame is not None:
        code = frame.f_code
        if frame is newest and code.co_filename.startswith("<frozen importlib"):
            return True
        if code.co_name == "<module>" and code.co_filename.startswith(sys.prefix):
            return True
        frame = frame.f_back
    return False


#: Long enough for the code that swallowed it to come to its end, mostly; else it is raised once more.
SECONDS_TO_RAISE_AGAIN = 0.02

_before: list[Callable[[Any], object]] = []


def _raise_again(unraisable: Any) -> None:
    """An interruption that met code which lets nothing out, such as a finalizer, and would be lost."""
    kind = getattr(sys.modules.get("_gilder"), "Interrupted", None)
    if kind is None or unraisable.exc_type is not kind:
        _before[-1](unraisable)
        return
    thread = threading.get_ident()
    # Until a new thread runs, Python 3.11 knows it by the number of its starter, and finds it first.
    run = current.of_stillborn(unraisable.object)
    if run is not None:
        thread = run.thread
    else:
        run = current.current()
    if run is None:
        _before[-1](unraisable)
        return
    # By another thread and a little later: here and now it would only meet this function, which lets nothing
    # out either.
    again = threading.Timer(SECONDS_TO_RAISE_AGAIN, _raise_in, (run, thread, kind))
    again.daemon = True
    again.start()


def _raise_in(run: Run, thread: int, kind: type[BaseException]) -> None:
    # Its job has gone on meanwhile, and may have begun to wait for a process: that would make it deaf.
    run.children.end()
    # Not after its end: the thread may be another run's by then.
    run.while_going(
        lambda: ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(kind))
    )


def _told(_interrupted: BaseException, *_arguments: object) -> None:
    """A job that catches even this has heard of it: what it returns now is not a whole result."""
    run = current.current()
    if run is not None:
        run.told = True
