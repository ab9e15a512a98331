"""What a job's file imports of its own: files beside it, and the package it is a part of."""

import json
import os
import sys
from pathlib import Path
from typing import Any

JOB = "from .model import double\n\ndef twice(n: int) -> int:\n    return double(n)\n"


def package(folder: Path, factor: int = 2) -> str:
    inner = folder / "mypackage" / "inner"
    inner.mkdir(parents=True, exist_ok=True)
    (folder / "mypackage" / "__init__.py").write_text("")
    (inner / "__init__.py").write_text("from ..shared import FACTOR\n")
    (folder / "mypackage" / "shared.py").write_text(f"FACTOR = {factor}\n")
    (inner / "model.py").write_text("from . import FACTOR\n\ndef double(n):\n    return n * FACTOR\n")
    (inner / "job.py").write_text(JOB)
    return str(inner / "job.py")


def value(done: Any) -> Any:
    assert done.state == "done", done.outcome
    text = (done.folder / done.results[0]["files"][0]["path"]).read_text(encoding="utf-8")
    return json.loads(text)["value"] if text.startswith("{") else text.strip()


def test_relative_imports_in_a_package(bench: Any) -> None:
    assert value(bench.run_file(package(bench.folder), {"n": 4})) == 8


def test_what_has_changed_beside_it_is_imported_anew(bench: Any) -> None:
    path = package(bench.folder)
    assert value(bench.run_file(path, {"n": 4})) == 8
    package(bench.folder, factor=10)
    shared = bench.folder / "mypackage" / "shared.py"
    os.utime(shared, ns=(1, 1))
    assert value(bench.run_file(path, {"n": 4}, call=2)) == 40


def test_two_folders_with_files_of_one_name(bench: Any, tmp_path: Path) -> None:
    found = []
    for call, name in enumerate(("one", "two"), 1):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "helper_of_mine.py").write_text(f"WORD = '{name}'\n")
        (folder / "job.py").write_text(
            "from helper_of_mine import WORD\n\ndef say(n: int = 1) -> str:\n    return WORD * n\n"
        )
        found.append(value(bench.run_file(str(folder / "job.py"), {}, call=call)))
    assert found == ["one", "two"]
    sys.modules.pop("helper_of_mine", None)


def test_a_file_does_not_take_the_place_of_pythons_own(bench: Any) -> None:
    (bench.folder / "wave.py").write_text("raise RuntimeError\n")
    (bench.folder / "openpyxl.py").write_text("raise RuntimeError\n")
    sys.modules.pop("wave", None)
    source = (
        "import wave, openpyxl\n\ndef f(n: int = 1) -> str:\n    return wave.__name__ + openpyxl.__name__\n"
    )
    assert value(bench.run(source)) == "waveopenpyxl"


def test_processes_import_what_the_file_imports(bench: Any) -> None:
    path = Path(package(bench.folder))
    path.write_text(
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from .model import double\n\n"
        "def own(n):\n    return double(n) + 1\n\n"
        "def many(n: int) -> str:\n"
        "    with ProcessPoolExecutor(1) as pool:\n"
        "        return str(list(pool.map(own, range(n))))\n"
    )
    assert value(bench.run_file(str(path), {"n": 2})) == "[1, 3]"
