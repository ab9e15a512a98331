"""Where a script works: a folder of its run's, in which everything that lies beside the script is found.

What it writes there is a result. It neither meets what another run writes nor fills the folder of the script.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

#: Files up to this size are copied, so that the script may overwrite them; larger ones are linked.
LARGEST_COPY = 1 << 20
MOST_COPIED = 32 << 20
MOST_FILES = 500

#: Of no use to a script, and large.
_ASIDE = ("__pycache__", "node_modules", "site-packages")


class Workspace:
    def __init__(self, source: str, folder: str) -> None:
        self._source, self._folder = source, folder
        #: What was put there, and how it was: that which is still the same at the end goes again.
        self._brought: dict[str, tuple[int, int]] = {}
        self._copied = 0

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        before = os.getcwd()
        self._bring(self._source, self._folder)
        os.chdir(self._folder)
        try:
            yield
        finally:
            os.chdir(before)
            self._clear()

    def _bring(self, source: str, target: str) -> None:
        with contextlib.suppress(OSError), os.scandir(source) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.name.startswith(".") or entry.name in _ASIDE or self._holds_it(entry.path):
                    continue
                # What cannot be brought is not there; the script says what it misses.
                with contextlib.suppress(OSError):
                    self._bring_one(entry, os.path.join(target, entry.name))

    def _bring_one(self, entry: os.DirEntry[str], place: str) -> None:
        if entry.is_dir():
            if _is_small(entry.path):
                os.mkdir(place)
                self._note(place)
                self._bring(entry.path, place)
            else:
                _link_folder(entry.path, place)
                self._note(place)
        elif entry.is_file():
            size = entry.stat().st_size
            if (
                size <= LARGEST_COPY
                and self._copied + size <= MOST_COPIED
                and len(self._brought) < MOST_FILES
            ):
                shutil.copy2(entry.path, place)
                self._copied += size
            else:
                _link_file(entry.path, place)
            self._note(place)

    def _holds_it(self, path: str) -> bool:
        """The script may lie above the data folder, in somebody's home for example."""
        return os.path.realpath(self._folder).startswith(os.path.realpath(path) + os.sep)

    def _note(self, place: str) -> None:
        found = os.lstat(place)
        self._brought[place] = (found.st_size, found.st_mtime_ns)

    def _clear(self) -> None:
        """Deepest first: a folder that holds nothing new is removed with what was brought into it."""
        for place, (size, changed) in sorted(self._brought.items(), reverse=True):
            with contextlib.suppress(OSError):
                found = os.lstat(place)
                if stat.S_ISDIR(found.st_mode) and not _is_junction(place):
                    os.rmdir(place)
                elif stat.S_ISLNK(found.st_mode) or _is_junction(place):
                    os.unlink(place) if stat.S_ISLNK(found.st_mode) else os.rmdir(place)
                elif (found.st_size, found.st_mtime_ns) == (size, changed):
                    os.unlink(place)


def _is_small(folder: str) -> bool:
    count = 0
    if os.path.exists(os.path.join(folder, "pyvenv.cfg")):
        return False
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _ASIDE]
        count += len(files)
        if count > MOST_FILES // 5:
            return False
    return True


def _link_file(source: str, place: str) -> None:
    try:
        os.symlink(source, place)
    except OSError:
        # Windows lets only some users make symbolic links, and hard ones within a drive.
        os.link(source, place)


def _link_folder(source: str, place: str) -> None:
    try:
        os.symlink(source, place, target_is_directory=True)
    except OSError:
        import _winapi

        _winapi.CreateJunction(source, place)  # type: ignore[attr-defined]  # on Windows


def _is_junction(place: str) -> bool:
    return os.name == "nt" and bool(os.lstat(place).st_reparse_tag) and not Path(place).is_symlink()  # type: ignore[attr-defined]  # likewise
