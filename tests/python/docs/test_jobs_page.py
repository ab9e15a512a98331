"""The examples of `docs/jobs.md` are run as they stand there."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/jobs.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^```python file=(\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def test_every_python_block_is_an_example() -> None:
    assert PAGE.count("```python") == len(EXAMPLES) > 5


def test_growth(bench: Any) -> None:
    run = bench.run(EXAMPLES["growth.py"], {"start": 100, "years": 2, "rate": 0.5})
    assert [artifact["name"] for artifact in run.results] == ["values", "at-the-end"]
    assert (
        run.folder / "results/at-the-end.json"
    ).read_text() == '{"kind":"value","value":225.0,"type":"float64"}'


def test_trend(bench: Any) -> None:
    bench.write("t,v\n0,1\n1,3\n2,5\n3,7\n4,9\n5,11\n", "points.csv")
    (spec,) = bench.describe(EXAMPLES["trend.py"], "trend.py")["jobs"]
    (sample,) = spec["samples"]
    run = bench.run_file(spec["file"], sample["params"])
    assert [artifact["kind"] for artifact in run.results] == ["array", "chart"]
    assert bench.app.texts() == ["Fitting 6 points"]
    failed = bench.run_file(spec["file"], sample["params"] | {"degree": 8})
    assert failed.error["message"] == "6 complete rows are too few for degree 8"


def test_walk_goes_on_where_it_was(bench: Any) -> None:
    whole = bench.run(EXAMPLES["walk.py"], {"steps": 300})
    part = bench.run(EXAMPLES["walk.py"], {"steps": 250}, call=2)
    (bench.folder / "run-3").mkdir()
    os.link(part.folder / "checkpoint.pkl", bench.folder / "run-3" / "checkpoint.pkl")
    rest = bench.run(EXAMPLES["walk.py"], {"steps": 300}, call=3)
    sheets = [(run.folder / "results/result.json").read_text() for run in (whole, rest)]
    assert sheets[0] == sheets[1]


def test_settings(bench: Any) -> None:
    given = {"given": '{"rate": 0.2, "window": {"size": 8}}', "limit": "90s", "weights": "a=1,b=2"}
    run = bench.run(EXAMPLES["settings.py"], given)
    kept = json.loads((run.folder / "results/result.json").read_text())
    assert [row["value"] for row in kept["rows"]] == [0.2, 8, 90.0, 1.0, 2.0]
    wrong = bench.run(EXAMPLES["settings.py"], {"given": {"window": {"size": 0}}}, call=2)
    assert wrong.error["message"] == "given.window.size must be at least 1 (got 0)"


def test_charts(bench: Any) -> None:
    run = bench.run(EXAMPLES["charts.py"])
    assert [artifact["label"] for artifact in run.results] == ["Waves", "Confusion"]


def test_the_test_on_the_page_passes(tmp_path: Path) -> None:
    for name, source in EXAMPLES.items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_growth.py"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "1 passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("name", re.findall(r"`(\w+)\(", PAGE))
def test_names_on_the_page_exist(name: str) -> None:
    import builtins

    import gilder

    assert hasattr(gilder, name) or hasattr(builtins, name)
