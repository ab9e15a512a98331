"""Charts a job can return. Each is plain numbers: the window draws them, a test can read them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .heatmaps import Heatmap, heatmap
from .lines import Line, line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

__all__ = ["ChartKind", "Heatmap", "Histogram", "Line", "Scatter", "heatmap", "histogram", "line", "scatter"]

MOST_BINS = 60
MOST_POINTS = 5000


@dataclass(frozen=True)
class Histogram:
    """Bin `i` reaches from `edges[i]` to `edges[i + 1]` and holds `counts[i]` values."""

    title: str
    x_label: str
    y_label: str
    edges: Sequence[float]
    counts: Sequence[int]

    def preview(self) -> dict[str, Any]:
        return {
            "kind": "chart",
            "type": "histogram",
            "title": self.title,
            "x": {"label": self.x_label},
            "y": {"label": self.y_label},
            "edges": list(self.edges),
            "counts": list(self.counts),
        }


@dataclass(frozen=True)
class Scatter:
    """Points in named groups; `total` counts the points before any were left out for display."""

    title: str
    x_label: str
    y_label: str
    series: Sequence[tuple[str, Sequence[tuple[float, float]]]]
    total: int

    def preview(self) -> dict[str, Any]:
        return {
            "kind": "chart",
            "type": "scatter",
            "title": self.title,
            "x": {"label": self.x_label},
            "y": {"label": self.y_label},
            "series": [
                {"name": name, "points": [list(point) for point in points]} for name, points in self.series
            ],
            "total": self.total,
        }


ChartKind = Histogram | Scatter | Line | Heatmap


def histogram(
    values: ArrayLike, *, title: str = "", x_label: str = "", y_label: str = "Count", bins: int | None = None
) -> Histogram:
    """A histogram of the finite values; without `bins`, in as many bins as the data suggests."""
    import numpy as np

    data = np.asarray(values).ravel()
    whole = np.issubdtype(data.dtype, np.integer)
    data = data.astype(np.float64)
    data = data[np.isfinite(data)]
    if data.size and not math.isfinite(float(data.max()) - float(data.min())):
        raise ValueError("the values are too far apart for equal bins")
    counts, edges = np.histogram(data, bins=bins or suggested_bins(data, whole=bool(whole)))
    return Histogram(title, x_label, y_label, edges.tolist(), counts.tolist())


def suggested_bins(data: np.ndarray[Any, Any], *, whole: bool = False) -> int:
    """The narrower of Freedman and Diaconis' (1981) and Sturges' (1926) bins, as `bins="auto"` in NumPy.

    The former are at least half as wide as those of the square-root rule. For whole numbers a bin is at least
    1 wide. Worked out here so that no version of NumPy builds the edges of a far outlier, which may need
    gigabytes, before they are capped.
    """
    import numpy as np

    reach = float(data.max() - data.min()) if data.size else 0.0
    if reach == 0:
        return 1
    upper, lower = np.percentile(data, [75, 25])
    freedman_diaconis = max(2.0 * float(upper - lower) / data.size ** (1 / 3), reach / data.size**0.5 / 2)
    width: float = min(freedman_diaconis, reach / (math.log2(data.size) + 1.0))
    if whole:
        width = max(width, 1.0)
    return min(MOST_BINS, math.ceil(reach / width))


def scatter(
    x: ArrayLike,
    y: ArrayLike,
    *,
    groups: Sequence[Any] | None = None,
    title: str = "",
    x_label: str = "",
    y_label: str = "",
    most: int = MOST_POINTS,
) -> Scatter:
    """Points of the finite pairs in `x` and `y`, one series for each value in `groups`.

    Of more than `most` points, every n-th of each group is kept: the same ones each time, and of the smallest
    group at least one.
    """
    import numpy as np

    points = np.column_stack(
        [np.asarray(x, dtype=np.float64).ravel(), np.asarray(y, dtype=np.float64).ravel()]
    )
    names = np.zeros(len(points), dtype=int) if groups is None else np.asarray(groups).ravel()
    if len(names) != len(points):
        raise ValueError(f"there are {len(points)} points but {len(names)} group names")
    finite = np.isfinite(points).all(axis=1)
    points, names = points[finite], names[finite]
    distinct, index = np.unique(names, return_inverse=True)
    total = len(points)
    series = []
    for number, name in enumerate(distinct):
        own = points[index == number]
        share = 1 + len(own) * max(most - len(distinct), 0) // total if total > most else len(own)
        kept = own[np.linspace(0, len(own) - 1, min(share, len(own))).astype(int)]
        series.append((title if groups is None else str(name), [(float(a), float(b)) for a, b in kept]))
    return Scatter(title, x_label, y_label, series, total)
