"""A model of one column of a table from the others: a small neural network in PyTorch."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any, Literal

from gilder import (
    Column,
    Columns,
    Device,
    InputError,
    Param,
    Seed,
    Table,
    job,
    log,
    out_dir,
    progress,
)

if TYPE_CHECKING:
    from gilder.models.dataset import Dataset, Notes
    from gilder.models.description import Description, Feature, Kind, Layers, Target
    from gilder.models.model import Model
    from gilder.models.parts import Parts
    from gilder.models.scores import Scores
    from gilder.models.training import Settings, Trained
    from pandas import Series

MODEL, CARD = "model.safetensors", "model-card.md"

BODY = [
    "Island",
    "Culmen Length (mm)",
    "Culmen Depth (mm)",
    "Flipper Length (mm)",
    "Sex",
]


@job(
    title="Fit a model",
    tags=["regression", "classification", "table", "torch"],
    samples={
        "Penguins: their species": {
            "table": "samples/penguins-2007-2008.csv",
            "target": "Species",
            "columns": ["Culmen Length (mm)", "Culmen Depth (mm)", "Flipper Length (mm)", "Body Mass (g)"],
        },
        "Penguins: their body mass": {
            "table": "samples/penguins-2007-2008.csv",
            "target": "Body Mass (g)",
            "columns": ["Species", *BODY],
        },
    },
    # Its threads are its own business there, and what PyTorch takes of memory goes with it.
    isolation="process",
)
def fit(
    table: Annotated[Table, Param(title="Table", help="A CSV, TSV, Parquet, Excel or JSON file.")],
    target: Annotated[str, Column(of="table"), Param(title="Target", help="The column to predict.")],
    columns: Annotated[
        Sequence[str],
        Columns(of="table"),
        Param(title="Columns", help="What to predict it from; every usable column when none is chosen."),
    ] = (),
    task: Annotated[
        Literal["auto", "regression", "classification"],
        Param(
            title="Task", help="Text, yes/no and two different numbers are classes; other numbers are not."
        ),
    ] = "auto",
    hidden_layers: Annotated[
        int, Param(title="Hidden layers", min=0, max=20, help="0 is a linear model.")
    ] = 2,
    width: Annotated[int, Param(title="Width", min=1, max=4096, help="Of each hidden layer.")] = 32,
    epochs: Annotated[
        int, Param(title="Epochs at most", min=1, max=1_000_000, help="Passes over the training rows.")
    ] = 300,
    learning_rate: Annotated[float, Param(title="Learning rate", above=0, max=10)] = 0.003,
    batch: Annotated[
        int, Param(title="Batch", min=1, max=1_000_000, unit="rows", help="Rows in one step.")
    ] = 32,
    patience: Annotated[
        int,
        Param(
            title="Patience",
            min=0,
            unit="epochs",
            help="Stop when the validation loss has not fallen for so long, and take the best weights; 0 "
            "trains all epochs and takes the last ones.",
        ),
    ] = 30,
    validation: Annotated[
        float,
        Param(
            title="Validation share",
            min=0.05,
            max=0.5,
            help="Of the rows that train, those that say when to stop.",
        ),
    ] = 0.2,
    held_out: Annotated[
        float,
        Param(title="Held-out share", min=0.05, max=0.5, help="Of all rows, those that judge the model."),
    ] = 0.2,
    weight_decay: Annotated[
        float,
        Param(title="Weight decay", min=0, max=10, help="Draws weights to zero; helps against overfitting."),
    ] = 0.0,
    incomplete: Annotated[
        Literal["fill", "leave out"],
        Param(
            title="Rows with missing values",
            help="Fill with the median or a category of its own, or leave out.",
        ),
    ] = "fill",
    categories: Annotated[
        Sequence[str],
        Columns(of="table"),
        Param(title="Numbers that are names", help="Columns of numbers to take as categories: codes, years."),
    ] = (),
    most_categories: Annotated[
        int,
        Param(title="Categories at most", min=1, max=1000, help="Of one column; rarer ones count as one."),
    ] = 20,
    device: Annotated[Device, Param(title="Device")] = "cpu",
    seed: Annotated[
        int, Seed(), Param(title="Seed", help="Equal seeds give equal models on the same computer.")
    ] = 0,
) -> dict[str, Any]:
    """Trains a network on a table, and says how far it can be trusted, beside a guess that knows no column.

    The rows are divided by chance: some are held out and judge the model in the end, some of the others say
    when to stop, the rest train. Classes have their share in each part. Numbers are standardised by mean and
    standard deviation of the training rows alone, and so is a target of numbers; text becomes a column for
    each of its most frequent values; dates count as days. Columns that hold names or remarks (text that is
    another one in more than half of the rows), one value only, or things that are no numbers, text, yes/no or
    dates are left out unless chosen, and the log says so. Rows without a target, and classes of fewer than 5
    rows, are left out.

    Loss is the mean squared error in units of the target's variance (1 is as good as the mean), or the
    cross-entropy of the classes. Adam in 32-bit floating point; without hidden layers the model is that of
    linear or logistic regression. An interrupted run goes on from its last checkpoint to the same end.

    The model is one `.safetensors` file with columns, encodings and scaling in its header: *Predict* takes
    it. Nothing in it is executed.

    Limits: some hundred rows are few for a network, and on small tables trees or a linear model are often as
    good. Rows that belong together may stand on both sides of the division, and the scores are then too good.
    Chances of classes are not calibrated. A network knows nothing outside of what it was trained on: dates
    to come, for one.
    """
    from gilder.models.dataset import Notes, prepare
    from gilder.models.features import kind_of
    from gilder.models.parts import divide
    from gilder.models.targets import settle_task

    notes = Notes()
    column = table[target]
    settled = settle_task(column, task)
    if task == "auto":
        log(f"Task: {settled}, since '{target}' holds {_held(column, kind_of(column))}")
    data = prepare(table, target, settled, columns, categories, incomplete == "leave out", notes)
    parts = divide(len(data.table), data.values if data.classes else None, held_out, validation, seed)
    described, matrix = _encoded(data, parts, most_categories, notes)
    goal, wanted = _target(data, parts)

    progress(None, "Loading PyTorch")
    from gilder.models.description import Description, Layers
    from gilder.models.training import Settings

    layers = Layers(inputs=matrix.shape[1], hidden=[width] * hidden_layers, outputs=len(data.classes) or 1)
    settings = Settings(epochs, learning_rate, batch, weight_decay, patience, seed, str(device))
    trained = _trained(layers, matrix, wanted, parts, settings)
    description = Description(
        task=settled,
        target=goal,
        features=described,
        incomplete=incomplete,
        layers=layers,
        training=_record(data, parts, settings, trained, _fingerprint(matrix, wanted)),
        scores={},
        baseline={},
        made_with=_versions(),
    )
    return _results(description, trained, data, parts, notes)


def _held(column: Series[Any], kind: Kind | None) -> str:
    if kind == "number":
        return "two different numbers" if column.nunique() == 2 else "numbers"
    return "yes and no" if kind == "yes/no" else "text"


def _encoded(data: Dataset, parts: Parts, most: int, notes: Notes) -> tuple[list[Feature], Any]:
    """How columns become numbers is learnt from the rows that train, and from no others."""
    from gilder.models.features import encode, learn

    training = data.table.iloc[parts.training]
    learnt = [learn(training[name], kind, most) for name, kind in data.kinds.items()]
    # A text column without a value in any training row has nothing to say.
    learnt = [feature for feature in learnt if feature.width]
    many = [feature.name for feature in learnt if feature.other]
    if many:
        notes.add(f"More than {most} categories, of which the rarer ones count as one: {', '.join(many)}")
    matrix, _, odd = encode(data.table, learnt)
    if odd.filled:
        counts = ", ".join(f"{name} ({count})" for name, count in odd.filled.items())
        notes.add(f"Missing values that were filled: {counts}")
    return learnt, matrix


def _target(data: Dataset, parts: Parts) -> tuple[Target, Any]:
    """The target as the network is to give it: class numbers, or numbers with mean 0 and deviation 1."""
    import numpy as np
    from gilder.models.description import Target

    if data.classes:
        return Target(name=data.target, kind=data.target_kind, classes=data.classes), data.values
    training = data.values[parts.training]
    scale = float(training.std())
    if training.min() == training.max() or not 0 < scale < np.inf:
        raise InputError(
            f"The target '{data.target}' does not vary, or too much, in the {len(training)} rows that train",
            "Choose another target, more rows, or another seed.",
            "target",
        )
    goal = Target(name=data.target, kind="number", mean=float(training.mean()), scale=scale)
    return goal, ((data.values - goal.mean) / scale).astype(np.float32)[:, np.newaxis]


def _trained(layers: Layers, matrix: Any, wanted: Any, parts: Parts, settings: Settings) -> Trained:
    import torch
    from gilder.models.training import train

    log(
        f"{len(parts.training)} rows train, {len(parts.validation)} say when to stop, "
        f"{len(parts.held_out)} are held out"
    )
    inputs, targets = torch.from_numpy(matrix), torch.from_numpy(wanted)
    rows, stop = torch.from_numpy(parts.training), torch.from_numpy(parts.validation)
    return train(layers, inputs[rows], targets[rows], inputs[stop], targets[stop], settings)


def _record(
    data: Dataset, parts: Parts, settings: Settings, trained: Trained, fingerprint: str
) -> dict[str, str | int | float | None]:
    return {
        "rows": len(data.table),
        "training_rows": len(parts.training),
        "validation_rows": len(parts.validation),
        "held_out_rows": len(parts.held_out),
        "fingerprint": fingerprint,
        **asdict(settings),
        "epochs_trained": len(trained.losses),
        "best_epoch": trained.best,
    }


def _fingerprint(*arrays: Any) -> str:
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(memoryview(array).cast("B"))
    return digest.hexdigest()


def _versions() -> dict[str, str]:
    return {"python": platform.python_version()} | {
        name: version(name) for name in ("numpy", "pandas", "torch")
    }


def _results(
    description: Description, trained: Trained, data: Dataset, parts: Parts, notes: Notes
) -> dict[str, Any]:
    import pandas
    from gilder.models import judging
    from gilder.models.model import Model

    judged = data.table.iloc[parts.held_out].reset_index(drop=True)
    actual = data.values[parts.held_out]
    bare = Model(description, trained.weights)
    prediction = bare.predict(judged)
    reached = judging.score(description, prediction.values, actual)
    guessed = judging.score_guess(description, data.values[parts.training], actual)
    _tell_use(reached, guessed, notes)
    model = Model(description.model_copy(update={"scores": reached, "baseline": guessed}), trained.weights)
    _write(model, notes)
    sheet = reached | {f"guess_{name}": value for name, value in guessed.items()}
    return {
        "scores": sheet | {"epochs": len(trained.losses), "best_epoch": trained.best},
        **judging.charts(description, prediction.values, actual),
        "held_out": pandas.concat([model.columns(prediction), judged], axis=1),
    }


def _tell_use(reached: Scores, guessed: Scores, notes: Notes) -> None:
    name = "balanced_accuracy" if "accuracy" in reached else "RMSE"
    ours, theirs = reached[name], guessed[name]
    if ours is not None and theirs is not None and (ours >= theirs if name == "RMSE" else ours <= theirs):
        notes.add(
            f"The model is no better than a guess: {name.replace('_', ' ')} {ours:.4g}, and {theirs:.4g} "
            "without looking at any column"
        )


def _write(model: Model, notes: Notes) -> None:
    """Files by themselves, which keep their names among the results."""
    from gilder.models.card import card
    from gilder.models.storage import save_model

    save_model(model, out_dir() / MODEL)
    today = datetime.now(UTC).date().isoformat()
    (out_dir() / CARD).write_text(card(model.description, today, notes.told), encoding="utf-8")
