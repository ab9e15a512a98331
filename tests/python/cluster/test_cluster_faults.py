"""What goes wrong on a cluster ends in a state that says so, and no job is started twice."""

import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dask_processes import Dask, wait_for

SLOW = """
import os, time
from gilder import log, progress

def job(marker: str = "") -> str:
    if marker:
        with open(marker, "a") as file:
            file.write(f"{os.getpid()}\\n")
    log("started")
    while True:
        progress(None, "working")
        time.sleep(0.02)
"""


def starts(marker: Path) -> list[str]:
    return marker.read_text().split() if marker.exists() else []


def test_an_error_of_the_job_names_the_users_line(cluster: Dask, desk: Any):
    ended = desk.run(
        cluster.address, "def job(n: int = 0) -> float:\n    print('so far')\n    return 1 / n\n"
    )
    assert ended.state == "failed"
    assert ended.error["kind"] == "job"
    assert ended.error["message"] == "division by zero"
    assert ended.error["line"]["file"] == str(ended.folder / "job.py")
    assert ended.error["line"]["number"] == 3
    assert ended.error["line"]["text"] == "return 1 / n"
    assert f'File "{ended.folder / "job.py"}", line 3' in ended.error["traceback"]


def test_a_package_the_workers_lack_is_named(cluster: Dask, desk: Any):
    source = "def job(n: int = 0) -> int:\n    import nowhere_to_be_found\n    return n\n"
    error = desk.run(cluster.address, source).error
    assert error["kind"] == "job"
    assert "no package named 'nowhere_to_be_found' on the worker tcp://" in error["message"]


def test_a_cancel_is_heard_by_a_job_that_reports(cluster: Dask, desk: Any):
    run = desk.begin(cluster.address, SLOW)
    desk.says(run, "started")
    desk.cancel(run)
    assert desk.outcome(run, 5).state == "cancelled"
    assert desk.events(run, "stopping") == [{"stage": "asked"}]


def test_a_job_that_never_looks_is_interrupted_and_cleans_up(cluster: Dask, desk: Any):
    run = desk.begin(
        cluster.address,
        """
from gilder import log

def job(n: int = 0) -> int:
    log("started")
    try:
        while True:
            n += 1
    finally:
        log("cleaned up")
""",
    )
    desk.says(run, "started")
    desk.cancel(run)
    assert desk.outcome(run, 10).state == "cancelled"
    assert desk.events(run, "stopping") == [{"stage": "asked"}, {"stage": "interrupted"}]
    assert desk.lines(run)[-1] == "cleaned up"


def test_a_job_that_cannot_be_ended_is_given_up(new_cluster: Callable[[], Dask], desk: Any):
    dask = new_cluster()
    dask.worker()
    run = desk.begin(
        dask.address,
        "import time\nfrom gilder import log\n\ndef job() -> None:\n    log('started')\n    time.sleep(60)\n",
    )
    desk.says(run, "started")
    desk.cancel(run)
    assert desk.outcome(run, 20).state == "cancelled"
    assert desk.lines(run)[-1].endswith("may still be busy with it.")


def test_a_run_that_waits_for_its_turn_can_be_cancelled(
    new_cluster: Callable[[], Dask], desk: Any, tmp_path: Path
):
    dask = new_cluster()
    marker = tmp_path / "starts"
    waiting = desk.begin(dask.address, SLOW, {"marker": str(marker)})
    desk.says(waiting, "The cluster has no workers at this moment; the run begins as soon as there is one.")
    desk.cancel(waiting)
    assert desk.outcome(waiting, 5).state == "cancelled"
    dask.worker()
    assert desk.run(dask.address, "def job() -> int:\n    return 1\n").state == "done"
    assert starts(marker) == []


@pytest.mark.parametrize(
    "end", ["os._exit(3)", "ctypes.string_at(0)", "os.kill(os.getpid(), signal.SIGKILL)"]
)
def test_a_worker_that_dies_ends_the_run_and_nobody_starts_it_again(
    sturdy_cluster: Dask, desk: Any, tmp_path: Path, end: str
):
    dask = sturdy_cluster
    marker = tmp_path / "starts"
    source = f"""
import ctypes, os, signal, time

def job(marker: str) -> int:
    with open(marker, "a") as file:
        file.write(f"{{os.getpid()}}\\n")
    time.sleep(0.3)
    {end}
    return 1
"""
    ended = desk.run(dask.address, source, {"marker": str(marker)})
    assert ended.state == "crashed"
    assert ended.error["kind"] == "cluster"
    assert "was lost while it ran the job" in ended.error["message"]
    # A task of the scheduler's own would be on the other worker by now.
    assert desk.run(dask.address, "def job() -> int:\n    return 1\n").state == "done"
    time.sleep(1)
    assert len(starts(marker)) == 1


def test_a_worker_that_is_killed_from_outside(new_cluster: Callable[[], Dask], desk: Any, tmp_path: Path):
    dask = new_cluster()
    dask.worker()
    marker = tmp_path / "starts"
    run = desk.begin(dask.address, SLOW, {"marker": str(marker)})
    desk.says(run, "started")
    dask.worker()
    os.kill(int(starts(marker)[0]), signal.SIGKILL)
    assert desk.outcome(run, 10).state == "crashed"
    time.sleep(1)
    assert len(starts(marker)) == 1


def test_a_scheduler_that_dies_ends_the_run_which_can_be_sent_again(
    new_cluster: Callable[[], Dask], desk: Any
):
    dask = new_cluster()
    worker = dask.worker()
    run = desk.begin(dask.address, SLOW)
    desk.says(run, "started")
    dask.scheduler.kill()
    ended = desk.outcome(run, 10)
    assert ended.state == "crashed"
    assert ended.error["kind"] == "cluster"
    assert f"connection to the scheduler at {dask.address} was lost" in ended.error["message"]
    # The worker notices by itself, and the job does not go on for nobody.
    wait_for(lambda: worker.poll() is not None)
    again = new_cluster()
    again.worker()
    assert desk.run(again.address, "def job() -> int:\n    return 1\n").state == "done"


def test_a_scheduler_that_dies_before_the_job_begins(new_cluster: Callable[[], Dask], desk: Any):
    dask = new_cluster()
    run = desk.begin(dask.address, SLOW)
    desk.says(run, "The cluster has no workers at this moment; the run begins as soon as there is one.")
    dask.scheduler.kill()
    ended = desk.outcome(run, 15)
    assert ended.state == "failed"
    assert ended.error["message"].endswith("was lost before the job began")


def test_a_scheduler_that_was_restarted_takes_the_next_run(new_cluster: Callable[[], Dask], desk: Any):
    dask = new_cluster()
    worker = dask.worker()
    assert desk.run(dask.address, "def job() -> int:\n    return 1\n").state == "done"
    dask.restart()
    wait_for(lambda: worker.poll() is not None)
    dask.worker()
    assert desk.run(dask.address, "def job() -> int:\n    return 1\n").state == "done"


def test_an_app_that_is_gone_leaves_no_job_behind(cluster: Dask, desk: Any, tmp_path: Path):
    marker = tmp_path / "ended"
    source = f"""
from gilder import log

def job() -> None:
    log("started")
    try:
        while True:
            pass
    finally:
        open({str(marker)!r}, "w").close()
"""
    run = desk.begin(cluster.address, source)
    desk.says(run, "started")
    desk.close()
    wait_for(marker.exists, 15)


def test_nobody_at_the_address(desk: Any):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        begun = time.monotonic()
        ended = desk.run(address, "def job() -> int:\n    return 1\n")
    assert time.monotonic() - begun < 15
    assert ended.state == "failed"
    assert ended.error["kind"] == "cluster"
    assert ended.error["message"] == f"No Dask scheduler can be reached at {address}"


def test_somebody_else_at_the_address(desk: Any):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        ended = desk.run(address, "def job() -> int:\n    return 1\n")
    assert ended.state == "failed"
    assert ended.error["message"] == f"No Dask scheduler can be reached at {address}"
