"""Arrays of gigabytes. Pages that nobody writes take no memory: what is copied does."""

import numpy as np
from gilder import job, log

GIB = 1024**3


@job(title="Large")
def large(gib: float = 3.0) -> dict[str, object]:
    size = int(gib * GIB)
    between = np.zeros(size, np.uint8)
    between[-1] = 1
    del between
    values = np.zeros(size // 8)
    values[0], values[size // 16], values[-1] = 1.5, 2.5, 3.5
    log("made")
    return {"values": values, "size": size}
