"""Writes in every way that goes past Python's own streams."""

import ctypes
import os
import subprocess
import sys

from gilder import job


@job(title="Loud")
def loud() -> dict[str, str]:
    print("printed")
    os.write(1, b"by number\n")
    ctypes.CDLL(None).puts(b"by C")
    ctypes.CDLL(None).fflush(None)
    statuses = [
        subprocess.run(["echo", "by a child"]).returncode,
        subprocess.run(["sh", "-c", "echo by a grandchild"]).returncode,
        # Fails when one of its streams is closed.
        subprocess.run([sys.executable, "-I", "-c", "import os; [os.fstat(n) for n in range(3)]"]).returncode,
    ]
    return {"statuses": " ".join(map(str, statuses))}


@job(title="Wordy")
def wordy() -> str:
    for number in range(2000):
        print(number, "x" * 500)
    return "said"
