"""Which rows train, which say when to stop, and which are held out to judge the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Parts:
    """Row numbers in ascending order."""

    training: Any
    validation: Any
    held_out: Any


def divide(rows: int, classes: Any | None, held_out: float, validation: float, seed: int) -> Parts:
    """`held_out` is a share of all rows, `validation` one of the rest.

    Rows are shuffled; with `classes` they are then put in the order of their classes and picked at even
    distances, so that each part has its share of each class, give or take one row.
    """
    import numpy as np

    random = np.random.default_rng(seed)
    order = random.permutation(rows)
    if classes is not None:
        order = order[np.argsort(np.asarray(classes)[order], kind="stable")]
    kept = _picked(rows, held_out, random)
    rest = order[~kept]
    stopping = _picked(len(rest), validation, random)
    return Parts(np.sort(rest[~stopping]), np.sort(rest[stopping]), np.sort(order[kept]))


def _picked(rows: int, share: float, random: Any) -> Any:
    """About `share` of the places, as evenly as can be, from a start at random; at least one."""
    import numpy as np

    steps = np.floor(np.arange(rows + 1) * share + random.random())
    picked = np.diff(steps) > 0
    if not picked.any():
        picked[random.integers(rows)] = True
    return picked
