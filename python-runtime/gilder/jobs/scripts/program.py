"""A file executed as a program: as `__main__`, with arguments in `sys.argv` and its folder searched first."""

from __future__ import annotations

import linecache
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType

from ..programs import MAIN

#: What processes of `multiprocessing` send back is pickled by the second one.
_NAMES = (MAIN, "__mp_main__")


@contextmanager
def as_main(path: str, words: Sequence[str]) -> Iterator[ModuleType]:
    """`multiprocessing` then finds the file where it looks for it, and `pickle` the classes in it."""
    module = ModuleType(MAIN)
    module.__file__ = path
    folder = os.path.dirname(path)
    before, argv = {name: sys.modules.get(name) for name in _NAMES}, sys.argv
    sys.modules.update(dict.fromkeys(_NAMES, module))
    sys.argv = [path, *words]
    sys.path.insert(0, folder)
    try:
        yield module
    finally:
        sys.argv = argv
        for name, there in before.items():
            if there is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = there
        if folder in sys.path:
            sys.path.remove(folder)


def execute(module: ModuleType, path: str, source: bytes) -> None:
    """Raises whatever the program raises, SystemExit included."""
    # Tracebacks then show the lines that ran, whatever the file says by now.
    text = source.decode("utf-8", "replace")
    linecache.cache[path] = (len(source), None, text.splitlines(keepends=True), path)
    exec(compile(source, path, "exec", dont_inherit=True), module.__dict__)
