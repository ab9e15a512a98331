"""What a model file says about itself: everything but the weights, as JSON that is checked when it is
read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints

#: Goes up when an older Gilder would misread a newer file.
VERSION = 1

Kind = Literal["number", "yes/no", "date", "category"]
Task = Literal["classification", "regression"]
Name = Annotated[str, StringConstraints(max_length=1000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Feature(_Strict):
    """One column of the table and how it becomes numbers.

    A number, a date (in days since 1970) or yes/no (1 and 0) becomes `(value - mean) / scale`, where a
    missing one counts as `fill`. A category becomes one column for each of `values`, 1 where it has that
    value, then one for values that are too rare (`other`) and one for no value (`missing`), each only if
    the training rows had such.
    """

    name: Name
    kind: Kind
    mean: FiniteFloat = 0.0
    scale: Annotated[FiniteFloat, Field(gt=0)] = 1.0
    fill: FiniteFloat = 0.0
    values: Annotated[list[Name], Field(max_length=1000)] = []
    other: bool = False
    missing: bool = False

    @property
    def width(self) -> int:
        return len(self.values) + self.other + self.missing if self.kind == "category" else 1


class Target(_Strict):
    """Classes as text, in the order of the outputs; of numbers the mean and scale that outputs are in."""

    name: Name
    kind: Kind
    classes: Annotated[list[Name], Field(max_length=1000)] = []
    mean: FiniteFloat = 0.0
    scale: Annotated[FiniteFloat, Field(gt=0)] = 1.0


class Layers(_Strict):
    """Fully connected layers with ReLU between them."""

    inputs: Annotated[int, Field(ge=1, le=1_000_000)]
    hidden: Annotated[list[Annotated[int, Field(ge=1, le=100_000)]], Field(max_length=100)]
    outputs: Annotated[int, Field(ge=1, le=1000)]

    @property
    def sizes(self) -> list[int]:
        return [self.inputs, *self.hidden, self.outputs]


class Description(_Strict):
    version: Literal[1] = VERSION
    task: Task
    target: Target
    features: Annotated[list[Feature], Field(min_length=1, max_length=100_000)]
    #: Whether rows with missing values are filled, or get no prediction.
    incomplete: Literal["fill", "leave out"]
    layers: Layers
    #: Rows in each part, settings, seed, epochs: what it takes to make it once more.
    training: dict[str, str | int | float | None]
    #: On rows that took no part in training, and what a guess without any feature reaches there.
    scores: dict[str, float | None]
    baseline: dict[str, float | None]
    made_with: dict[str, str]
