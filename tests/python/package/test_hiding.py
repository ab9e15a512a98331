"""A secret is in no report, whatever raises an exception about it."""

from typing import Any

import pytest

SOURCE = """
from typing import Annotated
from gilder import Param, Secret
def f(token: Annotated[str, Secret], how: str):
    if how == 'words':
        raise ValueError(f"no access with {token} and {token!r}")
    if how == 'number':
        return float(token)
    if how == 'chain':
        try:
            {}[token]
        except KeyError as error:
            raise RuntimeError('no such token') from error
    return {'kept': (x for x in token)}
"""


@pytest.mark.parametrize("token", ["swordfish 99", "it's\n\\odd", "größe-geheim"])
@pytest.mark.parametrize("how", ["words", "number", "chain"])
def test_no_report_tells_a_secret(bench: Any, token: str, how: str) -> None:
    run = bench.run(SOURCE, {"token": token, "how": how})
    assert run.state == "failed"
    told = "\n".join([run.error["message"], run.error["traceback"], repr(run.error)])
    for form in (token, repr(token)[1:-1], *token.splitlines()):
        assert form not in told
    assert "…" in told
    assert run.error["line"]["file"] == str(bench.folder / "job.py")


def test_short_secrets_leave_the_words_whole(bench: Any) -> None:
    run = bench.run(SOURCE, {"token": "a", "how": "words"})
    assert run.error["message"].startswith("no access with")


def test_a_secret_has_to_fit_its_pattern(bench: Any) -> None:
    source = """
from typing import Annotated
from gilder import Param, Secret
def f(token: Annotated[str, Secret, Param(pattern="^[a-z]+$")]): ...
"""
    error = bench.run(source, {"token": "HUNTER2"}).error
    assert error["message"] == "token does not fit the pattern ^[a-z]+$ (got '…')"


def test_members_of_an_enum_go_by_name_and_value(bench: Any) -> None:
    source = """
from enum import Enum, IntEnum
class Mode(Enum):
    FAST = 'quick'
    SLOW = 'FAST'
class Level(IntEnum):
    LOW = 1
    HIGH = 2
def f(mode: Mode = Mode.FAST, level: Level = Level.LOW) -> str:
    return f"{mode.name} {level.name}"
"""
    for number, (mode, level, told) in enumerate(
        [("SLOW", "HIGH", "SLOW HIGH"), ("quick", 2, "FAST HIGH"), ("FAST", "1", "SLOW LOW")]
    ):
        run = bench.run(source, {"mode": mode, "level": level}, call=number + 1)
        assert (run.folder / "results/result.txt").read_text() == told
    assert "'quick', 'FAST'" in bench.run(source, {"mode": "quik"}, call=9).error["message"]


@pytest.mark.parametrize("value", ["20261124", 20261124, "1795478400"])
def test_a_number_is_no_date(bench: Any, value: object) -> None:
    source = "from datetime import date\ndef f(day: date): ...\n"
    error = bench.run(source, {"day": value}).error
    assert error["message"] == f"day is a date, as 2026-11-24 (got {value!r})"
