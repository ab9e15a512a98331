"""The column to predict: classes or numbers, and what cannot be either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..errors import InputError, ParameterError
from .description import Kind, Target, Task
from .features import coded, kind_of, numbers

if TYPE_CHECKING:
    import numpy as np
    from pandas import Series

MOST_CLASSES = 100
#: So few that each part of the data may lack them: rows of such classes are left out.
FEWEST_OF_A_CLASS = 5


def settle_task(column: Series[Any], wanted: Literal["auto", "classification", "regression"]) -> Task:
    """Text and yes/no are classes, and so are two different numbers; all other numbers are numbers."""
    kind = kind_of(column)
    if column.count() == 0:
        raise InputError(f"The target '{column.name}' has no values", "Choose another column.", "target")
    if kind is None:
        raise ParameterError(
            "target",
            f"The target '{column.name}' holds neither numbers nor names of classes",
            "Choose a column of numbers, text or yes/no.",
        )
    if wanted == "regression" and kind not in ("number", "date"):
        raise ParameterError(
            "task",
            f"The target '{column.name}' holds no numbers, which regression needs",
            "Choose classification, or another target.",
        )
    if kind == "date" and wanted != "classification":
        raise ParameterError(
            "target",
            f"The target '{column.name}' holds dates, which are not predicted",
            "Turn it into a number first: days from a date that matters.",
        )
    if wanted != "auto":
        return wanted
    return "classification" if kind != "number" or column.nunique() == 2 else "regression"


def learn_classes(column: Series[Any]) -> tuple[list[str], np.ndarray[Any, Any], dict[str, int]]:
    """Classes in the order of their text (or number), each row's class or -1, and what was left out."""
    import numpy as np

    codes, texts = coded(column)
    if len(texts) > max(MOST_CLASSES, 1) and len(texts) > len(column) / 2:
        raise ParameterError(
            "target",
            f"The target '{column.name}' has {len(texts):,} different values in {len(column):,} rows: these "
            "are no classes",
            "Choose a column whose values come again, or one of numbers.",
        )
    counts: dict[str, int] = {}
    for text, count in zip(texts, np.bincount(codes[codes >= 0], minlength=len(texts)), strict=True):
        counts[text] = counts.get(text, 0) + int(count)
    rare = {text: count for text, count in counts.items() if count < FEWEST_OF_A_CLASS}
    classes = sorted(counts.keys() - rare.keys(), key=_in_order)
    if len(classes) > MOST_CLASSES:
        raise ParameterError(
            "target",
            f"The target '{column.name}' has {len(classes):,} classes, and {MOST_CLASSES} are the most",
            "Choose another target, or put classes together.",
        )
    if len(classes) < 2:
        raise InputError(
            f"The target '{column.name}' has {len(classes) or 'no'} class of at least "
            f"{FEWEST_OF_A_CLASS} rows" + "".join(f", '{only}'" for only in classes),
            "Choose a target with two classes or more, and more rows.",
            "target",
        )
    place = {text: number for number, text in enumerate(classes)}
    numbers_of = np.array([place.get(text, -1) for text in texts] + [-1])
    return classes, numbers_of[codes], rare


def class_numbers(column: Series[Any], target: Target) -> np.ndarray[Any, Any]:
    """For each row the number of its class; -1 for none and for one that the model does not know."""
    import numpy as np

    codes, texts = coded(column)
    place = {text: number for number, text in enumerate(target.classes)}
    return np.array([place.get(text, -1) for text in texts] + [-1])[codes]


def class_labels(target: Target) -> np.ndarray[Any, Any]:
    """Classes as what the target's column held: text, numbers, yes and no."""
    import numpy as np

    if target.kind == "yes/no":
        return np.array([text == "True" for text in target.classes])
    if target.kind == "number":
        values = np.array([float(text) for text in target.classes])
        return values.astype(np.int64) if (values == np.round(values)).all() else values
    return np.array(target.classes, dtype=object)


def target_numbers(column: Series[Any], kind: Kind = "number") -> np.ndarray[Any, Any]:
    return numbers(column, kind)


def _in_order(text: str) -> tuple[int, float, str]:
    try:
        return 0, float(text), text
    except ValueError:
        return 1, 0.0, text
