"""How good predictions are, as scikit-learn measures it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

Scores = dict[str, float | None]


def of_numbers(actual: np.ndarray[Any, Any], predicted: np.ndarray[Any, Any]) -> Scores:
    """R² (1 is perfect, 0 as good as the mean), mean absolute and root mean squared error."""
    from sklearn import metrics

    return {
        # Of a single row, or of equal ones, there is no variance to explain.
        "R2": float(metrics.r2_score(actual, predicted)) if actual.min() < actual.max() else None,
        "MAE": float(metrics.mean_absolute_error(actual, predicted)),
        "RMSE": float(metrics.root_mean_squared_error(actual, predicted)),
    }


def of_classes(
    actual: np.ndarray[Any, Any], predicted: np.ndarray[Any, Any], chances: np.ndarray[Any, Any] | None
) -> Scores:
    """By class numbers; `chances` (rows by classes) gives the AUC of two classes.

    Accuracy, the mean recall of the classes, the mean F1 of the classes, the area under the ROC curve.
    """
    from sklearn import metrics

    with warnings.catch_warnings():
        # Of a class that only one side has: it counts as zero, which is what is wanted.
        warnings.simplefilter("ignore")
        found: Scores = {
            "accuracy": float(metrics.accuracy_score(actual, predicted)),
            "balanced_accuracy": float(metrics.balanced_accuracy_score(actual, predicted)),
            "F1": float(metrics.f1_score(actual, predicted, average="macro", zero_division=0.0)),
        }
        if chances is not None and chances.shape[1] == 2:
            both = len(set(actual.tolist())) == 2
            found["AUC"] = float(metrics.roc_auc_score(actual, chances[:, 1])) if both else None
    return found


def confusion(actual: np.ndarray[Any, Any], predicted: np.ndarray[Any, Any], classes: int) -> Any:
    """Rows are actual classes, columns predicted ones."""
    from sklearn import metrics

    return metrics.confusion_matrix(actual, predicted, labels=range(classes))


def by_class(actual: np.ndarray[Any, Any], predicted: np.ndarray[Any, Any], labels: Any) -> Any:
    import pandas
    from sklearn import metrics

    precision, recall, f1, rows = metrics.precision_recall_fscore_support(
        actual, predicted, labels=range(len(labels)), zero_division=0.0
    )
    return pandas.DataFrame(
        {"class": labels, "precision": precision, "recall": recall, "f1": f1, "rows": rows}
    )
