"""A function with given parameters, for what reads those of functions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

NONE = inspect.Parameter.empty


def parameter(name: str, annotation: Any, default: Any = NONE) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def stand_in(name: str, parameters: Sequence[inspect.Parameter]) -> Callable[..., Any]:
    def made() -> None: ...

    made.__name__ = name
    made.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what inspect looks for
    return made
