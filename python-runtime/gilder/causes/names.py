"""Names that nothing has, where another one is close; and calls that do not end."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from ..words.sentences import near
from ..words.texts import sendable, shortened
from .rules import Cause, Rule

if TYPE_CHECKING:
    from .evidence import Evidence

MOST_NAMES = 2000
#: Stricter than where somebody is only asked: nobody has said that there is a slip.
ALIKE = 0.75


def _attribute(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    error = evidence.error
    if not isinstance(error, AttributeError) or not isinstance(error.name, str) or error.obj is None:
        return None
    return _near(error.name, dir(error.obj))


def _name(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    frame = evidence.places[-1].frame
    known = [] if frame is None else [*frame.f_locals, *frame.f_globals, *dir(builtins)]
    return _near(match["name"], known)


def _key(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    """A key that one dict at hand nearly has. Which dict was meant is not known: one guess, or none."""
    (key,) = evidence.error.args[:1] or (None,)
    frame = evidence.places[-1].frame
    if not isinstance(key, str) or frame is None or evidence.places[-1].explicit:
        return None
    found = set()
    for value in list(frame.f_locals.values()):
        if type(value) is dict and key not in value:
            guess = near(key, [name for name in islice(value, MOST_NAMES) if isinstance(name, str)], ALIKE)
            if guess is not None:
                found.add(guess)
    return {"guess": _shown(found.pop()), "missing": _shown(key)} if len(found) == 1 else None


def _near(name: str, known: Iterable[str]) -> Mapping[str, str] | None:
    guess = near(name, [other for other in islice(known, MOST_NAMES) if not other.startswith("_")], ALIKE)
    return None if guess is None else {"guess": guess}


def _shown(name: str) -> str:
    return shortened(sendable(repr(name)), 60)


CAUSES = (
    Cause(
        "misspelt-name",
        "A name or key is not there, and one that is nearly the same is.",
        (
            Rule(
                ("AttributeError",),
                r"has no attribute '(?P<name>\w+)'",
                "There is no '{name}', but there is '{guess}'.",
                "Correct the name if '{guess}' is meant.",
                sure=False,
                look=_attribute,
            ),
            Rule(
                ("NameError",),
                r"^name '(?P<name>\w+)' is not defined",
                "There is no '{name}', but there is '{guess}'.",
                "Correct the name if '{guess}' is meant.",
                sure=False,
                look=_name,
            ),
            Rule(
                ("KeyError",),
                cause="There is no key {missing}, but there is {guess}.",
                hint="Correct the key if {guess} is meant.",
                sure=False,
                look=_key,
            ),
        ),
    ),
    Cause(
        "too-deep",
        "A function calls itself too many times.",
        (
            Rule(
                ("RecursionError",),
                r"^maximum recursion depth exceeded",
                "Functions call each other, or one calls itself, more often than Python allows.",
                "Check the condition that ends it; for long data write a loop.",
            ),
        ),
    ),
)
