"""What an author writes in annotations: `Annotated[int, Param(min=2)]`, `Table`, `Columns(of="table")` …"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    Table = DataFrame
else:

    class Table:
        """A table: the caller gives the path of a file, the function receives a `pandas.DataFrame`."""


@dataclass(frozen=True, kw_only=True)
class Param:
    """How a parameter is shown and which values it takes. `min` and `max` are inclusive."""

    title: str = ""
    help: str = ""
    min: float | None = None
    max: float | None = None
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class File:
    """Marks a `Path` as a file that exists: `Annotated[Path, File(accept=[".wav"])]`."""

    accept: Sequence[str] = ()


@dataclass(frozen=True)
class Folder:
    """Marks a `Path` as a folder that exists."""


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Marks a `list[str]` as columns of the table parameter `of`."""

    of: str
    numeric: bool = False


@dataclass(frozen=True, kw_only=True)
class Column:
    """Marks a `str` as one column of the table parameter `of`."""

    of: str
    numeric: bool = False


@dataclass(frozen=True)
class Seed:
    """Marks an `int` as the start of the job's random numbers: equal seeds, equal results."""


Marker = File | Folder | Columns | Column | Seed
