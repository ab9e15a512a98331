"""Results as files in a run's folder, each with its preview."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import IO, Any

from ..errors import ResultError
from ..tables.frames import as_arrow, csv_form, shown_frame
from . import previews
from .files import output_errors, safe_name, settle_folder, whole_file
from .kinds import Array, Chart, Result, Table, Text, Value

FOLDER = "results"
Write = Callable[[IO[bytes]], object]


def store(results: list[Result], folder: str) -> list[dict[str, Any]]:
    """The `Artifact`s of the app's contract. After an error nothing that was written for them stays."""
    target = os.path.join(folder, FOLDER)
    written: list[str] = []
    taken: set[str] = set()
    artifacts = []
    with output_errors(folder):
        try:
            os.makedirs(target, exist_ok=True)
            for result in results:
                artifacts.append(_artifact(result, safe_name(result.name, taken), target, written))
            settle_folder(target)
        except BaseException:
            for name in written:
                os.unlink(os.path.join(target, name))
            raise
    return artifacts


def _artifact(result: Result, name: str, target: str, written: list[str]) -> dict[str, Any]:
    files: list[dict[str, Any]] = []

    def put(ending: str, write: Write) -> str:
        file = f"{name}.{ending}"
        with whole_file(target, file) as stream:
            write(stream)
        written.append(file)
        return file

    def keep(format: str, write: Write) -> str:
        file = put(format, write)
        size = os.path.getsize(os.path.join(target, file))
        files.append({"path": f"{FOLDER}/{file}", "format": format, "bytes": size})
        return file

    match result.content:
        case Table(frame):
            kind, preview = "table", _keep_table(shown_frame(frame), keep, put)
        case Array(values):
            kind, preview = "array", _keep_array(values, keep, put)
        case Text(text):
            kind = "text"
            keep("txt", lambda stream: stream.write(text.encode("utf-8")))
            preview = put("preview.json", _json(previews.text_preview(text)))
        case Chart(chart):
            kind, preview = "chart", keep("json", _json(chart.preview()))
        case Value(value):
            kind, preview = "value", keep("json", _json(previews.value_preview(value)))
    return {
        "name": name,
        "label": result.label,
        "kind": kind,
        "files": files,
        "preview": f"{FOLDER}/{preview}",
    }


def _keep_table(frame: Any, keep: Callable[[str, Write], str], put: Callable[[str, Write], str]) -> str:
    import pyarrow.csv
    import pyarrow.parquet

    table = as_arrow(frame)
    keep("parquet", lambda stream: pyarrow.parquet.write_table(table, stream))
    keep("csv", lambda stream: pyarrow.csv.write_csv(csv_form(table), stream))
    return put("preview.json", _json(previews.table_preview(frame)))


def _keep_array(values: Any, keep: Callable[[str, Write], str], put: Callable[[str, Write], str]) -> str:
    import numpy as np

    keep("npy", lambda stream: np.save(stream, values, allow_pickle=False))
    return put("preview.json", _json(previews.array_preview(values)))


def _json(content: object) -> Write:
    try:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        # Previews made here cannot fail so; a chart that a job put together by hand can.
        raise ResultError(
            f"A chart holds something else than finite numbers ({error})",
            "Make it with gilder.histogram or gilder.scatter, which leave such values out.",
        ) from error
    return lambda stream: stream.write(text.encode("utf-8"))
