"""How each kind of result becomes files, with a preview that the window shows."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable
from typing import IO, Any

from ..errors import ResultError
from ..tables.frames import as_arrow, csv_form, shown_frame
from ..words.texts import text_of
from . import copies, pictures, previews, weights
from .contents import (
    Array,
    Bytes,
    Chart,
    Content,
    Figure,
    File,
    Pickle,
    Picture,
    Plotly,
    Sheet,
    Table,
    Text,
    Value,
    Weights,
)
from .files import Digest, whole_file

Json = dict[str, Any]
Write = Callable[[IO[bytes]], object]

FOLDER = "results"


class Place:
    """The names `<name>.<ending>` in the folder of results, for one result."""

    def __init__(self, folder: str, name: str) -> None:
        #: The run's folder, and that of its results.
        self.run, self.target = folder, os.path.join(folder, FOLDER)
        self.name = name
        self.files: list[Json] = []
        #: Names of everything that has been written, for whoever has to take it back.
        self.written: list[str] = []

    def keep(self, ending: str, write: Write) -> str:
        """One of the files of the result. Answers with its path in the run's folder."""
        digest = Digest()
        path = self._put(ending, write, digest)
        return self._listed(path, ending, digest)

    def preview(self, content: Json) -> str:
        return self._put("preview.json", as_json(content), None)

    def bring(self, source: str, name: str) -> str:
        """A copy of a file, under this name."""
        folder, file = os.path.split(os.path.join(self.target, name))
        os.makedirs(folder, exist_ok=True)
        digest = copies.bring(source, folder, file)
        self.written.append(name)
        return self._listed(f"{FOLDER}/{name}", os.path.splitext(name)[1][1:] or "file", digest)

    def adopt(self, path: str) -> str:
        """A file that is in the run's folder already."""
        digest = Digest()
        digest.take(path)
        inside = os.path.relpath(path, self.run).replace(os.sep, "/")
        return self._listed(inside, os.path.splitext(path)[1][1:] or "file", digest)

    def _put(self, ending: str, write: Write, digest: Digest | None) -> str:
        file = f"{self.name}.{ending}"
        with whole_file(self.target, file, digest) as stream:
            write(stream)
        self.written.append(file)
        return f"{FOLDER}/{file}"

    def _listed(self, path: str, format: str, digest: Digest) -> str:
        self.files.append(
            {"path": path, "format": format.lower(), "bytes": digest.bytes, "sha256": digest.sha256}
        )
        return path


def write(content: Content, place: Place) -> tuple[str, str]:
    """The kind, and the path of the preview."""
    match content:
        case Table(frame):
            return content.kind, _table(shown_frame(frame), place)
        case Array(values):
            return content.kind, _array(values, place)
        case Text(text):
            place.keep("txt", lambda stream: stream.write(text.encode("utf-8", "backslashreplace")))
            return content.kind, place.preview(previews.text_preview(text))
        case Chart(chart):
            return content.kind, place.keep("json", as_json(chart.preview()))
        case Value(value):
            return content.kind, place.keep("json", as_json(previews.value_preview(value)))
        case Sheet(rows):
            return content.kind, place.keep("json", as_json(previews.sheet_preview(rows)))
        case Figure(figure):
            return content.kind, _figure(figure, place)
        case Picture(image):
            path = place.keep("png", lambda stream: pictures.write_image(stream, image))
            return content.kind, place.preview(pictures.image_preview(path, *image.size, ""))
        case Plotly(figure):
            return content.kind, _plotly(figure, place)
        case Weights(tensors):
            place.keep("safetensors", lambda stream: weights.write(stream, tensors))
            return content.kind, place.preview(weights.preview(tensors))
        case File(path):
            return _folder(path, place) if os.path.isdir(path) else _file(path, place)
        case Bytes(data):
            return _bytes(data, place)
        case Pickle(value, where):
            return content.kind, _pickle(value, where, place)


def _table(frame: Any, place: Place) -> str:
    import pyarrow.csv
    import pyarrow.parquet

    table = as_arrow(frame)
    place.keep("parquet", lambda stream: pyarrow.parquet.write_table(table, stream))
    place.keep("csv", lambda stream: pyarrow.csv.write_csv(csv_form(table), stream))
    return place.preview(previews.table_preview(frame))


def _array(values: Any, place: Place) -> str:
    import numpy as np

    place.keep("npy", lambda stream: np.save(stream, values, allow_pickle=False))
    return place.preview(previews.array_preview(values))


def _figure(figure: Any, place: Place) -> str:
    path = place.keep("png", lambda stream: pictures.write_figure(stream, figure, "png"))
    if pictures.is_drawing(figure):
        place.keep("svg", lambda stream: pictures.write_figure(stream, figure, "svg"))
    width, height = pictures.size_of(os.path.join(place.run, path))
    return place.preview(pictures.image_preview(path, width, height, pictures.figure_words(figure)))


def _plotly(figure: Any, place: Place) -> str:
    text = figure.to_json()
    path = place.keep("json", lambda stream: stream.write(text.encode("utf-8")))
    page = figure.to_html(include_plotlyjs=True)
    place.keep("html", lambda stream: stream.write(page.encode("utf-8")))
    return place.preview(
        copies.file_preview(os.path.join(place.run, path), f"{place.name}.html") | {"text": None}
    )


def _file(source: str, place: Place) -> tuple[str, str]:
    name = os.path.basename(source)
    inside = _is_inside(source, place.target)
    ending = os.path.splitext(name)[1]
    path = place.adopt(source) if inside else place.bring(source, place.name + ending)
    return _shown_file(path, name, place)


def _shown_file(path: str, name: str, place: Place) -> tuple[str, str]:
    there = os.path.join(place.run, path)
    if pictures.is_shown(there):
        return "image", place.preview(pictures.image_preview(path, *pictures.size_of(there), name))
    return "file", place.preview(copies.file_preview(there, name))


def _folder(source: str, place: Place) -> tuple[str, str]:
    names, entries = copies.Names(), []
    inside = _is_inside(source, place.target)
    for path, relative in copies.files_below(source):
        kept = place.adopt(path) if inside else place.bring(path, f"{place.name}/{names.path(relative)}")
        entries.append({"path": kept, "name": relative, "bytes": place.files[-1]["bytes"]})
    return "file", place.preview(copies.folder_preview(os.path.basename(source), entries))


def _bytes(data: bytes | bytearray | memoryview, place: Place) -> tuple[str, str]:
    ending = pictures.ending_of(data)
    path = place.keep(ending[1:], lambda stream: stream.write(data))
    return _shown_file(path, os.path.basename(path), place)


def _pickle(value: Any, where: str, place: Place) -> str:
    def dump(stream: IO[bytes]) -> None:
        try:
            pickle.dump(value, stream, protocol=pickle.HIGHEST_PROTOCOL)
        except OSError:
            raise
        except Exception as error:
            raise ResultError(
                f"{where} cannot be pickled: {text_of(error, 500)}",
                "Keep what it was made of, and make it anew from that.",
            ) from error

    path = place.keep("pkl", dump)
    shown = copies.file_preview(os.path.join(place.run, path), os.path.basename(path))
    try:
        words: str | None = text_of(repr(value), previews.LONGEST_TEXT)
    except Exception:
        words = None
    return place.preview(shown | {"text": words})


def _is_inside(path: str, folder: str) -> bool:
    root = os.path.realpath(folder)
    return os.path.realpath(path).startswith(root + os.sep)


def as_json(content: object) -> Write:
    try:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        # Previews made here cannot fail so; a chart that a job put together by hand can.
        raise ResultError(
            f"A chart holds something else than finite numbers ({error})",
            "Make it with gilder.histogram, scatter, line or heatmap, which leave such values out.",
        ) from error
    return lambda stream: stream.write(text.encode("utf-8"))
