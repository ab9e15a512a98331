"""What is wrong with a value, in words for the person who typed it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from .texts import sendable, shortened

#: pydantic's error types by what the field wanted.
_WANTED = {
    "int": "a whole number",
    "float": "a number",
    "finite": "a finite number",
    "bool": "yes or no: true or false",
    "string": "text",
    "list": "a list",
    "tuple": "a list",
    "date": "a date, as 2026-11-24",
    "datetime": "a date and time, as 2026-11-24T18:30",
    "time": "a time, as 18:30",
    "time_delta": "a duration, as 90 s, 1h 30m or 1:30:00",
    "dict": "a group of names and values",
    "model": "a group of names and values",
}


def sentence(name: str, error: Mapping[str, Any]) -> str:
    """One of pydantic's errors about the parameter `name`: "k must be at least 2 (got 1)"."""
    kind: str = error["type"]
    context: Mapping[str, Any] = error.get("ctx", {})
    place = _place(error["loc"])
    subject, got = name + place, f"(got {shown(error['input'])})"
    match kind:
        case "greater_than_equal":
            return f"{subject} must be at least {_bound(context['ge'])} {got}"
        case "less_than_equal":
            return f"{subject} must be at most {_bound(context['le'])} {got}"
        case "greater_than":
            return f"{subject} must be more than {_bound(context['gt'])} {got}"
        case "less_than":
            return f"{subject} must be less than {_bound(context['lt'])} {got}"
        case "said":
            return subject.removesuffix(",") + context["words"]
        case "wanted":
            return f"{subject} is {context['wanted']} {got}"
        case "missing":
            # The last of a tuple's values has no name to ask for it by.
            return f"{subject.removesuffix(',')} is missing"
        case "extra_forbidden":
            *outer, last = error["loc"]
            return f"{name}{_place(outer)} has no field '{shortened(sendable(str(last)), 60)}'"
        case "alternatives":
            return f"{subject} is none of: {context['titles']} {got}"
        case "string_too_short" if context["min_length"] == 1:
            return f"{subject} must not be empty"
        case "string_too_short":
            return f"{subject} must have at least {context['min_length']} characters {got}"
        case "string_too_long":
            return f"{subject} must have at most {context['max_length']} characters {got}"
        case "string_pattern_mismatch":
            return f"{subject} does not fit the pattern {context['pattern']} {got}"
        case "too_short":
            return f"{subject} must have at least {_values(context['min_length'])} {got}"
        case "too_long":
            return f"{subject} must have at most {_values(context['max_length'])} {got}"
        case "value_error" | "assertion_error":
            words = error["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
            return f"{subject.removesuffix(',')}: {words} {got}"
        case "choice":
            options: Sequence[object] = context["options"]
            guess = near(str(error["input"]), map(str, options))
            listed = ", ".join(map(repr, options))
            return f"{subject} must be one of {listed} {got}" + (
                f"; did you mean '{guess}'?" if guess else ""
            )
        case _:
            first, _, rest = kind.partition("_")
            wanted = _WANTED.get(f"{first}_{rest.partition('_')[0]}") or _WANTED.get(first)
            return f"{subject} is {wanted} {got}" if wanted else f"{subject}: {error['msg']} {got}"


def unknown(name: str, known: Sequence[str], title: str) -> str:
    guess = near(name, known)
    if guess:
        return f"{title} has no parameter '{shortened(sendable(name), 60)}'; did you mean '{guess}'?"
    listed = ", ".join(known) if known else "none"
    return f"{title} has no parameter '{shortened(sendable(name), 60)}'; its parameters are: {listed}"


def near(word: str, words: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The one of `words` that a slip turns into `word`, if any. `cutoff`: how alike they must be, up to 1."""
    known = list(words)
    folded = {other.casefold(): other for other in reversed(known)}
    found = difflib.get_close_matches(word[:100].casefold(), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


def shown(value: object) -> str:
    """A value as its user typed it, in quotes if it is text, short enough for a sentence."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, timedelta):
        return str(value)
    try:
        return shortened(sendable(repr(value[:200] if isinstance(value, str) else value)), 60)
    except Exception:
        return f"a {type(value).__name__}"


def _place(loc: Sequence[object]) -> str:
    """Where in the value: `.rates, item 2,`."""
    return (
        "".join(
            f", item {part + 1}," if isinstance(part, int) else f".{shortened(sendable(str(part)), 60)}"
            for part in loc
        )
        .replace(",.", ".")
        .replace(",,", ",")
    )


def _values(count: int) -> str:
    return "1 value" if count == 1 else f"{count} values"


def _bound(bound: Any) -> str:
    return f"{bound:g}" if isinstance(bound, float) else str(bound)
