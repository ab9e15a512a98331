"""Parameters and results of many kinds."""

import enum
from typing import Annotated, Literal

from gilder import Param, job, log


class Colour(enum.Enum):
    RED = "red"
    GREEN = "green"


@job(title="Kinds")
def kinds(
    count: Annotated[int, Param(min=1, max=10)],
    ratio: float = 0.5,
    flag: bool = False,
    names: tuple[str, ...] = (),
    mode: Literal["fast", "exact"] = "fast",
    colour: Colour = Colour.RED,
    limit: int | None = None,
) -> dict[str, object]:
    print("printed by the job")
    print("\x1b[2J\x1b]0;title\x07coloured \x1b[31mred\x1b[0m")
    log("a note of the job")
    said = f"{count!r} {ratio!r} {flag!r} {names!r} {mode!r} {colour!r} {limit!r}"
    return {"said": said, "answer": 42, "half": ratio}
