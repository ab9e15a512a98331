"""Never confidently wrong: errors that look like those of the table, and are not."""

from typing import Any

import pytest

#: What somebody says himself is what he means; other things fail in the same words for other reasons.
OTHERS = [
    "raise ValueError('Input X contains NaN')",
    "raise ValueError('could not convert string to float: x')",
    "raise ValueError('MemoryError: Unable to allocate 8 GiB for an array with shape (1,) and data type int')",
    "raise ValueError('CUDA out of memory. Tried to allocate 2 GiB')",
    "raise RuntimeError('CUDA out of memory. Tried to allocate 20.00 GiB.')",
    "raise RuntimeError('mat1 and mat2 shapes cannot be multiplied (3x5 and 4x2)')",
    "raise RuntimeError('Torch not compiled with CUDA enabled')",
    "raise AssertionError('Torch not compiled with CUDA enabled')",
    "raise KeyError('lenght')",
    "raise KeyError(\"['lenght'] not in index\")",
    "raise FileNotFoundError('the file of the day')",
    "raise FileNotFoundError(2, 'No such file or directory', '/nowhere')",
    "raise PermissionError('you are not on the list')",
    "raise ZeroDivisionError('no rows')",
    "raise ModuleNotFoundError('No module named x')",
    "raise ImportError('cannot import name x from y')",
    "raise RecursionError('maximum recursion depth exceeded')",
    "raise IndexError('list index out of range')",
    "raise np.linalg.LinAlgError('Singular matrix')",
    "raise UnicodeError('not text')",
    "raise TimeoutError('timed out')",
    "{}['lenght']",
    "{'a': 1}['zzzz']",
    "{1: 2}[3]",
    "table = pandas.DataFrame({'length': [1]}); {}['lenght']",
    "table = pandas.DataFrame({'length': [1]}); table.sumarize()",
    "table = pandas.DataFrame({'length': [1]}); [table][0].query('@nothing > 1')",
    "one = {'alpha': 1}; two = {'alpha2': 1, 'alpah2': 2}; two['alpah']",
    "class Own(dict):\n        def __missing__(self, key): raise KeyError(key)\n    Own(alpha=1)['alpah']",
    "object().nothing_like_this",
    "undefined_and_unlike_anything",
    "assert 1 == 2",
    "assert False, 'Input contains NaN'",
    "int([])",
    "len(3)",
    "next(iter(()))",
    "os.kill(2**22 + 5, 0)",
    "'a'.join(1)",
]


@pytest.mark.parametrize("body", OTHERS)
def test_nothing_is_said_of_what_is_not_known(bench: Any, body: str) -> None:
    run = bench.run(f"import os\nimport numpy as np, pandas\ndef f():\n    {body}\n")
    assert run.state == "failed"
    assert "cause" not in run.error, run.error["cause"]
    assert "if the job is not yours" in run.error["hint"] or run.error["kind"] != "job"


def test_the_label_of_a_row_is_no_missing_column(bench: Any) -> None:
    for number, body in enumerate(
        ["table.loc['x']", "table.loc['x', 'a']", "table.a['x']", "table.drop('x')"]
    ):
        error = bench.run(
            f"import pandas\ndef f():\n    table = pandas.DataFrame({{'a': [1], 'y': [2]}})\n    {body}\n",
            call=number + 1,
        ).error
        assert error.get("cause", {}).get("id") != "missing-column", body


def test_objects_that_fail_when_they_are_looked_at_do_no_harm(bench: Any) -> None:
    source = """
import pandas
class Odd:
    def __hash__(self): return 1
    def __eq__(self, other): raise SystemExit(4)
    def __repr__(self): raise RuntimeError
    def __getattr__(self, name): raise ValueError(name)
class OddError(KeyError):
    @property
    def args(self): raise RuntimeError
    def __str__(self): raise RuntimeError
def f(which: int = 0):
    table = pandas.DataFrame({'a': [1]})
    if which == 0:
        odd = Odd()
        return table[Odd()]
    if which == 1:
        raise OddError
    return Odd().shape
"""
    for which in range(3):
        run = bench.run(source, {"which": which}, call=which + 1)
        assert run.state == "failed"
        assert run.error["message"]


def test_an_error_made_from_another_one_is_only_likely(bench: Any) -> None:
    source = """
import numpy as np
def f(explicit: bool):
    try:
        np.linalg.inv(np.zeros((2, 2)))
    except ValueError as error:
        if explicit:
            raise RuntimeError('the fit failed') from error
        raise RuntimeError('the fit failed')
"""
    for number, explicit in enumerate([True, False]):
        error = bench.run(source, {"explicit": explicit}, call=number + 1).error
        assert error["message"] == "the fit failed"
        assert (error["cause"]["id"], error["cause"]["certainty"]) == ("singular-matrix", "likely")
    hidden = source.replace("raise RuntimeError('the fit failed')\n", "raise RuntimeError('x') from None\n")
    assert "cause" not in bench.run(hidden, {"explicit": False}, call=3).error


def test_a_group_has_the_cause_that_all_of_it_has(bench: Any) -> None:
    source = """
def f(second: str):
    failed = []
    for text in ('1,5', second):
        try:
            float(text) if text != '0' else 1 / 0
        except Exception as error:
            failed.append(error)
    raise ExceptionGroup('several', failed)
"""
    error = bench.run(source, {"second": "2,5"}).error
    assert error["cause"]["id"] == "not-a-number"
    assert "cause" not in bench.run(source, {"second": "0"}, call=2).error


def test_no_value_of_the_job_but_what_the_error_names_is_in_a_report(bench: Any) -> None:
    source = """
import pandas
from gilder import Secret
def f(token: Secret):
    password = token.get_secret_value()
    table = pandas.DataFrame({'length': [1], 'owner': [password]})
    known = {'alpha': password}
    return table['lenght']
"""
    run = bench.run(source, {"token": "hunter2-and-more"})
    assert run.error["cause"]["id"] == "missing-column"
    assert "hunter2" not in repr(run.outcome)
