"""What a single returned value is, by its type; libraries are asked only about what they have made."""

from __future__ import annotations

import datetime
import enum
import numbers
import os
from collections import OrderedDict
from typing import Any

from ..errors import ResultError
from ..words.texts import sendable
from .charts import Heatmap, Histogram, Line, Scatter
from .contents import (
    Array,
    Bytes,
    Chart,
    Content,
    Figure,
    File,
    Pickle,
    Pickled,
    Picture,
    Plotly,
    Table,
    Text,
    Value,
    Weights,
)

#: A longer text, or one of several lines, stands by itself and not in a sheet of properties.
LONGEST_PROPERTY = 200


def content_of(value: Any, names: tuple[str, ...], place: str) -> Content | None:
    """The value as one result; None for a container of several and for what has no form."""
    if isinstance(value, str) and not isinstance(value, enum.Enum):
        return Text(sendable(value))
    if is_scalar(value):
        return Value(plain(value))
    if isinstance(value, Histogram | Scatter | Line | Heatmap):
        return Chart(value)
    if isinstance(value, Pickled):
        return Pickle(value.value, place)
    if isinstance(value, os.PathLike):
        return _file(value, place)
    if isinstance(value, bytes | bytearray | memoryview):
        return Bytes(value)
    if isinstance(value, list | tuple) and value and all(map(is_scalar, value)):
        return _column(value, names)
    return _of_library(value, names, place)


def _of_library(value: Any, names: tuple[str, ...], place: str) -> Content | None:
    # By the class it descends from: `class Mine(nn.Module)` is of the job's own module.
    libraries = {base.__module__.partition(".")[0] for base in type(value).__mro__}
    if "pandas" in libraries:
        return _from_pandas(value, names)
    if "numpy" in libraries:
        return _from_numpy(value, place)
    if "torch" in libraries:
        if hasattr(value, "state_dict") and hasattr(value, "named_parameters"):
            return Weights(value.state_dict())
        return _from_numpy(_torch_values(value), place) if hasattr(value, "detach") else None
    if "matplotlib" in libraries:
        figure = value if hasattr(value, "savefig") else getattr(value, "figure", None)
        return Figure(figure) if hasattr(figure, "savefig") else None
    if "PIL" in libraries and hasattr(value, "save") and hasattr(value, "size"):
        return Picture(value)
    if libraries & {"plotly", "_plotly_utils"} and hasattr(value, "to_json"):
        return Plotly(value)
    if isinstance(value, OrderedDict) and value and all(map(_is_tensor, value.values())):
        return Weights({str(name): tensor for name, tensor in value.items()})
    return None


def is_scalar(value: object) -> bool:
    if value is None or isinstance(value, str | numbers.Number | enum.Enum):
        return True
    dates = (datetime.date, datetime.time, datetime.timedelta)
    return (
        isinstance(value, dates) or type(value).__name__ in ("NaTType", "NAType") or _is_numpy_scalar(value)
    )


def is_plain(value: object) -> bool:
    """Whether it fits a line of a sheet."""
    if isinstance(value, str):
        return len(value) <= LONGEST_PROPERTY and "\n" not in value
    if is_scalar(value):
        return True
    return getattr(value, "shape", None) == () and (_is_tensor(value) or type(value).__module__ == "numpy")


def plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    return _torch_values(value).item() if _is_tensor(value) else value


def type_of(value: object) -> str:
    kind = type(value)
    own = kind.__module__ == "builtins" or kind.__module__.startswith("gilder_job_")
    return kind.__qualname__ if own else f"{kind.__module__}.{kind.__qualname__}"


def _is_tensor(value: object) -> bool:
    kind = type(value)
    return hasattr(value, "detach") and any(base.__module__.startswith("torch") for base in kind.__mro__)


def _is_numpy_scalar(value: object) -> bool:
    return type(value).__module__ == "numpy" and getattr(value, "shape", None) == ()


def _file(value: os.PathLike[Any], place: str) -> File:
    path = os.path.abspath(os.fsdecode(value))
    if not os.path.exists(path):
        raise ResultError(
            f"{place} is the path {path}, and there is nothing",
            "Write the file before it is returned, or return its name as text.",
        )
    return File(path)


def _column(values: list[Any] | tuple[Any, ...], names: tuple[str, ...]) -> Table:
    import pandas

    return Table(pandas.DataFrame({names[-1] if names else "value": list(values)}))


def _from_pandas(value: Any, names: tuple[str, ...]) -> Content | None:
    import pandas

    if isinstance(value, pandas.DataFrame):
        return Table(value)
    if isinstance(value, pandas.Series):
        return Table(
            value.to_frame(value.name if value.name is not None else (names[-1] if names else "value"))
        )
    if isinstance(value, pandas.Index):
        return Table(value.to_frame(index=False))
    return None


def _from_numpy(value: Any, place: str) -> Content | None:
    import numpy as np

    if isinstance(value, np.ma.MaskedArray):
        # Saved as it is, the mask would be lost and what it hides would count.
        value = np.ma.filled(value.astype(np.result_type(value.dtype, np.float32)), np.nan)
    if not isinstance(value, np.ndarray):
        return None
    if value.dtype.hasobject:
        raise ResultError(
            f"{place} is an array of Python objects, which Gilder cannot store",
            "Give it a number type, or return a table.",
        )
    return Value(value.item()) if value.ndim == 0 else Array(value)


def _torch_values(tensor: Any) -> Any:
    tensor = tensor.detach().cpu()
    if str(tensor.layout) != "torch.strided":
        tensor = tensor.to_dense()
    if str(tensor.dtype) == "torch.bfloat16":
        tensor = tensor.float()
    return tensor.resolve_conj().resolve_neg().numpy()
