"""How a model did on rows whose answers are known: scores, a guess beside them, charts."""

from __future__ import annotations

from typing import Any

from ..results.charts import heatmap, histogram, scatter
from . import scores
from .description import Description
from .targets import class_labels


def score(description: Description, values: Any, actual: Any) -> scores.Scores:
    """`values` as `Prediction` has them, `actual` as class numbers or numbers."""
    if description.task == "regression":
        return scores.of_numbers(actual, values)
    return scores.of_classes(actual, values.argmax(1), values)


def score_guess(description: Description, training: Any, actual: Any) -> scores.Scores:
    """Of the answer that is best without looking: the mean of the training rows, or their most frequent
    class."""
    import numpy as np

    if description.task == "regression":
        return scores.of_numbers(actual, np.full(len(actual), training.mean()))
    chances = np.bincount(training, minlength=len(description.target.classes)) / len(training)
    same = np.tile(chances, (len(actual), 1))
    return scores.of_classes(actual, same.argmax(1), same)


def charts(description: Description, values: Any, actual: Any) -> dict[str, Any]:
    """By the names they are to have among the results."""
    target = description.target
    if description.task == "classification":
        predicted, labels = values.argmax(1), class_labels(target)
        return {
            "confusion": heatmap(
                scores.confusion(actual, predicted, len(labels)),
                x=target.classes,
                y=target.classes,
                title="Confusion",
                x_label="Predicted",
                y_label="Actual",
                label="Rows",
            ),
            "classes": scores.by_class(actual, predicted, labels),
        }
    name = target.name
    found: dict[str, Any] = {
        "predicted_actual": scatter(
            actual,
            values,
            title="Predicted and actual",
            x_label=f"{name}, actual",
            y_label=f"{name}, predicted",
        )
    }
    if values.max() - values.min() < float("inf"):
        found["residuals"] = histogram(
            actual - values, title="Residuals", x_label=f"{name}, actual less predicted", y_label="Rows"
        )
    return found
