"""`print`, `sys.stdout`, `sys.stderr` and `input` of a job: each run's words go to its own log."""

import io
import sys
from typing import Any, TextIO

from . import running
from .texts import sendable


def install() -> None:
    """Puts one object in the place of each stream; it asks at every call whose code is speaking."""
    if not isinstance(sys.stdout, _Output):
        sys.stdout = _Output("stdout", sys.stdout)
    if not isinstance(sys.stderr, _Output):
        sys.stderr = _Output("stderr", sys.stderr)
    if not isinstance(sys.stdin, _Input):
        sys.stdin = _Input(sys.stdin)


class _Stream(io.TextIOBase):
    """Outside of a run everything is left to the original, which a windowed program may not have (None)."""

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self, original: TextIO | None) -> None:
        self._original = original

    def isatty(self) -> bool:
        return running.current() is None and self._original is not None and self._original.isatty()

    def fileno(self) -> int:
        if running.current() is None and self._original is not None:
            return self._original.fileno()
        raise io.UnsupportedOperation("the stream of a run has no file number")

    def reconfigure(self, **_options: Any) -> None:
        """Scripts ask for UTF-8 this way; it is what they have."""

    def close(self) -> None:
        """Shared by all runs: not a job's to close."""


class _Output(_Stream):
    def __init__(self, level: str, original: TextIO | None) -> None:
        super().__init__(original)
        self._level = level
        self.name = f"<{level}>"
        self.buffer = _Bytes(self)

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        run = running.current()
        if run is not None:
            run.write(self._level, sendable(text))
        elif self._original is not None:
            self._original.write(text)
        return len(text)

    def flush(self) -> None:
        if running.current() is None and self._original is not None:
            self._original.flush()


class _Bytes(io.RawIOBase):
    """`sys.stdout.buffer`."""

    def __init__(self, stream: _Output) -> None:
        self._stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        octets = bytes(data)
        self._stream.write(octets.decode("utf-8", "replace"))
        return len(octets)

    def close(self) -> None:
        """As for the stream itself."""


class _Input(_Stream):
    """Nobody can answer a job's question while it runs: `input()` raises EOFError at once."""

    def readable(self) -> bool:
        return True

    def _source(self) -> TextIO | None:
        return self._original if running.current() is None else None

    def read(self, size: int | None = -1) -> str:
        source = self._source()
        return "" if source is None else source.read(-1 if size is None else size)

    def readline(self, size: int = -1) -> str:  # type: ignore[override]  # typeshed names it `__size`
        source = self._source()
        return "" if source is None else source.readline(size)
