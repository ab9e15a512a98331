"""Says which process it runs in, and reports until it is ended."""

import os
import time

from gilder import job, log, progress


@job(title="Busy")
def busy() -> str:
    log(f"pid {os.getpid()}")
    step = 0
    while True:
        step += 1
        progress(None, f"step {step}")
        time.sleep(0.02)
