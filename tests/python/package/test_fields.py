"""From annotations to the form's schema."""

import json
from enum import Enum
from pathlib import Path
from typing import Annotated, Literal

import pandas
import pytest
from gilder import Column, Columns, File, Folder, Param, Seed, Table
from gilder.errors import DescriptionError
from gilder.parameters.fields import fields_of

TABLES = [".csv", ".tsv", ".txt", ".parquet", ".feather", ".xlsx", ".json", ".jsonl"]


class Method(Enum):
    FAST = "fast"
    EXACT = "exact"


def everything(
    table: Table,
    frame: pandas.DataFrame,
    photo: Annotated[Path, File(accept=[".png"]), Param(title="Photo")],
    anywhere: Path,
    target: Annotated[Path, Folder()],
    columns: Annotated[list[str], Columns(of="table", numeric=True)] = (),
    label: Annotated[str | None, Column(of="table")] = None,
    k: Annotated[int, Param(title="Number of clusters", help="How many.", min=2, max=100)] = 3,
    rate: Annotated[float, Param(min=0, unit="1/s")] = 0.5,
    at_most: Annotated[int | None, Param(max=9)] = None,
    name: str = "x",
    exact: bool = True,
    mode: Literal["a", "b"] = "a",
    order: Literal[2] = 2,
    method: Method = Method.FAST,
    weights: tuple[float, ...] = (1.0, 2.0),
    methods: list[Method] = [Method.EXACT],  # noqa: B006  # a default as authors write it
    seed: Annotated[int, Seed] = 0,
) -> None: ...


SCHEMAS = {
    "table": {
        "title": "Table",
        "type": "string",
        "x-gilder": {"widget": "table", "accept": TABLES},
    },
    "frame": {
        "title": "Frame",
        "type": "string",
        "x-gilder": {"widget": "table", "accept": TABLES},
    },
    "photo": {"title": "Photo", "type": "string", "x-gilder": {"widget": "file", "accept": [".png"]}},
    "anywhere": {"title": "Anywhere", "type": "string", "x-gilder": {"widget": "file"}},
    "target": {"title": "Target", "type": "string", "x-gilder": {"widget": "folder"}},
    "columns": {
        "title": "Columns",
        "type": "array",
        "items": {"type": "string"},
        "default": [],
        "x-gilder": {"widget": "columns", "of": "table", "numeric": True},
    },
    "label": {
        "title": "Label",
        "type": "string",
        "x-gilder": {"widget": "column", "of": "table", "numeric": False},
    },
    "k": {
        "title": "Number of clusters",
        "description": "How many.",
        "type": "integer",
        "minimum": 2,
        "maximum": 100,
        "default": 3,
    },
    "rate": {"title": "Rate", "type": "number", "minimum": 0, "default": 0.5, "x-gilder": {"unit": "1/s"}},
    "at_most": {"title": "At most", "type": "integer", "maximum": 9},
    "name": {"title": "Name", "type": "string", "default": "x"},
    "exact": {"title": "Exact", "type": "boolean", "default": True},
    "mode": {"title": "Mode", "type": "string", "enum": ["a", "b"], "default": "a"},
    "order": {"title": "Order", "type": "integer", "enum": [2], "default": 2},
    "method": {"title": "Method", "type": "string", "enum": ["fast", "exact"], "default": "fast"},
    "weights": {"title": "Weights", "type": "array", "items": {"type": "number"}, "default": [1.0, 2.0]},
    "methods": {
        "title": "Methods",
        "type": "array",
        "items": {"type": "string", "enum": ["fast", "exact"]},
        "default": ["exact"],
    },
    "seed": {
        "title": "Seed",
        "type": "integer",
        "minimum": 0,
        "maximum": 4294967295,
        "default": 0,
        "x-gilder": {"widget": "seed"},
    },
}


def test_schema_of_every_kind_of_parameter() -> None:
    fields = fields_of(everything)
    assert {field.name: dict(field.schema) for field in fields} == SCHEMAS
    json.dumps(SCHEMAS)
    assert [field.name for field in fields if field.required] == [
        "table",
        "frame",
        "photo",
        "anywhere",
        "target",
    ]


def test_function_receives_its_own_types() -> None:
    fields = {field.name: field for field in fields_of(everything)}
    assert fields["method"].load("exact") is Method.EXACT
    assert fields["methods"].load(["fast", "exact"]) == [Method.FAST, Method.EXACT]
    assert fields["weights"].load([1.0, 3.0]) == (1.0, 3.0)
    assert fields["columns"].load(["a"]) == ["a"]
    assert fields["label"].load(None) is None
    assert fields["photo"].load(__file__) == Path(__file__)


def test_annotations_that_are_text_are_looked_up_in_the_file() -> None:
    def later(k: "Annotated[int, Param(min=1)]" = 2) -> "Unknown":  # noqa: F821  # the case
        raise NotImplementedError

    assert fields_of(later)[0].schema["minimum"] == 1


def _untyped(x) -> None: ...  # noqa: ANN001  # the case
def _socket(x: "bytes") -> None: ...
def _unknown(x: "Nowhere") -> None: ...  # noqa: F821  # the case
def _union(x: int | bytes) -> None: ...
def _many(*x: int) -> None: ...
def _named(**x: int) -> None: ...
def _default(x: Annotated[int, Param(min=2)] = 1) -> None: ...
def _bounds(x: Annotated[str, Param(min=2)]) -> None: ...
def _marked(x: Annotated[str, Columns(of="t")]) -> None: ...
def _no_table(x: Annotated[str, Column(of="t")]) -> None: ...
def _tables(x: list[Table]) -> None: ...
def _choice(x: Literal[None, "a"]) -> None: ...


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (_untyped, "_untyped: the parameter 'x' has no type"),
        (_socket, "has a type that has no form field (bytes)"),
        (_unknown, "has a type that cannot be found (name 'Nowhere' is not defined)"),
        (_union, "has a type that has no form field (bytes)"),
        (_many, "stands for any number of values (*)"),
        (_named, "stands for any number of values (*)"),
        (_default, "has a default it would refuse itself: x must be at least 2 (got 1)"),
        (_bounds, "has bounds, but is no number (str)"),
        (_marked, "is marked as Columns, which is for list[str], but is str"),
        (_no_table, "takes its columns from 't', which is no Table parameter"),
        (_tables, "is a list of Table, which a form cannot show"),
        (_choice, "is a choice among values that are neither text nor whole numbers"),
    ],
)
def test_what_has_no_field_is_refused_by_name(function: object, words: str) -> None:
    with pytest.raises(DescriptionError) as caught:
        fields_of(function)
    assert "the parameter 'x'" in caught.value.message
    assert words in caught.value.message
    assert caught.value.field == "x"
    assert caught.value.hint
    assert caught.value.line
