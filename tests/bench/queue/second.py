"""The job of the sweep's benchmark: a second of pure Python, by the processor's time and not by the clock."""

import time


def second(point: int = 0) -> int:
    end = time.thread_time() + 1.0
    while time.thread_time() < end:
        for _ in range(10_000):
            point += 1
    return point
