"""A table in JSON: a list of records, an object of columns, or a record on each line."""

from __future__ import annotations

import json
import os
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..errors import InputError

if TYPE_CHECKING:
    from pandas import DataFrame

_HINT = 'Write it as [{"name": value, …}, …], as {"name": [value, …], …}, or as a record on each line.'


def read_json(path: str, rows: int | None = None) -> DataFrame:
    """Whole numbers and texts stay what they are: nothing is taken for a date by its column's name."""
    name = os.path.basename(path)
    try:
        with open(path, encoding="utf-8-sig") as stream:
            first = next((line for line in stream if line.strip()), "")
            if not first:
                raise InputError(f"{name} is empty", "Choose a file with at least one row.")
            stream.seek(0)
            if _is_record(first):
                return _frame(_records(islice((line for line in stream if line.strip()), rows), name), name)
            held = json.load(stream)
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not text in UTF-8", "Save it again as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"{name} is not JSON: {error.msg} at line {error.lineno}, column {error.colno}",
            "Correct it there.",
        ) from error
    except RecursionError as error:
        raise InputError(f"{name} is nested too deep for a table", _HINT) from error
    if isinstance(held, list) and held and all(isinstance(one, dict) for one in held):
        return _frame(held[:rows], name)
    if isinstance(held, dict) and held and all(isinstance(one, list) for one in held.values()):
        return _frame({column: values[:rows] for column, values in held.items()}, name, held)
    raise InputError(f"{name} holds JSON, but no table", _HINT)


def _is_record(line: str) -> bool:
    """As in `.jsonl`, whatever the ending; `{"a": [1, 2]}` alone is an object of columns."""
    try:
        held = json.loads(line)
    except ValueError:
        return False
    return isinstance(held, dict) and not (held and all(isinstance(one, list) for one in held.values()))


def _records(lines: Any, name: str) -> list[dict[str, Any]]:
    records = []
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(
                f"Record {number} of {name} is not JSON: {error.msg} at column {error.colno}",
                "Correct that line.",
            ) from error
        if not isinstance(record, dict):
            raise InputError(f"Record {number} of {name} has no names for its values", _HINT)
        records.append(record)
    return records


def _frame(held: Any, name: str, columns: dict[str, list[Any]] | None = None) -> DataFrame:
    import pandas

    lengths = {len(values) for values in (columns or {}).values()}
    if len(lengths) > 1:
        raise InputError(f"The columns of {name} are not equally long", "Fill the shorter ones with null.")
    table = pandas.DataFrame(held)
    if table.columns.empty:
        raise InputError(f"{name} has no columns", _HINT)
    return table
