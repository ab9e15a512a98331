"""Secrets are in no report of an error, also when an exception names its value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

HIDDEN = "…"
#: Shorter ones stand in every other word.
SHORTEST = 4


def without(secrets: Iterable[str], report: Any) -> Any:
    """The same report, with `…` in place of each secret, also where it was written as `repr()` does."""
    longest_first = sorted({form for one in secrets for form in _forms(one)}, key=len, reverse=True)
    return _hidden(report, longest_first) if longest_first else report


def _forms(secret: str) -> set[str]:
    forms = {secret, repr(secret)[1:-1], secret.strip(), *secret.splitlines()}
    return {form for form in forms if len(form) >= SHORTEST}


def _hidden(value: Any, secrets: list[str]) -> Any:
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, HIDDEN)
        return value
    if isinstance(value, dict):
        return {key: _hidden(one, secrets) for key, one in value.items()}
    return value
