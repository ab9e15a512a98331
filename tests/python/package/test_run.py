"""`host.run`: how a run ends, as a value, whatever the job does."""

import sys
from pathlib import Path
from typing import Any

import pytest


def test_done_with_results_on_disk(bench: Any) -> None:
    run = bench.run("def double(x: float) -> float:\n    return 2 * x\n", {"x": "1.5"})
    assert run.state == "done"
    (artifact,) = run.results
    assert artifact == {
        "name": "result",
        "label": "Result",
        "kind": "value",
        "files": [
            {
                "path": "results/result.json",
                "format": "json",
                "bytes": 43,
                "sha256": artifact["files"][0]["sha256"],
            }
        ],
        "preview": "results/result.json",
    }
    assert (run.folder / "results/result.json").read_text() == '{"kind":"value","value":3.0,"type":"float"}'


def test_without_the_app_a_run_works_too(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "_gilder")
    run = bench.run("from gilder import log, progress\ndef f():\n    progress(0.5)\n    log('x')\n")
    assert run.outcome == {"state": "done", "results": []}


@pytest.mark.parametrize(
    ("body", "kind", "message", "type_", "hint"),
    [
        ("1 / 0", "job", "division by zero", "ZeroDivisionError", "calculated from"),
        (
            "raise ValueError",
            "job",
            "ValueError, with no message",
            "ValueError",
            "show the error to its author",
        ),
        ("{}['a']", "job", "KeyError: 'a'", "KeyError", "show the error to its author"),
        (
            "open('/nowhere/x')",
            "job",
            "[Errno 2] No such file",
            "FileNotFoundError",
            "There is no folder /nowhere",
        ),
        (
            "import nosuchpackage",
            "job",
            "There is no package named 'nosuchpackage'",
            "ModuleNotFoundError",
            "package",
        ),
        ("raise Own('mine')", "job", "mine", "Own", "show the error to its author"),
        ("raise Silent", "job", "(Silent, which has no text form)", "Silent", "show the error to its author"),
        (
            "raise SystemExit(3)",
            "job",
            "The job ended itself by sys.exit(3)",
            "SystemExit",
            "Return the result",
        ),
        ("raise SystemExit", "job", "The job ended itself by sys.exit()", "SystemExit", "Return the result"),
        (
            "raise KeyboardInterrupt",
            "job",
            "KeyboardInterrupt, with no message",
            "KeyboardInterrupt",
            "show the error to its author",
        ),
        ("raise GeneratorExit('x')", "job", "x", "GeneratorExit", "show the error to its author"),
        ("input()", "job", "The job asked a question by input()", "EOFError", "a parameter"),
        (
            "raise MemoryError",
            "memory",
            "The job needed more memory than there is",
            "MemoryError",
            "less data",
        ),
        (
            'raise RuntimeError("DefaultCPUAllocator: can\'t allocate memory")',
            "memory",
            "The job needed more memory than there is: DefaultCPUAllocator",
            "RuntimeError",
            "less data",
        ),
        ("raise OSError(28, 'No space left')", "output", "[Errno 28] No space left", "OSError", "disk space"),
        (
            "raise ParameterError('x', 'x is odd', 'Take 2.')",
            "parameters",
            "x is odd",
            "gilder.errors.ParameterError",
            "Take 2.",
        ),
        (
            "raise InputError('No peaks', 'Take more.')",
            "input",
            "No peaks",
            "gilder.errors.InputError",
            "Take more.",
        ),
    ],
)
def test_what_a_job_raises_is_a_value(
    bench: Any, body: str, kind: str, message: str, type_: str, hint: str
) -> None:
    source = f"""
from gilder import InputError, ParameterError
class Own(Exception): ...
class Silent(Exception):
    def __str__(self): raise RuntimeError
def inner():
    {body}
def f(x: int = 1):
    inner()
"""
    run = bench.run(source)
    assert run.state == "failed"
    error = run.error
    assert error["kind"] == kind
    assert error["message"].startswith(message)
    assert error["type"] == type_
    assert hint in error["hint"]
    assert error["line"] == {"file": str(bench.folder / "job.py"), "number": 7, "text": body}
    assert "in inner" in error["traceback"]
    assert "python-runtime" not in error["traceback"]
    assert not (run.folder / "results").exists()


def test_the_line_is_the_deepest_of_the_users_own_file(bench: Any) -> None:
    run = bench.run("import json\ndef read(text: str = '{'):\n    return json.loads(text)\n")
    assert run.error["line"]["number"] == 3
    assert run.error["line"]["text"] == "return json.loads(text)"
    assert run.error["type"] == "json.decoder.JSONDecodeError"
    assert "json/decoder.py" in run.error["traceback"].replace("\\", "/")


def test_text_that_is_huge_or_no_text_is_cut_and_made_sendable(bench: Any) -> None:
    run = bench.run("def f():\n    raise ValueError('a' * 10_000_000 + chr(0xD800))\n")
    assert len(run.error["message"]) == 2000
    assert len(run.error["traceback"].encode()) <= 64 * 1024
    assert "bytes left out" in run.error["traceback"]
    assert "raise ValueError" in run.error["traceback"]
    run = bench.run("def f():\n    raise ValueError('a' + chr(0xD800))\n")
    assert run.error["message"] == "a\\ud800"
    run.error["traceback"].encode()


def test_causes_that_form_a_ring_and_deep_recursion_end(bench: Any) -> None:
    run = bench.run("""
def f():
    a, b = ValueError('a'), ValueError('b')
    a.__cause__, b.__cause__ = b, a
    raise a
""")
    assert run.error["message"] == "a"
    run = bench.run("def f():\n    def g(): return g()\n    g()\n")
    assert run.error["type"] == "RecursionError"
    assert run.error["line"]["number"] == 2


def test_parameters_are_checked_before_the_job_starts(bench: Any) -> None:
    source = """
from typing import Annotated
from gilder import Param
def f(k: Annotated[int, Param(min=2)], j: int):
    print('started')
"""
    run = bench.run(source, {"k": 1, "j": "x"})
    assert run.error["kind"] == "parameters"
    assert run.error["field"] == "k"
    assert run.error["message"] == "k must be at least 2 (got 1) (and 1 more)"
    assert run.error["hint"]
    assert bench.app.events == []


def test_a_file_that_changed_since_the_order_is_not_run(bench: Any) -> None:
    from gilder import host

    run = bench.run("def f():\n    return 1\n")
    bench.write("def f():\n    return 2\n")
    outcome = host.run(run.order)
    assert outcome["error"]["kind"] == "usage"
    assert outcome["error"]["message"] == "job.py has changed since this run was prepared"
    bench.write("def f():\n    return 1\n")
    order = run.order | {"job": run.order["job"] | {"function": "g"}}
    assert host.run(order)["error"]["message"] == "job.py has no job named 'g'"
    order = run.order | {"job": run.order["job"] | {"file": str(bench.folder / "gone.py")}}
    assert host.run(order)["error"]["kind"] == "usage"
    assert host.run({})["error"]["kind"] == "internal"


def test_inputs_that_cannot_be_read_name_their_parameter(bench: Any) -> None:
    source = """
from pathlib import Path
from typing import Annotated
from gilder import Column, File, Folder, Table, job
@job
def f(table: Table = None, x: Annotated[str | None, Column(of="table", numeric=True)] = None,
      photo: Annotated[Path | None, File()] = None, place: Annotated[Path | None, Folder()] = None):
    return repr((None if table is None else len(table), x, photo and photo.name, place and place.name))
"""
    table = bench.folder / "table.csv"
    table.write_text("size,name\n1,a\n2,b\n")
    gone = str(bench.folder / "gone.csv")
    for params, kind, field, message in [
        ({"table": gone}, "input", "table", f"There is no file {gone}"),
        ({"table": str(bench.folder)}, "input", "table", f"{bench.folder} is a folder, not a file"),
        ({"photo": gone}, "input", "photo", f"There is no file {gone}"),
        ({"place": gone}, "input", "place", f"There is no folder {gone}"),
        ({"place": str(table)}, "input", "place", f"{table} is a file, not a folder"),
        (
            {"table": str(table), "x": "sise"},
            "parameters",
            "x",
            "x: the table has no column 'sise'; did you mean 'size'?",
        ),
        ({"table": str(table), "x": "name"}, "parameters", "x", "x: the column 'name' does not hold numbers"),
    ]:
        error = bench.run(source, params).error
        assert (error["kind"], error["field"], error["message"]) == (kind, field, message)
        assert error["hint"]
    run = bench.run(
        source, {"table": str(table), "x": "size", "photo": str(table), "place": str(bench.folder)}
    )
    assert (run.folder / "results/result.txt").read_text() == repr(
        (2, "size", "table.csv", bench.folder.name)
    )


def test_reading_is_announced(bench: Any) -> None:
    table = bench.folder / "table.csv"
    table.write_text("a\n1\n")
    bench.run("from gilder import Table\ndef f(table: Table): ...\n", {"table": str(table)})
    assert bench.app.progress()[0] == {"fraction": None, "message": "Reading table.csv"}


def test_positional_only_parameters(bench: Any) -> None:
    run = bench.run("def f(a: int, /, b: int = 2, *, c: int = 3):\n    return f'{a} {b} {c}'\n", {"a": 1})
    assert (run.folder / "results/result.txt").read_text() == "1 2 3"


def test_columns_of_a_file(bench: Any) -> None:
    from gilder import host

    path = Path(bench.write("a,b,day,ok\n1,x,2024-01-02,true\n", "t.csv"))
    assert host.columns(str(path)) == {
        "columns": [
            {"name": "a", "dtype": "int64", "numeric": True},
            {"name": "b", "dtype": "str", "numeric": False},
            {"name": "day", "dtype": "datetime64[us]", "numeric": False},
            {"name": "ok", "dtype": "bool", "numeric": False},
        ]
    }
    error = host.columns(str(bench.folder / "gone.csv"))["error"]
    assert (error["kind"], error["type"]) == ("input", "gilder.errors.InputError")


def test_preload_imports_what_runs_need() -> None:
    from gilder import host

    host.preload()
    assert {"numpy", "pandas"} <= set(sys.modules)
