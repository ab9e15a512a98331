"""A trained network with all that it takes to use it on a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import features
from .description import Description
from .features import Oddities
from .network import build
from .targets import class_labels
from .training import ROWS_AT_ONCE

if TYPE_CHECKING:
    from pandas import DataFrame
    from torch import Tensor

#: Of the table, so that columns of categories never stand in memory all at once.
ROWS_ENCODED_AT_ONCE = 8 * ROWS_AT_ONCE

Report = Callable[[float], None]


@dataclass(frozen=True)
class Prediction:
    #: Of each row the number, or with classes the chance of each: rows by classes. NaN where there is none.
    values: Any
    odd: Oddities


@dataclass(frozen=True)
class Model:
    description: Description
    weights: dict[str, Tensor]

    def predict(self, table: DataFrame, device: str = "cpu", report: Report = lambda _: None) -> Prediction:
        """An InputError says which columns are missing or hold something else than in training."""
        import numpy as np
        import torch

        features.check_table(table, self.description.features)
        network = build(self.description.layers)
        network.load_state_dict(self.weights)
        network.to(device).eval()
        found, odd = [], Oddities()
        for start in range(0, len(table), ROWS_ENCODED_AT_ONCE):
            report(start / len(table))
            part = table.iloc[start : start + ROWS_ENCODED_AT_ONCE]
            matrix, incomplete, its_odd = features.encode(part, self.description.features)
            odd.add(its_odd)
            with torch.no_grad():
                outputs = torch.cat(
                    [
                        network(rows.to(device)).cpu().double()
                        for rows in torch.from_numpy(matrix).split(ROWS_AT_ONCE)
                    ]
                )
            values = self._in_own_units(outputs).numpy()
            if self.description.incomplete == "leave out":
                values[incomplete] = np.nan
            found.append(values)
        return Prediction(np.concatenate(found), odd)

    def _in_own_units(self, outputs: Tensor) -> Tensor:
        if self.description.task == "classification":
            return outputs.softmax(1)
        target = self.description.target
        return outputs.squeeze(1) * target.scale + target.mean

    def columns(self, prediction: Prediction) -> DataFrame:
        """The predictions as columns: `predicted`, and with classes the chance of each."""
        import numpy as np
        import pandas

        values, target = prediction.values, self.description.target
        if self.description.task == "regression":
            return pandas.DataFrame({"predicted": values})
        known = ~np.isnan(values).any(axis=1)
        labels = pandas.Series(class_labels(target)[np.where(known, values.argmax(1), 0)])
        chances = {f"chance of {name}": values[:, at] for at, name in enumerate(target.classes)}
        return pandas.DataFrame({"predicted": labels.where(known, None), **chances})
