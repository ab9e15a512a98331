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
#: What libraries take by themselves, and what they have been told since.
_of_its_own = os.cpu_count() or 1
_told: dict[str, int] = {}


def announce(threads: int) -> None:
    """For libraries to come, of a process with one run. What a person has set stays when it is less."""
    for name in VARIABLES:
        own = os.environ.get(name, "")
        if not (own.isdigit() and 0 < int(own) <= threads):
            os.environ[name] = str(threads)


def loaded_with(threads: int) -> None:
    """Libraries were made to start with so many."""
    _told["numpy"] = threads


def share(threads: int) -> None:
    """For libraries that are here. Each has one number for the process: that of the last start counts."""
    own = os.environ.get("OPENBLAS_NUM_THREADS", "")
    if own.isdigit() and 0 < int(own) < threads:
        threads = int(own)
    with _lock:
        for name, tell in (("numpy", _tell_loaded), ("torch", _tell_torch)):
            if name in sys.modules and _told.get(name, _of_its_own) != threads and tell(threads):
                _told[name] = threads


def _tell_loaded(threads: int) -> bool:
    try:
        import threadpoolctl
    except ImportError:
        return False  # an environment of the user's own need not have it
    threadpoolctl.threadpool_limits(threads)
    return True


def _tell_torch(threads: int) -> bool:
    torch: Any = sys.modules["torch"]
    # One that another run is still importing has nothing in it yet: the next start tells it.
    if not hasattr(torch, "set_num_threads"):
        return False
    torch.set_num_threads(threads)
    return True
