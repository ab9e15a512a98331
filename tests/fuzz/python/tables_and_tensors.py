"""Objects of pandas and PyTorch, from the same seeds."""

import numpy as np
import pandas as pd
import torch

_columns = (
    [1, 2, None], [1.5, float("nan"), -0.0], ["a", None, "\ud800"], [True, False, None], [b"x", 1, [2]],
    pd.to_datetime(["2020-01-01", None, "1700-05-05"]), pd.array([1, None, 3], dtype="Int8"),
    pd.array([True, None, False], dtype="boolean"), pd.array(["a", None, "b"], dtype="string"),
    pd.Categorical(["x", "y", None]), pd.period_range("2020", periods=3), pd.interval_range(0, 3),
    pd.arrays.SparseArray([0, 0, 1]), pd.timedelta_range("1h", periods=3), [1 + 2j, 0, 3],
    pd.date_range("2020", periods=3, tz="Europe/Berlin"), [pd.NA, pd.NaT, None],
)  # fmt: skip

_kinds = (
    torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int8, torch.uint8, torch.int16,
    torch.int32, torch.int64, torch.bool, torch.complex64, torch.complex128, torch.float8_e5m2,
)  # fmt: skip


def table(seed, _level: int):
    column = pd.Series(_columns[seed.below(len(_columns))], name=(None, "n", 3)[seed.below(3)])
    match seed.below(9):
        case 0:
            return column[:: (1, -1, 2)[seed.below(3)]]
        case 1:
            return column.array
        case 2:
            return pd.Index(column)
        case 3:
            return pd.MultiIndex.from_arrays([[1, 2], ["a", "b"]])
        case 4:
            return column.iloc[seed.below(3)]
        case 5:
            return pd.DataFrame({"a": column, "b": _columns[seed.below(len(_columns))]})
        case 6:
            return pd.DataFrame({seed.below(3): column})
        case 7:
            return pd.concat([column, column], axis=1)
        case _:
            return column.iloc[:0]


def tensor(seed, _level: int):
    made = torch.zeros([seed.below(4) for _ in range(seed.below(4))], dtype=_kinds[seed.below(len(_kinds))])
    match seed.below(12):
        case 0:
            return made.T if made.dim() == 2 else made.unsqueeze(0).expand(3, *made.shape)
        case 1:
            return made.to("meta")
        case 2:
            return made.to_sparse()
        case 3:
            return made.requires_grad_()
        case 4:
            return made.conj()
        case 5:
            return torch.nn.Parameter(made, requires_grad=made.is_floating_point())
        case 6:
            return made.real if made.is_complex() else made[..., ::2]
        case 7:
            return torch.quantize_per_tensor(torch.zeros(3), 0.1, 0, torch.qint8)
        case 8:
            return torch.nested.nested_tensor([torch.zeros(2), torch.zeros(3)])
        case 9:
            return torch.from_numpy(np.zeros(3)[::2])
        case 10:
            return torch.Size([1, 2])
        case _:
            return made
