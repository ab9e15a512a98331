"""Processes that a call starts. Inside Electron the child of a fork must close what Chromium has opened."""

import asyncio
import ctypes
import lzma
import multiprocessing
import os
import sqlite3
import ssl
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor


def square(number: int) -> int:
    return number * number


def where(_: int) -> str:
    return sys.executable


def pool(method: str) -> dict:
    context = multiprocessing.get_context(method)
    with context.Pool(2) as workers:
        return {
            "squares": workers.map(square, range(5)),
            "executable": workers.apply(where, (0,)) == sys.executable,
        }


def executor() -> list[int]:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as workers:
        return list(workers.map(square, range(5)))


def data_loader() -> float:
    import torch
    from torch.utils.data import DataLoader, TensorDataset

    data = TensorDataset(torch.arange(100.0))
    loader = DataLoader(data, batch_size=10, num_workers=2, multiprocessing_context="spawn")
    return sum(float(batch.sum()) for (batch,) in loader)


def exit_code() -> int:
    process = multiprocessing.get_context("spawn").Process(target=os._exit, args=(7,))
    process.start()
    process.join()
    return process.exitcode


def without_preloaded() -> dict[str, str]:
    """What a shell can start with: ThreadSanitizer, loaded into one before all else, crashes it."""
    return {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}


def run() -> list:
    """With and without a function that keeps Python from vfork."""
    command = [sys.executable, "-c", "print(6 * 7)"]
    outputs = [
        subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=before).stdout
        for before in (None, lambda: None)
    ]
    return [*outputs, subprocess.run("exit 3", shell=True, env=without_preloaded()).returncode]


def posix_spawn() -> int:
    child = os.posix_spawn("/bin/sh", ["sh", "-c", "exit 4"], {})
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def fork_and_exec() -> int:
    environment = without_preloaded()
    child = os.fork()
    if child == 0:
        try:
            os.closerange(3, 4096)
            os.execve("/bin/sh", ["sh", "-c", "exit 5"], environment)
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def asynchronously() -> list:
    async def talk() -> list:
        process = await asyncio.create_subprocess_exec(
            "cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        output, _ = await process.communicate(b"text")
        return [output.decode(), process.returncode]

    return asyncio.run(talk())


def libraries() -> list:
    """Those that have a C library of their own behind them, one of which calls back."""
    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
    numbers = (ctypes.c_int * 4)(3, 1, 4, 2)
    ctypes.CDLL(None).qsort(numbers, 4, 4, callback(lambda a, b: a[0] - b[0]))
    return [
        list(numbers),
        sqlite3.connect(":memory:").execute("select 6 * 7").fetchone()[0],
        lzma.decompress(lzma.compress(b"text")).decode(),
        ssl.create_default_context().verify_mode.name,
    ]
