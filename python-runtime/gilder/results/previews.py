"""Small JSON pictures of results: what the window shows before, and often instead of, the whole file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ..tables.columns import is_number
from ..words.texts import text_of
from .overview import overview

if TYPE_CHECKING:
    import numpy as np
    from pandas import DataFrame, Series

Cell = str | int | float | bool | None

MOST_ROWS = 1000
MOST_VALUES = 1000
LONGEST_CELL = 1000
LONGEST_TEXT = 100_000
#: JavaScript's numbers are exact up to here; larger whole numbers travel as text.
LARGEST_EXACT = 2**53 - 1


def table_columns(table: DataFrame) -> list[dict[str, Any]]:
    """As `Column` of the app's contract."""
    return [
        {"name": text_of(name, LONGEST_CELL), "dtype": str(kind), "numeric": is_number(kind)}
        for name, kind in zip(table.columns, table.dtypes, strict=True)
    ]


def table_preview(table: DataFrame) -> dict[str, Any]:
    head = table.head(MOST_ROWS)
    columns = [column_cells(head.iloc[:, number]) for number in range(head.shape[1])]
    return {
        "kind": "table",
        "columns": table_columns(table),
        "rows": [list(row) for row in zip(*columns, strict=True)],
        "total": len(table),
    }


def column_cells(column: Series[Any]) -> list[Cell]:
    kind = column.dtype.kind
    if kind == "M":
        known = column.dropna()
        if known.empty or (known == known.dt.normalize()).all():
            return [None if cell is None else str(cell)[:10] for cell in cells(column)]
    return cells(column.tolist() if kind not in "f" else _shortest(column.to_numpy()))


def array_preview(array: np.ndarray[Any, Any]) -> dict[str, Any]:
    # `flat` reads the first values without flattening (copying) the whole.
    head = array.flat[:MOST_VALUES]
    return {
        "kind": "array",
        "dtype": str(array.dtype),
        "shape": list(array.shape),
        "head": cells(_shortest(head) if array.dtype.kind == "f" else head.tolist()),
        "overview": overview(array),
    }


def value_preview(value: object) -> dict[str, Any]:
    """The only file of a value: its text and the name of its type together are exact."""
    plain = value.item() if hasattr(value, "item") and getattr(value, "ndim", 1) == 0 else value
    is_nan = isinstance(plain, float) and math.isnan(plain)
    kind = str(value.dtype) if hasattr(value, "dtype") else type(value).__name__
    return {"kind": "value", "value": "NaN" if is_nan else cell_of(value), "type": kind}


def sheet_preview(rows: Sequence[tuple[str, str, object]]) -> dict[str, Any]:
    """The only file of a sheet: each row is what the preview of a value is."""
    shown = []
    for name, label, value in rows:
        row = value_preview(value)
        shown.append({"name": name, "label": label, "value": row["value"], "type": row["type"]})
    return {"kind": "sheet", "rows": shown}


def text_preview(text: str) -> dict[str, Any]:
    return {"kind": "text", "text": text_of(text, LONGEST_TEXT)}


def cells(values: Iterable[object]) -> list[Cell]:
    return [cell_of(value) for value in values]


def cell_of(value: object) -> Cell:
    """Missing values become None, infinities text; what JSON has no word for becomes text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) <= LARGEST_EXACT else str(value)
    if isinstance(value, float):
        if math.isfinite(value):
            return float(value)
        return None if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    if isinstance(value, str):
        return text_of(value, LONGEST_CELL)
    if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        plain = value.item()
        return cell_of(plain) if type(plain) is not type(value) else text_of(value, LONGEST_CELL)
    if type(value).__name__ in ("NaTType", "NAType"):
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    return text_of(value, LONGEST_CELL)


def _shortest(values: np.ndarray[Any, Any]) -> list[float]:
    """float32 0.1 as 0.1, not as the 0.10000000149 it is in float64."""
    if values.dtype.itemsize >= 8:
        return [float(value) for value in values]
    return [float(str(value)) for value in values]
