"""A file as a table: CSV and TSV, Parquet, Feather, Excel workbooks, JSON."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..parameters.inputs import check_file
from .columns import unique_names
from .delimited import read_delimited
from .json_table import read_json

if TYPE_CHECKING:
    from pandas import DataFrame

#: Rows that a look at the columns reads.
GLANCE = 200

_TEXT = (".csv", ".tsv", ".tab", ".txt")
_PARQUET = (".parquet", ".pq")
_FEATHER = (".feather", ".arrow")
_EXCEL = (".xlsx", ".xlsm")
_JSON = (".json", ".jsonl", ".ndjson")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?$")


def read(path: str) -> DataFrame:
    """The table in a file, with at least one row, text as column names and no index of its own."""
    table = _read(path, None)
    if table.empty:
        raise InputError(
            f"{os.path.basename(path)} has columns but no rows", "Choose a table with at least one row."
        )
    return table


def glance(path: str) -> DataFrame:
    """Columns and types; only as much of the file is read as that takes."""
    return _read(path, GLANCE)


def _read(path: str, rows: int | None) -> DataFrame:
    check_file(path)
    name = os.path.basename(path)
    ending = os.path.splitext(path)[1].lower()
    if os.path.getsize(path) == 0:
        raise InputError(f"{name} is empty", "Choose a file with a header line and at least one row.")
    if ending in _TEXT:
        table = read_delimited(path, rows)
    elif ending in _PARQUET:
        table = _parquet(path, name, rows)
    elif ending in _FEATHER:
        table = _feather(path, name, rows)
    elif ending in _EXCEL:
        table = _excel(path, name, rows)
    elif ending in _JSON:
        table = read_json(path, rows)
    else:
        raise InputError(
            f"{name} is not a table that Gilder can read ({ending or 'no ending'})",
            "Choose a .csv, .tsv, .txt, .parquet, .feather, .xlsx or .json file.",
        )
    return _with_dates(_flat(table))


def _parquet(path: str, name: str, rows: int | None) -> DataFrame:
    import pyarrow
    import pyarrow.parquet

    try:
        if rows is None:
            return pyarrow.parquet.read_table(path).to_pandas()
        return pyarrow.parquet.read_schema(path).empty_table().to_pandas()
    except MemoryError:
        raise
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"{name} is not a Parquet file, or it is damaged", "Make the file again.") from error


def _feather(path: str, name: str, rows: int | None) -> DataFrame:
    import pyarrow
    import pyarrow.feather

    try:
        if rows is None:
            return pyarrow.feather.read_table(path).to_pandas()
        with pyarrow.memory_map(path) as stored:
            return pyarrow.ipc.open_file(stored).schema.empty_table().to_pandas()
    except MemoryError:
        raise
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(
            f"{name} is not a Feather file of version 2, or it is damaged", "Make the file again."
        ) from error


def _excel(path: str, name: str, rows: int | None) -> DataFrame:
    import pandas

    with open(path, "rb") as stream:
        if stream.read(4) == b"\xd0\xcf\x11\xe0":
            raise InputError(
                f"{name} is protected by a password, or an .xls file by another name",
                "Save it as a plain .xlsx workbook without a password.",
            )
    try:
        table: Any = pandas.read_excel(path, sheet_name=0, engine="openpyxl", nrows=rows)
    except MemoryError:
        raise
    except Exception as error:
        # openpyxl lets through whatever zip, XML or the workbook's own oddities raise.
        raise InputError(
            f"{name} is not an Excel workbook, or it is damaged", "Save the workbook again."
        ) from error
    if table.columns.empty:
        raise InputError(f"The first sheet of {name} is empty", "Move the table to the first sheet.")
    return table


def _flat(table: DataFrame) -> DataFrame:
    """A stored index becomes columns again, and every column's name is text and its own."""
    import pandas

    if not isinstance(table.index, pandas.RangeIndex):
        table = table.reset_index()
    table.columns = pandas.Index(unique_names(map(str, table.columns)))
    return table


def _with_dates(table: DataFrame) -> DataFrame:
    """Text that is an ISO 8601 date in every row becomes dates; other ways to write one are not guessed."""
    import pandas

    for name, kind in table.dtypes.items():
        if pandas.api.types.is_string_dtype(kind) or kind.kind == "O":
            first = table[name].first_valid_index()
            value = None if first is None else table.at[first, name]
            if isinstance(value, str) and _ISO_DATE.match(value):
                try:
                    table[name] = pandas.to_datetime(table[name], format="ISO8601")
                except (ValueError, TypeError, OverflowError):
                    continue
    return table
