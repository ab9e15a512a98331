"""The log lines of a run on their way to the app: few events, and bounded, however much a job prints."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Any

#: What the app's log file keeps of the beginning and of the end of a run; the rest need not arrive.
HEAD_BYTES = 1024 * 1024
TAIL_BYTES = 1024 * 1024

#: Past the beginning one event goes out a beat: more than anybody reads, and no work for the app.
SECONDS_BETWEEN_BEATS = 1 / 20
EVENT_BYTES = 64 * 1024
EVENT_LINES = 250

#: The least that time, level and line end take in the file: a line must not count for less here than there.
_FRAME_BYTES = 12


class Outbox:
    """Not safe for threads by itself: the run has a lock. `later` has to see to a call of `beat`, soon."""

    def __init__(self, emit: Callable[[dict[str, Any]], None], later: Callable[[], None]) -> None:
        self._emit = emit
        self._later = later
        self._waiting: deque[tuple[float, str, str, int]] = deque()
        self._bytes = 0
        self._sent_bytes = 0
        self._sent_at = 0.0
        self._left_out = (0, 0)
        self._asked = False

    def add(self, at: float, level: str, text: str) -> None:
        size = _FRAME_BYTES + (len(text) if text.isascii() else len(text.encode("utf-8")))
        self._waiting.append((at, level, text, size))
        self._bytes += size
        if self._sent_bytes >= HEAD_BYTES:
            self._drop()
        elif self._bytes >= EVENT_BYTES or len(self._waiting) >= EVENT_LINES:
            self._send()
        if not self._asked:
            self.beat()

    def beat(self) -> None:
        """Sends what is due by now."""
        if self._waiting and time.monotonic() - self._sent_at >= SECONDS_BETWEEN_BEATS:
            self._send()
        self._asked = bool(self._waiting)
        if self._asked:
            self._later()

    def flush(self) -> None:
        while self._waiting:
            self._send()

    def _drop(self) -> None:
        """The oldest go: the newest may be the job's last words."""
        while self._bytes > TAIL_BYTES and len(self._waiting) > 1:
            *_, size = self._waiting.popleft()
            self._bytes -= size
            lines, octets = self._left_out
            self._left_out = (lines + 1, octets + size)

    def _send(self) -> None:
        lines: list[dict[str, Any]] = []
        left = EVENT_BYTES
        while self._waiting and len(lines) < EVENT_LINES:
            at, level, text, size = self._waiting[0]
            if lines and size > left:
                break
            self._waiting.popleft()
            lines.append({"at": at, "level": level, "text": text})
            left -= size
        self._bytes -= EVENT_BYTES - left
        self._sent_bytes += EVENT_BYTES - left
        self._sent_at = time.monotonic()
        (skipped, octets), self._left_out = self._left_out, (0, 0)
        self._emit({"lines": lines, "leftOut": {"lines": skipped, "bytes": octets}})
