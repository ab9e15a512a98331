"""A real scheduler and real workers, as processes that have nothing of ours on their paths."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

PATIENCE = 60.0


def wait_for(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


class Dask:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.address = self._schedule(port=0)

    def restart(self) -> None:
        """Another scheduler at the same address; the workers of the first one go."""
        self.scheduler.kill()
        self.scheduler.wait()
        self._schedule(int(self.address.rpartition(":")[2]))

    def worker(self, *, preload: str | None = None, nanny: bool = False) -> subprocess.Popen[bytes]:
        """Ready when this returns."""
        place = self._folder / f"worker-{len(self._processes)}"
        place.mkdir()
        options = ["--nthreads=1", "--no-dashboard", f"--local-directory={place}", "--host=127.0.0.1"]
        if preload is not None:
            file = place / "preload.py"
            file.write_text(preload, encoding="utf-8")
            options.append(f"--preload={file}")
        before = self.workers()
        process = self._start("dask_worker", self.address, "--nanny" if nanny else "--no-nanny", *options)
        wait_for(lambda: self.workers() > before)
        return process

    def workers(self) -> int:
        from distributed import Client
        from distributed.versions import VersionMismatchWarning

        warnings.simplefilter("ignore", VersionMismatchWarning)
        with Client(self.address, set_as_default=False) as client:
            return len(client.scheduler_info(n_workers=-1)["workers"])

    def close(self) -> None:
        for process in reversed(self._processes):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _schedule(self, port: int) -> str:
        file = self._folder / f"scheduler-{len(self._processes)}.json"
        options = ("--host=127.0.0.1", f"--port={port}", "--no-dashboard", f"--scheduler-file={file}")
        self.scheduler = self._start("dask_scheduler", *options)
        wait_for(lambda: file.exists() and file.read_text().endswith("}"))
        address: str = json.loads(file.read_text())["address"]
        return address

    def _start(self, module: str, *options: str) -> subprocess.Popen[bytes]:
        with open(self._folder / f"{module}-{len(self._processes)}.log", "wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-I", "-m", f"distributed.cli.{module}", *options],
                cwd=self._folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes.append(process)
        return process
