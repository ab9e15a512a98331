"""The job of the queue's benchmark: a millisecond of work, and next to nothing to return."""

import time


def tiny(seed: int = 0) -> int:
    end = time.perf_counter() + 0.001
    while time.perf_counter() < end:
        seed += 1
    return seed
