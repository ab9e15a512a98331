"""What a job's file can import of its own: the files beside it, and the package it lies in."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from types import ModuleType

#: Folders that stand on the module path for a job's sake.
_roots: list[str] = []
#: When the file of a module was last changed, as it was imported.
_stamps: dict[str, int] = {}


def place_of(path: str) -> tuple[str, str]:
    """The folder to import from, and the package of the file, which may be none."""
    folder = os.path.dirname(path)
    names: list[str] = []
    while os.path.isfile(os.path.join(folder, "__init__.py")) and os.path.dirname(folder) != folder:
        folder, name = os.path.split(folder)
        names.insert(0, name)
    return (folder, ".".join(names)) if all(map(str.isidentifier, names)) else (os.path.dirname(path), "")


def settle(module: ModuleType, path: str) -> None:
    """Lets the module import what is its own: `import helper`, in a package `from .model import fit`."""
    root, package = place_of(path)
    _forget_namesakes(root)
    if root in _roots:
        _roots.remove(root)
        sys.path.remove(root)
    # Behind all that the runtime has: a user's `numpy.py` must not take NumPy's place, for Gilder neither.
    at = next((at for at, folder in enumerate(sys.path) if folder in _roots), len(sys.path))
    sys.path.insert(at, root)
    _roots.append(root)
    importlib.invalidate_caches()
    if package:
        importlib.import_module(package)
        module.__package__ = package


def remember(path: str) -> None:
    """Takes down the state of what has been imported from there by now."""
    for name, file in _own(place_of(path)[0]):
        if name not in _stamps:
            _stamps[name] = _stamp(file)


def forget_changed(path: str) -> bool:
    """Whether a module from there is not any more what its file is. All of them are then imported anew."""
    own = list(_own(place_of(path)[0]))
    if all(_stamps.get(name, _stamp(file)) == _stamp(file) for name, file in own):
        return False
    for name, _ in own:
        _forget(name)
    return True


def _forget_namesakes(root: str) -> None:
    """Modules of another job's folder whose names mean something else here."""
    with os.scandir(root) as entries:
        names = {entry.name.partition(".")[0] for entry in entries}
    for name in names & sys.modules.keys():
        home = _home(sys.modules[name])
        if home != root and home in _roots:
            for each in [each for each in sys.modules if each.partition(".")[0] == name]:
                _forget(each)


def _home(module: ModuleType) -> str:
    """The folder that a module, or the package that it is, lies in."""
    place, name = os.path.split(getattr(module, "__file__", None) or "")
    return os.path.dirname(place) if name == "__init__.py" else place


def _own(root: str) -> Iterator[tuple[str, str]]:
    if root not in _roots:
        return
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and file.startswith(root) and name != "__main__" and _is_from(file, root, name):
            yield name, file


def _is_from(file: str, root: str, name: str) -> bool:
    """By its name, too: an environment with packages of its own may lie in the same folder."""
    place = os.path.join(root, *name.split("."))
    return file in (f"{place}.py", os.path.join(place, "__init__.py"))


def _forget(name: str) -> None:
    sys.modules.pop(name, None)
    _stamps.pop(name, None)


def _stamp(file: str) -> int:
    try:
        return os.stat(file).st_mtime_ns
    except OSError:
        return 0
