"""JSON lines to the app and from it, in which every number survives.

JSON has no word for NaN, the infinities and, as JavaScript writes it, minus zero, and none for integers
beyond 2**53: these are written as `{"$float": "nan"}` and `{"$int": "…"}`. An object of the user's own whose
one key begins with a dollar is wrapped once more, as `{"$object": …}`.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import threading
from typing import Any

LARGEST_SAFE = 2**53 - 1


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
        return int(value) if abs(value) <= LARGEST_SAFE else {"$int": str(int(value))}
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {"$float": repr(float(value))}
    if isinstance(value, list | tuple):
        return [packed(item) for item in value]
    if isinstance(value, dict):
        content = {str(name): packed(item) for name, item in value.items()}
        return {"$object": content} if _looks_packed(content) else content
    # A scalar of NumPy's, which is what it holds.
    return packed(value.item())


def unpacked(line: bytes) -> Any:
    return _open(json.loads(line))


def _open(value: Any) -> Any:
    if isinstance(value, list):
        return [_open(item) for item in value]
    if not isinstance(value, dict):
        return value
    if _looks_packed(value):
        ((name, content),) = value.items()
        if name == "$int":
            return int(content)
        if name == "$float":
            return float(content)
        if name == "$object":
            return {key: _open(item) for key, item in content.items()}
    return {key: _open(item) for key, item in value.items()}


def _looks_packed(value: dict[str, Any]) -> bool:
    return len(value) == 1 and next(iter(value)).startswith("$")
