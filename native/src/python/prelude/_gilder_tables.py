"""pandas' tables and what they are made of; index labels stay behind. See `_gilder_values`."""

import sys
from collections.abc import Callable
from typing import Any

Reduced = tuple[Any, ...]


def _frame(frame: Any) -> Reduced:
    columns: dict[str, Any] = {}
    for place, label in enumerate(frame.columns):
        if not isinstance(label, str):
            what = f"has a column labelled {label!r}, of type {type(label).__name__}"
            return "refused", what, "JavaScript objects have text keys only: rename it"
        if label in columns:
            return "refused", f"has more than one column labelled {label!r}", "Give each a name of its own"
        columns[label] = frame.iloc[:, place]
    return "value", columns


def _series(series: Any) -> Reduced:
    """A Series, an Index or an extension array: an array where NumPy has numbers or times for all of it."""
    dtype = series.dtype
    target = _numpy_dtype(series, dtype)
    if target is not None:
        return "value", series.to_numpy(dtype=target)
    missing = series.isna()
    return "value", [None if gone else item for item, gone in zip(series, missing, strict=True)]


def _numpy_dtype(series: Any, dtype: Any) -> Any:
    numpy = sys.modules["numpy"]
    if isinstance(dtype, numpy.dtype):
        return dtype if dtype.kind in "biufcmM" else None
    if isinstance(dtype, sys.modules["pandas"].DatetimeTZDtype):
        # The same instants, in UTC.
        return numpy.dtype(f"M8[{dtype.unit}]")
    nullable = getattr(dtype, "numpy_dtype", None)
    if isinstance(nullable, numpy.dtype) and nullable.kind in "biufc" and not series.isna().any():
        return nullable
    return None


def _multi_index(_index: Any) -> Reduced:
    return "refused", "is a MultiIndex", "Return its to_frame()"


def _missing(_thing: Any) -> Reduced:
    return "value", None


def _timestamp(stamp: Any) -> Reduced:
    """Without a time zone it counts as UTC, as pandas and NumPy count it."""
    return "value", stamp.to_datetime64()


handlers: dict[str, dict[str, Callable[[Any], Reduced]]] = {
    "pandas": {
        "DataFrame": _frame,
        "Series": _series,
        "Index": _series,
        "MultiIndex": _multi_index,
        "Timestamp": _timestamp,
    },
    "pandas.api.extensions": {"ExtensionArray": _series},
    "pandas.api.typing": {"NaTType": _missing, "NAType": _missing},
}
