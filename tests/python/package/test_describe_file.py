"""`host.describe`: what is found in a file, and what is said when nothing can be."""

import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest


def test_marked_functions_are_the_jobs_in_the_order_of_the_file(bench: Any) -> None:
    described = bench.describe(
        '''
        from gilder import job

        def helper(x: int): ...

        @job(title="Second letter", tags=["b"])
        def b(x: int = 1):
            """Does b.

            At length,
              indented.
            """

        @job
        def a(): ...
        '''.replace("\n        ", "\n")
    )
    assert described["error"] is None
    b, a = described["jobs"]
    assert (b["title"], b["tags"], b["summary"], b["doc"]) == (
        "Second letter",
        ["b"],
        "Does b.",
        "At length,\n  indented.",
    )
    assert (a["title"], a["function"], a["summary"], a["doc"], a["samples"]) == ("A", "a", "", "", [])
    assert b["params"] == {
        "type": "object",
        "properties": {"x": {"title": "X", "type": "integer", "default": 1}},
        "required": [],
        "additionalProperties": False,
    }
    assert b["file"] == str(bench.folder / "job.py")
    assert len(b["sha256"]) == 64


def test_without_marks_typed_public_functions_are_jobs(bench: Any) -> None:
    described = bench.describe(
        textwrap.dedent("""
        from __future__ import annotations
        from os.path import join
        from dataclasses import dataclass
        import socket

        @dataclass
        class Point:
            x: int

        def area(width: float, height: float = 1.0) -> float:
            return width * height

        def untyped(a, b): ...
        def _private(a: int): ...
        def connection(s: socket.socket): ...
        """)
    )
    assert [job["function"] for job in described["jobs"]] == ["area"]
    assert described["error"] is None


def test_ids_are_short_unique_and_bare_only_for_shipped_jobs(bench: Any, jobs: Path) -> None:
    from gilder import host

    (bench.folder / "kmeans").mkdir()
    own = bench.describe("def kmeans(k: int): ...", "kmeans/kmeans.py")["jobs"][0]["id"]
    other = bench.describe("def kmeans(k: int): ...", "kmeans.py")["jobs"][0]["id"]
    assert host.describe(str(jobs / "kmeans/kmeans.py"))["jobs"][0]["id"] == "kmeans"
    assert own.startswith("kmeans.kmeans.")
    assert other.startswith("kmeans.kmeans.")
    assert own != other


@pytest.mark.parametrize("name", ["describe", "kmeans"])
def test_shipped_jobs_have_samples_that_are_there(jobs: Path, name: str) -> None:
    from gilder import host

    described = host.describe(str(jobs / name / f"{name}.py"))
    assert described["error"] is None
    (spec,) = described["jobs"]
    assert spec["summary"]
    assert spec["doc"]
    assert spec["samples"]
    for sample in spec["samples"]:
        assert Path(sample["params"]["table"]).is_absolute()
        assert Path(sample["params"]["table"]).is_file()
        assert host.validate(spec["file"], name, sample["params"])["problems"] == []


def test_describing_shipped_jobs_imports_no_heavy_library(jobs: Path) -> None:
    import subprocess

    files = [str(jobs / name / f"{name}.py") for name in ("describe", "kmeans")]
    code = (
        f"import sys; sys.path.insert(0, {str(jobs.parent)!r}); sys.dont_write_bytecode = True\n"
        f"from gilder import host\n"
        f"assert all(host.describe(file)['error'] is None for file in {files!r})\n"
        f"print(sorted({{'numpy', 'pandas', 'pyarrow', 'torch'}} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "[]\n"


def test_a_missing_sample_is_left_out_and_a_wrong_one_is_an_error(bench: Any) -> None:
    bench.write("x,y\n1,2\n", "here.csv")
    source = """
from gilder import Table, job
@job(samples={"here": {"table": "here.csv", "k": 2}, "gone": {"table": "gone.csv"}})
def f(table: Table, k: int = 1): ...
"""
    (spec,) = bench.describe(source)["jobs"]
    assert spec["samples"] == [{"label": "here", "params": {"table": str(bench.folder / "here.csv"), "k": 2}}]
    described = bench.describe(source.replace('"k": 2', '"q": 2'))
    assert described["error"]["message"] == "f: a sample sets 'q', which is not a parameter"


def test_one_function_that_cannot_be_a_job_does_not_hide_the_others(bench: Any) -> None:
    described = bench.describe(
        "from gilder import job\n@job\ndef a(x: bytes): ...\n@job\ndef b(x: int): ...\n"
    )
    assert [job["function"] for job in described["jobs"]] == ["b"]
    error = described["error"]
    assert error["message"] == "a: the parameter 'x' has a type that has no form field (bytes)"
    assert error["kind"] == "job"
    assert error["line"] == {"file": str(bench.folder / "job.py"), "number": 2, "text": "@job"}


@pytest.mark.parametrize(
    ("source", "message", "line", "type_"),
    [
        (
            "x = 1\ny = (2\n",
            "Line 2, column 5 of job.py is not valid Python: '(' was never closed",
            (2, "y = (2", 5),
            "SyntaxError",
        ),
        (
            "if True:\n    x = 1\n  y = 2\n",
            "Line 3, column 8 of job.py is not valid Python: "
            "unindent does not match any outer indentation level",
            (3, "y = 2", 8),
            "IndentationError",
        ),
        (
            "import os\nimport nosuchpackage.sub\n",
            "There is no package named 'nosuchpackage' in Gilder's Python",
            (2, "import nosuchpackage.sub"),
            "ModuleNotFoundError",
        ),
        ("def f():\n    1 / 0\nx = f()\n", "division by zero", (2, "1 / 0"), "ZeroDivisionError"),
        (
            "import sys\nsys.exit(3)\n",
            "The job ended itself by sys.exit(3)",
            (2, "sys.exit(3)"),
            "SystemExit",
        ),
        (
            "raise KeyboardInterrupt\n",
            "KeyboardInterrupt, with no message",
            (1, "raise KeyboardInterrupt"),
            "KeyboardInterrupt",
        ),
        (
            "input('name? ')\n",
            "The job asked a question by input(), which nobody can answer while it runs",
            (1, "input('name? ')"),
            "EOFError",
        ),
        ("x = 1\n", "job.py has no job in it", None, "gilder.errors.DescriptionError"),
        (
            "async def f(x: int): ...\n",
            "f is an async function, which Gilder does not call",
            (1, "async def f(x: int): ..."),
            "gilder.errors.DescriptionError",
        ),
    ],
)
def test_files_that_cannot_be_described(
    bench: Any, source: str, message: str, line: tuple[Any, ...] | None, type_: str
) -> None:
    described = bench.describe(source)
    assert described["jobs"] == []
    error = described["error"]
    assert (error["kind"], error["message"], error["type"]) == ("job", message, type_)
    assert error["hint"]
    if line is None:
        assert "line" not in error
    else:
        told = dict(zip(("number", "text", "column"), line, strict=False))
        mark = error["line"].pop("mark", None)
        assert error["line"] == {"file": str(bench.folder / "job.py")} | told
        assert mark is None or error["line"]["text"][mark[0] : mark[1]]
    assert str(Path("python-runtime") / "gilder") not in error["traceback"]


def test_bytes_that_are_no_source(bench: Any) -> None:
    from gilder import host

    path = bench.folder / "bad.py"
    path.write_bytes(b"x = '\xff\xfe'\n")
    assert "Line 1, column 9 of bad.py is not valid Python" in host.describe(str(path))["error"]["message"]
    path.write_bytes(b"x = 1\0\n")
    assert host.describe(str(path))["error"]["kind"] == "job"
    gone = host.describe(str(bench.folder / "gone.py"))["error"]
    assert (gone["kind"], gone["message"]) == ("usage", f"There is no job file {bench.folder / 'gone.py'}")
    assert host.describe(str(bench.folder))["error"]["kind"] == "usage"


def test_a_file_is_executed_once_for_each_content_and_failures_again(bench: Any) -> None:
    bench.write("0", "count.txt")
    source = f"""
from pathlib import Path
path = Path({str(bench.folder / "count.txt")!r})
count = int(path.read_text()) + 1
path.write_text(str(count))
def f(x: int = count): ...
"""
    defaults = [bench.describe(source)["jobs"][0]["params"]["properties"]["x"]["default"] for _ in range(3)]
    assert defaults == [1, 1, 1]
    assert bench.describe(source + "#")["jobs"][0]["params"]["properties"]["x"]["default"] == 2
    for _ in range(2):
        assert bench.describe(source + "#\n1 / 0")["error"]
    assert (bench.folder / "count.txt").read_text() == "4"


def test_importing_leaves_no_trace(bench: Any, capfd: pytest.CaptureFixture[str]) -> None:
    before = set(sys.modules)
    for name in ("json.py", "numpy.py"):
        described = bench.describe(
            "import sys\nprint('loud')\nsys.stderr.write('loud')\ndef f(x: int): ...\n", name
        )
        assert described["error"] is None
    bench.describe("raise ValueError", "broken.py")
    assert sys.modules["json"].__name__ == "json"
    assert "decoder" in dir(sys.modules["json"])
    new = {name for name in set(sys.modules) - before if name.startswith("gilder_job")}
    assert len(new) == 2
    bench.describe("def f(x: int): ...\n", "json.py")
    assert len({name for name in set(sys.modules) - before if name.startswith("gilder_job_json")}) == 1
    assert sorted(path.name for path in bench.folder.iterdir()) == ["broken.py", "json.py", "numpy.py"]
    assert capfd.readouterr() == ("", "")
