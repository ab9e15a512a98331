"""What a run can see of the process it is in."""

import os
import random
import sys
import time
from pathlib import Path


def looks() -> str:
    import numpy

    with open("/proc/self/environ", "rb") as stream:
        entries = stream.read().split(b"\0")
    mark = next(each.decode() for each in entries if each.startswith(b"GILDER_RUN="))
    leads = os.getpgrp() == os.getsid(0) == os.getpid()
    return f"{mark} {os.getppid()} {leads} {numpy.random.random()}/{random.random()}"


def computes() -> float:
    import numpy

    matrix = numpy.ones((400, 400))
    return float((matrix @ matrix).sum())


def waits(seconds: float = 600.0) -> int:
    print("pid", os.getpid(), os.getppid(), flush=True)
    time.sleep(seconds)
    return 5


def tiny(seed: int = 0) -> int:
    return seed + len(sys.argv) - 1


def multiplies() -> int:
    """How many threads OpenBLAS has started for it, of this one process."""
    import numpy
    import threadpoolctl

    left, right = numpy.full((1200, 1200), 2.0), numpy.full((1200, 1200), 3.0)
    assert ((left @ right) == 6.0 * 1200).all()
    (blas,) = [each for each in threadpoolctl.threadpool_info() if each["internal_api"] == "openblas"]
    names = [entry.read_text().strip() for entry in Path("/proc/self/task").glob("*/comm")]
    assert len(names) >= blas["num_threads"]
    return int(blas["num_threads"])
