"""Numbers and arrays of every kind, by the name of their Python expression."""

import struct
from typing import Any

import numpy as np
from gilder import job


@job(title="Echo")
def echo(big: int, small: float, several: list[int], reals: list[float]) -> dict[str, object]:
    bits = " ".join(struct.pack(">d", each).hex() for each in [small, *reals])
    return {"exact": f"{big} {several}", "bits": bits, "big": big, "small": small}


@job(title="Scalars")
def scalars() -> dict[str, object]:
    return {
        "nan": float("nan"),
        "inf": float("inf"),
        "minus-inf": float("-inf"),
        "minus-zero": -0.0,
        "subnormal": 5e-324,
        "largest": 1.7976931348623157e308,
        "tenth": 0.1,
        "exact": 2**53 - 1,
        "big": 2**53 + 1,
        "minus-big": -(2**80),
        "complex": complex(1, -0.0),
        "half": np.float16(0.1),
        "single": np.float32("nan"),
        "flag": np.bool_(False),
        "nothing": None,
        "word": "NaN",
    }


@job(title="Arrays")
def arrays() -> dict[str, object]:
    return {name: _array(code) for name, code in CASES.items()}


CASES = {
    "floats": "np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324, 0.1])",
    "nan-payload": "np.array([0x7ff8000000000123, 0xfff0000000000001], np.uint64).view(np.float64)",
    "f16": "np.array([0.1, 6e-8, np.nan, -0.0], np.float16)",
    "big-endian": "np.array([1, 2, 2**40], '>i8')",
    "unsigned": "np.array([2**64 - 1], np.uint64)",
    "complex": "np.array([1 + 2j, complex(np.nan, -0.0)])",
    "bool": "np.array([True, False])",
    "strided": "np.arange(20).reshape(4, 5)[::-2, ::2]",
    "fortran": "np.asfortranarray(np.arange(6.0).reshape(2, 3))",
    "empty": "np.zeros((0, 3), np.float32)",
    "read-only": "np.broadcast_to(np.float32(1.5), (2, 3))",
    "bytes": "np.array([b'\\x00a', b'\\xff'])",
    "text": "np.array(['', 'z\\u00eb', '\\U0001f600'])",
    "times": "np.array(['2024-01-02', 'NaT'], 'datetime64[ns]')",
}


def _array(code: str) -> Any:
    return eval(code)
