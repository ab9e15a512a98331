"""The cause of an exception by the table: of the exception itself, of the one it was made from, or of all in a group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import GilderError
from .evidence import Evidence, remote_traceback
from .rules import Found, Rule
from .table import CAUSES

#: Of a chain of exceptions, and of a group.
MOST_LINKS = 5


class _Blanks(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def cause_of(error: BaseException) -> Found | None:
    """None when no rule is about it. Never raises, whatever the objects that it looks at do."""
    try:
        return _cause_of(error)
    except (Exception, SystemExit, GeneratorExit):
        return None


def _cause_of(error: BaseException) -> Found | None:
    if isinstance(error, GilderError):
        return None
    if isinstance(error, BaseExceptionGroup):
        return _of_all(error)
    evidence = Evidence(error)
    found = _by_table(evidence)
    if found is not None:
        return found
    for link, origin in enumerate(_origins(error)):
        if link == MOST_LINKS:
            break
        found = _by_table(Evidence(origin))
        if found is not None:
            # It was caught and turned into another one: by whom, and what else he knew, nobody can see.
            return Found(found.id, found.text, found.hint, sure=False)
    return None


def _of_all(group: BaseExceptionGroup[BaseException]) -> Found | None:
    """Several errors have a cause when all of them have the same."""
    found = [_cause_of(each) for each in group.exceptions[:MOST_LINKS]]
    first = found[0]
    if first is None or len(group.exceptions) > MOST_LINKS:
        return None
    return first if all(each is not None and each.id == first.id for each in found) else None


def _origins(error: BaseException) -> Iterator[BaseException]:
    """What it was raised from. An exception that only happened in the middle of handling another one explains itself."""
    seen = {id(error)}
    while True:
        origin = error.__cause__
        if origin is None and not error.__suppress_context__ and Evidence(error).by_hand:
            origin = error.__context__
        if origin is None or id(origin) in seen or remote_traceback(error) is not None:
            return
        seen.add(id(origin))
        yield origin
        error = origin


def _by_table(evidence: Evidence) -> Found | None:
    for cause in CAUSES:
        for rule in cause.rules:
            fields = _fields(rule, evidence)
            if fields is not None:
                text = " ".join(rule.cause.format_map(fields).split())
                return Found(cause.id, text, rule.hint.format_map(fields).strip(), rule.sure)
    return None


def _fields(rule: Rule, evidence: Evidence) -> _Blanks | None:
    if evidence.kinds.isdisjoint(rule.kinds):
        return None
    match: re.Match[str] | None = rule.pattern.search(evidence.text)
    if match is None or not evidence.may_come_from(rule.by):
        return None
    fields = _Blanks({name: text.strip() for name, text in match.groupdict(default="").items()})
    if rule.look is not None:
        seen = rule.look(evidence, match)
        if seen is None:
            return None
        fields.update(seen)
    return fields
