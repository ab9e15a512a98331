"""A run that says when it begins, has a program beside it, and returns what is known beforehand."""

import subprocess
import time

import numpy as np


def counted(starts: str, number: int, seconds: float) -> np.ndarray:
    with open(starts, "a") as file:
        file.write("started\n")
    with subprocess.Popen(["sleep", "300"]) as beside:
        try:
            time.sleep(seconds)
        finally:
            beside.kill()
    return np.arange(20_000, dtype=np.float64) * number
