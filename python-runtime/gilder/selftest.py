"""Whether this Python computes, and the libraries that jobs stand on agree with each other."""

import io
import json
import sys
from collections.abc import Callable
from importlib import metadata
from typing import Any


def _numpy() -> None:
    import numpy as np

    # Whole numbers: every order of adding gives the same.
    left, right = np.arange(12.0).reshape(3, 4), np.arange(8.0).reshape(4, 2)
    product = [[sum(a * b for a, b in zip(row, column, strict=True)) for column in right.T] for row in left]
    _expect((left @ right).tolist() == product, "a product of two matrices is wrong")


def _tables() -> None:
    import pandas as pd
    import pyarrow as pa

    frame = pd.DataFrame({"number": [1.5, None, -0.0], "text": ["a", "ß", None], "whole": [1, 2, 2**62]})
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    back = pd.read_parquet(buffer)
    _expect(back.equals(frame), "a table is not the same after it was written and read")
    _expect(pa.array([1, 2, 3]).to_pylist() == [1, 2, 3], "a list is not the same as an Arrow array")


def _torch() -> None:
    import numpy as np
    import torch

    left, right = np.arange(4096.0).reshape(64, 64), np.eye(64) * 2
    product = (torch.from_numpy(left) @ torch.from_numpy(right)).numpy()
    _expect(np.array_equal(product, left @ right), "PyTorch and NumPy disagree about a product of matrices")


_PARTS: dict[str, tuple[Callable[[], None], tuple[str, ...]]] = {
    "NumPy": (_numpy, ("numpy",)),
    "pandas with pyarrow": (_tables, ("numpy", "pandas", "pyarrow")),
    "PyTorch": (_torch, ("numpy", "torch")),
}


def report() -> dict[str, Any]:
    """Each part as ok, missing or wrong; what is missing may not have been wanted here."""
    parts = [{"name": name, **_try(part, needs)} for name, (part, needs) in _PARTS.items()]
    return {"python": ".".join(map(str, sys.version_info[:3])), "parts": parts, "graphics": _graphics()}


def _try(part: Callable[[], None], needs: tuple[str, ...]) -> dict[str, str]:
    absent = [name for name in needs if not _installed(name)]
    if absent:
        return {"state": "missing", "text": f"{absent[0]} is not installed"}
    try:
        part()
    except BaseException as error:
        return {"state": "wrong", "text": f"{type(error).__name__}: {error}"[:500]}
    return {"state": "ok", "text": ""}


def _installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _graphics() -> dict[str, Any] | None:
    """What PyTorch could compute on besides the processor; None without a PyTorch that works."""
    try:
        import torch

        count = torch.cuda.device_count()
        names = [torch.cuda.get_device_name(index) for index in range(count)]
        return {"torch": torch.__version__, "cuda": torch.version.cuda, "devices": names}
    except BaseException:
        return None


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ArithmeticError(otherwise)


def main() -> None:
    """By a program: one line of JSON, after whatever the packages print."""
    print(json.dumps(report()))
