"""Many tiny tasks through what plain Python offers: `peers.py NAME COUNT WORKERS` prints tasks a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from tiny import tiny


def process_pool(count: int, workers: int) -> float:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        # Workers start with the first task: that is not what is compared.
        list(pool.map(tiny, range(workers)))
        started = time.perf_counter()
        for future in [pool.submit(tiny, seed) for seed in range(count)]:
            future.result()
        return time.perf_counter() - started


def fresh_processes(count: int, workers: int) -> float:
    """A process of its own for each task, as an isolated run has."""
    from multiprocessing import get_context

    with get_context("fork").Pool(workers, maxtasksperchild=1) as pool:
        pool.map(tiny, range(workers), chunksize=1)
        started = time.perf_counter()
        for result in [pool.apply_async(tiny, (seed,)) for seed in range(count)]:
            result.get()
        return time.perf_counter() - started


def joblib(count: int, workers: int) -> float:
    from joblib import Parallel, delayed

    with Parallel(n_jobs=workers, batch_size=1) as parallel:
        parallel(delayed(tiny)(seed) for seed in range(workers))
        started = time.perf_counter()
        parallel(delayed(tiny)(seed) for seed in range(count))
        return time.perf_counter() - started


def dask(count: int, workers: int) -> float:
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        client.gather(client.map(tiny, range(workers), pure=False))
        started = time.perf_counter()
        client.gather([client.submit(tiny, seed, pure=False) for seed in range(count)])
        return time.perf_counter() - started


peers: dict[str, Callable[[int, int], float]] = {
    "process-pool": process_pool,
    "fresh-processes": fresh_processes,
    "joblib": joblib,
    "dask": dask,
}

if __name__ == "__main__":
    name, count, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    print(count / peers[name](count, workers))
