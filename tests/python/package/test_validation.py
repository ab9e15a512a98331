"""The sentences a user reads beside a field, and the values that are taken all the same."""

import os
from typing import Any

import pytest

SOURCE = """
from enum import Enum
from pathlib import Path
from typing import Annotated, Literal
from gilder import Columns, File, Folder, Param, Seed, Table, job

class Size(Enum):
    SMALL = 1
    LARGE = 2

@job(title="Everything")
def everything(
    table: Table,
    columns: Annotated[list[str], Columns(of="table")] = (),
    k: Annotated[int, Param(min=2, max=100)] = 3,
    tolerance: Annotated[float, Param(min=0.001)] = 0.5,
    name: str = "x",
    exact: bool = True,
    mode: Literal["fast", "exact"] = "fast",
    size: Size = Size.SMALL,
    ratios: list[float] = (),
    limit: int | None = None,
    seed: Annotated[int, Seed()] = 0,
):
    pass

@job
def needs(table: Table, photo: Annotated[Path, File()], place: Annotated[Path, Folder()], k: int, x: float,
          word: str, on: bool, mode: Literal["a", "b"], items: list[str]):
    pass
"""


@pytest.fixture
def check(bench: Any) -> Any:
    from gilder import host

    path = bench.write(SOURCE)

    def problems(function: str = "everything", **params: Any) -> list[dict[str, str]]:
        if function == "everything":
            params = {"table": "a.csv", **params}
        answer = host.validate(path, function, params)
        assert not answer["problems"] or answer["params"] == {}
        return answer["problems"] or answer["params"]

    return problems


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("k", 1, "k must be at least 2 (got 1)"),
        ("k", 101, "k must be at most 100 (got 101)"),
        ("k", "three", "k is a whole number (got 'three')"),
        ("k", 2.5, "k is a whole number (got 2.5)"),
        ("k", True, "k is a whole number (got true)"),
        ("k", [3], "k is a whole number (got [3])"),
        ("k", "9" * 5000, "k is a whole number (got '" + "9" * 58 + "…)"),
        ("tolerance", "small", "tolerance is a number (got 'small')"),
        ("tolerance", 0, "tolerance must be at least 0.001 (got 0)"),
        ("tolerance", "nan", "tolerance is a finite number (got 'nan')"),
        ("tolerance", float("inf"), "tolerance is a finite number (got inf)"),
        ("tolerance", False, "tolerance is a number (got false)"),
        ("name", ["a"], "name is text (got ['a'])"),
        ("exact", "maybe", "exact is yes or no: true or false (got 'maybe')"),
        ("mode", "exakt", "mode must be one of 'fast', 'exact' (got 'exakt'); did you mean 'exact'?"),
        ("mode", "zzz", "mode must be one of 'fast', 'exact' (got 'zzz')"),
        ("size", 3, "size must be one of 1, 2 (got 3)"),
        ("size", True, "size must be one of 1, 2 (got true)"),
        ("ratios", [1, "b"], "ratios, item 2, is a number (got 'b')"),
        ("ratios", 5, "ratios is a list (got 5)"),
        ("columns", [["a"]], "columns, item 1, is text (got ['a'])"),
        ("seed", -1, "seed must be at least 0 (got -1)"),
        ("seed", 2**32, "seed must be at most 4294967295 (got 4294967296)"),
        ("table", 5, "table is text (got 5)"),
        ("table", "", "table: choose a file"),
        ("table", None, "table: choose a file"),
        ("coloumns", [], "Everything has no parameter 'coloumns'; did you mean 'columns'?"),
        ("KK", 2, "Everything has no parameter 'KK'; did you mean 'k'?"),
        ("__proto__", 2, "Everything has no parameter '__proto__'; its parameters are: table, columns, k,"),
    ],
)
def test_refused_with_a_sentence(check: Any, name: str, value: Any, sentence: str) -> None:
    problem = check(**{name: value})[0]
    assert problem["field"] == name
    assert problem["message"] == sentence or problem["message"].startswith(sentence)


def test_missing_values_are_asked_for_by_kind(check: Any) -> None:
    assert [problem["message"] for problem in check("needs")] == [
        "table: choose a file",
        "photo: choose a file",
        "place: choose a folder",
        "k: enter a whole number",
        "x: enter a number",
        "word: enter a text",
        "on: choose yes or no",
        "mode: choose one of 'a', 'b'",
        "items: enter at least one value",
    ]


def test_defaults_are_filled_in_and_optional_values_stay_out(check: Any) -> None:
    assert check() == {
        "table": os.path.abspath("a.csv"),
        "columns": [],
        "k": 3,
        "tolerance": 0.5,
        "name": "x",
        "exact": True,
        "mode": "fast",
        "size": 1,
        "ratios": [],
        "seed": 0,
    }


@pytest.mark.parametrize(
    ("name", "value", "settled"),
    [
        ("k", "4", 4),
        ("k", 4.0, 4),
        ("k", "", 3),
        ("k", None, 3),
        ("tolerance", "1e-2", 0.01),
        ("tolerance", 1, 1.0),
        ("exact", "false", False),
        ("name", 2007, "2007"),
        ("name", "", ""),
        ("size", "2", 2),
        ("columns", "a, b", ["a", "b"]),
        ("columns", '["a,b", "c"]', ["a,b", "c"]),
        ("columns", "", []),
        ("columns", [2007], ["2007"]),
        ("ratios", "1,2.5", [1.0, 2.5]),
        ("limit", "7", 7),
        ("table", "~/a.csv", os.path.abspath(os.path.expanduser("~/a.csv"))),
    ],
)
def test_settled(check: Any, name: str, value: Any, settled: Any) -> None:
    assert check(**{name: value})[name] == settled


def test_every_problem_is_reported_at_once(check: Any) -> None:
    assert [problem["field"] for problem in check(k=1, mode="x", other=1)] == ["other", "k", "mode"]


def test_a_file_that_cannot_be_read_is_a_problem_without_a_field(bench: Any) -> None:
    from gilder import host

    answer = host.validate(str(bench.folder / "none.py"), "f", {})
    assert answer["params"] == {}
    assert answer["problems"][0]["field"] == ""
    assert "There is no job file" in answer["problems"][0]["message"]
    answer = host.validate(bench.write(SOURCE), "evrything", {})
    assert answer["problems"][0]["message"] == "job.py has no job named 'evrything'"
