"""Choosing columns of a table, with sentences for the choices that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..errors import InputError, ParameterError

if TYPE_CHECKING:
    from numpy import dtype
    from pandas import DataFrame
    from pandas.api.extensions import ExtensionDtype


def is_number(kind: dtype | ExtensionDtype) -> bool:
    """Real numbers one can calculate with: neither yes/no nor dates, although those are stored as numbers."""
    from pandas.api.types import is_bool_dtype, is_complex_dtype, is_numeric_dtype

    return bool(is_numeric_dtype(kind) and not is_bool_dtype(kind) and not is_complex_dtype(kind))


def numeric_names(table: DataFrame) -> list[str]:
    return [str(name) for name, kind in zip(table.columns, table.dtypes, strict=True) if is_number(kind)]


def unique_names(names: Iterable[str]) -> list[str]:
    """The second `x` becomes `x.1`, as in pandas: a file and a picker need one name for each column."""
    taken: dict[str, None] = {}
    for name in names:
        unique, number = name, 1
        while unique in taken:
            unique, number = f"{name}.{number}", number + 1
        taken[unique] = None
    return list(taken)


def check_columns(table: DataFrame, names: Sequence[str], *, field: str, numeric: bool = False) -> None:
    """Raises a ParameterError for the first name that the table lacks or, if asked, that holds no numbers."""
    numbers = numeric_names(table)
    for name in names:
        if name not in table.columns:
            raise _unknown(table, name, field)
        if numeric and name not in numbers:
            raise ParameterError(
                field,
                f"{field}: the column '{name}' does not hold numbers",
                f"Choose among the number columns: {_listed(numbers)}."
                if numbers
                else "Choose another table.",
            )


def numeric_columns(table: DataFrame, names: Sequence[str] = (), *, field: str = "columns") -> DataFrame:
    """The chosen number columns of `table`, or all of them when none are chosen."""
    check_columns(table, names, field=field, numeric=True)
    chosen = list(dict.fromkeys(names)) or numeric_names(table)
    if not chosen:
        raise InputError(
            "The table has no column of numbers", "Choose a table with at least one number column."
        )
    return table[chosen]


def _unknown(table: DataFrame, name: str, field: str) -> ParameterError:
    from ..words.sentences import near

    names = [str(column) for column in table.columns]
    guess = near(name, names)
    return ParameterError(
        field,
        f"{field}: the table has no column '{name}'" + (f"; did you mean '{guess}'?" if guess else ""),
        f"Its columns are {_listed(names)}.",
    )


def _listed(names: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
