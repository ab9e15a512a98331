"""How many threads the numerical libraries may use: runs that each take all cores wait for each other."""

from __future__ import annotations

import os
import sys
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


def limit(threads: int) -> None:
    """For this process from now on. What a person has set himself stays when it is less."""
    for name in VARIABLES:
        own = os.environ.get(name, "")
        if not (own.isdigit() and 0 < int(own) <= threads):
            os.environ[name] = str(threads)
    if threads < (os.cpu_count() or 1):
        _limit_loaded(threads)


def _limit_loaded(threads: int) -> None:
    """Libraries that are here already read no variable any more."""
    if "numpy" in sys.modules:
        try:
            import threadpoolctl
        except ImportError:
            return  # an environment of the user's own need not have it
        threadpoolctl.threadpool_limits(threads)
    torch: Any = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(threads)
