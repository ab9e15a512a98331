"""More memory than Electron's own allocator gives: 2 GiB in one block, 16 GiB in all."""

import ctypes
import io
import os
import pickle
import random
import threading
from collections.abc import Callable

import numpy as np

GIB = 2**30
SIZE = 3 * GIB
# Enough for what has to copy it, which takes time.
COPIED = 2 * GIB + GIB // 4


def resident() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")


def filled() -> int:
    array = np.empty(SIZE, np.uint8)
    array[::4096] = 7
    assert resident() > SIZE
    return array.nbytes


def zeroed() -> int:
    array = np.zeros(SIZE, np.uint8)
    array[-1] = 7
    assert array[-2] == 0
    return array.nbytes


def resized() -> int:
    array = np.zeros(SIZE - GIB // 4, np.uint8)
    array[-1] = 7
    array.resize(SIZE, refcheck=False)
    assert array[SIZE - GIB // 4 - 1] == 7
    return array.nbytes


def appended() -> int:
    array = np.append(np.empty(COPIED - 1, np.uint8), np.uint8(7))
    assert array[-1] == 7
    return array.nbytes


def grown_bytearray() -> int:
    data = bytearray(SIZE - GIB // 4)
    data[-1] = 7
    data.extend(bytes(GIB // 4))
    assert data[SIZE - GIB // 4 - 1] == 7
    return len(data)


def text() -> int:
    value = "x" * COPIED
    assert value[-1] == "x"
    return len(value)


def tensor() -> int:
    import torch

    joined = torch.cat([torch.empty(SIZE - 1, dtype=torch.uint8), torch.ones(1, dtype=torch.uint8)])
    assert joined[-1].item() == 1
    return joined.nbytes


def saved_tensor() -> int:
    import torch

    file = io.BytesIO()
    torch.save(torch.empty(COPIED, dtype=torch.uint8), file)
    return file.getbuffer().nbytes


def frame() -> int:
    import pandas as pd

    made = pd.DataFrame({name: np.empty(COPIED // 16) for name in "ab"})
    return int(made.memory_usage(index=False).sum())


def from_cpp() -> int:
    anywhere = ctypes.CDLL(None)
    anywhere._Znwm.restype = ctypes.c_void_p
    block = anywhere._Znwm(ctypes.c_size_t(SIZE))
    ctypes.memset(block + SIZE - 10, 7, 10)
    anywhere._ZdlPv(ctypes.c_void_p(block))
    return SIZE


WAYS: dict[str, Callable[[], int]] = {
    "numpy.empty": filled,
    "numpy.zeros": zeroed,
    "ndarray.resize": resized,
    "numpy.append": appended,
    "bytes": lambda: len(bytes(SIZE)),
    "bytearray.extend": grown_bytearray,
    "str": text,
    "pickle": lambda: len(pickle.dumps(bytes(COPIED))),
    "torch.cat": tensor,
    "torch.save": saved_tensor,
    "pandas.DataFrame": frame,
    "operator new": from_cpp,
    "many arrays": lambda: sum(a.nbytes for a in [np.empty(64 * 2**20, np.uint8) for _ in range(288)]),
}


def hold(way: str) -> dict:
    """How much it held, and how many bytes more the process has when all of it is free again."""
    # Imports and caches of the libraries are no part of it.
    import pandas  # noqa: F401  # so that it is there when the measuring starts
    import torch  # noqa: F401  # likewise

    before = resident()
    size = WAYS[way]()
    return {"size": size, "left": resident() - before}


TOO_MUCH: dict[str, Callable[[], object]] = {
    "numpy.zeros": lambda: np.zeros(10**15),
    "numpy.empty": lambda: np.empty(10**15),
    "bytes": lambda: bytes(10**15),
    "bytearray": lambda: bytearray(10**15),
    "str": lambda: "x" * 10**15,
    "list": lambda: [None] * 10**15,
}


def ask_too_much() -> dict:
    said = {}
    for way, ask in TOO_MUCH.items():
        try:
            ask()
            said[way] = "nothing"
        except BaseException as error:
            said[way] = type(error).__name__
    return said


def ask_torch_too_much() -> str:
    import torch

    try:
        torch.zeros(10**15)
    except RuntimeError as error:
        return str(error)
    return "nothing"


def run_out(allowance: int) -> dict:
    """Fills the memory that the system still grants, frees it and goes on. In a process of its own."""
    import resource

    with open("/proc/self/statm") as file:
        now = int(file.read().split()[0]) * os.sysconf("SC_PAGESIZE")
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (now + allowance, limits[1]))
    blocks = []
    said = "nothing"
    try:
        while len(blocks) * 2**24 < 2 * allowance:
            blocks.append(np.ones(2**24, np.uint8))
    except MemoryError as error:
        said = type(error).__name__
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)
    held = len(blocks) * 2**24
    del blocks
    return {"said": said, "held": held, "sum": float(np.ones(2**24).sum())}


def change_hands(threads: int, rounds: int, seed: int) -> int:
    """Blocks around the size from which they are the system's: made, resized, read, dropped by any thread."""
    pot: list[tuple[int, bytearray, np.ndarray]] = []
    wrong = []

    def work(number: int) -> None:
        chance = random.Random(seed + number)
        for _ in range(rounds):
            size = chance.randrange(300_000, 900_000)
            mark = chance.randrange(1, 256)
            data = bytearray([mark]) * size
            data.extend(bytes([mark]) * chance.randrange(1, 500_000))
            del data[chance.randrange(1000, len(data)) :]
            pot.append((mark, data, np.full(size, mark, np.uint8)))
            if len(pot) > 20:
                other, data, array = pot.pop(chance.randrange(10))
                if data.count(other) != len(data) or not (array == other).all():
                    wrong.append(other)

    workers = [threading.Thread(target=work, args=(n,)) for n in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return len(wrong)


def free_by_name() -> str:
    """As one does it by ctypes: memory from one library, freed by the C library's `free`."""
    libc = ctypes.CDLL("libc.so.6")
    libc.strdup.restype = ctypes.c_void_p
    anywhere = ctypes.CDLL(None)
    anywhere.malloc.restype = ctypes.c_void_p
    for free in (libc.free, anywhere.free):
        free(ctypes.c_void_p(libc.strdup(b"text")))
        free(ctypes.c_void_p(anywhere.malloc(ctypes.c_size_t(SIZE))))
    return "freed"
