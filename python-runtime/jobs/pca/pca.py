"""The main directions of a table: principal component analysis in NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from gilder import (
    Column,
    Columns,
    Histogram,
    InputError,
    Line,
    Param,
    ParameterError,
    Scatter,
    Table,
    job,
    line,
    numeric_columns,
    progress,
    scatter,
    warn,
)

if TYPE_CHECKING:
    from numpy import ndarray
    from pandas import DataFrame

#: Squares of larger numbers may not be finite.
LARGEST_NUMBER = 1e150
#: A legend of more groups than this is no help.
MOST_GROUPS = 12


@dataclass(frozen=True)
class Results:
    """In the order a reader wants them: the pictures, then the tables."""

    map: Scatter | Histogram
    variance: Line
    components: DataFrame
    loadings: DataFrame
    scores: DataFrame


@dataclass(frozen=True)
class Fit:
    #: One component a row, each of length 1, by columns of the data.
    directions: ndarray
    #: Rows by components.
    scores: ndarray
    #: Of the scores of each component, with n - 1 in the denominator.
    variances: ndarray
    #: Of all columns together.
    total: float


@job(
    title="Principal components",
    tags=["dimensions", "table"],
    samples={"Wine: 13 measurements": {"table": "samples/wine.csv", "colour": "cultivar", "components": 4}},
)
def pca(
    table: Annotated[Table, Param(title="Table", help="A CSV, TSV, Parquet or Excel file.")],
    columns: Annotated[
        Sequence[str],
        Columns(of="table", numeric=True),
        Param(title="Columns", help="The number columns to analyse; all of them when none is chosen."),
    ] = (),
    components: Annotated[
        int,
        Param(title="Components", min=1, max=1000, help="How many are kept, from the most variance down."),
    ] = 2,
    standardise: Annotated[
        bool,
        Param(title="Standardise", help="Give every column mean 0 and standard deviation 1 first."),
    ] = True,
    colour: Annotated[
        str | None,
        Column(of="table"),
        Param(title="Colour by", help="A column whose values colour the points; it is not analysed."),
    ] = None,
) -> Results:
    """Finds the directions in which the rows of a table differ most, and places the rows along them.

    The components are the right singular vectors of the centred table: each one is at right angles to those
    before it and takes up as much of what variance is left as one direction can. Few of them often show what
    many columns hide. The loadings say how much of each column is in a component, the scores where each row
    lies on it. The sign of a component means nothing; its largest loading is made positive, so that the same
    table gives the same picture.

    Unless all columns have the same unit, the one with the largest numbers decides alone. So columns are
    standardised by default, and a component is then one of their correlations. Rows with missing or infinite
    values in a chosen column are left out; they have no scores. What is found is straight: groups that lie on
    a bend, or differ in a direction of little variance, can stay hidden. The whole table is held in memory,
    about three times its numbers.

    K. Pearson, "On lines and planes of closest fit to systems of points in space", Philosophical Magazine 2,
    559-572 (1901); by singular values, as in I. T. Jolliffe, "Principal Component Analysis", Springer (2002).
    """
    import numpy as np

    chosen = numeric_columns(table, columns)
    if not columns and colour is not None and colour in chosen.columns and len(chosen.columns) > 1:
        chosen = chosen.drop(columns=colour)
    values = chosen.to_numpy(dtype=np.float64, na_value=np.nan)
    complete = np.isfinite(values).all(axis=1)
    data = values[complete]
    _check(data, len(values), components)
    progress(0.2, "Finding the directions")
    names = [str(name) for name in chosen.columns]
    found = fit(data / _scale(data, names) if standardise else data, components)
    if found.total == 0:
        raise InputError("All rows are the same in these columns", "Choose other columns.", "table")
    progress(0.8, "Placing the rows")
    shares = found.variances / found.total
    labels = [f"PC{number + 1}" for number in range(components)]
    return Results(
        map=_map(found, shares, None if colour is None else table[colour].to_numpy()[complete]),
        variance=_variance(shares),
        components=_summary(found, shares, labels),
        loadings=_named(found.directions.T, labels, "column", names),
        scores=_scores(table, complete, found.scores, labels),
    )


def fit(data: ndarray, components: int) -> Fit:
    """`data` is rows by columns; `components` at most the smaller of both."""
    import numpy as np

    centred = data - data.mean(axis=0)
    left, sizes, right = np.linalg.svd(centred, full_matrices=False)
    variances = sizes**2 / max(1, len(data) - 1)
    # A direction has no sign of its own.
    largest = np.abs(right).argmax(axis=1)
    signs = np.where(right[np.arange(len(right)), largest] < 0, -1.0, 1.0)
    directions = (right * signs[:, None])[:components]
    scores = (left * sizes * signs)[:, :components]
    return Fit(directions, scores, variances[:components], float(variances.sum()))


def _check(data: ndarray, rows: int, components: int) -> None:
    if len(data) < 2:
        raise InputError(
            f"{len(data)} of {rows} rows have a value in every chosen column, and at least 2 are needed",
            "Choose columns that have more values.",
            "table",
        )
    if len(data) < rows:
        warn(f"{rows - len(data)} of {rows} rows have missing or infinite values and are left out")
    if abs(data).max() > LARGEST_NUMBER:
        raise InputError(
            "Some numbers are too large to compare", f"Leave out values beyond {LARGEST_NUMBER:g}.", "table"
        )
    most = min(data.shape)
    if components > most:
        raise ParameterError(
            "components",
            f"components must be at most {most}, the smaller of rows and columns (got {components})",
            "Ask for fewer components.",
        )


def _scale(data: ndarray, names: list[str]) -> ndarray:
    """Standard deviations; 1 for a column of one value, whose own is 0 but for rounding."""
    import numpy as np

    constant = data.max(axis=0) == data.min(axis=0)
    if constant.any():
        listed = ", ".join(name for name, same in zip(names, constant, strict=True) if same)
        warn(f"The same value in every row, and so without influence: {listed}")
    scale: ndarray = np.where(constant, 1.0, data.std(axis=0))
    return scale


def _map(found: Fit, shares: ndarray, colours: Any) -> Scatter | Histogram:
    from gilder import histogram

    axes = [f"PC{at + 1} ({100 * share:.1f} % of the variance)" for at, share in enumerate(shares[:2])]
    if found.scores.shape[1] == 1:
        return histogram(found.scores[:, 0], title="Rows along the first component", x_label=axes[0])
    groups = None if colours is None else _groups(colours)
    title = "Rows along the first two components"
    return scatter(
        found.scores[:, 0], found.scores[:, 1], groups=groups, title=title, x_label=axes[0], y_label=axes[1]
    )


def _groups(colours: Any) -> list[str] | None:
    import pandas

    words = ["missing" if pandas.isna(each) else str(each) for each in colours]
    if len(set(words)) > MOST_GROUPS:
        warn(f"The points are not coloured: the column has more than {MOST_GROUPS} different values")
        return None
    return words


def _variance(shares: ndarray) -> Line:
    import numpy as np

    numbers = np.arange(1, len(shares) + 1)
    series = {"this component": 100 * shares, "together": 100 * shares.cumsum()}
    title = "Variance taken up by the components"
    return line(numbers, series, title=title, x_label="Component", y_label="% of the variance")


def _summary(found: Fit, shares: ndarray, labels: list[str]) -> DataFrame:
    import numpy as np
    import pandas

    return pandas.DataFrame(
        {
            "component": labels,
            "standard deviation": np.sqrt(found.variances),
            "variance": found.variances,
            "share": shares,
            "together": shares.cumsum(),
        }
    )


def _named(values: ndarray, labels: list[str], head: str, names: list[str]) -> DataFrame:
    import pandas

    table = pandas.DataFrame(values, columns=labels)
    table.insert(0, head, names)
    return table


def _scores(table: DataFrame, complete: Any, scores: ndarray, labels: list[str]) -> DataFrame:
    import numpy as np

    placed = table.copy()
    for at, label in enumerate(labels):
        name = label
        while name in placed.columns:
            name += "_"
        column = np.full(len(table), np.nan)
        column[complete] = scores[:, at]
        placed.insert(at, name, column)
    return placed
