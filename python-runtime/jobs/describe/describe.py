"""Statistics for each column of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from gilder import Histogram, Param, Table, histogram, job, progress, warn

if TYPE_CHECKING:
    from pandas import DataFrame, Series


@job(
    title="Describe a table",
    tags=["table", "statistics"],
    samples={"Palmer penguins": {"table": "samples/penguins.csv"}},
)
def describe(
    table: Annotated[Table, Param(title="Table", help="A CSV, TSV, Parquet or Excel file.")],
) -> dict[str, Any]:
    """Counts, spread and most frequent value of every column, and a histogram of each column of numbers.

    The numbers are those of `DataFrame.describe` in pandas: missing values are left out, `std` is the sample
    standard deviation (n - 1), quantiles are interpolated linearly. Infinite values count, and make mean and
    spread infinite or undefined; only the histograms leave them out. A column of numbers holds integers or
    floats; yes/no columns, dates and text are described by their most frequent value.

    Histogram bins follow the narrower of two rules, at most 60 of them:
    D. Freedman and P. Diaconis, "On the histogram as a density estimator: L2 theory", Zeitschrift für
    Wahrscheinlichkeitstheorie und verwandte Gebiete 57, 453-476 (1981);
    H. A. Sturges, "The choice of a class interval", Journal of the American Statistical Association 21,
    65-66 (1926).
    """
    import pandas

    rows: list[dict[str, Any]] = []
    histograms: list[Histogram] = []
    # By position: two columns may have one name.
    for number in progress(range(table.shape[1]), "Describing columns"):
        column = table.iloc[:, number]
        rows.append(_common(column) | (_numbers(column) if _is_number(column) else _values(column)))
        chart = _histogram(column) if _is_number(column) else None
        if chart is not None:
            histograms.append(chart)
    return {"statistics": _in_order(pandas.DataFrame(rows)), "histograms": histograms}


def _is_number(column: Series[Any]) -> bool:
    return column.dtype.kind in "iuf"


def _common(column: Series[Any]) -> dict[str, Any]:
    return {
        "column": str(column.name),
        "type": str(column.dtype),
        "count": int(column.count()),
        "missing": int(column.isna().sum()),
        "distinct": int(_comparable(column).nunique()),
    }


def _numbers(column: Series[Any]) -> dict[str, Any]:
    import numpy as np

    values = column.dropna().to_numpy(dtype=np.float64)
    if not values.size:
        return {}
    # inf - inf has no value: NumPy's warning about it would tell the user nothing new.
    with np.errstate(invalid="ignore", over="ignore"):
        quarter, half, three_quarters = np.percentile(values, [25, 50, 75])
        return {
            "mean": values.mean(),
            "std": values.std(ddof=1) if values.size > 1 else None,
            "min": values.min(),
            "25 %": quarter,
            "median": half,
            "75 %": three_quarters,
            "max": values.max(),
        }


def _values(column: Series[Any]) -> dict[str, Any]:
    counts = _comparable(column).value_counts()
    if counts.empty:
        return {}
    found: dict[str, Any] = {"top": _text(counts.index[0], column), "frequency": int(counts.iloc[0])}
    if column.dtype.kind == "M":
        found |= {"earliest": _text(column.min(), column), "latest": _text(column.max(), column)}
    return found


def _comparable(column: Series[Any]) -> Series[Any]:
    """Lists and dicts, which Parquet can hold, are compared by what they look like."""
    if column.dtype == object:
        try:
            column.nunique()
        except TypeError:
            return column.map(str, na_action="ignore")
    return column


def _text(value: Any, column: Series[Any]) -> str:
    whole_days = column.dtype.kind == "M" and (column.dropna() == column.dropna().dt.normalize()).all()
    return str(value.date() if whole_days else value)


def _histogram(column: Series[Any]) -> Histogram | None:
    import numpy as np

    values = column.dropna().to_numpy()
    finite = values[np.isfinite(values)]
    if finite.size < values.size:
        warn(f"{column.name}: the infinite values ({values.size - finite.size}) are not in the histogram")
    if not finite.size:
        return None
    try:
        return histogram(finite, title=str(column.name), x_label=str(column.name))
    except ValueError as error:
        warn(f"{column.name}: no histogram, since {error}")
        return None


def _in_order(statistics: DataFrame) -> DataFrame:
    """Columns that apply to none of the table's columns are left out."""
    order = ["column", "type", "count", "missing", "distinct"]
    order += ["mean", "std", "min", "25 %", "median", "75 %", "max", "earliest", "latest", "top", "frequency"]
    statistics = statistics[[name for name in order if name in statistics.columns]]
    return statistics.astype({"frequency": "Int64"}) if "frequency" in statistics.columns else statistics
