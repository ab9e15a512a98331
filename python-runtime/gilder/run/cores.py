"""How many threads the numerical libraries may use: runs that each take all cores wait for each other."""

from __future__ import annotations

import os
import sys
import threading
from typing import Any

#: Read by each library when it is loaded.
VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_MAX_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)

_lock = threading.Lock()
#: What libraries take by themselves.
_set = os.cpu_count() or 1


def announce(threads: int) -> None:
    """For libraries to come, of a process with one run. What a person has set stays when it is less."""
    for name in VARIABLES:
        own = os.environ.get(name, "")
        if not (own.isdigit() and 0 < int(own) <= threads):
            os.environ[name] = str(threads)


def loaded_with(threads: int) -> None:
    """Libraries were made to start with so many."""
    global _set
    _set = threads


def share(threads: int) -> None:
    """For libraries that are here. Each has one number for the process: that of the last start counts."""
    global _set
    own = os.environ.get("OPENBLAS_NUM_THREADS", "")
    if own.isdigit() and 0 < int(own) < threads:
        threads = int(own)
    with _lock:
        if threads == _set:
            return
        _set = threads
        if "numpy" in sys.modules:
            try:
                import threadpoolctl
            except ImportError:
                return  # an environment of the user's own need not have it
            threadpoolctl.threadpool_limits(threads)
        torch: Any = sys.modules.get("torch")
        # One that another run is importing at this moment is there, and has nothing in it yet.
        if hasattr(torch, "set_num_threads"):
            torch.set_num_threads(threads)
