"""Types beyond numbers and texts: what is taken, what is kept, what the function receives, what is said."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired, TypedDict

import annotated_types
import pytest
from gilder import Color, Device, Param, Secret
from gilder.errors import DescriptionError
from gilder.parameters.fields import Field, fields_of
from pydantic import BaseModel, SecretStr, field_validator
from pydantic import Field as Rules


@dataclass
class Window:
    start: int = 0
    size: Annotated[int, Param(min=1, unit="samples")] = 256

    def __post_init__(self) -> None:
        if self.size < self.start:
            raise ValueError("the size is less than the start")


class Fit(BaseModel):
    lr: float = Rules(gt=0, le=1, description="Learning rate.")
    steps: Annotated[int, annotated_types.Ge(1)] = 10
    mode: Literal["fast", "exact"] = "fast"
    window: Window = Rules(default_factory=Window)
    until: date | None = None

    @field_validator("steps")
    @classmethod
    def even(cls, steps: int) -> int:
        if steps % 2:
            raise ValueError("must be even")
        return steps


class Box(TypedDict):
    width: float
    height: NotRequired[float]


@dataclass
class Node:
    below: "list[Node]" = field(default_factory=list)


def job(
    share: Annotated[float, Param(above=0, below=1, step=0.1)],
    code: Annotated[str, Param(pattern="^[A-Z]{3}$", placeholder="ABC")],
    note: Annotated[str, Param(multiline=True, max_length=5)],
    word: Secret,
    plain: Annotated[str, Secret],
    day: Annotated[date, Param(min=date(2026, 1, 1))],
    moment: datetime,
    clock: time,
    wait: Annotated[timedelta, Param(max=timedelta(hours=2))],
    pair: tuple[int, str],
    tags: set[str],
    rates: dict[str, float],
    grid: Annotated[list[list[int]], Param(min_length=2)],
    either: int | float | str,
    fit: Fit,
    box: Box,
    shade: Color,
    where: Device,
    maybe: Fit | Literal["none"] = "none",
) -> None: ...


FIELDS: dict[str, Field] = {one.name: one for one in fields_of(job)}


@pytest.mark.parametrize(
    ("name", "given", "kept", "received"),
    [
        ("day", "2026-11-24", "2026-11-24", date(2026, 11, 24)),
        ("moment", "2026-11-24T18:30", "2026-11-24T18:30:00", datetime(2026, 11, 24, 18, 30)),
        ("clock", "18:30", "18:30:00", time(18, 30)),
        ("wait", "90 s", "PT1M30S", timedelta(seconds=90)),
        ("wait", "1h 30m", "PT1H30M", timedelta(minutes=90)),
        ("wait", "1:30:00", "PT1H30M", timedelta(minutes=90)),
        ("wait", "PT90S", "PT1M30S", timedelta(seconds=90)),
        ("wait", 1.5, "PT1.5S", timedelta(seconds=1.5)),
        ("pair", "3,x", [3, "x"], (3, "x")),
        ("tags", "b,a,b", ["b", "a"], {"a", "b"}),
        ("rates", "a=1,b=0.5", {"a": 1.0, "b": 0.5}, {"a": 1.0, "b": 0.5}),
        ("rates", '{"a": 1}', {"a": 1.0}, {"a": 1.0}),
        ("grid", "[[1,2],[3]]", [[1, 2], [3]], [[1, 2], [3]]),
        ("either", 5, 5, 5),
        ("either", "5", "5", "5"),
        ("either", 0.5, 0.5, 0.5),
        ("box", {"width": 2}, {"width": 2.0}, {"width": 2.0}),
        ("shade", "F80", "#ff8800", "#ff8800"),
        ("maybe", "none", "none", "none"),
        ("plain", "hunter2", "hunter2", "hunter2"),
        ("word", "hunter2", "hunter2", SecretStr("hunter2")),
    ],
)
def test_value_is_kept_as_json_and_received_as_its_type(
    name: str, given: Any, kept: Any, received: Any
) -> None:
    settled, problem = FIELDS[name].check(given)
    assert problem is None
    assert json.dumps(settled) == json.dumps(kept)
    assert FIELDS[name].check(settled) == (settled, None)
    assert FIELDS[name].load(settled) == received
    assert type(FIELDS[name].load(settled)) is type(received)


def test_groups_are_kept_with_defaults_and_received_as_objects() -> None:
    kept = {"lr": 0.5, "steps": 10, "mode": "fast", "window": {"start": 0, "size": 256}}
    for name in ("fit", "maybe"):
        settled, problem = FIELDS[name].check({"lr": 0.5, "until": None})
        assert (settled, problem) == (kept, None)
        assert FIELDS[name].load(settled) == Fit(lr=0.5)
    dated, _ = FIELDS["fit"].check('{"lr": 1, "until": "2026-11-24"}')
    assert FIELDS["fit"].load(dated).until == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("share", 0, "share must be more than 0 (got 0)"),
        ("share", 1, "share must be less than 1 (got 1)"),
        ("code", "abc", "code does not fit the pattern ^[A-Z]{3}$ (got 'abc')"),
        ("note", "long text", "note must have at most 5 characters (got 'long text')"),
        ("day", "24.11.2026", "day is a date, as 2026-11-24 (got '24.11.2026')"),
        ("day", "2025-11-24", "day must be at least 2026-01-01 (got '2025-11-24')"),
        ("day", 20261124, "day is a date, as 2026-11-24 (got 2"),
        ("moment", "later", "moment is a date and time, as 2026-11-24T18:30 (got 'later')"),
        ("clock", "25:00", "clock is a time, as 18:30 (got '25:00')"),
        ("wait", "soon", "wait is a duration, as 90 s, 1h 30m or 1:30:00 (got 'soon')"),
        ("wait", "3h", "wait must be at most 2 hours (got 3:00:00)"),
        ("pair", "3", "pair, item 2 is missing"),
        ("rates", {"a": "x"}, "rates.a is a number (got 'x')"),
        ("grid", [[1]], "grid must have at least 2 values (got [[1]])"),
        ("grid", [[1], ["x"]], "grid, item 2, item 1, is a whole number (got 'x')"),
        ("either", [1], "either is none of: Whole number, Number, Text (got [1])"),
        ("fit", {"lr": 2}, "fit.lr must be at most 1 (got 2)"),
        ("fit", {}, "fit.lr is missing"),
        ("fit", {"lr": 1, "stepz": 3}, "fit has no field 'stepz'"),
        ("fit", {"lr": 1, "steps": 3}, "fit.steps: must be even (got 3)"),
        ("fit", {"lr": 1, "window": {"size": 0}}, "fit.window.size must be at least 1 (got 0)"),
        ("fit", {"lr": 1, "window": {"start": 999}}, "fit.window: the size is less than the start"),
        ("fit", "fast", "fit is a group of names and values (got 'fast')"),
        ("maybe", {"lr": 2}, "maybe.lr must be at most 1 (got 2)"),
        ("shade", "red", "shade is a colour, as #ff8800 (got 'red')"),
        ("where", "tpu", "where is a device: auto, cpu, cuda:0 … (got 'tpu')"),
    ],
)
def test_wrong_value_is_told_by_its_place(name: str, given: Any, words: str) -> None:
    settled, problem = FIELDS[name].check(given)
    assert settled is None
    assert problem is not None
    assert problem.startswith(words)


def test_no_sentence_repeats_a_secret() -> None:
    for value in (["hunter2"], {"hunter2": 1}):
        _, problem = FIELDS["word"].check(value)
        assert problem is not None
        assert "hunter2" not in problem


def test_schemas_hold_no_reference_and_say_what_a_field_needs() -> None:
    schemas = {name: dict(one.schema) for name, one in FIELDS.items()}
    assert "$ref" not in json.dumps(schemas)
    assert "$defs" not in json.dumps(schemas)
    assert schemas["share"] == {
        "type": "number",
        "title": "Share",
        "exclusiveMinimum": 0,
        "exclusiveMaximum": 1,
        "x-gilder": {"step": 0.1},
    }
    assert schemas["note"]["x-gilder"] == {"widget": "text", "rows": 4}
    assert schemas["word"]["x-gilder"] == {"widget": "secret"}
    assert schemas["wait"]["format"] == "duration"
    assert [part["type"] for part in schemas["pair"]["prefixItems"]] == ["integer", "string"]
    assert schemas["tags"]["uniqueItems"] is True
    assert schemas["rates"]["additionalProperties"] == {"type": "number"}
    assert [one["title"] for one in schemas["either"]["anyOf"]] == ["Whole number", "Number", "Text"]
    fit = schemas["fit"]
    assert (fit["type"], fit["required"]) == ("object", ["lr"])
    assert fit["properties"]["lr"]["description"] == "Learning rate."
    assert fit["properties"]["lr"]["exclusiveMinimum"] == 0
    assert fit["properties"]["until"] == {"title": "Until", "type": "string", "format": "date"}
    assert fit["properties"]["window"]["properties"]["size"] == {
        "default": 256,
        "minimum": 1,
        "title": "Size",
        "type": "integer",
        "x-gilder": {"unit": "samples"},
    }
    assert schemas["where"]["x-gilder"]["options"][0] == {"value": "auto", "title": "Automatic"}


def _recursive(x: Node) -> None: ...
def _keyed(x: dict[int, str]) -> None: ...
def _files(x: list[Path]) -> None: ...
def _default(x: Secret = "hunter2") -> None: ...
def _pattern(x: Annotated[str, Param(pattern="[")]) -> None: ...
def _length(x: Annotated[int, Param(min_length=2)]) -> None: ...
def _bad(x: Fit = {"lr": 7}) -> None: ...  # noqa: B006  # a default as authors write it


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (_recursive, "holds itself (Node), which a form cannot show"),
        (_keyed, "is a dict whose names are int; only dict[str, …] is possible"),
        (_files, "is a list of Path, which a form cannot show: make it a parameter of its own"),
        (_default, "is a secret with a default, which anybody could read"),
        (_pattern, "has a pattern that is no regular expression"),
        (_length, "has a length, but is neither text nor a list (int)"),
        (_bad, "has a default it would refuse itself: x.lr must be at most 1 (got 7)"),
    ],
)
def test_what_no_form_can_show_is_refused(function: Any, words: str) -> None:
    with pytest.raises(DescriptionError) as caught:
        fields_of(function)
    assert words in caught.value.message


def test_auto_is_a_device_that_pytorch_takes() -> None:
    import torch

    assert torch.device(FIELDS["where"].load("auto")).type in ("cpu", "cuda", "mps")
    assert FIELDS["where"].load("cpu") == "cpu"
