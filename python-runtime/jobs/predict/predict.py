"""A trained model on new rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from gilder import Device, File, InputError, Param, Table, job, log, progress, warn

if TYPE_CHECKING:
    from gilder.models.description import Description
    from gilder.models.features import Oddities
    from pandas import DataFrame


@job(
    title="Predict",
    tags=["regression", "classification", "table", "torch"],
    samples={
        "Penguins of another year": {
            "model": "samples/penguin-species.safetensors",
            "table": "samples/penguins-2009.csv",
        },
    },
    isolation="process",
)
def predict(
    model: Annotated[
        Path,
        File(accept=[".safetensors"]),
        Param(title="Model", help="The .safetensors file that a run of Fit a model has made."),
    ],
    table: Annotated[
        Table, Param(title="Table", help="New rows, with the columns the model was trained on.")
    ],
    device: Annotated[Device, Param(title="Device")] = "cpu",
) -> dict[str, Any]:
    """Adds what the model predicts to each row of a table: a number, or a class and the chance of each.

    Columns are found by their names; others do not matter. A column that is missing, or holds text where the
    model knows numbers, is an error. A category that was not in the training rows counts as none of those it
    knows, and a missing number as the median of the training rows; the log says how many there were. A model
    that was trained without incomplete rows gives such rows no prediction.

    If the table has the column that is predicted, too, the scores say how good the predictions are, beside
    those of the rows that were held out in training. Compare them: data gathered in another way shows there.

    Chances are those of the network and are not calibrated. Rows unlike any in training get a prediction all
    the same, as sure of itself as the others.
    """
    progress(None, "Loading PyTorch")
    import numpy as np
    import pandas
    from gilder.models.storage import load_model

    found = load_model(model)
    about = found.description
    _introduce(about, table)
    prediction = found.predict(table, str(device), lambda part: progress(part, "Predicting"))
    _tell(prediction.odd, len(table), about)
    columns = found.columns(prediction)
    without = int(columns["predicted"].isna().sum())
    if without and about.incomplete == "leave out":
        warn(f"{without} of {len(table)} rows lack a value and get no prediction")
    rows = pandas.concat([_unlike(columns, table), table.reset_index(drop=True)], axis=1)
    judged = _judged(about, prediction.values, table, np)
    return {**judged, "predictions": rows}


def _introduce(about: Description, table: DataFrame) -> None:
    needed = [feature.name for feature in about.features]
    others = [str(name) for name in table.columns if name not in needed and name != about.target.name]
    log(f"The model predicts '{about.target.name}' from {', '.join(needed)}")
    if others:
        log(f"Columns that do not matter: {', '.join(others)}")


def _tell(odd: Oddities, rows: int, about: Description) -> None:
    for name, (count, texts) in odd.unseen.items():
        listed = ", ".join(texts[:5]) + (", …" if len(texts) > 5 else "")
        warn(f"'{name}': {count} of {rows} rows hold values that were not in training ({listed})")
    if odd.filled and about.incomplete == "fill":
        counts = ", ".join(f"{name} ({count})" for name, count in odd.filled.items())
        warn(f"Missing values that were filled: {counts}")


def _unlike(columns: DataFrame, table: DataFrame) -> DataFrame:
    """A table that has been predicted before keeps its columns."""
    taken = {str(name) for name in table.columns}
    names = {}
    for name in columns.columns:
        new = str(name)
        while new in taken:
            new += "_"
        names[name] = new
    return columns.rename(columns=names)


def _judged(about: Description, values: Any, table: DataFrame, np: Any) -> dict[str, Any]:
    """Scores and charts where the table has answers."""
    from gilder.models import judging
    from gilder.models.features import kind_of
    from gilder.models.targets import class_numbers, target_numbers

    name = about.target.name
    if name not in table.columns or table[name].count() == 0:
        return {}
    column = table[name]
    if about.task == "classification":
        actual = class_numbers(column, about.target)
        known = actual >= 0
        strange = int(column.count()) - int(known.sum())
        if strange:
            warn(f"{strange} rows are of classes that the model does not know; the scores leave them out")
        complete = ~np.isnan(values).any(axis=1)
    else:
        if kind_of(column) != "number":
            raise InputError(
                f"The column '{name}' holds no numbers, and the model predicts numbers there",
                "Correct the column, or leave it out of the table.",
                "table",
            )
        actual = target_numbers(column)
        known, complete = ~np.isnan(actual), ~np.isnan(values)
    there = known & complete
    if not there.any():
        return {}
    log(f"Scores of {int(there.sum())} of {len(table)} rows, whose answers are in the table")
    reached = judging.score(about, values[there], actual[there])
    in_training = {f"when_made_{name}": value for name, value in about.scores.items()}
    return {"scores": reached | in_training, **judging.charts(about, values[there], actual[there])}
