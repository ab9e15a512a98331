"""What a job measures as it goes, on its way to the app: every point of a usual loop, and of one that
measures millions of times a second the lowest and the highest of each moment."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

#: Of one series in one beat, which is a twentieth of a second.
MOST_A_BEAT = 500
#: From so many sent points on a beat carries few: a run of days must not fill the disk with them.
PLENTY = 200_000
MOST_A_BEAT_THEN = 20
#: So many may wait for the beat.
MOST_WAITING = 20_000
MOST_SERIES = 200

Point = tuple[float, float, float]


class Series:
    def __init__(self) -> None:
        self.total = 0
        self.sent = 0
        self.waiting: list[Point] = []

    def add(self, step: float | None, value: float, at: float) -> None:
        self.waiting.append((self.total if step is None else step, value, at))
        self.total += 1
        if len(self.waiting) > MOST_WAITING:
            self.waiting = thinned(self.waiting, MOST_WAITING // 4)

    def take(self) -> list[Point]:
        most = MOST_A_BEAT if self.sent < PLENTY else MOST_A_BEAT_THEN
        points, self.waiting = thinned(self.waiting, most), []
        self.sent += len(points)
        return points


class Measures:
    """Not safe for threads by itself: the run has a lock. `later` has to see to a call of `beat`, soon."""

    def __init__(self, emit: Callable[[dict[str, Any]], None], later: Callable[[], None]) -> None:
        self._emit = emit
        self._later = later
        self._series: dict[str, Series] = {}
        self._asked = False

    def add(self, name: str, value: float, step: float | None, at: float) -> bool:
        """False when there are too many names."""
        series = self._series.get(name)
        if series is None:
            if len(self._series) >= MOST_SERIES:
                return False
            series = self._series[name] = Series()
        series.add(step, value, at)
        if not self._asked:
            self._asked = True
            self._later()
        return True

    def beat(self) -> None:
        """Sends what waits."""
        self._asked = False
        told = [
            {"name": name, "points": [sendable(point) for point in series.take()], "total": series.total}
            for name, series in self._series.items()
            if series.waiting
        ]
        if told:
            self._emit({"series": told})


def thinned(points: list[Point], most: int) -> list[Point]:
    """At most so many: of each stretch the lowest and the highest, in their order, and the last of all."""
    if len(points) <= most:
        return points
    size = math.ceil(len(points) / max(1, (most - 1) // 2))
    kept: list[Point] = []
    for start in range(0, len(points), size):
        part = points[start : start + size]
        # No number is neither low nor high; where there is nothing else, one of them says so.
        known = [point for point in part if point[1] == point[1]] or part[:1]
        low, high = min(known, key=_value), max(known, key=_value)
        kept += [low] if low is high else sorted((low, high), key=part.index)
    if kept[-1] is not points[-1]:
        kept.append(points[-1])
    return kept


def sendable(point: Point) -> list[float | str]:
    """JSON has no word for what is no number; the app has these."""
    step, value, at = point
    if math.isfinite(value):
        return [step, value, round(at, 4)]
    word = "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return [step, word, round(at, 4)]


def _value(point: Point) -> float:
    return point[1]
