"""A model card: what a person has to know before he uses a model.

M. Mitchell et al., "Model cards for model reporting", FAT* 2019, 220-229.
"""

from __future__ import annotations

from .description import Description, Feature

_NAMES = {
    "R2": "R²",
    "MAE": "Mean absolute error",
    "RMSE": "Root mean squared error",
    "accuracy": "Accuracy",
    "balanced_accuracy": "Balanced accuracy",
    "F1": "F1 (mean of the classes)",
    "AUC": "Area under the ROC curve",
}

#: Of the training what stands in the text.
_SAID = (
    "rows",
    "training_rows",
    "validation_rows",
    "held_out_rows",
    "fingerprint",
    "epochs_trained",
    "best_epoch",
)


def card(description: Description, date: str, notes: list[str]) -> str:
    """In Markdown. `notes` are what was told about the data."""
    target, training = description.target, description.training
    kind = (
        f"one of {len(target.classes)} classes: {_listed(target.classes)}"
        if description.task == "classification"
        else "a number"
    )
    hidden = description.layers.hidden
    shape = " → ".join(str(size) for size in description.layers.sizes)
    parts = [
        f"# Model of {_plain(target.name)}",
        f"Predicts “{_plain(target.name)}”, {kind}, from {len(description.features)} columns. Made on "
        f"{date}.",
        "## How good it is",
        f"On {training['held_out_rows']} rows that took no part in training, beside a guess that knows "
        + (
            "only the most frequent class."
            if description.task == "classification"
            else "only the mean of the training rows."
        ),
        _table(
            ("", "model", "guess"),
            [
                (_NAMES.get(name, name), _number(value), _number(description.baseline.get(name)))
                for name, value in description.scores.items()
            ],
        ),
        "## Data",
        f"{training['rows']} rows: {training['training_rows']} to train with, {training['validation_rows']} "
        f"to "
        f"say when to stop, {training['held_out_rows']} held out. Their fingerprint (SHA-256 of the numbers "
        f"the "
        f"network saw) is `{training['fingerprint']}`.",
        _table(("column", "taken as", "values"), [_feature(each) for each in description.features]),
        *(
            [f"Told while it was made:\n\n{chr(10).join(f'- {_plain(note)}' for note in notes)}"]
            if notes
            else []
        ),
        "## How it was made",
        f"A network of fully connected layers, {shape}"
        + (", with ReLU between them" if hidden else " (no hidden layer: a linear model)")
        + f", trained with Adam. Of {training['epochs_trained']} epochs the weights of number "
        f"{training['best_epoch']} count.",
        _table(
            ("setting", "value"),
            [
                (name.replace("_", " "), _plain(str(value)))
                for name, value in training.items()
                if name not in _SAID
            ],
        ),
        "Made with "
        + ", ".join(f"{name} {version}" for name, version in description.made_with.items())
        + ".",
        "## Limits",
        "- It knows what was in the training rows. Outside of the ranges and categories above, and for data "
        "gathered in another way, the figures above say nothing.\n"
        "- A relation it uses need not be a cause.\n"
        "- The held-out rows come from the same table, at random: rows that belong together (one patient, "
        "one "
        "day) may stand in both parts, and the figures are then too good.\n"
        + (
            "- Chances are those of the network, and are not calibrated.\n"
            if description.task == "classification"
            else "- It gives no interval: the errors above are the only measure of how far off it may be.\n"
        )
        + (
            "- Missing numbers are filled with the median of the training rows, missing categories are a "
            "category of their own."
            if description.incomplete == "fill"
            else "- Rows with a missing value get no prediction."
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _feature(feature: Feature) -> tuple[str, str, str]:
    if feature.kind == "category":
        more = ["rare ones"] if feature.other else []
        more += ["none"] if feature.missing else []
        return _plain(feature.name), "category", _listed([*feature.values, *more])
    if feature.kind == "yes/no":
        return _plain(feature.name), "yes/no", ""
    unit = " days since 1970" if feature.kind == "date" else ""
    return (
        _plain(feature.name),
        feature.kind,
        f"mean {feature.mean:.6g}, standard deviation {feature.scale:.6g}{unit}",
    )


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _listed(names: list[str], most: int = 12) -> str:
    shown = ", ".join(_plain(name) for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def _plain(text: str) -> str:
    """Names of columns must not become tables, links or headings."""
    line = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "|`*_[]<>#\\" else sign for sign in line)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"
