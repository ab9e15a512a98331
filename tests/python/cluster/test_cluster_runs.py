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
