"""A DataFrame as the columns a file can hold: one name and one type each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..run.current import warn
from ..words.texts import text_of
from .columns import unique_names

if TYPE_CHECKING:
    import pyarrow
    from pandas import DataFrame


def shown_frame(frame: DataFrame) -> DataFrame:
    """The index as columns where it says something: row numbers do not, names and dates do."""
    import pandas

    index = frame.index
    named = any(name is not None for name in index.names)
    if named or isinstance(index, pandas.MultiIndex) or not pandas.api.types.is_integer_dtype(index.dtype):
        frame = frame.reset_index(allow_duplicates=True)
    else:
        frame = frame.reset_index(drop=True)
    frame.columns = pandas.Index(unique_names(map(_name, frame.columns)))
    return frame


def _name(column: object) -> str:
    """The levels of a column index in one line."""
    parts = column if isinstance(column, tuple) else (column,)
    return " / ".join(text_of(part, 200) for part in parts if part != "") or "column"


def as_arrow(frame: DataFrame) -> pyarrow.Table:
    """A column of mixed or unknown objects is stored as text, and the log says so: nothing is lost unseen."""
    import pyarrow

    try:
        return pyarrow.Table.from_pandas(frame, preserve_index=False)
    except (pyarrow.ArrowException, TypeError, ValueError, OverflowError):
        frame = frame.copy(deep=False)
    for name in frame.columns:
        try:
            pyarrow.Array.from_pandas(frame[name])
        except (pyarrow.ArrowException, TypeError, ValueError, OverflowError):
            warn(f"The column '{name}' holds values of different kinds; it is stored as text")
            missing = frame[name].isna()
            frame[name] = frame[name].map(lambda value: text_of(value, 1_000_000)).where(~missing, None)
    return pyarrow.Table.from_pandas(frame, preserve_index=False)


def csv_form(table: pyarrow.Table) -> pyarrow.Table:
    """The same table in the types that text can show: whole days without a time, nested values as text."""
    for number, field in enumerate(table.schema):
        column = _csv_column(table.column(number))
        if column is not table.column(number):
            table = table.set_column(number, field.name, column)
    return table


def _csv_column(column: pyarrow.ChunkedArray) -> Any:
    import pyarrow
    import pyarrow.compute

    kind = column.type
    types = pyarrow.types
    if types.is_dictionary(kind):
        return _csv_column(column.cast(kind.value_type))
    if types.is_timestamp(kind) and kind.tz is None:
        days = column.cast(pyarrow.date32(), safe=False)
        same = pyarrow.compute.all(pyarrow.compute.equal(days.cast(kind, safe=False), column))
        return days if same.as_py() is not False else column
    plain = (
        types.is_integer(kind) or types.is_floating(kind) or types.is_boolean(kind) or types.is_temporal(kind)
    )
    if (plain and not types.is_duration(kind)) or types.is_string(kind) or types.is_large_string(kind):
        return column
    texts = [None if value is None else text_of(value, 1_000_000) for value in column.to_pylist()]
    return pyarrow.chunked_array([pyarrow.array(texts, pyarrow.string())])
