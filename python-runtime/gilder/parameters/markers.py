"""What an author writes in annotations: `Annotated[int, Param(min=2)]`, `Table`, `Columns(of="table")` …"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame
    from PIL.Image import Image
    from pydantic import SecretStr

    Table = DataFrame
    Secret = SecretStr
    Color = str
    Device = str
else:

    class Table:
        """A table: the caller gives the path of a file, the function receives a `pandas.DataFrame`."""

    class Image:
        """A picture: the caller gives the path of a file, the function receives a `PIL.Image.Image`.

        `Annotated[np.ndarray, Image]` receives an array instead: height by width by channels, uint8.
        """

    class Secret:
        """A password or key, which is kept nowhere. The function receives a `pydantic.SecretStr`.

        `Annotated[str, Secret]` receives the text itself.
        """

    class Color:
        """A colour, `#rrggbb`, as text."""

    class Device:
        """Where to compute: `cpu`, `cuda:0`, `mps`, a text that is fit for `torch.device`."""


@dataclass(frozen=True, kw_only=True)
class Param:
    """How a parameter is shown and which values it takes.

    `min` and `max` are allowed themselves, `above` and `below` are not; they bound numbers, dates and
    durations. `min_length` and `max_length` count the characters of a text or the values of a list.
    `pattern` is a regular expression that is searched for in a text: anchor it with `^…$`. `multiline` and
    `rows` make a field of several lines.
    """

    title: str = ""
    help: str = ""
    min: Any = None
    max: Any = None
    above: Any = None
    below: Any = None
    step: float | None = None
    unit: str = ""
    pattern: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    multiline: bool = False
    rows: int | None = None
    placeholder: str = ""


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


@dataclass(frozen=True, kw_only=True)
class Array:
    """Marks a `numpy.ndarray` that is read from a file: `Annotated[np.ndarray, Array(dtype="float32")]`.

    `dtype` is what its elements are made, where that loses nothing but precision. `axes` names its axes, in
    order, each alone or with its size: `("row", ("channel", 3))`; an array with other axes is refused. `name`
    chooses among the arrays of a file that holds several.
    """

    dtype: str = ""
    axes: Sequence[str | tuple[str, int]] = ()
    name: str = ""


@dataclass(frozen=True, eq=False)
class Audio:
    """A sound: the caller gives the path of a WAV file, the function receives this."""

    #: Channels by samples, float32, from -1 to 1 where the file holds whole numbers.
    samples: Any
    #: In Hz.
    rate: int


Marker = File | Folder | Columns | Column | Seed | Array
