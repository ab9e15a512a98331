"""Groups of similar rows: k-means clustering in PyTorch."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from gilder import (
    Columns,
    InputError,
    Param,
    ParameterError,
    Scatter,
    Seed,
    Table,
    job,
    numeric_columns,
    progress,
    scatter,
    warn,
)

if TYPE_CHECKING:
    from pandas import DataFrame
    from torch import Generator, Tensor

#: Numbers in one block of distances: 32 MB, however many rows and clusters there are.
LARGEST_BLOCK = 4_000_000
#: Squares of larger numbers may not be finite.
LARGEST_NUMBER = 1e150

Report = Callable[[int, str], None]


@dataclass(frozen=True)
class Results:
    """In the order a reader wants them: the picture, the figures, then the tables."""

    scatter: Scatter
    inertia: float
    iterations: int
    converged: bool
    centres: DataFrame
    labels: DataFrame


@dataclass(frozen=True)
class Fit:
    centres: Tensor
    labels: Tensor
    #: The sum of squared distances of the rows to the centre of their cluster.
    inertia: float
    iterations: int
    converged: bool


@job(
    title="K-means clustering",
    tags=["clustering", "table", "torch"],
    samples={
        "Iris: 3 species": {"table": "samples/iris.csv", "k": 3},
        "Wine: 3 cultivars": {"table": "samples/wine.csv", "k": 3},
    },
)
def kmeans(
    table: Annotated[Table, Param(title="Table", help="A CSV, TSV, Parquet or Excel file.")],
    columns: Annotated[
        Sequence[str],
        Columns(of="table", numeric=True),
        Param(
            title="Columns", help="The number columns to compare rows by; all of them when none is chosen."
        ),
    ] = (),
    k: Annotated[int, Param(title="Number of clusters", min=2, max=100)] = 3,
    standardise: Annotated[
        bool,
        Param(title="Standardise", help="Give every column mean 0 and standard deviation 1 first."),
    ] = True,
    starts: Annotated[
        int, Param(title="Starts", min=1, max=1000, help="Tries from different starts; the best one counts.")
    ] = 10,
    max_iterations: Annotated[
        int, Param(title="Iterations at most", min=1, max=100_000, help="For each start.")
    ] = 300,
    tolerance: Annotated[
        float,
        Param(
            title="Tolerance",
            min=0,
            help="Stop when the squared moves of the centres sum to less than this times the mean variance.",
        ),
    ] = 1e-4,
    seed: Annotated[
        int, Seed(), Param(title="Seed", help="Equal seeds give equal results on the same computer.")
    ] = 0,
) -> Results:
    """Divides the rows of a table into k clusters so that rows of one cluster are close to each other.

    Lloyd's algorithm moves each centre to the mean of its rows until the centres rest; it starts from centres
    that k-means++ spreads over the data, and the best of several starts counts. All in 64-bit floating point.

    Distances mix the units of the columns: unless all have the same one, the column with the largest numbers
    decides alone. So columns are standardised by default, and inertia is then in standardised units; centres
    are always in the units of the table. Rows with missing or infinite values in a chosen column get no
    cluster. Clusters are numbered by size, the largest first.

    A centre that loses all its rows moves to the row that is farthest from its own centre. Clusters come out
    round and of similar spread: for long or nested shapes k-means is the wrong method.

    S. P. Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28, 129-137
    (1982); D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", Proceedings of the
    18th ACM-SIAM Symposium on Discrete Algorithms, 1027-1035 (2007).
    """
    import numpy as np

    chosen = numeric_columns(table, columns)
    values = chosen.to_numpy(dtype=np.float64, na_value=np.nan)
    complete = np.isfinite(values).all(axis=1)
    _check(values[complete], len(values), k)
    progress(None, "Loading PyTorch")
    import torch

    data = torch.from_numpy(values[complete])
    middle = data.mean(0)
    scale = _scale(data, list(chosen.columns)) if standardise else torch.ones_like(middle)
    # Distances are not changed by a shift, but around zero they lose fewer digits.
    scaled = (data - middle) / scale

    found = _in_order(_best(scaled, k, starts, max_iterations, tolerance, seed))
    if not found.converged:
        warn(f"The centres still moved after {max_iterations} iterations; allow more of them")
    sizes = torch.bincount(found.labels, minlength=k)
    if (sizes == 0).any():
        warn(f"Empty clusters: {int((sizes == 0).sum())}, since fewer than {k} rows differ from each other")
    return Results(
        scatter=_chart(scaled, data, found.labels, list(chosen.columns)),
        inertia=found.inertia,
        iterations=found.iterations,
        converged=found.converged,
        centres=_centres(found.centres * scale + middle, sizes, chosen),
        labels=_labelled(table, complete, found.labels),
    )


def _check(values: Any, rows: int, k: int) -> None:
    if len(values) == 0:
        raise InputError(
            "Every row has a missing value in a chosen column",
            "Choose columns that have more values.",
            "table",
        )
    if len(values) < rows:
        warn(f"{rows - len(values)} of {rows} rows have missing or infinite values and get no cluster")
    if k > len(values):
        raise ParameterError(
            "k",
            f"k must be at most the number of complete rows, {len(values)} (got {k})",
            "Ask for fewer clusters.",
        )
    if abs(values).max() > LARGEST_NUMBER:
        raise InputError(
            "Some numbers are too large to compare", f"Leave out values beyond {LARGEST_NUMBER:g}.", "table"
        )


def _scale(data: Tensor, names: list[str]) -> Tensor:
    """Standard deviations; 1 for a column of one value, whose own is 0 but for rounding."""
    constant = data.amax(0) == data.amin(0)
    if constant.any():
        listed = ", ".join(name for name, same in zip(names, constant.tolist(), strict=True) if same)
        warn(f"The same value in every row, and so without influence: {listed}")
    return data.std(0, correction=0).masked_fill(constant, 1.0)


def _best(data: Tensor, k: int, starts: int, max_iterations: int, tolerance: float, seed: int) -> Fit:
    import torch

    random = torch.Generator().manual_seed(seed)
    best: Fit | None = None
    for start in range(starts):

        def report(iteration: int, message: str, start: int = start) -> None:
            which = f"Start {start + 1} of {starts}, " if starts > 1 else ""
            progress((start + iteration / max_iterations) / starts, which + message)

        fitted = fit(data, spread_out(data, k, random, report), max_iterations, tolerance, report)
        if best is None or fitted.inertia < best.inertia:
            best = fitted
    assert best is not None
    return best


def spread_out(data: Tensor, k: int, random: Generator, report: Report = lambda *_: None) -> Tensor:
    """k-means++: each next centre is a row, drawn with a chance in proportion to its squared distance."""
    import torch

    chosen = [int(torch.randint(len(data), (1,), generator=random))]
    nearest = torch.full((len(data),), math.inf, dtype=data.dtype)
    while len(chosen) < k:
        report(0, f"placing centre {len(chosen) + 1}")
        nearest = torch.minimum(nearest, (data - data[chosen[-1]]).square().sum(1))
        heap = nearest.cumsum(0)
        # Where all rows lie on centres already, the first row serves as well as any.
        point = torch.rand(1, generator=random, dtype=data.dtype) * heap[-1]
        chosen.append(min(int(torch.searchsorted(heap, point, right=True)), len(data) - 1))
    return data[chosen]


def fit(
    data: Tensor,
    centres: Tensor,
    max_iterations: int = 300,
    tolerance: float = 1e-4,
    report: Report = lambda *_: None,
) -> Fit:
    """Lloyd's algorithm from the given centres. It stops when `KMeans` in scikit-learn would."""
    import torch

    allowed = tolerance * float(data.var(0, correction=0).mean())
    # Row sums by `bincount` are added in a fixed order: the same start gives the same bits.
    by_column = data.T.contiguous()
    squares = data.square().sum(1)
    labels, distances = nearest(data, squares, centres)
    converged, iteration = False, 0
    while not converged and iteration < max_iterations:
        iteration += 1
        report(iteration, f"iteration {iteration}: inertia {float(distances.sum()):.6g}")
        moved = _means(by_column, labels, centres, distances, data)
        shift = float((moved - centres).square().sum())
        centres = moved
        before = labels
        labels, distances = nearest(data, squares, centres)
        converged = bool(torch.equal(labels, before)) or shift <= allowed
    inertia = float((data - centres[labels]).square().sum())
    return Fit(centres, labels, inertia, iteration, converged)


def nearest(data: Tensor, squares: Tensor, centres: Tensor) -> tuple[Tensor, Tensor]:
    """The number of each row's nearest centre, and its squared distance to it but for rounding.

    As |x|² - 2xc + |c|², which is quick; `squares` holds the |x|².
    """
    import torch

    own = centres.square().sum(1)
    rows = max(1, LARGEST_BLOCK // max(centres.shape))
    blocks = [torch.addmm(own, block, centres.T, alpha=-2).min(1) for block in data.split(rows)]
    labels = torch.cat([block.indices for block in blocks])
    return labels, (torch.cat([block.values for block in blocks]) + squares).clamp_(min=0)


def _means(by_column: Tensor, labels: Tensor, centres: Tensor, distances: Tensor, data: Tensor) -> Tensor:
    import torch

    k = len(centres)
    sizes = torch.bincount(labels, minlength=k)
    sums = torch.stack([torch.bincount(labels, weights=column, minlength=k) for column in by_column], 1)
    empty = (sizes == 0).nonzero().flatten()
    means = sums / sizes.clamp(min=1).unsqueeze(1)
    if len(empty):
        farthest = distances.topk(len(empty)).indices
        means[empty] = data[farthest]
    return means


def _in_order(fit: Fit) -> Fit:
    import torch

    sizes = torch.bincount(fit.labels, minlength=len(fit.centres))
    order = sizes.argsort(descending=True, stable=True)
    number = torch.empty_like(order)
    number[order] = torch.arange(len(order))
    return Fit(fit.centres[order], number[fit.labels], fit.inertia, fit.iterations, fit.converged)


def _labelled(table: DataFrame, complete: Any, labels: Tensor) -> DataFrame:
    import pandas

    name = "cluster"
    while name in table.columns:
        name += "_"
    column = pandas.Series(pandas.NA, index=range(len(table)), dtype="Int64")
    column[complete] = labels.numpy() + 1
    labelled = table.copy()
    # First, so that nobody has to look for the answer behind the columns he knows.
    labelled.insert(0, name, column.astype("int64").array if complete.all() else column.array)
    return labelled


def _centres(centres: Tensor, sizes: Tensor, chosen: DataFrame) -> DataFrame:
    import pandas

    table = pandas.DataFrame(centres.numpy(), columns=chosen.columns)
    table.insert(0, "size", sizes.numpy(), allow_duplicates=True)
    table.insert(0, "cluster", range(1, len(sizes) + 1), allow_duplicates=True)
    return table


def _chart(scaled: Tensor, data: Tensor, labels: Tensor, names: list[str]) -> Scatter:
    import torch

    groups = [f"Cluster {label + 1}" for label in labels.tolist()]
    if len(names) == 1:
        rows = torch.arange(len(data))
        return scatter(
            data[:, 0], rows, groups=groups, title="Clusters", x_label=names[0], y_label="Row of the table"
        )
    axes, shares = principal_axes(scaled)
    points = scaled @ axes
    x_label, y_label = (
        f"Axis {i + 1} ({100 * share:.1f} % of the variance)" for i, share in enumerate(shares)
    )
    title = "Clusters along the first two principal axes"
    return scatter(points[:, 0], points[:, 1], groups=groups, title=title, x_label=x_label, y_label=y_label)


def principal_axes(data: Tensor) -> tuple[Tensor, list[float]]:
    """The two directions in which the (centred) data varies most, as columns, and their variance shares."""
    import torch

    variances, directions = torch.linalg.eigh(data.T @ data / len(data))
    axes = directions[:, [-1, -2]]
    # An axis has no direction of its own: its largest part is made positive, for the same picture each time.
    largest = axes.gather(0, axes.abs().argmax(0, keepdim=True))
    total = float(variances.sum()) or 1.0
    return axes * largest.sign(), [max(0.0, float(variances[i])) / total for i in (-1, -2)]
