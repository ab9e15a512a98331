"""`contextlib.redirect_stdout` and `redirect_stderr` inside of a run: not for the words of other jobs."""

from __future__ import annotations

import contextlib
import sys
from types import TracebackType
from typing import Any

from . import current
from .streams import Output


def install() -> None:
    for kind, level in ((contextlib.redirect_stdout, "stdout"), (contextlib.redirect_stderr, "stderr")):
        if "__enter__" not in vars(kind):
            _replace(kind, level)


def _replace(kind: Any, level: str) -> None:
    enter, leave = kind.__enter__, kind.__exit__

    def enter_for_run(self: Any) -> Any:
        run = current.current()
        if run is None or not isinstance(getattr(sys, level), Output):
            return enter(self)
        before = run.redirected.get(level, level)
        target = self._new_target
        if isinstance(target, Output):
            target = run.redirected.get(target.level, target.level)
        run.redirected[level] = target
        vars(self).setdefault("_gilder", []).append((run, before))
        return self._new_target

    def leave_for_run(
        self: Any,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not vars(self).get("_gilder"):
            leave(self, kind, error, trace)
            return
        run, before = self._gilder.pop()
        run.redirected[level] = before

    kind.__enter__, kind.__exit__ = enter_for_run, leave_for_run
