"""Linux: one warm process of which every run gets a copy, in a hundredth of the time that a start takes.

It has one thread and executes nothing of a user's. A copy of a process has only the thread that made it, and
what others held locked would stay locked: before each fork it looks whether it is still alone.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import sys
from typing import Any

from gilder.run import cores

from . import ANSWERS, ORDERS, birth, kinship, serve
from .wire import Wire

#: In this order, each when nothing has been asked for as long as that.
PACKAGES = ("numpy", "pandas", "pyarrow.parquet")
SECONDS_OF_QUIET = 0.5

#: For the time of an import: what would start threads by itself. Each run's own number is set in its copy.
ALONE = {
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}

#: What the first lines of every run import.
OURS = (
    "gilder.results.storing",
    "gilder.processes.start_method",
    "gilder.processes.programs",
    "multiprocessing.pool",
    "concurrent.futures.thread",
    "importlib.metadata",
    "importlib.resources",
    "pydantic.plugin._loader",
    "csv",
    "threadpoolctl",
)


def main() -> None:
    for number in (ORDERS, ANSWERS):
        os.set_inheritable(number, False)
    kinship.bind(int(sys.argv[1]))
    sys.argv = [""]
    gc.disable()
    from gilder import host  # noqa: F401  # as for each worker

    for name in OURS:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    sys.dont_write_bytecode = True
    gc.freeze()
    token, door = Zygote().until_copied()
    # From here on: the copy.
    gc.enable()
    birth.connect(door, token)
    birth.renew()
    serve()


class Zygote:
    def __init__(self) -> None:
        self._wire = Wire(ANSWERS)
        self._children: set[int] = set()
        self._door = -1
        self._open_line = b""
        self._to_import: list[str] = []
        self._at_once = False
        self._ending = False

    def until_copied(self) -> tuple[str, int]:
        """Returns in each copy. The original ends here."""
        woken, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        # Without a handler of Python's own nothing is written to the pipe.
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        while not (self._ending and not self._children):
            wait = None if not self._to_import else 0 if self._at_once else SECONDS_OF_QUIET
            sources = [woken] if self._ending else [woken, ORDERS]
            ready, _, _ = select.select(sources, [], [], wait)
            if woken in ready:
                with contextlib.suppress(BlockingIOError):
                    os.read(woken, 4096)
                self._reap()
            if ORDERS in ready:
                for order in self._orders():
                    token = self._obey(order)
                    if token is not None:
                        signal.set_wakeup_fd(-1)
                        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                        for number in (woken, wake):
                            os.close(number)
                        return token, self._door
            if not ready and self._to_import:
                self._import(self._to_import.pop(0))
        os._exit(0)

    def _orders(self) -> list[dict[str, Any]]:
        octets = os.read(ORDERS, 64 * 1024)
        if not octets:
            # The app wants no more. How those end that are under way is still told.
            self._ending, self._to_import = True, []
            return []
        *lines, self._open_line = (self._open_line + octets).split(b"\n")
        return [json.loads(line) for line in lines if line]

    def _obey(self, order: dict[str, Any]) -> str | None:
        """The token of the copy, in the copy."""
        match order:
            case {"type": "door", "path": str(path)}:
                # The app takes the name away: nobody else finds it, and nothing is left of it behind a crash.
                self._door = os.open(path, os.O_PATH | os.O_CLOEXEC)
                self._wire.send({"type": "ready", "pid": os.getpid()})
            case {"type": "import", "packages": list(packages), "now": bool(now)}:
                self._at_once = self._at_once or now
                wanted = {*packages, *self._to_import}
                self._to_import = [name for name in PACKAGES if name in wanted and name not in sys.modules]
            case {"type": "fork", "token": str(token)}:
                return self._fork(token)
        return None

    def _fork(self, token: str) -> str | None:
        if (reason := _company()) is not None:
            self._wire.send({"type": "refused", "token": token, "why": reason})
            return None
        try:
            process = os.fork()
        except OSError as error:
            self._wire.send({"type": "refused", "token": token, "why": str(error)})
            return None
        if process == 0:
            return token
        self._children.add(process)
        self._wire.send({"type": "forked", "token": token, "pid": process})
        return None

    def _reap(self) -> None:
        while self._children:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            self._children.discard(process)
            code = os.waitstatus_to_exitcode(status)
            self._wire.send(
                {
                    "type": "exited",
                    "pid": process,
                    "code": code if code >= 0 else None,
                    "signal": None if code >= 0 else _name(-code),
                }
            )

    def _import(self, name: str) -> None:
        before = {variable: os.environ.get(variable) for variable in ALONE}
        os.environ.update(ALONE)
        try:
            # A runtime without it has jobs that do without.
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        finally:
            for variable, value in before.items():
                if value is None:
                    del os.environ[variable]
                else:
                    os.environ[variable] = value
        if name == "numpy":
            cores.loaded_with(1)
        gc.freeze()


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _company() -> str | None:
    """Why a copy would not be whole."""
    names = []
    for thread in os.listdir("/proc/self/task"):
        with contextlib.suppress(OSError), open(f"/proc/self/task/{thread}/comm", encoding="utf-8") as stream:
            names.append(stream.read().strip())
    return None if len(names) == 1 else f"it has {len(names)} threads: {', '.join(names)}"
