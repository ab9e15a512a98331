"""The rows and columns of a table that a model can be made from, and what is told about the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..errors import InputError, ParameterError
from ..run.current import warn
from . import targets
from .description import Kind, Task
from .features import kind_of, numbers

if TYPE_CHECKING:
    from pandas import DataFrame, Series

#: Fewer rows cannot be divided into parts that say anything.
FEWEST_ROWS = 10
#: A text that is another one in more than this share of its rows is a name or a remark, not a category.
MOST_DISTINCT = 0.5


@dataclass
class Notes:
    """What is told about the data stands in the log and in the model card."""

    told: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.told.append(text)
        warn(text)


@dataclass(frozen=True)
class Dataset:
    table: DataFrame
    kinds: dict[str, Kind]
    task: Task
    target: str
    target_kind: Kind
    #: Empty for a target of numbers.
    classes: list[str]
    #: Of each row the number of its class (int64), or its number (float64).
    values: Any


def prepare(
    table: DataFrame,
    target: str,
    task: Task,
    columns: Sequence[str],
    categories: Sequence[str],
    leave_out_incomplete: bool,
    notes: Notes,
) -> Dataset:
    """Without `columns`, every one that can be used."""
    column = table[target]
    missing = int(column.isna().sum())
    if missing:
        notes.add(f"{missing} of {len(table)} rows have no target and are left out")
    classes: list[str] = []
    if task == "classification":
        classes, values, rare = targets.learn_classes(column)
        kept = values >= 0
        if rare:
            listed = ", ".join(list(rare)[:5]) + (", …" if len(rare) > 5 else "")
            notes.add(
                f"{sum(rare.values())} rows of classes with fewer than {targets.FEWEST_OF_A_CLASS} rows are "
                f"left "
                f"out: {listed}"
            )
    else:
        values = _numbers(column, notes)
        kept = values == values
    used, values = table[kept].reset_index(drop=True), values[kept]
    kinds = _kinds(used, target, columns, categories, notes)
    if leave_out_incomplete:
        used, values = _complete(used, values, kinds, notes)
    if len(used) < FEWEST_ROWS:
        raise InputError(
            f"{len(used)} usable rows are too few to train and judge a model: it takes at least "
            f"{FEWEST_ROWS}",
            "Choose a table with more rows, or fill missing values.",
            "table",
        )
    return Dataset(used, kinds, task, target, kind_of(column) or "category", classes, values)


def _numbers(column: Series[Any], notes: Notes) -> Any:
    import numpy as np

    values = targets.target_numbers(column)
    known = values[~np.isnan(values)]
    if not len(known):
        raise InputError(
            f"The target '{column.name}' has no finite number", "Choose another column.", "target"
        )
    if known.min() == known.max():
        raise InputError(
            f"The target '{column.name}' is {known[0]:g} in every row",
            "Choose a target that varies.",
            "target",
        )
    distinct = len(np.unique(known))
    if distinct <= 10 and (known == np.round(known)).all():
        notes.add(
            f"'{column.name}' has only {distinct} different whole numbers: if they name classes, set the "
            f"task to "
            "classification"
        )
    infinite = int(column.count()) - len(known)
    if infinite:
        notes.add(f"{infinite} rows with an infinite target are left out")
    return values


def _kinds(
    table: DataFrame, target: str, columns: Sequence[str], categories: Sequence[str], notes: Notes
) -> dict[str, Kind]:
    """Columns to predict from, each with what it is taken as."""
    if target in columns:
        raise ParameterError(
            "columns", f"'{target}' is the target and cannot predict itself", "Leave it out of the columns."
        )
    found: dict[str, Kind] = {}
    left_out: list[str] = []
    for name in dict.fromkeys(columns) or [str(name) for name in table.columns if name != target]:
        column = table[name]
        kind = kind_of(column, as_category=name in categories)
        if kind is None and columns:
            raise ParameterError(
                "columns",
                f"The column '{name}' holds neither numbers, text, yes/no nor dates",
                "Leave it out, or turn it into one of these.",
            )
        reason = None if columns else _useless(column, kind, named=name in categories)
        if kind is None or reason is not None:
            left_out.append(f"{name} ({reason})")
        else:
            found[name] = kind
    if left_out:
        notes.add(f"Columns that are left out: {', '.join(left_out)}")
    if not found:
        raise InputError(
            "There is no column to predict from",
            "Choose a table with columns of numbers or categories beside the target.",
            "table",
        )
    return found


def _useless(column: Series[Any], kind: Kind | None, *, named: bool) -> str | None:
    if kind is None:
        return "no numbers, text, yes/no or dates"
    count, distinct = int(column.count()), int(column.nunique())
    if distinct < 2:
        return "no values" if distinct == 0 else "one value only"
    if kind == "category" and not named and distinct > MOST_DISTINCT * count:
        return f"{distinct} different texts in {count} rows"
    return None


def _complete(table: DataFrame, values: Any, kinds: dict[str, Kind], notes: Notes) -> tuple[DataFrame, Any]:
    import numpy as np

    lacks = np.zeros(len(table), dtype=bool)
    for name, kind in kinds.items():
        column = table[name]
        lacks |= column.isna().to_numpy() if kind == "category" else np.isnan(numbers(column, kind))
    if lacks.any():
        notes.add(f"{int(lacks.sum())} rows lack a value in a column and are left out")
    return table[~lacks].reset_index(drop=True), values[~lacks]
