"""Copies of a job's own files and folders, on their way into the folder of its run."""

from __future__ import annotations

import mimetypes
import os
import shutil
from collections.abc import Iterator
from typing import Any

from ..errors import ResultError
from ..words.texts import sendable
from .files import Digest, safe_name, whole_file

MOST_FILES = 10_000
#: Of a folder, as many as anybody scrolls through.
MOST_SHOWN = 500
SHOWN_TEXT = 20_000


def bring(source: str, folder: str, name: str) -> Digest:
    """`folder/name` is what `source` was at this moment, whatever becomes of that: no link to it would be."""
    digest = Digest()
    with open(source, "rb") as stream, whole_file(folder, name, digest) as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
    return digest


def files_below(folder: str) -> Iterator[tuple[str, str]]:
    """Every file: its path, and the same relative to the folder. Links to folders are not gone into."""
    found = 0
    for at, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(at, name)
            if not os.path.isfile(path):
                continue
            found += 1
            if found > MOST_FILES:
                raise ResultError(
                    f"The folder {folder} holds more than {MOST_FILES:,} files",
                    "Pack them into one file, and return that.",
                )
            yield path, os.path.relpath(path, folder).replace(os.sep, "/")


class Names:
    """Paths in a folder of results as every system takes them; each keeps its own name if it can."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], str] = {}
        self._taken: dict[tuple[str, ...], set[str]] = {}

    def path(self, relative: str) -> str:
        parts = tuple(relative.split("/"))
        return "/".join(self._name(parts[: end + 1]) for end in range(len(parts)))

    def _name(self, path: tuple[str, ...]) -> str:
        if path not in self._known:
            stem, ending = os.path.splitext(path[-1])
            plain_ending = ending if ending[1:].isascii() and ending[1:].isalnum() else ""
            name = safe_name(stem, self._taken.setdefault((*path[:-1], plain_ending), set()))
            self._known[path] = name + plain_ending
        return self._known[path]


def file_preview(path: str, name: str) -> dict[str, Any]:
    media = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {
        "kind": "file",
        "name": name,
        "media": media,
        "bytes": os.path.getsize(path),
        "text": _beginning(path, media),
        "entries": None,
        "total": 1,
    }


def folder_preview(name: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "kind": "file",
        "name": name,
        "media": "inode/directory",
        "bytes": sum(each["bytes"] for each in entries),
        "text": None,
        "entries": entries[:MOST_SHOWN],
        "total": len(entries),
    }


def _beginning(path: str, media: str) -> str | None:
    """The first lines, when the file is text."""
    if not (media.startswith("text/") or media in ("application/json", "application/octet-stream")):
        return None
    with open(path, "rb") as stream:
        head = stream.read(SHOWN_TEXT)
    if b"\0" in head:
        return None
    try:
        text = head.decode("utf-8", "strict" if len(head) < SHOWN_TEXT else "ignore")
    except UnicodeDecodeError:
        return None
    return sendable(text) if text.isprintable() or "\n" in text or "\t" in text else None
