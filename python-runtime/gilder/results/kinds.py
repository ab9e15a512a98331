"""Whatever a job returns, as named results, each of which has a form on disk."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import ResultError
from ..words.texts import text_of, title_of
from .contents import Chart, Content, Result, Sheet, Text
from .pickles import can_be_pickled
from .recognition import content_of, is_plain, plain, type_of

MOST_RESULTS = 1000
DEEPEST = 20
_CAN_KEEP = "Return tables, arrays, numbers, text, charts, figures or files, or a dict or dataclass of these."
#: More than this is a table, and its author should make it one.
MOST_ROWS = 500


def results_of(returned: object, names: tuple[str, ...] = ()) -> list[Result]:
    """In the order they were given. A ResultError names the place of a value that cannot be kept."""
    if returned is None and not names:
        return []
    found: list[Result] = []
    for result in _walk(returned, names, "result", ()):
        found.append(result)
        if len(found) > MOST_RESULTS:
            raise ResultError(
                f"The job returned more than {MOST_RESULTS} results", "Return them as one table or array."
            )
    return found


def _walk(value: Any, names: tuple[str, ...], place: str, above: tuple[object, ...]) -> Iterator[Result]:
    """`above` holds the containers on the way here: one that holds itself would never end."""
    if any(value is container for container in above):
        raise ResultError(f"{place} holds itself, which cannot be stored", "Return each value once.")
    if len(above) > DEEPEST:
        raise ResultError(f"{place} is nested too deeply to be stored", "Return a flat dict of results.")
    content = content_of(value, names, place) or _sheet(value)
    inner = (*above, value)
    if content is not None:
        yield Result("-".join(names) or "result", label_of(names, content), content)
        return
    members = _members(value, names, place)
    if members is None:
        yield Result("-".join(names) or "result", label_of(names, None), _words(value, place))
        return
    for item, its_names, its_place in members:
        yield from _walk(item, its_names, its_place, inner)


Member = tuple[Any, tuple[str, ...], str]


def _members(value: Any, names: tuple[str, ...], place: str) -> Iterator[Member] | None:
    """What is in a container, with names and places; None for what is none."""
    if isinstance(value, Mapping):
        named = ((text_of(key, 100), item) for key, item in value.items())
        return ((item, (*names, name), f"{place}[{name!r}]") for name, item in named)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [field.name for field in dataclasses.fields(value)]
        return ((getattr(value, name), (*names, name), f"{place}.{name}") for name in fields)
    if isinstance(value, list | tuple):
        above = names or ("result",)
        return ((item, (*above, str(at + 1)), f"{place}[{at}]") for at, item in enumerate(value))
    return None


def _sheet(value: Any) -> Sheet | None:
    """A dict or dataclass of nothing but single values, two or more."""
    rows = _rows(value, (), 0)
    return Sheet(rows) if rows is not None and 2 <= len(rows) <= MOST_ROWS else None


def _rows(value: Any, names: tuple[str, ...], depth: int) -> list[tuple[str, str, Any]] | None:
    if depth > 1 or isinstance(value, list | tuple):
        return None
    members = _members(value, names, "")
    if members is None:
        return None
    rows: list[tuple[str, str, Any]] = []
    for item, its_names, _ in members:
        if is_plain(item):
            rows.append(("-".join(its_names), label_of(its_names, None), plain(item)))
        else:
            inner = _rows(item, its_names, depth + 1)
            if inner is None:
                return None
            rows += inner
        # One that goes on for ever ends here.
        if len(rows) > MOST_ROWS:
            return None
    return rows


def _words(value: Any, place: str) -> Text:
    kind = type_of(value)
    if not can_be_pickled(value):
        raise ResultError(f"{place} is of type {kind}, which Gilder cannot store", _CAN_KEEP)
    return Text(
        text_of(_Repr(value), 10_000_000),
        f"{place} is of type {kind}, which has no form on disk: this is its repr(). "
        f"To keep the object itself, return gilder.pickled(…) of it.",
    )


class _Repr:
    """`text_of` asks for `str`, and survives whatever an object answers."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __str__(self) -> str:
        return repr(self._value)


def label_of(names: tuple[str, ...], content: Content | None) -> str:
    if isinstance(content, Chart) and content.chart.title:
        return content.chart.title
    words = [title_of(name) if name.isidentifier() else name for name in names]
    return " ".join([words[0], *names[1:]]) if words else "Result"
