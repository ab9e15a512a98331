"""By its mark whoever outlives a killed app finds the programs that jobs inside of the app have started.

The app itself does not carry it: what a person starts from there, a browser for a link, goes on without it.
"""

from __future__ import annotations

import os
from typing import Any

VARIABLE = "GILDER_APP"

_mark: str | None = None


def bear(mark: str) -> None:
    """From now on, for everything that is started."""
    global _mark
    _mark = mark


def mark() -> str | None:
    """None in a process that carries one in its own environment, as those of isolated runs do."""
    return _mark


def on(environment: Any) -> Any:
    """For a program that is given this environment; one that is to have none gets none."""
    if _mark is None or not (environment is None or environment):
        return environment
    return {**(os.environ if environment is None else environment), VARIABLE: _mark}
