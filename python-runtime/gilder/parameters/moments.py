"""Dates, times and durations: ISO 8601 in the record of a run, and as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter

from .checks import wanted
from .markers import Param
from .rules import bounds
from .shape import Shape

KINDS = (date, datetime, time, timedelta)

_INVITATIONS = {
    date: "enter a date, as 2026-11-24",
    datetime: "enter a date and time, as 2026-11-24T18:30",
    time: "enter a time, as 18:30",
    timedelta: "enter a duration, as 90 s or 1h 30m",
}
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_UNITS = {
    **dict.fromkeys(("ms", "millisecond", "milliseconds"), "ms"),
    **dict.fromkeys(("s", "sec", "second", "seconds"), "s"),
    **dict.fromkeys(("m", "min", "minute", "minutes"), "m"),
    **dict.fromkeys(("h", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days"), "d"),
    **dict.fromkeys(("w", "week", "weeks"), "w"),
}
_PART = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*,?")
_CLOCK = re.compile(r"(-?)(\d+):([0-5]?\d)(?::([0-5]?\d(?:\.\d+)?))?$")


def moment(kind: type, param: Param) -> Shape:
    before = _as_duration if kind is timedelta else _only_text(kind)
    checked = Annotated[kind, bounds(param), BeforeValidator(before)]
    hint = {"widget": "duration"} if kind is timedelta else {}
    return Shape(checked, _INVITATIONS[kind], hint, _reader(kind))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    return TypeAdapter(kind).validate_python


def _only_text(kind: type) -> Callable[[Any], Any]:
    """pydantic takes a number, also as text, for seconds since 1970, which nobody means who types one."""

    def check(value: Any) -> Any:
        text = value.strip() if isinstance(value, str) else value
        number = isinstance(text, str) and re.fullmatch(r"[+-]?\d+(\.\d*)?", text)
        if number or (isinstance(text, int | float) and not isinstance(text, bool)):
            raise wanted(_INVITATIONS[kind].removeprefix("enter "))
        return text

    return check


def _as_duration(value: Any) -> Any:
    """`90 s`, `1h 30m`, `1:30:00` (`1:30` is hours and minutes), seconds; ISO 8601 is left to pydantic."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    clock = _CLOCK.match(text)
    if clock:
        sign, hours, minutes, seconds = clock.groups()
        span = timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds or 0))
        return -span if sign else span
    try:
        return timedelta(seconds=float(text))
    except (ValueError, OverflowError):
        pass
    sign, rest, total, at = (-1, text[1:], 0.0, 0) if text.startswith("-") else (1, text, 0.0, 0)
    while at < len(rest):
        part = _PART.match(rest, at)
        unit = part and _UNITS.get(part[2].lower())
        if not part or not unit:
            return text
        total, at = total + float(part[1]) * _SECONDS[unit], part.end()
    try:
        return timedelta(seconds=sign * total) if rest else text
    except OverflowError:
        return text
