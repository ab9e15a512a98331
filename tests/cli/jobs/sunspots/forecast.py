"""A file of a package, with functions that it sends to processes."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial

from .model import cycle


def _of(year: int, length: float) -> float:
    return round(cycle(year, length), 3)


def forecast(years: int, length: float = 11.0) -> list[float]:
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(partial(_of, length=length), range(years)))
