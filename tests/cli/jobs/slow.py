"""Takes as long as it is told, and looks whether it is cancelled."""

import time

from gilder import job, log, progress


@job(title="Slow")
def slow(seconds: float = 60.0) -> str:
    log("started")
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        progress(1 - left / seconds, f"{left:.1f} s left")
        time.sleep(min(0.02, left))
    return "awake"


@job(title="Deaf")
def deaf(seconds: float = 60.0) -> str:
    """Never looks whether it is cancelled."""
    log("started")
    time.sleep(seconds)
    return "awake"


@job(title="Stubborn")
def stubborn() -> str:
    """Never looks, and never leaves Python either."""
    log("started")
    try:
        while True:
            pass
    finally:
        log("cleaned up")
