"""What one result can be. Each has its own way onto the disk; see `writers`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from .charts import ChartKind


@dataclass(frozen=True)
class Table:
    kind: ClassVar[str] = "table"
    frame: Any


@dataclass(frozen=True)
class Array:
    kind: ClassVar[str] = "array"
    values: Any


@dataclass(frozen=True)
class Chart:
    kind: ClassVar[str] = "chart"
    chart: ChartKind


@dataclass(frozen=True)
class Value:
    kind: ClassVar[str] = "value"
    value: Any


@dataclass(frozen=True)
class Text:
    kind: ClassVar[str] = "text"
    text: str
    #: Something the user should know about it.
    note: str | None = None


@dataclass(frozen=True)
class Sheet:
    """Several single values that belong together: by name, label and value."""

    kind: ClassVar[str] = "sheet"
    rows: Sequence[tuple[str, str, Any]]


@dataclass(frozen=True)
class Figure:
    """A figure of matplotlib."""

    kind: ClassVar[str] = "image"
    figure: Any


@dataclass(frozen=True)
class Picture:
    """An image of Pillow."""

    kind: ClassVar[str] = "image"
    image: Any


@dataclass(frozen=True)
class Plotly:
    kind: ClassVar[str] = "file"
    figure: Any


@dataclass(frozen=True)
class File:
    """A file or a folder that is there already."""

    kind: ClassVar[str] = "file"
    path: str


@dataclass(frozen=True)
class Bytes:
    kind: ClassVar[str] = "file"
    data: bytes | bytearray | memoryview


@dataclass(frozen=True)
class Weights:
    """Named tensors of PyTorch: the `state_dict` of a model."""

    kind: ClassVar[str] = "model"
    tensors: Mapping[str, Any]


@dataclass(frozen=True)
class Pickle:
    kind: ClassVar[str] = "file"
    value: Any
    place: str


Content = (
    Table | Array | Chart | Value | Text | Sheet | Figure | Picture | Plotly | File | Bytes | Weights | Pickle
)


@dataclass(frozen=True)
class Result:
    name: str
    label: str
    content: Content


@dataclass(frozen=True)
class Pickled:
    """What `gilder.pickled` makes of any object: kept as Python's own bytes, which only Python reads."""

    value: Any


def pickled(value: object) -> Pickled:
    """Keeps an object that has no other form, by `pickle`: `return {"model": pickled(model)}`.

    Loading a pickle executes what is in it: give away, and take, only those whose maker is known.
    """
    return Pickled(value)
