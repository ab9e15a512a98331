"""What authors say beside a type: `Param`, or `Field` of pydantic and annotated-types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import annotated_types
from pydantic import Field as Rules
from pydantic.fields import FieldInfo

from .markers import Param

_NAMES = {
    "ge": "min",
    "le": "max",
    "gt": "above",
    "lt": "below",
    "min_length": "min_length",
    "max_length": "max_length",
    "pattern": "pattern",
}


def param_of(notes: Iterable[Any]) -> Param:
    param = Param()
    for note in notes:
        if isinstance(note, Param):
            param = note if param == Param() else _joined(param, note)
        elif isinstance(note, FieldInfo):
            said = {"title": note.title or "", "help": note.description or ""}
            param = _joined(_joined(param, Param(**said)), param_of(note.metadata))
        elif isinstance(note, annotated_types.GroupedMetadata):
            param = _joined(param, param_of(note))
        else:
            said = {ours: getattr(note, theirs, None) for theirs, ours in _NAMES.items()}
            param = replace(param, **{name: value for name, value in said.items() if value is not None})
    return param


def _joined(first: Param, second: Param) -> Param:
    said = {
        name: value
        for name, value in vars(second).items()
        if value is not None and value is not False and value != ""
    }
    return replace(first, **said)


def bounds(param: Param, **others: Any) -> Any:
    return Rules(ge=param.min, le=param.max, gt=param.above, lt=param.below, **others)


def lengths(param: Param, **others: Any) -> Any:
    return Rules(min_length=param.min_length, max_length=param.max_length, **others)


def refuse_idle(param: Param, base: str, *, bounded: bool = False, long: bool = False) -> None:
    """What would say nothing about a value of this type is a mistake of the author's."""
    limits = (param.min, param.max, param.above, param.below)
    if not bounded and any(limit is not None for limit in limits):
        raise TypeError(f"has bounds, but is no number ({base})")
    if not long and (param.min_length is not None or param.max_length is not None):
        raise TypeError(f"has a length, but is neither text nor a list ({base})")
    if param.pattern is not None and base != "str":
        raise TypeError(f"has a pattern, but is no text ({base})")
    if isinstance(param.step, timedelta) or (param.step is not None and not param.step > 0):
        raise TypeError("has a step that is not a number above 0")


def hints(param: Param) -> dict[str, Any]:
    """The members of `x-gilder` that any field can have."""
    said = {"unit": param.unit, "step": param.step, "placeholder": param.placeholder}
    return {name: value for name, value in said.items() if value not in (None, "")}
