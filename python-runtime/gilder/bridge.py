"""The way to the app around the embedded Python: the built-in module `_gilder`, where there is one."""

from __future__ import annotations

import sys
import weakref
from types import FrameType
from typing import Any

from . import running
from .runs import Run

_runs: weakref.WeakValueDictionary[int, Run] = weakref.WeakValueDictionary()


def run_of_this_call() -> Run:
    """The run for the call that this thread is executing; without the app its events go nowhere."""
    try:
        import _gilder
    except ImportError:
        return running.silent()
    call: int = _gilder.current()

    def emit(kind: str, payload: dict[str, Any]) -> None:
        _gilder.emit(call, kind, payload)

    # Made in the thread that it is raised in, once somebody catches it.
    _gilder.Interrupted.__init__ = _told
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


def _told(_interrupted: BaseException, *_arguments: object) -> None:
    """A job that catches even this has heard of it: what it returns now is not a whole result."""
    run = running.current()
    if run is not None:
        run.told = True
