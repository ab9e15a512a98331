"""What every contestant is asked to do. Numbers in; a number, None or an array out."""

import time

import numpy as np

Numbers = np.ndarray

_arrays: dict[int, Numbers] = {}


def ones(count: float) -> Numbers:
    """An array that stays, so that handing it out is all that is measured."""
    size = int(count)
    if size not in _arrays:
        _arrays[size] = np.ones(size)
    return _arrays[size]


def ones_as_bytes(count: float) -> bytes:
    """For those that hand out no array."""
    return ones(count).tobytes()


def copy_ones(out: object) -> None:
    """Into memory that somebody else owns."""
    target = np.frombuffer(out, dtype=np.float64)
    np.copyto(target, ones(target.size))


def noop() -> None:
    return None


def total(values: Numbers) -> float:
    return float(values.sum())


def total_of_buffer(raw: object) -> float:
    """For those that hand over bytes, or a view of them."""
    return float(np.frombuffer(raw, dtype=np.float64).sum())


def seconds_of_sum(values: Numbers) -> float:
    """How long `a.sum()` takes here by itself, on the very memory that was handed over."""
    started = time.perf_counter()
    values.sum()
    return time.perf_counter() - started


def first() -> float:
    return float(np.arange(1000.0).sum())


def matmuls(count: float) -> None:
    """A fixed amount of work in NumPy, without the GIL."""
    for _ in range(int(count)):
        _square @ _square


def matmul(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        matmuls(1)


def spin(seconds: float) -> None:
    """A loop in Python: it lets go of the GIL whenever another thread asks."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def hold(seconds: float) -> None:
    """One call into C that never lets go of the GIL."""
    probe = 1_000_000
    started = time.perf_counter()
    sum(range(probe))
    rate = probe / (time.perf_counter() - started)
    sum(range(int(rate * seconds)))


def forever() -> None:
    while True:
        pass


_square = np.full((600, 600), 0.5)
