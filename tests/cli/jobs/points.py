"""A job with a metric for each point of a sweep; 5 is the point that fails."""

import time


def fit(lr: float = 0.1, k: int = 2, sleep: float = 0.0) -> dict[str, float]:
    end = time.monotonic() + sleep
    while time.monotonic() < end:
        time.sleep(0.01)
    if k == 5:
        raise ValueError("k is five")
    return {"loss": (lr - 0.05) ** 2 + k, "depth": k}
