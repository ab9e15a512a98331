"""A chart of lines over a common axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from .thinning import kept_points

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

#: Of a whole chart: more than its lines have pixels, few enough to be drawn at once.
MOST_POINTS = 5000
FEWEST_POINTS_A_LINE = 20

Axis = Literal["value", "time"]


@dataclass(frozen=True)
class Line:
    """Points by line, None for a gap; `total` counts them before any were left out for display."""

    title: str
    x_label: str
    y_label: str
    series: Sequence[tuple[str, Sequence[tuple[float, float | None]]]]
    total: int
    #: Times are milliseconds since 1970.
    x_axis: Axis = "value"

    def preview(self) -> dict[str, Any]:
        return {
            "kind": "chart",
            "type": "line",
            "title": self.title,
            "x": {"label": self.x_label, "type": self.x_axis},
            "y": {"label": self.y_label},
            "series": [
                {"name": name, "points": [list(point) for point in points]} for name, points in self.series
            ],
            "total": self.total,
        }


def line(
    x: ArrayLike | None,
    y: ArrayLike | Mapping[str, ArrayLike],
    *,
    title: str = "",
    x_label: str = "",
    y_label: str = "",
    most: int = MOST_POINTS,
) -> Line:
    """One line, or with a dict several by their names, over `x`: numbers or times, or None for 0, 1, 2, …

    A value that is not finite is a gap. Of more than `most` points in all, every line keeps the lowest and
    the highest of each of its stretches.
    """
    import numpy as np

    lines = dict(y) if isinstance(y, Mapping) else {title: y}
    values = {str(name): _numbers(each) for name, each in lines.items()}
    length = max((len(each) for each in values.values()), default=0)
    places, axis = (np.arange(length, dtype=np.float64), "value") if x is None else _axis(x)
    for name, each in values.items():
        if len(each) != len(places) and x is not None:
            raise ValueError(f"there are {len(places)} places on x but {len(each)} values in {name or 'y'}")
    share = max(FEWEST_POINTS_A_LINE, most // max(len(values), 1))
    series = [(name, _points(places[: len(each)], each, share)) for name, each in values.items()]
    total = sum(len(each) for each in values.values())
    return Line(title, x_label, y_label, series, total, "time" if axis == "time" else "value")


def _points(x: np.ndarray[Any, Any], y: np.ndarray[Any, Any], most: int) -> list[tuple[float, float | None]]:
    import numpy as np

    there = np.isfinite(x)
    x, y = x[there], np.where(np.isfinite(y[there]), y[there], np.nan)
    kept = kept_points(y, most)
    return [(float(a), None if np.isnan(b) else float(b)) for a, b in zip(x[kept], y[kept], strict=True)]


def _numbers(values: ArrayLike) -> np.ndarray[Any, Any]:
    import numpy as np

    if hasattr(values, "detach"):
        values = values.detach().cpu().float()
    return np.asarray(values, dtype=np.float64).ravel()


def _axis(values: ArrayLike) -> tuple[np.ndarray[Any, Any], Axis]:
    import numpy as np

    places = np.asarray(values)
    if places.dtype.kind == "O" or places.dtype.kind == "M":
        stamps = places.astype("datetime64[ms]").ravel()
        numbers = stamps.astype(np.int64).astype(np.float64)
        numbers[np.isnat(stamps)] = np.nan
        return numbers, "time"
    return _numbers(values), "value"
