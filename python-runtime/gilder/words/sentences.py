"""What is wrong with a value, in words for the person who typed it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
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
}


def sentence(name: str, error: Mapping[str, Any]) -> str:
    """One of pydantic's errors about the parameter `name`: "k must be at least 2 (got 1)"."""
    kind: str = error["type"]
    context: Mapping[str, Any] = error.get("ctx", {})
    place = "".join(f", item {part + 1}," for part in error["loc"] if isinstance(part, int))
    subject, got = name + place, f"(got {shown(error['input'])})"
    match kind:
        case "greater_than_equal":
            return f"{subject} must be at least {_number(context['ge'])} {got}"
        case "less_than_equal":
            return f"{subject} must be at most {_number(context['le'])} {got}"
        case "choice":
            options: Sequence[object] = context["options"]
            guess = near(str(error["input"]), map(str, options))
            listed = ", ".join(map(repr, options))
            return f"{subject} must be one of {listed} {got}" + (
                f"; did you mean '{guess}'?" if guess else ""
            )
        case "string_too_short":
            return f"{subject} must not be empty"
        case _:
            wanted = _WANTED.get(kind.split("_")[0])
            return f"{subject} is {wanted} {got}" if wanted else f"{subject}: {error['msg']} {got}"


def unknown(name: str, known: Sequence[str], title: str) -> str:
    guess = near(name, known)
    if guess:
        return f"{title} has no parameter '{shortened(sendable(name), 60)}'; did you mean '{guess}'?"
    listed = ", ".join(known) if known else "none"
    return f"{title} has no parameter '{shortened(sendable(name), 60)}'; its parameters are: {listed}"


def near(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that a slip of the finger turns into `word`, if any."""
    known = list(words)
    folded = {other.casefold(): other for other in reversed(known)}
    found = difflib.get_close_matches(word[:100].casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def shown(value: object) -> str:
    """A value as its user typed it, in quotes if it is text, short enough for a sentence."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    try:
        return shortened(sendable(repr(value[:200] if isinstance(value, str) else value)), 60)
    except Exception:
        return f"a {type(value).__name__}"


def _number(bound: float) -> str:
    return str(bound) if isinstance(bound, int) else f"{bound:g}"
