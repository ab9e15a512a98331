"""Memory of the machine and of graphics cards: how much was asked for, and how much there was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .rules import Cause, Rule

if TYPE_CHECKING:
    from .evidence import Evidence

_UNITS = {
    "bytes": 1,
    "B": 1,
    "KiB": 2**10,
    "MiB": 2**20,
    "GiB": 2**30,
    "TiB": 2**40,
    "PiB": 2**50,
    "EiB": 2**60,
}
_LESS = "Close other programs, or run the job on less data"
_SMALLER = _LESS + ": a part of the rows, smaller batches, or `float32` in place of `float64`."
#: A figure that fits all the same says that something else sets the limit.
_NOT_TOLD = ""


def _asked(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str]:
    number, unit = float(match["number"]), match["unit"]
    asked = number * _UNITS.get(unit, 1)
    free = _free()
    shape = match.groupdict().get("shape")
    return {
        "asked": _size(asked),
        "what": f" for one array of the shape {shape}" if shape else "",
        "free": _NOT_TOLD if free is None or free >= asked else f"; about {_size(free)} were free",
    }


def _left(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str]:
    free = _free()
    return {"free": _NOT_TOLD if free is None else f" About {_size(free)} are free now."}


def _free() -> float | None:
    try:
        import psutil
    except ImportError:
        return None
    return float(psutil.virtual_memory().available)


def _size(count: float) -> str:
    """As everywhere in the app: 1 GB are 10^9 bytes."""
    for unit in ("bytes", "kB", "MB", "GB", "TB", "PB"):
        if count < 1000:
            return f"{count:.3g} {unit}"
        count /= 1000
    return f"{count:.3g} EB"


CAUSES = (
    Cause(
        "out-of-gpu-memory",
        "The memory of the graphics card is too small for what was to be put there.",
        (
            Rule(
                ("torch.OutOfMemoryError", "torch.cuda.OutOfMemoryError"),
                r"out of memory\. Tried to allocate (?P<asked>[\d.]+ [KMGT]iB)(?:.*?total capacity of (?P<all>[\d.]+ [KMGT]iB))?"
                r"(?:.*?of which (?P<free>[\d.]+ [KMGT]iB) is free)?",
                "The job asked for {asked} more of the graphics card's memory, which has {all} ({free} free).",
                "Use a smaller batch, run it alone, or on the processor (device cpu).",
                look=lambda _, match: None if match["free"] is None else {},
            ),
            Rule(
                ("torch.OutOfMemoryError", "torch.cuda.OutOfMemoryError"),
                cause="The memory of the graphics card is full.",
                hint="Use a smaller batch, run it alone, or on the processor (device cpu).",
            ),
        ),
    ),
    Cause(
        "out-of-memory",
        "The job asked for more memory than there is.",
        (
            Rule(
                ("MemoryError",),
                r"^Unable to allocate (?P<number>[\d.]+) (?P<unit>\w+) for an array with shape (?P<shape>\([\d, ]*\)) and data type (?P<dtype>\S+)",
                "The job asked for {asked}{what} of {dtype}{free}.",
                _SMALLER,
                look=_asked,
            ),
            Rule(
                ("RuntimeError",),
                r"DefaultCPUAllocator: .*you tried to allocate (?P<number>\d+) (?P<unit>bytes)",
                "The job asked for {asked} at once{free}.",
                _SMALLER,
                by=("torch",),
                look=_asked,
            ),
            Rule(
                ("MemoryError",),
                cause="The system gave the job no more memory.{free}",
                hint=_LESS + ".",
                look=_left,
            ),
            Rule(
                ("ValueError",),
                r"^(?:array is too big; `arr\.size|Maximum allowed dimension exceeded)",
                "An array was asked for that is larger than any memory.",
                "Check the sizes it is made with: one of them is probably far too large.",
                by=("numpy",),
            ),
        ),
    ),
)
