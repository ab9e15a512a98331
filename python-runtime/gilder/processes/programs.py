"""`subprocess` inside of a run: programs write to the run's log, read nothing, and end with the run."""

from __future__ import annotations

import functools
import inspect
import os
import subprocess
from collections.abc import Callable
from typing import Any

from ..run import current
from ..run.execution import Run
from ..run.streams import Output
from . import marks


def install() -> None:
    make: Callable[..., None] = subprocess.Popen.__init__
    signature = inspect.signature(make)

    @functools.wraps(make)
    def make_for_run(self: subprocess.Popen[bytes], *arguments: Any, **options: Any) -> None:
        run = current.current()
        if run is None:
            make(self, *arguments, **options)
            return
        bound = signature.bind(self, *arguments, **options)
        # Who gives a program a session of its own wants it to go on alone.
        stays = not bound.arguments.get("start_new_session")
        if stays:
            bound.arguments["env"] = marks.on(bound.arguments.get("env"))
        given = _connect(run, bound.arguments)
        try:
            make(*bound.args, **bound.kwargs)
        finally:
            for number in given:
                os.close(number)
        if stays:
            run.children.add_program(self)

    subprocess.Popen.__init__ = make_for_run  # type: ignore[method-assign]  # stands in for it


def _connect(run: Run, arguments: dict[str, Any]) -> list[int]:
    """Streams that the program would inherit from the app, and the run's own, which have no file number."""
    given = []
    for name in ("stdout", "stderr"):
        wanted = arguments.get(name)
        level = name if wanted is None else wanted.level if isinstance(wanted, Output) else None
        if level is not None:
            arguments[name] = run.output(level)
            given.append(arguments[name])
    if arguments.get("stdin") is None:
        arguments["stdin"] = subprocess.DEVNULL
    return given
