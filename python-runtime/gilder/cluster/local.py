"""A Dask cluster on this machine, as a program: says where it is, and ends with its standard input.

Started as a file by the runtime's own Python, never imported: it uses nothing of this package.
"""

from __future__ import annotations

import json
import logging
import sys
import tempfile


def main(workers: int) -> None:
    import dask
    from distributed import LocalCluster

    # Jobs may start processes, which a daemon must not.
    dask.config.set({"distributed.worker.daemon": False})
    with (
        tempfile.TemporaryDirectory(prefix="gilder-cluster-", ignore_cleanup_errors=True) as folder,
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            local_directory=folder,
            silence_logs=logging.ERROR,
        ) as cluster,
    ):
        print(json.dumps({"address": cluster.scheduler_address, "workers": len(cluster.workers)}), flush=True)
        # Whoever started it holds the other end, and lets go of it however it ends.
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
