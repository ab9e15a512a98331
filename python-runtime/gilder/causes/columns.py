"""Columns and labels that a table does not have."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..words.sentences import near
from ..words.texts import sendable, shortened
from .rules import Cause, Rule

if TYPE_CHECKING:
    from .evidence import Evidence

#: Of a table with more columns the others are not looked at.
MOST_NAMES = 1000
SHOWN_NAMES = 8

_QUOTED = re.compile(r"'([^']*)'")


def _missing_column(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    """A KeyError of pandas about the columns of the table it was asked of: rows and other keys are not meant."""
    frame = _first(evidence, "DataFrame")
    if frame is None:
        return None
    index = _first(evidence, "Index")
    # Without one a label was looked for by its level: along the other axis that of a row.
    other = (
        next(evidence.values("pandas", "axis"), 0) in (1, "columns")
        if index is None
        else not index.equals(frame.columns)
    )
    if other:
        return None
    known = _names(frame.columns)
    missing = [key for key in _keys(evidence, match) if key not in known]
    return _told(missing, known, "column") if missing else None


def _missing_attribute(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    """`table.length` is a column only if something is nearly called so; else it is a method that there is not."""
    frame = _first(evidence, "DataFrame")
    known = [] if frame is None else _names(frame.columns)
    name = match["name"]
    return _told([name], known, "column") if near(name, known) else None


def _listed(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    """What the reader of a file was asked for and did not find."""
    missing = _QUOTED.findall(match["names"])
    found = next((names for names in evidence.values("pandas", "names", "columns") if names is not None), ())
    known = [str(name) for name in islice(found, MOST_NAMES)]
    return _told(missing, known, "column") if missing else None


def _missing_label(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    index = _first(evidence, "Index")
    keys = _keys(evidence, match)
    if index is None or not keys:
        return None
    told = _told(keys, _names(index), "label")
    rows = "Rows keep their labels when others are filtered out; to count them from 0 use `.iloc`. "
    return told if isinstance(keys[0], str) else told | {"guess": rows}


def _missing_field(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    table = next(evidence.values("pyarrow", "self"), None)
    told = _told([match["name"]], _names(getattr(table, "column_names", ())), "column")
    # Its frames are compiled, and mostly show no values.
    return told if table is not None else told | {"there": ""}


def _first(evidence: Evidence, kind: str) -> Any:
    cls = getattr(sys.modules.get("pandas"), kind, ())
    return next((each for each in evidence.values("pandas", "self", "obj") if isinstance(each, cls)), None)


def _keys(evidence: Evidence, match: re.Match[str]) -> list[object]:
    (key,) = evidence.error.args[:1] or (None,)
    if isinstance(key, str) and re.search(r"\] (not in index|not found in axis|are in the)", key):
        return list(_QUOTED.findall(key.partition("dtype=")[0]))
    return [key]


def _names(labels: Any) -> list[Any]:
    return list(islice(labels, MOST_NAMES))


def _told(missing: Sequence[object], known: Sequence[object], what: str) -> dict[str, str]:
    texts = [name for name in known if isinstance(name, str)]
    listed = ", ".join(_shown(name) for name in missing[:SHOWN_NAMES])
    guess = near(str(missing[0]), texts) if isinstance(missing[0], str) else None
    there = ", ".join(_shown(name) for name in known[:SHOWN_NAMES])
    more = f" and {len(known) - SHOWN_NAMES} more" if len(known) > SHOWN_NAMES else ""
    thing = what if len(missing) == 1 else what + "s"
    return {
        "missing": f"{thing} {listed}",
        "guess": f"Did you mean {_shown(guess)}? " if guess is not None else "",
        "there": f"Its {what}s are: {there}{more}. " if known else f"It has no {what}s. ",
    }


def _shown(name: object) -> str:
    return shortened(sendable(repr(name)), 40)


_CAUSE = "The table has no {missing}."
_HINT = "{guess}{there}Correct the name in the code, or give a table that has it."

CAUSES = (
    Cause(
        "missing-column",
        "A column was asked for that the table does not have.",
        (
            Rule(("KeyError",), cause=_CAUSE, hint=_HINT, by=("pandas",), look=_missing_column),
            Rule(
                ("AttributeError",),
                r"^'DataFrame' object has no attribute '(?P<name>.+)'$",
                _CAUSE,
                _HINT,
                by=("pandas",),
                sure=False,
                look=_missing_attribute,
            ),
            Rule(
                ("ValueError",),
                r"^(?:Usecols do not match columns.*not found: |Missing column provided to 'parse_dates': )(?P<names>.*)",
                "The file has no {missing}.",
                "{guess}Compare the names in the code with the first line of the file.",
                by=("pandas",),
                look=_listed,
            ),
            Rule(
                ("KeyError",),
                r'Field "(?P<name>.*)" does not exist in schema',
                _CAUSE,
                _HINT,
                by=("pyarrow",),
                look=_missing_field,
            ),
        ),
    ),
    Cause(
        "missing-label",
        "A row, or a value of a series, was asked for by a label that is not there.",
        (
            Rule(
                ("KeyError",),
                cause="There is no {missing}.",
                hint="{guess}{there}",
                by=("pandas",),
                look=_missing_label,
            ),
        ),
    ),
)
