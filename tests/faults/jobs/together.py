"""A job of which somebody counts the starts."""

import time
from pathlib import Path

from gilder import progress


def waits(starts: str) -> int:
    with Path(starts).open("a") as stream:
        stream.write("started\n")
    while True:
        progress(None, "waits")
        time.sleep(0.02)
