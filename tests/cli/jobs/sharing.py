"""Gives away what it has before it ends."""

import os
import time
from collections.abc import Iterator

from gilder import checkpoint, metric, out_dir, resume, show


def steps(crash_at: int = -1) -> dict[str, int]:
    start = resume()
    show({"kept": 1, "so": "far"}, "early")
    (out_dir() / "left.txt").write_text("behind")
    for step in range(start or 0, 6):
        metric("loss", 1 / (step + 1), step)
        checkpoint(step)
        if step == crash_at and start is None:
            # Until all of it has been heard.
            time.sleep(0.5)
            os.kill(os.getpid(), 9)
    return {"started at": -1 if start is None else start, "steps": 6}


def items(count: int = 3) -> Iterator[str]:
    for number in range(count):
        yield f"item {number}"
