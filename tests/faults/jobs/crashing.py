"""Ways to take a process down."""

import ctypes
import os
import sys
import time


def segfault() -> int:
    print("before the end")
    return ctypes.string_at(0)  # the line that the report names


def leaves(code: int = 7) -> int:
    os._exit(code)


def aborts() -> int:
    os.abort()


def terminates() -> int:
    ctypes.CDLL("libstdc++.so.6")._ZSt9terminatev()
    return 0


def waits() -> int:
    print("pid", os.getpid(), flush=True)
    time.sleep(600)
    return 0


def eats(megabytes: int = 600) -> int:
    held = b"x" * (megabytes * 1024 * 1024)
    time.sleep(600)
    return len(held)


def computes(seed: int) -> list[float]:
    import numpy as np

    time.sleep(0.5)
    return np.random.default_rng(seed).normal(size=1000)


def words(count: int = 3) -> int:
    for number in range(count):
        os.write(1, f"by number {number}\n".encode())
    ctypes.CDLL(None).printf(b"by C, without a line end")
    print("printed", file=sys.stderr)
    return count
