"""What the processes that a job starts write to their standard streams: it goes to the log of the run."""

from __future__ import annotations

import os
import threading
import time
from typing import Protocol

#: What is left in a pipe is read in no time, but what a child has started in turn may hold it open for ever.
SECONDS_FOR_LAST_WORDS = 1.0


class Writer(Protocol):
    def write_bytes(self, octets: bytes) -> None: ...

    def end(self) -> None: ...


class Outputs:
    """The reading ends of a run's pipes, a thread each: the one way to wait for them that works anywhere."""

    def __init__(self) -> None:
        self._readers: list[threading.Thread] = []

    def open(self, to: Writer) -> int:
        """The end to write to: a file number that no program inherits unless it is given to it."""
        source, sink = os.pipe()
        reader = threading.Thread(target=_forward, args=(source, to), name="gilder-output", daemon=True)
        self._readers = [each for each in self._readers if each.is_alive()]
        self._readers.append(reader)
        reader.start()
        return sink

    def wait(self) -> None:
        """Until everything written so far has arrived."""
        end = time.monotonic() + SECONDS_FOR_LAST_WORDS
        for reader in self._readers:
            reader.join(max(0.0, end - time.monotonic()))


def _forward(source: int, to: Writer) -> None:
    # Read on after the end of the run, too: who writes to a pipe that nobody reads is stopped or killed.
    with open(source, "rb", buffering=0) as stream:
        while octets := stream.read(64 * 1024):
            to.write_bytes(octets)
    to.end()
