"""The files of jobs as modules with names of our own, so that two files of one name do not meet.

Functions and classes are pickled by the name of their module. In this process `loading` puts the module
there; a process that a job starts is told which file stands behind which name, and imports it when asked.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType

from .surroundings import settle

PREFIX = "gilder_job_"

#: Module name → file and its SHA-256.
_files: dict[str, tuple[str, str]] = {}


def name_for(path: str, sha256: str) -> str:
    """Takes down that this content of the file goes by the name that is returned."""
    stem = re.sub(r"\W", "_", os.path.splitext(os.path.basename(path))[0])
    place = hashlib.sha256(os.fsencode(path)).hexdigest()[:8]
    name = f"{PREFIX}{stem}_{place}_{sha256[:8]}"
    _files[name] = (path, sha256)
    return name


def known() -> dict[str, tuple[str, str]]:
    return dict(_files)


def know(files: dict[str, tuple[str, str]]) -> None:
    """In a process that a job has started: from now on these modules can be imported."""
    _files.update(files)
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.append(_Finder())


class _Finder:
    """Finder and loader in one, by their methods: to import their base classes takes 15 ms."""

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return spec_from_loader(name, self, origin=_files[name][0]) if name in _files else None

    def exec_module(self, module: ModuleType) -> None:
        path, sha256 = _files[module.__name__]
        with open(path, "rb") as stream:
            source = stream.read()
        if hashlib.sha256(source).hexdigest() != sha256:
            raise ImportError(f"{os.path.basename(path)} has changed since this run was started")
        module.__file__ = path
        settle(module, path)
        exec(compile(source, path, "exec", dont_inherit=True), module.__dict__)
