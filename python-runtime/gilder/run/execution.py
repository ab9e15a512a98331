"""One execution of a job: what it says, and whether it is to stop."""

from __future__ import annotations

import codecs
import math
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from ..errors import Cancelled
from ..processes.children import Children
from ..words.texts import text_of
from .beat import Beat
from .lines import Lines
from .measures import Measures
from .outbox import SECONDS_BETWEEN_BEATS, Outbox

if TYPE_CHECKING:
    from ..results.storing import Keeper

Emit = Callable[[str, dict[str, Any]], None]

#: Progress is given on at most this often; a loop may report every step without a thought.
SECONDS_BETWEEN_REPORTS = 1 / 30
LONGEST_MESSAGE = 500

_beat = Beat(SECONDS_BETWEEN_BEATS)


class Run:
    """Its methods may be called from any thread of the job."""

    def __init__(self, emit: Emit, is_cancelled: Callable[[], bool]) -> None:
        #: The one that executes the job, by its identity.
        self.thread = threading.get_ident()
        self._emit = emit
        self._is_cancelled = is_cancelled
        self._started = time.monotonic()
        self._reported = -math.inf
        self._waiting: tuple[float | None, object] | None = None
        self._lock = threading.RLock()
        self._outbox = Outbox(partial(emit, "log"), self._beat_later)
        self._measures = Measures(partial(emit, "metrics"), self._beat_later)
        #: Where its results go; there is none for code that is no run of the app's.
        self.keeper: Keeper | None = None
        #: What is to be in none of its reports.
        self.secrets: tuple[str, ...] = ()
        self.has_too_many_metrics = False
        #: Open bars of tqdm, the outermost first.
        self.bars: list[Any] = []
        #: How often each title of a figure was shown.
        self.figure_names: Counter[str] = Counter()
        self._streams = {level: Stream(partial(self._say, level)) for level in ("stdout", "stderr")}
        #: Where `contextlib.redirect_stdout` and its like send a stream of this run: a level, or a file.
        self.redirected: dict[str, Any] = {}
        self.children = Children()
        #: The job knows that it is cancelled: what it returns now is not a whole result.
        self.told = False
        self.finished = False

    @property
    def cancelled(self) -> bool:
        if not self.told and self._is_cancelled():
            self.told = True
        return self.told

    def check(self) -> None:
        if self.cancelled:
            raise Cancelled

    def progress(self, fraction: float | None, message: object) -> None:
        self.check()
        self.report(fraction, message)

    def report(self, fraction: float | None, message: object) -> None:
        """The same, where an exception would do harm."""
        # Other objects than text may say something else by the time they are asked.
        report = (fraction, message if type(message) is str else text_of(message, LONGEST_MESSAGE))
        with self._lock:
            waits, self._waiting = self._waiting is not None, report
            # While one waits the beat is on its way, and takes the newest.
            if not waits:
                self._report()

    def log(self, level: str, text: str) -> None:
        with self._lock:
            self._say(level, text)

    def metric(self, name: str, value: float, step: float | None) -> bool:
        with self._lock:
            if self.finished:
                return True
            return self._measures.add(name, value, step, time.monotonic() - self._started)

    def tell(self, kind: str, payload: dict[str, Any]) -> None:
        """After everything that was measured before it."""
        with self._lock:
            if not self.finished:
                self._measures.beat()
                self._emit(kind, payload)

    def write(self, level: str, text: str) -> None:
        with self._lock:
            self._streams[level].lines.write(text)

    def write_bytes(self, level: str, octets: bytes) -> None:
        with self._lock:
            self._streams[level].write_bytes(octets)

    def output(self, level: str) -> int:
        """The end to write to of a new pipe, for a process of this run; what comes through it is logged."""
        return self.children.outputs.open(Stream(partial(self.log, level)))

    def end_children(self) -> None:
        self.children.end()
        self.children.outputs.wait()

    def while_going(self, action: Callable[[], object]) -> None:
        """Does it now, unless the run has ended; it does not end meanwhile."""
        with self._lock:
            if not self.finished:
                action()

    def close(self) -> None:
        """Gives on what is still held back. What stray threads say from now on is not this run's."""
        with self._lock:
            for stream in self._streams.values():
                stream.end()
            self._outbox.flush()
            self._measures.beat()
            self._reported = -math.inf
            self._report()
            self.finished = True

    def _say(self, level: str, text: str) -> None:
        if not self.finished:
            self._outbox.add(time.monotonic() - self._started, level, text)

    def _report(self) -> None:
        if self._waiting is None:
            return
        now = time.monotonic()
        if now - self._reported < SECONDS_BETWEEN_REPORTS:
            self._beat_later()
            return
        (fraction, message), self._waiting = self._waiting, None
        self._reported = now
        known = fraction is not None and not math.isnan(fraction)
        self._emit(
            "progress",
            {
                "fraction": min(max(float(fraction), 0.0), 1.0) if known and fraction is not None else None,
                "message": text_of(message, LONGEST_MESSAGE),
            },
        )

    def _beat_later(self) -> None:
        _beat.ask(self._on_beat)

    def _on_beat(self) -> None:
        with self._lock:
            if not self.finished:
                self._outbox.beat()
                self._measures.beat()
                self._report()


class Unheard(Run):
    """Of what nobody is told no lines are made: the top level of a file may print a gigabyte."""

    def log(self, level: str, text: str) -> None: ...

    def write(self, level: str, text: str) -> None: ...

    def write_bytes(self, level: str, octets: bytes) -> None: ...


class Stream:
    """Bytes and text as lines. A character whose bytes came only in part waits for the rest of them."""

    def __init__(self, give: Callable[[str], None]) -> None:
        self.lines = Lines(give)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def write_bytes(self, octets: bytes) -> None:
        self.lines.write(self._decoder.decode(octets))

    def end(self) -> None:
        self.lines.write(self._decoder.decode(b"", final=True))
        self.lines.end()
