"""The processes that a run has started: none of them outlives it."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING

from .outputs import Outputs

if TYPE_CHECKING:
    import subprocess
    from multiprocessing.pool import Pool
    from multiprocessing.process import BaseProcess

#: A program may want to put away what it has open. One that does not end by then is killed.
SECONDS_TO_END = 2.0


class Children:
    def __init__(self) -> None:
        self.outputs = Outputs()
        self._lock = threading.Lock()
        self._programs: list[subprocess.Popen[bytes]] = []
        # `multiprocessing` itself holds on to its own while they live.
        self._processes: weakref.WeakSet[BaseProcess] = weakref.WeakSet()
        self._pools: weakref.WeakSet[Pool] = weakref.WeakSet()

    def add_program(self, program: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._programs = [each for each in self._programs if each.returncode is None]
            self._programs.append(program)

    def add_process(self, process: BaseProcess) -> None:
        with self._lock:
            self._processes.add(process)

    def add_pool(self, pool: Pool) -> None:
        with self._lock:
            self._pools.add(pool)

    def end(self) -> None:
        """Ends those that still live. May be called again, and by any thread."""
        with self._lock:
            pools, programs, processes = list(self._pools), list(self._programs), list(self._processes)
        if any(_lives(process) for process in processes):
            # A pool replaces the workers it loses, so it goes first; it can wait for them for ever.
            _within(SECONDS_TO_END, [pool.terminate for pool in pools])
        living = [process for process in processes if _lives(process)]
        running = [program for program in programs if program.poll() is None]
        for each in (*living, *running):
            each.terminate()
        _wait(lambda: any(map(_lives, living)) or any(each.poll() is None for each in running))
        for each in (*filter(_lives, living), *running):
            each.kill()
        _wait(lambda: any(map(_lives, living)) or any(each.poll() is None for each in running))


def _lives(process: BaseProcess) -> bool:
    try:
        return process.is_alive()
    except ValueError:
        return False  # closed by the job


def _wait(going: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS_TO_END
    while going() and time.monotonic() < end:
        time.sleep(0.005)


def _within(seconds: float, actions: list[Callable[[], object]]) -> None:
    threads = [threading.Thread(target=action, name="gilder-end", daemon=True) for action in actions]
    for thread in threads:
        thread.start()
    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
