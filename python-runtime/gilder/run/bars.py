"""The bars of `tqdm`, whoever brings it along, as progress of the run: nothing of them is in its log.

`tqdm.auto` and everything built on it descend from the one class that is changed here, once it is imported.
"""

from __future__ import annotations

import functools
import importlib.abc
import importlib.machinery
import importlib.util
import io
import sys
import threading
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from ..words.texts import text_of
from . import current
from .execution import Run
from .streams import Output

MODULE = "tqdm.std"

_lock = threading.Lock()


def install() -> None:
    with _lock:
        there = sys.modules.get(MODULE)
        if there is not None:
            _change(there)
        elif not any(isinstance(finder, _Finder) for finder in sys.meta_path):
            sys.meta_path.insert(0, _Finder())


class _Finder(importlib.abc.MetaPathFinder):
    """Lets the others find the module, and changes it once it is there."""

    def __init__(self) -> None:
        self._here = threading.local()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != MODULE or getattr(self._here, "asked", False):
            return None
        self._here.asked = True
        try:
            spec = importlib.util.find_spec(name)
        finally:
            self._here.asked = False
        loader = None if spec is None else spec.loader
        if loader is not None and hasattr(loader, "exec_module"):
            execute = loader.exec_module

            def execute_and_change(module: ModuleType) -> None:
                execute(module)
                _change(module)

            loader.exec_module = execute_and_change  # type: ignore[method-assign]  # it is of one module
        return spec


class _Nowhere(io.StringIO):
    """Where a bar draws itself. A terminal to it: on others some bars are switched off."""

    encoding = "utf-8"

    def write(self, text: str) -> int:
        return len(text)

    def isatty(self) -> bool:
        return True


def _change(module: ModuleType) -> None:
    bar: Any = getattr(module, "tqdm", None)
    if bar is None or "_gilder" in vars(bar):
        return
    bar._gilder = True
    begin, display, update, close = bar.__init__, bar.display, bar.update, bar.close

    @functools.wraps(begin)
    def begin_for_run(self: Any, *args: Any, **options: Any) -> None:
        run = current.current()
        # The file is the fifth argument, and seldom given.
        file = args[4] if len(args) > 4 else options.get("file")
        if run is not None and len(args) <= 4 and (file is None or isinstance(file, Output)):
            options["file"] = _Nowhere()
            self.gilder_run = run
            # Without a count that is asked for often there is no moment to see that the run was cancelled.
            options["mininterval"] = min(options.get("mininterval", 0.1), 0.1)
        begin(self, *args, **options)
        if hasattr(self, "gilder_run") and not self.disable:
            self.gilder_run.bars.append(self)
            _tell(self)

    @functools.wraps(display)
    def display_in_run(self: Any, *args: Any, **options: Any) -> Any:
        return display(self, *args, **options) if _tell(self) is None else True

    @functools.wraps(update)
    def update_in_run(self: Any, *args: Any, **options: Any) -> Any:
        shown = update(self, *args, **options)
        run = getattr(self, "gilder_run", None)
        # Here, where none of tqdm's locks are held.
        if run is not None and not run.finished:
            run.check()
        return shown

    @functools.wraps(close)
    def close_in_run(self: Any) -> None:
        close(self)
        run = getattr(self, "gilder_run", None)
        if run is not None:
            run.bars[:] = [each for each in run.bars if each is not self]

    bar.__init__, bar.display = begin_for_run, display_in_run
    bar.update, bar.close = update_in_run, close_in_run


def _tell(bar: Any) -> bool | None:
    """None for a bar of no run."""
    run: Run | None = getattr(bar, "gilder_run", None)
    if run is None:
        return None
    if getattr(bar, "disable", True) or run.finished:
        return True
    bars = run.bars
    # One that is not there yet draws itself for the first time.
    if not any(each is bar for each in bars):
        return True
    fraction = None
    # Each bar is a step of the one around it.
    for each in reversed(bars):
        if each.total:
            fraction = min(1.0, (each.n + (fraction or 0.0)) / each.total)
    if not bars[0].total:
        fraction = None
    words = [_words(each) for each in bars]
    run.report(fraction, " · ".join(word for word in words if word))
    return True


def _words(bar: Any) -> str:
    description = text_of(getattr(bar, "desc", "") or "", 200).rstrip(": ")
    count = f"{bar.n:,} of {bar.total:,}" if bar.total else f"{bar.n:,}"
    postfix = text_of(getattr(bar, "postfix", "") or "", 200)
    return " ".join(word for word in (description, count, postfix and f"({postfix})") if word)
