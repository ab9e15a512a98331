"""`multiprocessing`'s start method: `spawn` where Python would fork, and each run can choose for itself."""

from __future__ import annotations

import sys
import weakref
from multiprocessing import context
from typing import Any

from ..run import current
from ..run.execution import Run


class _OfEachRun(context.DefaultContext):
    """A job may set another method, once as in any program, and sets it for no job beside or after it."""

    @property
    def _actual_context(self) -> Any:
        run = current.current()
        return self.__dict__["_actual_context"] if run is None else _chosen.get(run)

    @_actual_context.setter
    def _actual_context(self, chosen: Any) -> None:
        run = current.current()
        if run is None:
            self.__dict__["_actual_context"] = chosen
        else:
            _chosen[run] = chosen


_chosen: weakref.WeakKeyDictionary[Run, Any] = weakref.WeakKeyDictionary()


def install() -> None:
    default: Any = vars(context)["_default_context"]
    if sys.platform != "win32":
        default._default_context = default.get_context("spawn")
    # The methods that `multiprocessing` offers are bound to this object: it has to stay.
    default.__class__ = _OfEachRun
