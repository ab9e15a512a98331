"""The results of a run, as they come: each whole on the disk before anybody hears of it."""

from __future__ import annotations

import contextlib
import os
import threading
from collections import Counter
from typing import Any

from ..run.current import warn
from .contents import File, Result
from .files import output_errors, safe_name, settle_folder
from .kinds import MOST_RESULTS, results_of
from .writers import FOLDER, Place, write

Json = dict[str, Any]

#: Where a job's own files can be written at once, below the folder of results.
OUT = "out"


def store(results: list[Result], folder: str) -> list[Json]:
    """The `Artifact`s of the app's contract. After an error nothing that was written for them stays."""
    return Keeper(folder).keep(results)


class Keeper:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        self._taken: set[str] = {OUT}
        self._kept: dict[str, Json] = {}
        #: By the name it was shown under: the names of its results.
        self._shown: dict[str, list[str]] = {}
        self._counts: Counter[str] = Counter()

    @property
    def kept(self) -> list[Json]:
        """In the order they came."""
        with self._lock:
            return list(self._kept.values())

    def out_dir(self) -> str:
        path = os.path.join(self.folder, FOLDER, OUT)
        with output_errors(self.folder):
            os.makedirs(path, exist_ok=True)
        return path

    def keep(self, results: list[Result]) -> list[Json]:
        """All of them, or after an error none."""
        with self._lock:
            return self._write([(result, safe_name(result.name, self._taken)) for result in results], {})

    def show(self, value: object, name: str | None) -> list[Json]:
        """What is shown under the same name once more takes the place of what was there."""
        with self._lock:
            results = results_of(value, () if name is None else (name,))
            if name is None:
                results = [self._counted(result) for result in results]
            before = [] if name is None else self._shown.get(name, [])
            names = before[: len(results)]
            names += [safe_name(result.name, self._taken) for result in results[len(names) :]]
            if name is not None:
                self._shown[name] = names
            revisions = {
                each: self._kept[each].get("revision", 1) + 1 for each in names if each in self._kept
            }
            return self._write(list(zip(results, names, strict=True)), revisions)

    def sweep_up(self) -> list[Json]:
        """What the job has left in `out_dir()`: each file and folder there is a result."""
        path = os.path.join(self.folder, FOLDER, OUT)
        with self._lock, contextlib.suppress(FileNotFoundError):
            names = sorted(os.listdir(path))
            if not names:
                os.rmdir(path)
            room = MOST_RESULTS - len(self._kept)
            single = [Result(name, name, File(os.path.join(path, name))) for name in names]
            # Too many to be looked at one by one: the folder as a whole.
            whole = Result("files", "Files", File(path))
            return self.keep(single if len(names) <= min(50, room) else [whole])
        return []

    def _counted(self, result: Result) -> Result:
        """Something shown without a name is a figure, a table, …: the first, the second."""
        if result.name != "result":
            return result
        kind = "figure" if result.content.kind == "image" else result.content.kind
        self._counts[kind] += 1
        name = f"{kind}-{self._counts[kind]}"
        title = result.label if result.label != "Result" else f"{kind.capitalize()} {self._counts[kind]}"
        return Result(name, title, result.content)

    def _write(self, named: list[tuple[Result, str]], revisions: dict[str, int]) -> list[Json]:
        written: list[str] = []
        replaced: list[str] = []
        artifacts = []
        target = os.path.join(self.folder, FOLDER)
        with output_errors(self.folder):
            try:
                os.makedirs(target, exist_ok=True)
                for result, name in named:
                    place = Place(self.folder, name)
                    try:
                        artifacts.append(_artifact(result, place, revisions.get(name)))
                    finally:
                        written += place.written
                        if place.written:
                            replaced.append(name)
                settle_folder(target)
            except BaseException:
                for file in written:
                    with contextlib.suppress(OSError):
                        os.unlink(os.path.join(target, file))
                for name in replaced:
                    # What was shown under this name before is gone with the files that took its place.
                    self._kept.pop(name, None)
                raise
        for artifact in artifacts:
            self._kept[artifact["name"]] = artifact
        return artifacts


def _artifact(result: Result, place: Place, revision: int | None) -> Json:
    kind, preview = write(result.content, place)
    artifact: Json = {
        "name": place.name,
        "label": result.label,
        "kind": kind,
        "files": place.files,
        "preview": preview,
    }
    note = getattr(result.content, "note", None)
    if note is not None:
        artifact["note"] = note
        warn(note)
    if revision is not None:
        artifact["revision"] = revision
    return artifact
