"""Modules that are changed once they are imported, if ever: they are not imported for that."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
import threading
from collections.abc import Callable, Sequence
from types import ModuleType

Change = Callable[[ModuleType], None]

_lock = threading.Lock()
_changes: dict[str, Change] = {}


def when_there(name: str, change: Change) -> None:
    """Now, if it has been imported before. `change` may be called more than once."""
    with _lock:
        _changes[name] = change
        there = sys.modules.get(name)
        if there is not None:
            change(there)
        elif not any(isinstance(finder, _Finder) for finder in sys.meta_path):
            sys.meta_path.insert(0, _Finder())


class _Finder(importlib.abc.MetaPathFinder):
    """Lets the others find the module, and changes it once it is there."""

    def __init__(self) -> None:
        self._here = threading.local()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        asked: set[str] = vars(self._here).setdefault("asked", set())
        if name not in _changes or name in asked:
            return None
        asked.add(name)
        try:
            spec = importlib.util.find_spec(name)
        finally:
            asked.discard(name)
        loader = None if spec is None else spec.loader
        if loader is not None and hasattr(loader, "exec_module"):
            execute = loader.exec_module

            def execute_and_change(module: ModuleType) -> None:
                execute(module)
                _changes[name](module)

            loader.exec_module = execute_and_change  # type: ignore[method-assign]  # it is of one module
        return spec
