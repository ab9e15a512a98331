"""A matrix as colours: a spectrogram, a confusion matrix, correlations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

#: More than a chart has pixels for, on either side.
MOST_CELLS_A_SIDE = 256

Place = str | float


@dataclass(frozen=True)
class Heatmap:
    """`cells[row][column]`, None where there is no number; `x` and `y` say where columns and rows stand."""

    title: str
    x_label: str
    y_label: str
    #: What the colours stand for.
    label: str
    x: Sequence[Place]
    y: Sequence[Place]
    cells: Sequence[Sequence[float | None]]
    #: Rows and columns before neighbouring cells were put together, each as the mean of its block.
    shape: tuple[int, int]

    def preview(self) -> dict[str, Any]:
        return {
            "kind": "chart",
            "type": "heatmap",
            "title": self.title,
            "x": {"label": self.x_label, "places": list(self.x)},
            "y": {"label": self.y_label, "places": list(self.y)},
            "label": self.label,
            "cells": [list(row) for row in self.cells],
            "shape": list(self.shape),
        }


def heatmap(
    matrix: ArrayLike,
    *,
    x: Sequence[Any] | None = None,
    y: Sequence[Any] | None = None,
    title: str = "",
    x_label: str = "",
    y_label: str = "",
    label: str = "",
) -> Heatmap:
    """A matrix of numbers, its first row at the top; `x` names its columns, `y` its rows: numbers or words.

    A matrix with more than 256 rows or columns is shown by the means of blocks of its cells.
    """
    import numpy as np

    if hasattr(matrix, "detach"):
        matrix = matrix.detach().cpu().float()
    # A table of correlations brings its names along.
    x = getattr(matrix, "columns", None) if x is None else x
    y = getattr(matrix, "index", None) if y is None else y
    cells = np.asarray(matrix, dtype=np.float64)
    if cells.ndim != 2:
        raise ValueError(f"a heatmap is drawn of a matrix, and this has {cells.ndim} dimensions")
    columns, rows = _places(x, cells.shape[1], "x"), _places(y, cells.shape[0], "y")
    down, across = (max(1, math.ceil(size / MOST_CELLS_A_SIDE)) for size in cells.shape)
    small = _means(_means(cells, down, 0), across, 1) if down > 1 or across > 1 else cells
    return Heatmap(
        title,
        x_label,
        y_label,
        label,
        columns[::across],
        rows[::down],
        [[float(cell) if math.isfinite(cell) else None for cell in row] for row in small],
        (cells.shape[0], cells.shape[1]),
    )


def _means(cells: np.ndarray[Any, Any], size: int, axis: int) -> np.ndarray[Any, Any]:
    """Of the numbers of each block; one without any stays empty."""
    import numpy as np

    starts = np.arange(0, cells.shape[axis], size)
    there = np.isfinite(cells)
    counts = np.add.reduceat(there, starts, axis=axis, dtype=np.int64)
    sums = np.add.reduceat(np.where(there, cells, 0.0), starts, axis=axis)
    with np.errstate(invalid="ignore"):
        return sums / np.where(counts == 0, np.nan, counts)


def _places(given: Sequence[Any] | None, count: int, name: str) -> list[Place]:
    if given is None:
        return [float(at) for at in range(count)]
    places = list(given)
    if len(places) != count:
        raise ValueError(f"there are {count} places on {name} but {len(places)} names for them")
    numbers = all(isinstance(each, int | float) or hasattr(each, "dtype") for each in places)
    if numbers and all(math.isfinite(float(each)) for each in places):
        return [float(each) for each in places]
    return [str(each) for each in places]
