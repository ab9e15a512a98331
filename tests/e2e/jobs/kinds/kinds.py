"""A parameter of every kind: what arrives of each is what the job returns."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum
from pathlib import Path
from typing import Annotated, Literal, TypedDict

import numpy as np
from gilder import (
    Array,
    Audio,
    Color,
    Column,
    Columns,
    Device,
    File,
    Folder,
    Image,
    Param,
    Secret,
    Seed,
    Table,
    job,
)
from pydantic import BaseModel


class Metal(Enum):
    IRON = "iron"
    GOLD = "gold"
    LEAD = "lead"


@dataclass
class Window:
    size: Annotated[int, Param(min=1, unit="samples")] = 256
    shape: Literal["hann", "flat"] = "hann"

    def __post_init__(self) -> None:
        if self.size & (self.size - 1):
            raise ValueError(f"{self.size} is no power of two")


class Settings(BaseModel):
    rate: Annotated[float, Param(above=0, max=1)] = 0.1
    label: str = "run"
    window: Window = Window()


class Limits(TypedDict):
    low: float
    high: float


@dataclass
class Layer:
    units: int
    dropout: Annotated[float, Param(min=0, below=1)] = 0.0
    tags: list[str] = field(default_factory=list)


@job(title="Every kind")
def kinds(
    count: Annotated[int, Param(title="Count", min=1, max=100, step=5, unit="cells")],
    huge: int,
    ratio: Annotated[float, Param(above=0, below=1, help="How much of it.")],
    name: Annotated[str, Param(pattern="^[A-Z]", placeholder="Begins with a capital")],
    notes: Annotated[str, Param(multiline=True)],
    token: Secret,
    agreed: bool,
    method: Literal["ridge", "lasso"],
    metal: Metal,
    day: date,
    start: datetime,
    alarm: time,
    wait: Annotated[timedelta, Param(help="At most.")],
    rates: list[float],
    grid: list[list[int]],
    pair: tuple[int, str],
    labels: set[str],
    weights: dict[str, float],
    settings: Settings,
    limits: Limits,
    layers: list[Layer],
    either: int | str,
    either_group: Window | float,
    table: Table,
    columns: Annotated[list[str], Columns(of="table", numeric=True)],
    column: Annotated[str, Column(of="table")],
    array: Annotated[np.ndarray, Array(dtype="float32", axes=("row", ("channel", 3)))],
    picture: Image,
    sound: Audio,
    file: Annotated[Path, File(accept=[".txt"])],
    folder: Annotated[Path, Folder()],
    color: Color,
    device: Device,
    seed: Annotated[int, Seed()] = 1,
    tolerance: Annotated[float, Param(step=0.1)] = 1e-3,
    scale: bool = True,
    maybe: int | None = None,
    maybe_yes: bool | None = None,
    maybe_day: date | None = None,
    maybe_window: Window | None = None,
    maybe_method: Literal["ridge", "lasso"] | None = None,
    limit: timedelta = timedelta(minutes=5),
) -> str:
    """Takes a value of every kind."""
    given = dict(locals())
    given |= {"table": list(table), "array": array.shape, "picture": picture.size}
    return repr(given | {"sound": (sound.samples.shape, sound.rate), "token": token.get_secret_value()})
