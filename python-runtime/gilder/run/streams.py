"""`print`, `sys.stdout`, `sys.stderr` and `input` of a job: each run's words go to its own log."""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from ..words.texts import sendable
from . import current

_NAMES = ("stdin", "stdout", "stderr", "__stdin__", "__stdout__", "__stderr__")

_lock = threading.Lock()
_ours: dict[str, Any] = {}
_runs = 0


def install() -> None:
    """Puts one object in the place of each stream; it asks at every call whose code is speaking."""
    with _lock:
        for name in _NAMES:
            there = getattr(sys, name)
            if isinstance(there, (Output, Input)):
                continue
            # While jobs run, one of them has put something else there: no other is to speak to that.
            if _runs == 0 or name not in _ours:
                level = name.strip("_")
                _ours[name] = Input(there) if level == "stdin" else Output(level, there)
            setattr(sys, name, _ours[name])


@contextmanager
def installed() -> Iterator[None]:
    """For a run: whatever its job puts in the place of a stream is gone afterwards."""
    global _runs
    install()
    with _lock:
        _runs += 1
    try:
        yield
    finally:
        install()
        with _lock:
            _runs -= 1


class _Stream(io.TextIOBase):
    """Outside of a run everything is left to the original, which a windowed program may not have (None)."""

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self, original: TextIO | None) -> None:
        self._original = original

    def isatty(self) -> bool:
        return current.current() is None and self._original is not None and self._original.isatty()

    def fileno(self) -> int:
        if current.current() is None and self._original is not None:
            return self._original.fileno()
        raise io.UnsupportedOperation("the stream of a run has no file number")

    def reconfigure(self, **_options: Any) -> None:
        """Scripts ask for UTF-8 this way; it is what they have."""

    def close(self) -> None:
        """Shared by all runs: not a job's to close."""


class Output(_Stream):
    def __init__(self, level: str, original: TextIO | None) -> None:
        super().__init__(original)
        self.level = level
        self.name = f"<{level}>"
        self.buffer = _Bytes(self)

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        run = current.current()
        if run is None:
            if self._original is not None:
                self._original.write(text)
        elif isinstance(target := run.redirected.get(self.level, self.level), str):
            run.write(target, sendable(text))
        elif target is not None:
            target.write(text)
        return len(text)

    def write_bytes(self, octets: bytes) -> None:
        run = current.current()
        below = getattr(self._original, "buffer", None)
        if run is not None and run.redirected.get(self.level, self.level) == self.level:
            run.write_bytes(self.level, octets)
        elif run is None and below is not None:
            self.flush()
            below.write(octets)
        else:
            self.write(octets.decode("utf-8", "replace"))

    def flush(self) -> None:
        if current.current() is None and self._original is not None:
            self._original.flush()


class _Bytes(io.RawIOBase):
    """`sys.stdout.buffer`."""

    def __init__(self, stream: Output) -> None:
        self._stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        octets = bytes(data)
        self._stream.write_bytes(octets)
        return len(octets)

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        """As for the stream itself."""


class Input(_Stream):
    """Nobody can answer a job's question while it runs: `input()` raises EOFError at once."""

    def readable(self) -> bool:
        return True

    def _source(self) -> TextIO | None:
        return self._original if current.current() is None else None

    def read(self, size: int | None = -1) -> str:
        source = self._source()
        return "" if source is None else source.read(-1 if size is None else size)

    def readline(self, size: int = -1) -> str:  # type: ignore[override]  # typeshed names it `__size`
        source = self._source()
        return "" if source is None else source.readline(size)
