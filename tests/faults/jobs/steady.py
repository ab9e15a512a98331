"""The other job: whatever goes wrong beside it, it returns the same bytes."""

import hashlib
import time

import numpy as np
from gilder import job, progress


@job(title="Steady")
def steady(seconds: float = 0.5) -> dict[str, object]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        progress(None, "at work")
        time.sleep(0.02)
    values = np.random.default_rng(7).normal(size=10_000)
    return {"values": values, "sha": hashlib.sha256(values.tobytes()).hexdigest()}
