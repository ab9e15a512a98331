"""What a worker must have, and what travels to it."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dask_processes import Dask

#: As a worker with another environment would answer.
OLD = """
import distributed.versions
import importlib.metadata

told = importlib.metadata.version

def version(name):
    if name == "pyarrow":
        raise importlib.metadata.PackageNotFoundError(name)
    return "1.26.4" if name == "numpy" else told(name)

distributed.versions.version = version
distributed.versions._version_cached.cache_clear()
"""

#: A worker on another machine: what lies in the folder cannot be opened.
ELSEWHERE = """
import sys

def deny(event, arguments):
    if event == "open" and str(arguments[0]).startswith({folder!r}):
        raise FileNotFoundError(2, "it is on another machine", arguments[0])

sys.addaudithook(deny)
"""

SIZE = """
from gilder import File

def job(file: File) -> dict:
    import hashlib
    data = open(file, "rb").read()
    found = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), "path": str(file)}
    # Single values alone would be one table; beside what lies this deep each is a result.
    return found | {"deep": {"a": {"b": 1}}}
"""


def away(tmp_path: Path, name: str, data: bytes) -> Path:
    folder = tmp_path / "here only"
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(data)
    return file


def value(ended: Any, name: str) -> str:
    return (ended.folder / f"results/{name}.{'json' if name == 'bytes' else 'txt'}").read_text()


def test_other_versions_are_told_before_the_start(new_cluster: Callable[[], Dask], desk: Any, tmp_path: Path):
    import numpy

    dask = new_cluster()
    dask.worker()
    dask.worker(preload=OLD)
    marker = tmp_path / "started"
    ended = desk.run(dask.address, f"def job() -> None:\n    open({str(marker)!r}, 'w')\n")
    assert ended.state == "failed"
    assert ended.error["kind"] == "cluster"
    assert f"numpy {numpy.__version__} here, 1.26.4 on tcp://" in ended.error["message"]
    assert "missing on tcp://" in ended.error["message"]
    assert not marker.exists()


def test_the_workers_need_no_gilder_of_their_own(cluster: Dask, desk: Any):
    source = "def job() -> str:\n    import gilder\n    return gilder.__file__\n"
    ended = desk.run(cluster.address, source)
    assert ended.state == "done"
    (file,) = (ended.folder / "results").glob("*.txt")
    assert "/gilder-" in file.read_text()


def test_files_that_the_worker_lacks_travel_with_the_run(
    new_cluster: Callable[[], Dask], desk: Any, tmp_path: Path
):
    data = bytes(range(256)) * 80_000
    file = away(tmp_path, "größe 1.bin", data)
    dask = new_cluster()
    dask.worker(preload=ELSEWHERE.format(folder=str(tmp_path)))
    ended = desk.run(dask.address, SIZE, {"file": str(file)}, inputs=("file",))
    assert ended.state == "done", ended.error
    assert str(len(data)) in value(ended, "bytes")
    assert value(ended, "sha256") == hashlib.sha256(data).hexdigest()
    assert value(ended, "path").endswith("/größe 1.bin")
    assert not value(ended, "path").startswith(str(tmp_path))


def test_a_file_that_both_reach_is_read_where_it_is(cluster: Dask, desk: Any, tmp_path: Path):
    file = away(tmp_path, "shared.bin", b"shared")
    ended = desk.run(cluster.address, SIZE, {"file": str(file)}, inputs=("file",))
    assert value(ended, "path") == str(file)


def test_too_much_to_send_is_refused(
    new_cluster: Callable[[], Dask], desk: Any, tmp_path: Path, monkeypatch: Any
):
    monkeypatch.setattr("gilder.cluster.run.MOST_SENT", 1024 * 1024)
    file = away(tmp_path, "large.bin", bytes(2 * 1024 * 1024))
    dask = new_cluster()
    dask.worker(preload=ELSEWHERE.format(folder=str(tmp_path)))
    ended = desk.run(dask.address, SIZE, {"file": str(file)}, inputs=("file",))
    assert ended.state == "failed"
    assert ended.error["kind"] == "input"
    assert "2 MB together, and at most 1 MB are sent" in ended.error["message"]


def test_large_results_come_back_whole(cluster: Dask, desk: Any):
    source = """
import numpy as np

def job(n: int = 3_000_000) -> np.ndarray:
    return np.arange(n, dtype=np.float64)
"""
    ended = desk.run(cluster.address, source)
    assert ended.state == "done"
    import numpy as np

    (file,) = (ended.folder / "results").glob("*.npy")
    assert np.array_equal(np.load(file), np.arange(3_000_000, dtype=np.float64))


def test_two_runs_at_once_keep_apart(cluster: Dask, desk: Any):
    source = """
import time

def job(name: str) -> str:
    for i in range(10):
        print(name, i)
        time.sleep(0.03)
    return name
"""
    runs = {name: desk.begin(cluster.address, source, {"name": name}) for name in "abcd"}
    for name, run in runs.items():
        ended = desk.outcome(run)
        assert ended.state == "done"
        assert desk.lines(run) == [f"{name} {i}" for i in range(10)]
