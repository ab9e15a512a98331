"""The line of the user's own code, wherever the error was raised, and which part of it."""

from typing import Any

import pytest


def test_the_part_of_the_line_that_raised_is_marked(bench: Any) -> None:
    line = bench.run("def f():\n    größe = 4; rest = größe / 0 + 1\n").error["line"]
    assert line["text"] == "größe = 4; rest = größe / 0 + 1"
    begin, end = line["mark"]
    assert line["text"][begin:end] == "größe / 0"
    assert line["column"] == 4 + begin + 1


def test_a_whole_line_and_a_piece_of_several_lines_have_no_mark(bench: Any) -> None:
    assert set(bench.run("def f():\n    int('x')\n").error["line"]) == {"file", "number", "text"}
    line = bench.run("def f():\n    x = int(\n        'x'\n    )\n", call=2).error["line"]
    assert (line["number"], line["text"]) == (2, "x = int(")
    assert "mark" not in line


def test_of_text_that_is_no_python_the_place_is_marked(bench: Any) -> None:
    line = bench.describe("def f():\n    return (1 +* 2)\n")["error"]["line"]
    assert (line["number"], line["column"]) == (2, 16)
    begin, end = line["mark"]
    assert line["text"][begin:end] == "*"


def test_a_helper_beside_the_file_is_the_users_own_too(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    helper = bench.folder / "helper_of_lines.py"
    helper.write_text("def half(x):\n    return x / 0\n")
    monkeypatch.syspath_prepend(str(bench.folder))
    line = bench.run("import helper_of_lines\ndef f():\n    return helper_of_lines.half(1)\n").error["line"]
    assert (line["file"], line["number"], line["text"]) == (str(helper), 2, "return x / 0")


def test_packages_that_lie_beside_the_file_are_not(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = bench.folder / "venv/lib/site-packages"
    packages.mkdir(parents=True)
    (packages / "package_of_lines.py").write_text("def half(x):\n    return x / 0\n")
    monkeypatch.syspath_prepend(str(packages))
    line = bench.run("import package_of_lines\ndef f():\n    package_of_lines.half(1)\n").error["line"]
    assert line["number"] == 3


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("list(map(lambda x: 1 / x, [0]))", 7),
        ("exec('1 / 0')", 7),
        ("ThreadPoolExecutor(1).submit(inner, 0).result()", 4),
        ("asyncio.run(outer())", 6),
    ],
)
def test_lambdas_generated_code_threads_and_tasks(bench: Any, body: str, number: int) -> None:
    source = f"""import asyncio
from concurrent.futures import ThreadPoolExecutor
def inner(x):
    return 1 / x
async def outer():
    async with asyncio.TaskGroup() as group: group.create_task(task())
def f():
    {body}
async def task():
    inner(0)
"""
    source = source.replace("def f():\n    ", "def f(): ")
    error = bench.run(source).error
    assert error["cause"]["id"] == "division-by-zero"
    assert error["line"]["number"] == (4 if "asyncio" in body else number)


WORKERS = """
import multiprocessing, pickle
from concurrent.futures import ProcessPoolExecutor

def inner(x):
    return [1][x]

def die(x):
    import os
    os._exit(3)

class Odd(Exception):
    def __init__(self, a, b): super().__init__(a)

def odd(x):
    raise Odd(1, 2)

def f(how: str):
    if how == 'executor':
        with ProcessPoolExecutor(1) as pool:
            list(pool.map(inner, [7]))
    if how == 'pool':
        with multiprocessing.Pool(1) as pool:
            pool.map(inner, [7])
    if how == 'joblib':
        from joblib import Parallel, delayed
        Parallel(2)(delayed(inner)(x) for x in (7, 8))
    if how == 'dies':
        with ProcessPoolExecutor(1) as pool:
            pool.submit(die, 1).result()
    if how == 'packs':
        with ProcessPoolExecutor(1) as pool:
            pool.submit(lambda: 1).result()
    if how == 'loader':
        import torch
        class Rows(torch.utils.data.Dataset):
            def __len__(self): return 2
            def __getitem__(self, x): return inner(7)
        list(torch.utils.data.DataLoader(Rows(), num_workers=1, multiprocessing_context='fork'))
"""


@pytest.mark.parametrize(
    ("how", "cause", "number"),
    [
        ("executor", "index-out-of-range", 6),
        ("pool", "index-out-of-range", 6),
        ("joblib", "index-out-of-range", 6),
        ("dies", "worker-died", 30),
        ("packs", "not-picklable", 33),
        ("loader", "index-out-of-range", 6),
    ],
)
def test_errors_of_other_processes(bench: Any, how: str, cause: str, number: int) -> None:
    run = bench.run(WORKERS, {"how": how})
    assert run.error.get("cause", {}).get("id") == cause, run.error
    assert run.error["line"]["number"] == number
    assert len(run.error["message"]) < 300


def test_a_raise_in_another_process_speaks_for_itself(bench: Any) -> None:
    source = WORKERS.replace("return [1][x]", "raise IndexError('list index out of range')")
    run = bench.run(source, {"how": "executor"})
    assert run.error["line"]["number"] == 6
    assert "cause" not in run.error
