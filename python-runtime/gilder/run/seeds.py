"""Where random numbers start: Python's, NumPy's and PyTorch's. Nothing is imported for it."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

#: NumPy's and Python's generators of old, which are one for all of a process, take seeds of 32 bits.
_LARGEST = 2**32


def sow(seed: int) -> None:
    """The same numbers from here on, in this process. Generators that a job makes are its own business."""
    small = seed % _LARGEST
    random.seed(small)
    sowers: dict[str, Callable[[Any], object]] = {
        "numpy.random": lambda module: module.seed(small),
        "torch": lambda module: module.manual_seed(small),
    }
    waiting = {}
    for name, sower in sowers.items():
        module = sys.modules.get(name)
        if module is None or _is_being_imported(module):
            waiting[name] = sower
        else:
            sower(module)
    _Later.instead(waiting)


def _is_being_imported(module: ModuleType) -> bool:
    return bool(getattr(module.__spec__, "_initializing", False))


class _Later(MetaPathFinder):
    """Sows as soon as a package has been imported. The newest run's seed counts."""

    def __init__(self, waiting: dict[str, Callable[[Any], object]]) -> None:
        self._waiting = waiting

    @classmethod
    def instead(cls, waiting: dict[str, Callable[[Any], object]]) -> None:
        others = [finder for finder in sys.meta_path if not isinstance(finder, cls)]
        sys.meta_path[:] = [cls(waiting), *others] if waiting else others

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        sower = self._waiting.pop(name, None)
        spec = None if sower is None else PathFinder.find_spec(name, path, target)
        if sower is None or spec is None or spec.loader is None:
            return spec
        loader: Any = spec.loader
        execute = loader.exec_module

        def executed(module: ModuleType) -> None:
            execute(module)
            sower(module)

        loader.exec_module = executed
        return spec
