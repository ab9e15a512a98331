"""Files on their way to a worker and back: what is there already stays, the rest comes in pieces."""

from __future__ import annotations

import hashlib
import os
from typing import Any

from ..run import checkpoints

Json = dict[str, Any]

#: Of result files, what goes with the outcome: most runs need no further message then.
MOST_AT_ONCE = 1024 * 1024
PIECE = 8 * 1024 * 1024


class Shelf:
    """The files of a run on the worker. The first is the job's code, which is kept for runs to come."""

    def __init__(self, files: list[Json], inputs: str, code: str) -> None:
        self._files = files
        self._places = [
            os.path.join(code, files[0]["sha256"], os.path.basename(files[0]["path"])),
            *(
                os.path.join(inputs, str(number), os.path.basename(file["path"]))
                for number, file in enumerate(files[1:], 1)
            ),
        ]
        #: Numbers of the files that have to be sent.
        self.needs: list[int] = []

    def look(self) -> None:
        for number, file in enumerate(self._files):
            if _is_same(file["path"], file):
                # A folder that both share, most likely: what lies beside the file is then there, too.
                self._places[number] = file["path"]
            elif not _is_same(self._places[number], file):
                self.needs.append(number)

    def add(self, number: int, offset: int, data: bytes) -> None:
        place, file = self._places[number], self._files[number]
        # Another run may be receiving the same code.
        coming = f"{place}.{os.getpid()}.{id(self)}.part"
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(coming, "r+b" if offset else "wb") as stream:
            stream.seek(offset)
            stream.write(data)
            size = stream.tell()
        if size < file["bytes"]:
            return
        if not _is_same(coming, file):
            os.unlink(coming)
            raise OSError(None, "it has changed since this run was prepared")
        os.replace(coming, place)

    def place(self, path: str) -> str:
        return self._places[0] if path == self._files[0]["path"] else self.places().get(path, path)

    @property
    def state(self) -> str | None:
        """Where the state is that the run goes on from, if it does."""
        found = [
            place
            for file, place in zip(self._files[1:], self._places[1:], strict=True)
            if file["param"] is None and os.path.basename(file["path"]) == checkpoints.NAME
        ]
        return found[0] if found else None

    def places(self) -> dict[str, str]:
        """Path at the app → path here."""
        return {file["path"]: place for file, place in zip(self._files, self._places, strict=True)}

    def settled(self, params: Json) -> Json:
        """The parameters with the paths of this machine."""
        moved = {file["param"] for file in self._files if file["param"]}
        return {name: self._moved(value) if name in moved else value for name, value in params.items()}

    def _moved(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._moved(each) for each in value]
        return self.places().get(value, value) if isinstance(value, str) else value


def packed(folder: str, results: list[Json]) -> list[Json]:
    """Every file of the results: path, size, hash, and as many of the small ones themselves as fit."""
    files = listed(folder, [path for each in results for path in paths_of("result", each)])
    left = MOST_AT_ONCE
    for file in files:
        if file["bytes"] <= left:
            left -= file["bytes"]
            with open(os.path.join(folder, file["path"]), "rb") as stream:
                file["data"] = stream.read()
    return files


def listed(folder: str, paths: list[str]) -> list[Json]:
    """Each file once: path, size, hash."""
    files: list[Json] = []
    for path in dict.fromkeys(paths):
        place = os.path.join(folder, path)
        files.append({"path": path, "bytes": os.path.getsize(place), "sha256": sha256_of(place)})
    return files


def paths_of(kind: str, told: Json) -> list[str]:
    """The files that an event, or a result, tells of."""
    return (
        [told["path"]]
        if kind == "checkpoint"
        else [*(file["path"] for file in told["files"]), told["preview"]]
    )


def sha256_of(path: str) -> str:
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _is_same(path: str, file: Json) -> bool:
    try:
        return os.path.getsize(path) == file["bytes"] and sha256_of(path) == file["sha256"]
    except OSError:
        return False
