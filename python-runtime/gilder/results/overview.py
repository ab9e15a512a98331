"""A large array at a glance: the least and the greatest of each part of it, so that no peak is lost."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

Numbers = list[float | None]

#: Parts of a line, and of each side of a picture.
MOST_PARTS = 800
MOST_SIDE = 128
#: So many values are looked at in one go, which bounds the memory whatever the array is.
PIECE = 1 << 22


def overview(array: np.ndarray[Any, Any]) -> dict[str, Any] | None:
    """The line of an array with one dimension; of others the picture of the first matrix, or first colour."""
    if array.dtype.kind not in "biufc" or array.size < 2:
        return None
    flat = array.squeeze()
    if flat.ndim == 1:
        return _line(flat)
    if flat.ndim == 3 and flat.shape[-1] in (3, 4):
        # A picture, by its looks.
        return _picture(flat[..., 0])
    return _picture(flat[(0,) * (flat.ndim - 2)])


def _line(values: np.ndarray[Any, Any]) -> dict[str, Any]:
    per = math.ceil(len(values) / MOST_PARTS)
    low, high = _reduced(values, per)
    return {"type": "line", "per": per, "low": _cells(low), "high": None if per == 1 else _cells(high)}


def _picture(matrix: np.ndarray[Any, Any]) -> dict[str, Any]:
    down, across = (math.ceil(size / MOST_SIDE) for size in matrix.shape)
    rows = max(1, PIECE // max(1, matrix.shape[1])) // down * down or down
    lows, highs = [], []
    for start in range(0, matrix.shape[0], rows):
        low, high = _reduced(matrix[start : start + rows], down)
        lows.append(_reduced(low.T, across)[0].T)
        highs.append(_reduced(high.T, across)[1].T)
    import numpy as np

    low, high = np.concatenate(lows), np.concatenate(highs)
    return {
        "type": "picture",
        "per": [down, across],
        "rows": low.shape[0],
        "columns": low.shape[1],
        "low": _cells(low.ravel()),
        "high": None if down == across == 1 else _cells(high.ravel()),
    }


def _reduced(values: np.ndarray[Any, Any], per: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Least and greatest of so many neighbours along the first axis; what is no number counts for neither."""
    import numpy as np

    size = max(1, PIECE // max(1, int(np.prod(values.shape[1:])))) // per * per or per
    lows, highs = [], []
    for start in range(0, len(values), size):
        part = _plain(values[start : start + size])
        starts = np.arange(0, len(part), per)
        lows.append(np.fmin.reduceat(part, starts, axis=0))
        highs.append(np.fmax.reduceat(part, starts, axis=0))
    return np.concatenate(lows), np.concatenate(highs)


def _plain(part: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    if part.dtype.kind == "c":
        return np.abs(part)
    return part.astype(np.uint8) if part.dtype.kind == "b" else part


def _cells(values: np.ndarray[Any, Any]) -> Numbers:
    """With the digits that a picture shows."""
    return [float(f"{value:.6g}") if math.isfinite(value) else None for value in values.tolist()]
