"""What a run can see of the process it is in."""

import os
import random
import sys
import time


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
