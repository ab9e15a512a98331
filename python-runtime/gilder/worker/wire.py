"""JSON lines to the app and from it, in which every number survives; see also `app/core/exact-json.ts`.

JSON has no word for NaN, the infinities and, as JavaScript writes it, minus zero, and none for integers
beyond 2**53: these are written as `{"$": "NaN"}` and `{"$": "9007199254740993"}`. An object of the user's own
with a key "$" is wrapped once more.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import threading
from typing import Any

LARGEST_SAFE = 2**53 - 1

_TAG = "$"
_WORDS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}


class Wire:
    """Lines from any thread, each in one piece."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._owner = os.getpid()
        self._lock = threading.Lock()
        #: A line was begun and not ended, when the exception that stops a job came in the middle.
        self._torn = False

    def send(self, message: dict[str, Any]) -> None:
        """Waits while the app does not read. A copy of this process, made by a fork, says nothing."""
        if os.getpid() != self._owner:
            return
        line = json.dumps(message, allow_nan=False, separators=(",", ":")).encode("ascii") + b"\n"
        with self._lock:
            # An empty line means nothing, and what stands before it is no line of anybody's.
            rest = memoryview(b"\n" + line if self._torn else line)
            self._torn = True
            # Without the app this process has nobody to talk to, and ends by other means.
            with contextlib.suppress(OSError):
                while rest:
                    rest = rest[os.write(self._number, rest) :]
            self._torn = False


def packed(value: Any) -> Any:
    """A plain value in terms that JSON has."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) <= LARGEST_SAFE else {_TAG: str(int(value))}
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {_TAG: _word(value)}
    if isinstance(value, list | tuple):
        return [packed(item) for item in value]
    if isinstance(value, dict):
        content = {str(name): packed(item) for name, item in value.items()}
        return {_TAG: content} if _TAG in content else content
    # A scalar of NumPy's, which is what it holds.
    return packed(value.item())


def unpacked(line: bytes) -> Any:
    return _open(json.loads(line))


def _word(value: float) -> str:
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _open(value: Any) -> Any:
    if isinstance(value, list):
        return [_open(item) for item in value]
    if not isinstance(value, dict):
        return value
    inner = value.get(_TAG) if len(value) == 1 else None
    if isinstance(inner, str):
        return _number(inner)
    return {key: _open(item) for key, item in (inner if isinstance(inner, dict) else value).items()}


def _number(word: str) -> int | float:
    if word in _WORDS:
        return _WORDS[word]
    return float(word) if "e" in word else int(word)
