"""Arrays, seen and made by NumPy."""

import hashlib
import tempfile
import time

import numpy as np

_kept: dict[str, np.ndarray] = {}


def about(array) -> dict:
    complex_pairs = [[z.real, z.imag] for z in array.ravel().tolist()] if array.dtype.kind == "c" else None
    return {
        "type": type(array).__name__,
        "dtype": str(array.dtype),
        "shape": list(array.shape),
        "writable": bool(array.flags.writeable),
        "aligned": bool(array.flags.aligned),
        "address": array.ctypes.data,
        "list": complex_pairs or array.tolist(),
    }


def fill(array, value) -> None:
    array[...] = value


def sums(arrays) -> list[float]:
    return [float(array.sum()) for array in arrays]


def keep(name: str, array) -> int:
    _kept[name] = array
    return array.nbytes


def kept(name: str) -> dict:
    array = _kept[name]
    return {"sum": float(array.sum()), "first": float(array[0]), "last": float(array[-1])}


def write_kept(name: str, value: float) -> None:
    _kept[name][...] = value


def keep_view(name: str, array) -> None:
    """Only a slice of a reshaped view stays."""
    _kept[name] = array.reshape(2, -1)[1, ::2]


def forget(name: str) -> None:
    del _kept[name]


def made(expression: str) -> dict:
    """An array, and the truth about it: the hash of its elements in C order and this machine's byte order."""
    array = eval(expression, {"np": np, "rng": np.random.default_rng(7)})  # the test itself wrote it
    return {"array": array} | made_of(array)


def made_of(array) -> dict:
    native = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("="))
    return {
        "sha256": hashlib.sha256(native.tobytes()).hexdigest(),
        "shape": list(array.shape),
        "dtype": native.dtype.name,
    }


def fill_text(array, text: str) -> None:
    array[...] = np.datetime64(text)


def mapped(numbers: list):
    """Of a file that is gone before anybody looks at the array."""
    with tempfile.TemporaryFile() as file:
        np.array(numbers).tofile(file)
        return np.memmap(file, dtype=np.float64, mode="r")


def megabytes(count: int, seed: int):
    return np.random.default_rng(seed).integers(0, 256, count << 20, dtype=np.uint8)


def sha256(array) -> str:
    return hashlib.sha256(array).hexdigest()


def doubled_in_place(array: np.ndarray) -> np.ndarray:
    array *= 2
    return array


def reversed_view(array: np.ndarray) -> np.ndarray:
    return array[::-1]


def sums_slowly(array: np.ndarray) -> float:
    time.sleep(0.2)
    return float(array.sum())
