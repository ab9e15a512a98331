"""All causes that Gilder knows, the closer ones first: the first that fits is told."""

from __future__ import annotations

from . import columns, devices, files, imports, memory, names, network, numbers, shapes, workers
from .rules import Cause

CAUSES: tuple[Cause, ...] = (
    *columns.CAUSES,
    *memory.CAUSES,
    *devices.CAUSES,
    *shapes.CAUSES,
    *numbers.CAUSES,
    *imports.CAUSES,
    *network.CAUSES,
    *workers.CAUSES,
    *files.CAUSES,
    *names.CAUSES,
)
