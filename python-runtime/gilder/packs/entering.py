"""Puts the packs that a job asks for within its reach."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from ..errors import UsageError
from ..run.current import log
from .catalogue import packs


def enter(names: Sequence[str], folder: str | None) -> None:
    """Behind all that is there: no package of the runtime is taken from a pack.

    For the one run of a process: what has been imported from a pack stays. Without a folder, as on a cluster,
    the job has to do with what there is.
    """
    if folder is None:
        return
    for name in names:
        pack = packs()[name]
        site = os.path.join(folder, f"{pack.name}-{pack.version}", "site")
        if not os.path.isdir(site):
            raise UsageError(
                f"This job needs the pack {pack.title}, which is not installed any more",
                f"Install it: {pack.command}",
            )
        if site not in sys.path:
            sys.path.append(site)
        # The hash of the environment, on record with the run, is that of the runtime alone.
        log(f"With the pack {pack.title} {pack.version}")
        for variable, value in pack.environment.items():
            os.environ.setdefault(variable, value)
