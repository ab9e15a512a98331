"""Whatever a job returns, as named results, each of which has a form on disk."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import numbers
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import ResultError
from ..words.texts import sendable, text_of, title_of
from .charts import Histogram, Scatter

MOST_RESULTS = 1000
DEEPEST = 20

_CAN_KEEP = "Return tables, arrays, numbers, text or charts, or a dict or dataclass of these."


@dataclass(frozen=True)
class Table:
    frame: Any


@dataclass(frozen=True)
class Array:
    values: Any


@dataclass(frozen=True)
class Chart:
    chart: Histogram | Scatter


@dataclass(frozen=True)
class Value:
    value: Any


@dataclass(frozen=True)
class Text:
    text: str


Content = Table | Array | Chart | Value | Text


@dataclass(frozen=True)
class Result:
    name: str
    label: str
    content: Content


def results_of(returned: object) -> list[Result]:
    """In the order they were given. A ResultError names the place of a value that cannot be kept."""
    if returned is None:
        return []
    found: list[Result] = []
    for result in _walk(returned, (), "result", ()):
        found.append(result)
        if len(found) > MOST_RESULTS:
            raise ResultError(
                f"The job returned more than {MOST_RESULTS} results", "Return them as one table or array."
            )
    return found


def _walk(value: Any, names: tuple[str, ...], place: str, above: tuple[object, ...]) -> Iterator[Result]:
    """`above` holds the containers on the way here: one that holds itself would never end."""
    if any(value is container for container in above):
        raise ResultError(f"{place} holds itself, which cannot be stored", "Return each value once.")
    if len(above) > DEEPEST:
        raise ResultError(f"{place} is nested too deeply to be stored", "Return a flat dict of results.")
    content = _content(value, names, place)
    inner = (*above, value)
    if content is not None:
        yield Result("-".join(names) or "result", _label(names, content), content)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            name = text_of(key, 100)
            yield from _walk(item, (*names, name), f"{place}[{name!r}]", inner)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            item = getattr(value, field.name)
            yield from _walk(item, (*names, field.name), f"{place}.{field.name}", inner)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _walk(item, (*(names or ("result",)), str(number + 1)), f"{place}[{number}]", inner)
    else:
        raise ResultError(f"{place} is of type {_kind(value)}, which Gilder cannot store", _CAN_KEEP)


def _content(value: Any, names: tuple[str, ...], place: str) -> Content | None:
    """The value as one result; None for a container of several and for what has no form."""
    if isinstance(value, str) and not isinstance(value, enum.Enum):
        return Text(sendable(value))
    if _is_scalar(value):
        return Value(value.value if isinstance(value, enum.Enum) else value)
    if isinstance(value, Histogram | Scatter):
        return Chart(value)
    if isinstance(value, list | tuple) and value and all(map(_is_scalar, value)):
        return _column(value, names)
    library = type(value).__module__.partition(".")[0]
    if library == "pandas":
        return _from_pandas(value, names)
    if library == "numpy":
        return _from_numpy(value, place)
    if library == "torch" and hasattr(value, "detach"):
        return _from_numpy(_torch_values(value), place)
    return None


def _is_scalar(value: object) -> bool:
    if value is None or isinstance(value, str | numbers.Number | enum.Enum):
        return True
    dates = (datetime.date, datetime.time, datetime.timedelta)
    return (
        isinstance(value, dates) or type(value).__name__ in ("NaTType", "NAType") or _is_numpy_scalar(value)
    )


def _is_numpy_scalar(value: object) -> bool:
    return type(value).__module__ == "numpy" and getattr(value, "shape", None) == ()


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


def _label(names: tuple[str, ...], content: Content) -> str:
    if isinstance(content, Chart) and content.chart.title:
        return content.chart.title
    words = [title_of(name) if name.isidentifier() else name for name in names]
    return " ".join([words[0], *names[1:]]) if words else "Result"


def _kind(value: object) -> str:
    kind = type(value)
    own = kind.__module__ == "builtins" or kind.__module__.startswith("gilder_job_")
    return kind.__qualname__ if own else f"{kind.__module__}.{kind.__qualname__}"
