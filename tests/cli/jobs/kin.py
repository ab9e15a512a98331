"""Jobs that spread their work over processes and threads."""

import asyncio
import concurrent.futures
import ctypes
import multiprocessing
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
import warnings
from dataclasses import dataclass

from gilder import job, log


@dataclass
class Point:
    x: float


def doubled(point: Point) -> Point:
    print("doubling in a process")
    return Point(2 * point.x)


class Squares:
    """A dataset for PyTorch, which sends it to its worker processes."""

    def __len__(self) -> int:
        return 10

    def __getitem__(self, index: int) -> float:
        return float(index * index)


@job(title="Everything")
def everything() -> dict[str, object]:
    points = [Point(1), Point(2)]
    with concurrent.futures.ProcessPoolExecutor(2) as executor:
        pooled = sum(point.x for point in executor.map(doubled, points))
    with multiprocessing.Pool(2) as pool:
        mapped = sum(point.x for point in pool.map(doubled, points))
    heard: list[str] = []
    thread = threading.Thread(target=heard.append, args=("thread",))
    thread.start()
    thread.join()
    subprocess.run(["echo", "by a program"], check=True)
    warnings.warn("a warning", stacklevel=1)
    return {
        "said": f"{pooled:g} {mapped:g} {heard[0]} {asyncio.run(_asynchronous())} "
        f"{multiprocessing.get_start_method()}",
        "libraries": f"{ssl.create_default_context().protocol.name} "
        f"{sqlite3.connect(':memory:').execute('select 6 * 7').fetchone()[0]} {ctypes.CDLL(None).abs(-1)}",
        "executable": sys.executable,
    }


@job(title="Loads")
def loads() -> float:
    from torch.utils.data import DataLoader

    return sum(float(batch.sum()) for batch in DataLoader(Squares(), batch_size=5, num_workers=2))


@job(title="Leaves")
def leaves() -> str:
    """Waits for processes that never end."""
    pool = multiprocessing.Pool(2)
    program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
    log(" ".join(str(pid) for pid in [program.pid, *(each.pid for each in pool._pool)]))
    log("started")
    program.wait()
    while True:
        time.sleep(0.01)


async def _asynchronous() -> str:
    program = await asyncio.create_subprocess_exec("echo", "asyncio", stdout=asyncio.subprocess.PIPE)
    out, _ = await program.communicate()
    return out.decode().strip()
