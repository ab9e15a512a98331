"""The bars of `tqdm`, whoever brings it along, as progress of the run: nothing of them is in its log.

`tqdm.auto` and everything built on it descend from the one class that is changed here, once it is imported.
"""

from __future__ import annotations

import functools
import io
from types import ModuleType
from typing import Any

from ..words.texts import text_of
from . import arrivals, current
from .execution import Run
from .streams import Output


def install() -> None:
    arrivals.when_there("tqdm.std", _change)


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
