"""Columns of a table as the numbers that a network takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..tables.columns import is_number
from .description import Feature, Kind

if TYPE_CHECKING:
    import numpy as np
    from pandas import DataFrame, Series

_NANOSECONDS_A_DAY = 86_400 * 10**9
_HELD = {"number": "numbers", "yes/no": "yes or no", "date": "dates", "category": "text"}


def kind_of(column: Series[Any], *, as_category: bool = False) -> Kind | None:
    """None for what has no place in a network: complex numbers, lists, objects of any kind."""
    from pandas import CategoricalDtype
    from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_object_dtype, is_string_dtype

    kind = column.dtype
    if is_object_dtype(kind):
        values = column.dropna()
        if not values.map(lambda value: isinstance(value, str | bool | int | float)).all():
            return None
        bools = len(values) and values.map(lambda value: isinstance(value, bool)).all()
        return "yes/no" if bools and not as_category else "category"
    if is_number(kind):
        return "category" if as_category else "number"
    if isinstance(kind, CategoricalDtype) or is_string_dtype(kind) or as_category:
        return "category"
    if is_bool_dtype(kind):
        return "yes/no"
    return "date" if is_datetime64_any_dtype(kind) else None


def numbers(column: Series[Any], kind: Kind) -> np.ndarray[Any, Any]:
    """float64; what is missing or infinite is NaN."""
    import numpy as np

    if kind == "date":
        from pandas import to_datetime

        stamps = to_datetime(column, utc=True).to_numpy(dtype="datetime64[ns]")
        values = stamps.astype(np.int64) / _NANOSECONDS_A_DAY
        values[np.isnat(stamps)] = np.nan
        return values
    values = column.to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
    values[~np.isfinite(values)] = np.nan
    return values


def coded(column: Series[Any]) -> tuple[np.ndarray[Any, Any], list[str]]:
    """The number of each row's text, -1 for none, and the texts."""
    import pandas

    codes, found = pandas.factorize(column)
    return codes, [label_of(value) for value in found]


def label_of(value: Any) -> str:
    """A whole number is the same class as text, as an integer, and as a float beside missing values."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def learn(column: Series[Any], kind: Kind, most: int) -> Feature:
    """From training rows alone. Standard deviations are those of the population, and 1 where there is
    none."""
    import numpy as np

    name = str(column.name)
    if kind == "category":
        codes, texts = coded(column)
        counts: dict[str, int] = {}
        for text, count in zip(texts, np.bincount(codes[codes >= 0], minlength=len(texts)), strict=True):
            counts[text] = counts.get(text, 0) + int(count)
        values = sorted(counts, key=lambda text: (-counts[text], text))[:most]
        return Feature(
            name=name,
            kind=kind,
            values=values,
            other=len(counts) > len(values),
            missing=bool((codes < 0).any()),
        )
    values_there = numbers(column, kind)
    values_there = values_there[~np.isnan(values_there)]
    if not len(values_there):
        return Feature(name=name, kind=kind)
    if kind == "yes/no":
        return Feature(name=name, kind=kind, fill=float(values_there.mean() >= 0.5))
    mean, scale = float(values_there.mean()), float(values_there.std())
    if values_there.max() == values_there.min() or not np.isfinite(scale) or scale == 0:
        scale = 1.0
    return Feature(name=name, kind=kind, mean=mean, scale=scale, fill=float(np.median(values_there)))


@dataclass
class Oddities:
    """What encoding met that a user should know of: of each column how many rows, and which values."""

    filled: dict[str, int] = field(default_factory=dict)
    unseen: dict[str, tuple[int, list[str]]] = field(default_factory=dict)

    def add(self, other: Oddities) -> None:
        for name, count in other.filled.items():
            self.filled[name] = self.filled.get(name, 0) + count
        for name, (count, texts) in other.unseen.items():
            before, known = self.unseen.get(name, (0, []))
            self.unseen[name] = (before + count, list(dict.fromkeys([*known, *texts])))


def encode(table: DataFrame, features: Sequence[Feature]) -> tuple[Any, Any, Oddities]:
    """A float32 matrix of rows by inputs, which rows lack a value, and what was odd."""
    import numpy as np

    matrix = np.zeros((len(table), sum(feature.width for feature in features)), dtype=np.float32)
    incomplete = np.zeros(len(table), dtype=bool)
    odd = Oddities()
    at = 0
    for feature in features:
        column = table[feature.name]
        if feature.kind == "category":
            missing = _one_hot(matrix[:, at : at + feature.width], column, feature, odd)
        else:
            values = numbers(column, feature.kind)
            missing = np.isnan(values)
            values[missing] = feature.fill
            matrix[:, at] = (values - feature.mean) / feature.scale
        if missing.any():
            odd.filled[feature.name] = int(missing.sum())
        incomplete |= missing
        at += feature.width
    return matrix, incomplete, odd


def _one_hot(matrix: Any, column: Series[Any], feature: Feature, odd: Oddities) -> Any:
    """What has not been seen is one of the rare values, where training had such; else it is none of all."""
    import numpy as np

    codes, texts = coded(column)
    place = {text: number for number, text in enumerate(feature.values)}
    rest = len(feature.values) if feature.other else -1
    targets = np.array([place.get(text, rest) for text in texts] + [-1])
    if feature.missing:
        targets[-1] = feature.width - 1
    wanted = targets[codes]
    rows = np.flatnonzero(wanted >= 0)
    matrix[rows, wanted[rows]] = 1.0
    if not feature.other:
        strange = np.array([text not in place for text in texts] + [False])
        if strange.any():
            odd.unseen[feature.name] = (
                int(strange[codes].sum()),
                [text for text in texts if text not in place],
            )
    return codes < 0


def check_table(table: DataFrame, features: Sequence[Feature]) -> None:
    """Raises an InputError for columns that are not there or hold something else than in training."""
    from ..words.sentences import near

    there = [str(name) for name in table.columns]
    lacking = [feature.name for feature in features if feature.name not in there]
    if lacking:
        guesses = [(name, near(name, there)) for name in lacking]
        close = [f"'{guess}' for '{name}'" for name, guess in guesses if guess]
        raise InputError(
            f"The table lacks {_columns(lacking)} the model was trained on",
            f"Rename columns: {', '.join(close[:5])}." if close else "Choose a table with the same columns.",
            "table",
        )
    for feature in features:
        column = table[feature.name]
        found = kind_of(column)
        fits = found == feature.kind or feature.kind == "category" or column.count() == 0
        if not fits and not (feature.kind == "yes/no" and found == "number" and _is_binary(column)):
            raise InputError(
                f"The column '{feature.name}' holds {_HELD.get(str(found), 'values of another kind')}, "
                f"where the model was trained on {_HELD[feature.kind]}",
                "Correct the column, or train a model on this table.",
                "table",
            )


def _is_binary(column: Series[Any]) -> bool:
    return bool(column.dropna().isin([0, 1]).all())


def _columns(names: Sequence[str]) -> str:
    listed = ", ".join(f"'{name}'" for name in names[:8])
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return f"the column {listed}" if len(names) == 1 else f"{len(names)} columns, {listed}{more},"
