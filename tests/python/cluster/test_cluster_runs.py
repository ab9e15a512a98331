"""Runs on a real scheduler with two workers: what comes back is what a run in the app gives."""

import hashlib
from pathlib import Path
from typing import Any

from dask_processes import Dask

DESCRIBE = Path(__file__).resolve().parents[3] / "python-runtime/jobs/describe/describe.py"
PENGUINS = DESCRIBE.parent / "samples/penguins.csv"


def hashes(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (folder / "results").iterdir()
    }


def test_the_files_are_those_of_a_run_in_the_app(cluster: Dask, desk: Any, bench: Any):
    params = {"table": str(PENGUINS)}
    there = desk.run(cluster.address, DESCRIBE, params, inputs=("table",))
    here = bench.run_file(str(DESCRIBE), params, call=7)
    assert there.state == here.state == "done"
    assert there.results == here.results
    assert hashes(there.folder) == hashes(here.folder)


def test_progress_and_log_arrive_in_order_before_the_end(cluster: Dask, desk: Any):
    run = desk.begin(
        cluster.address,
        """
import time
from gilder import log, progress

def job(n: int = 40) -> int:
    for i in range(n):
        progress(i / n, f"step {i}")
        print("line", i)
        time.sleep(0.01)
    log("last words")
    return n
""",
    )
    assert desk.outcome(run).state == "done"
    assert desk.lines(run) == [*(f"line {i}" for i in range(40)), "last words"]
    fractions = [payload["fraction"] for payload in desk.events(run, "progress")]
    assert len(fractions) > 3
    assert fractions == sorted(fractions)


SHARING = """
from gilder import checkpoint, metric, out_dir, resume, show

def job(fail: bool = True) -> dict[str, object]:
    start = resume()
    show("first", "state")
    show("second", "state")
    (out_dir() / "deep").mkdir()
    (out_dir() / "deep" / "own.txt").write_text("here")
    for step in range(3):
        metric("loss", step)
    checkpoint({"step": 3})
    if fail:
        raise ValueError("no")
    return {"start": start["step"]}
"""


def test_what_a_run_shows_and_keeps_is_here_when_it_is_told(cluster: Dask, desk: Any):
    run = desk.begin(cluster.address, SHARING)
    ended = desk.outcome(run)
    assert ended.state == "failed"
    assert [each["name"] for each in ended.results] == ["state", "deep"]
    assert (ended.folder / "results/state.txt").read_text() == "second"
    assert (ended.folder / "results/out/deep/own.txt").read_text() == "here"
    assert desk.events(run, "result")[-1]["revision"] == 2
    assert desk.events(run, "metrics")[0]["series"][0]["points"][2][:2] == [2, 2.0]
    assert all("carried" not in payload for payload in desk.events(run, "result"))
    state = (ended.folder / "checkpoint.pkl").read_bytes()
    again = desk.begin(cluster.address, SHARING, {"fail": False}, checkpoint=state)
    ended = desk.outcome(again)
    assert ended.state == "done"
    assert '"value":3' in (ended.folder / "results/start.json").read_text()
