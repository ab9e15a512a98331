"""Parameters of every kind; that it has run is seen from the file it leaves."""

import enum
from pathlib import Path
from typing import Annotated, Literal

from gilder import Param, job


class Colour(enum.Enum):
    RED = "red"
    GREEN = "green"


@job(title="Parameters")
def parameters(
    mark: str,
    count: Annotated[int, Param(min=1, max=10)] = 1,
    ratio: float = 0.5,
    flag: bool = False,
    names: tuple[str, ...] = (),
    numbers: list[float] = [],  # noqa: B006  # what is tested is how it is described
    mode: Literal["fast", "exact"] = "fast",
    colour: Colour = Colour.RED,
    table: Annotated[Path | None, Param()] = None,
) -> str:
    Path(mark).write_text("ran")
    return "ran"
