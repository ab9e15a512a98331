"""What must be different about starting processes from inside of the app.

- The start method is `spawn` unless a job asks for another one. A fork copies a process with dozens of
  threads, of which only one goes on: what the others held locked stays locked.
- A new process can import the job's file, so that functions and classes of it can be sent there.
- What it writes to its standard streams goes to the log of the run, and it ends with the run.
"""

from __future__ import annotations

import functools
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..jobs.modules import known
from ..run import current
from . import marks
from .newcomer import greet

if TYPE_CHECKING:
    from ..run.execution import Run

_local = threading.local()
_prepared = False
_lock = threading.Lock()


def prepare() -> None:
    """Once for good, before a job's code runs."""
    global _prepared
    with _lock:
        if _prepared:
            return
        from . import programs, start_method

        # The app ends without taking down its interpreter; what the tracker then cleans up is no leak.
        sys.warnoptions.append("ignore:resource_tracker")
        start_method.install()
        programs.install()
        _install()
        _prepared = True


def _install() -> None:
    from multiprocessing import pool, process

    # Each new process takes these settings with it: the key of its pipes reaches it the same way.
    process.current_process()._config["gilder"] = Letter()  # type: ignore[attr-defined]  # typeshed leaves it out
    start = process.BaseProcess.start

    @functools.wraps(start)
    def start_for_run(self: process.BaseProcess) -> None:
        run = current.current()
        try:
            start(self)
            if run is not None:
                run.children.add_process(self)
        finally:
            # The new process has its own by now, and ours would keep the pipe open for ever.
            for number in vars(_local).pop("given", ()):
                os.close(number)

    process.BaseProcess.start = start_for_run  # type: ignore[method-assign]  # stands in for it
    make: Callable[..., None] = pool.Pool.__init__

    @functools.wraps(make)
    def make_for_run(self: pool.Pool, *arguments: Any, **options: Any) -> None:
        run = current.current()
        if run is not None and not isinstance(self, pool.ThreadPool):
            run.children.add_pool(self)
        make(self, *arguments, **options)

    pool.Pool.__init__ = make_for_run  # type: ignore[method-assign]  # likewise


class Letter:
    """Pickled with each new process: what it is told before anything of the job's is unpickled there."""

    def __reduce__(self) -> tuple[Callable[..., Letter], tuple[Any, ...]]:
        return receive, (known(), _given(current.current()), marks.mark())


def receive(files: dict[str, tuple[str, str]], outputs: list[tuple[int, Any]], mark: str | None) -> Letter:
    """In the new process. Those that it starts are told the same."""
    greet(files, outputs, mark)
    return Letter()


def _given(run: Run | None) -> list[tuple[int, Any]]:
    """The standard streams for a new process, by number, in the form in which they can be sent to it."""
    from multiprocessing import context, reduction

    if run is None or sys.platform == "win32" or context.get_spawning_popen() is None:
        return []
    numbers = {1: run.output("stdout"), 2: run.output("stderr")}
    _local.given = (*vars(_local).get("given", ()), *numbers.values())
    return [(number, reduction.DupFd(sink)) for number, sink in numbers.items()]
