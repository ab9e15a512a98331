"""Fewer points of a line that look the same: the lowest and the highest of each stretch stay."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


def kept_points(y: np.ndarray[Any, Any], most: int) -> np.ndarray[Any, Any]:
    """The places of at most `most` of the values, in order: the first, the last, both ends of each stretch.

    A stretch with nothing in it but gaps keeps one of them, so that the line stays broken there.
    """
    import numpy as np

    if len(y) <= most:
        return np.arange(len(y))
    edges = np.linspace(0, len(y), max(1, (most - 2) // 2) + 1).astype(int)
    places = [0, len(y) - 1]
    for start, end in itertools.pairwise(edges):
        part = y[start:end]
        if len(part) == 0 or np.isnan(part).all():
            places.append(int(start))
        else:
            places += [int(start + np.nanargmin(part)), int(start + np.nanargmax(part))]
    return np.unique(places)[:most]
