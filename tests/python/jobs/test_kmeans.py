"""The shipped k-means against scikit-learn's."""

import math
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from gilder import InputError, ParameterError
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

JOB = Path(__file__).resolve().parents[3] / "python-runtime/jobs/kmeans/kmeans.py"


@pytest.fixture(scope="module")
def code() -> SimpleNamespace:
    from gilder.jobs.loading import load

    return SimpleNamespace(**vars(load(str(JOB)).module))


@pytest.fixture(scope="module", params=["iris", "wine"])
def table(request: pytest.FixtureRequest) -> pd.DataFrame:
    return pd.read_csv(JOB.parent / f"samples/{request.param}.csv")


def numbers(table: pd.DataFrame, standardise: bool) -> np.ndarray:
    values = table.select_dtypes("number").to_numpy(dtype=float)
    return StandardScaler().fit_transform(values) if standardise else values


def same_start_same_end(code: SimpleNamespace, data: np.ndarray, k: int, seed: int) -> None:
    start = data[np.random.default_rng(seed).choice(len(data), k, replace=False)]
    theirs = KMeans(k, init=start, n_init=1, max_iter=300, tol=1e-4, algorithm="lloyd").fit(data)
    ours = code.fit(torch.from_numpy(data), torch.from_numpy(start), 300, 1e-4)
    assert ours.inertia == pytest.approx(theirs.inertia_, rel=1e-6)
    np.testing.assert_allclose(ours.centres.numpy(), theirs.cluster_centers_, rtol=1e-6, atol=1e-9)
    np.testing.assert_array_equal(ours.labels.numpy(), theirs.labels_)


@pytest.mark.parametrize("standardise", [True, False])
@pytest.mark.parametrize("k", [2, 3, 8])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_same_start_same_end(
    code: SimpleNamespace, table: pd.DataFrame, standardise: bool, k: int, seed: int
) -> None:
    same_start_same_end(code, numbers(table, standardise), k, seed)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_same_start_same_end_with_many_clusters(code: SimpleNamespace, seed: int) -> None:
    """Not on iris: its rounded rows lie exactly between centres, and the last bit decides where they go."""
    same_start_same_end(
        code, np.random.default_rng(seed).normal(size=(2000, 6)) * [1, 2, 3, 4, 5, 1000], 40, seed
    )


@pytest.mark.parametrize("standardise", [True, False])
@pytest.mark.parametrize("k", [2, 3, 5])
def test_own_starts_are_as_good(
    code: SimpleNamespace, table: pd.DataFrame, standardise: bool, k: int
) -> None:
    best = KMeans(k, n_init=50, random_state=0).fit(numbers(table, standardise))
    result = code.kmeans(table, k=k, standardise=standardise)
    assert result.converged
    assert result.inertia == pytest.approx(best.inertia_, rel=0.01)


def test_results_fit_together(code: SimpleNamespace, table: pd.DataFrame) -> None:
    result = code.kmeans(table, k=3)
    labels = result.labels["cluster"]
    assert result.labels.drop(columns="cluster").equals(table)
    assert result.centres["cluster"].tolist() == [1, 2, 3]
    assert result.centres["size"].tolist() == labels.value_counts().sort_index().tolist()
    assert result.centres["size"].is_monotonic_decreasing
    # Centres are means of their rows, in the table's own units.
    means = table.select_dtypes("number").groupby(labels).mean()
    np.testing.assert_allclose(result.centres.iloc[:, 2:].to_numpy(), means.to_numpy(), rtol=1e-9)
    groups = pd.DataFrame(numbers(table, True)).groupby(labels)
    assert result.inertia == pytest.approx(float((groups.var(ddof=0).T * groups.size()).to_numpy().sum()))


def test_scatter_shows_the_principal_axes(code: SimpleNamespace, table: pd.DataFrame) -> None:
    chart = code.kmeans(table, k=3).scatter
    pca = PCA(2).fit(numbers(table, True))
    shares = [
        f"Axis {i + 1} ({100 * share:.1f} % of the variance)"
        for i, share in enumerate(pca.explained_variance_ratio_)
    ]
    assert [chart.x_label, chart.y_label] == shares
    points = np.array([point for _, series in chart.series for point in series])
    theirs = np.abs(pca.transform(numbers(table, True)))
    np.testing.assert_allclose(np.sort(np.abs(points), 0), np.sort(theirs, 0), atol=1e-9)
    assert [name for name, _ in chart.series] == ["Cluster 1", "Cluster 2", "Cluster 3"]
    assert chart.total == len(table)


def test_equal_seeds_give_equal_bits(code: SimpleNamespace, table: pd.DataFrame) -> None:
    first, again = (code.kmeans(table, k=7, starts=3, seed=5) for _ in range(2))
    assert first.labels.equals(again.labels)
    assert first.centres.equals(again.centres)
    assert (first.inertia, first.iterations, first.scatter) == (
        again.inertia,
        again.iterations,
        again.scatter,
    )
    starts = [
        code.spread_out(torch.from_numpy(numbers(table, True)), 5, torch.Generator().manual_seed(s))
        for s in (1, 2)
    ]
    assert not torch.equal(*starts)


def test_tens_of_thousands_of_rows_in_blocks(code: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(0)
    data = np.concatenate([random.normal(centre, 1, (20_000, 3)) for centre in (0, 10, 20)])
    rows, centres = torch.from_numpy(data), torch.from_numpy(data[:50])
    squares = rows.square().sum(1)
    whole = code.nearest(rows, squares, centres)
    monkeypatch.setitem(code.nearest.__globals__, "LARGEST_BLOCK", 777)
    blocks = code.nearest(rows[:5000], squares[:5000], centres)
    assert torch.equal(blocks[0], whole[0][:5000])
    np.testing.assert_allclose(blocks[1], torch.cdist(rows[:5000], centres).square().min(1).values, atol=1e-9)
    monkeypatch.undo()
    result = code.kmeans(pd.DataFrame(data, columns=list("xyz")), k=3, starts=2)
    assert result.centres["size"].tolist() == [20_000] * 3
    assert sum(len(points) for _, points in result.scatter.series) <= 5000
    assert result.scatter.total == 60_000


def test_chosen_columns_only(code: SimpleNamespace) -> None:
    table = pd.read_csv(JOB.parent / "samples/iris.csv")
    result = code.kmeans(table, columns=["petal_width_cm", "petal_length_cm"], k=3)
    assert list(result.centres.columns) == ["cluster", "size", "petal_width_cm", "petal_length_cm"]
    single = code.kmeans(table, columns=["petal_width_cm"], k=3)
    assert (single.scatter.x_label, single.scatter.y_label) == ("petal_width_cm", "Row of the table")


def test_what_cannot_be_clustered_is_said(code: SimpleNamespace) -> None:
    table = pd.DataFrame(
        {"size": [1.0, 2.0, 3.0], "name": list("abc"), "gone": [np.nan] * 3, "far": [1e200, 1, 2]}
    )
    for params, kind, field, message in [
        (
            {"columns": ["name"]},
            ParameterError,
            "columns",
            "columns: the column 'name' does not hold numbers",
        ),
        (
            {"columns": ["sizes"]},
            ParameterError,
            "columns",
            "columns: the table has no column 'sizes'; did you mean 'size'?",
        ),
        (
            {"columns": ["size"], "k": 4},
            ParameterError,
            "k",
            "k must be at most the number of complete rows, 3 (got 4)",
        ),
        ({"columns": ["gone"]}, InputError, "table", "Every row has a missing value in a chosen column"),
        ({"columns": ["far"], "k": 2}, InputError, "table", "Some numbers are too large to compare"),
    ]:
        with pytest.raises(kind) as caught:
            code.kmeans(table, **params)
        assert caught.value.field == field
        assert caught.value.message == message
        assert caught.value.hint
    with pytest.raises(InputError, match="The table has no column of numbers"):
        code.kmeans(table[["name"]])
    with pytest.raises(ParameterError) as caught:
        code.kmeans(table, columns=["name"])
    assert caught.value.hint == "Choose among the number columns: 'size', 'gone', 'far'."


def test_incomplete_rows_get_no_cluster_and_a_warning(
    code: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    table = pd.DataFrame(
        {"x": pd.array([1, 2, None, 9, 10, 11], dtype="Int64"), "y": [1.0, 2, 3, np.inf, 10, 11]}
    )
    result = code.kmeans(table, k=2, starts=2)
    assert result.labels["cluster"].isna().tolist() == [False, False, True, True, False, False]
    assert result.labels["cluster"].dtype == "Int64"
    assert result.scatter.total == 4
    assert "2 of 6 rows have missing or infinite values and get no cluster" in capsys.readouterr().err


@pytest.mark.parametrize("value", [7.0, 0.1, 1e9 / 3])
def test_constant_columns_do_not_count(
    code: SimpleNamespace, capsys: pytest.CaptureFixture[str], value: float
) -> None:
    table = pd.DataFrame({"x": [0.0, 0.1, 5.0, 5.1] * 5, "same": [value] * 20})
    result = code.kmeans(table, k=2)
    assert result.labels["cluster"].tolist() in ([1, 1, 2, 2] * 5, [2, 2, 1, 1] * 5)
    np.testing.assert_allclose(result.centres["same"], value)
    assert "The same value in every row, and so without influence: same" in capsys.readouterr().err


def test_fewer_different_rows_than_clusters(
    code: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    result = code.kmeans(pd.DataFrame({"x": [1.0, 1.0, 2.0, 2.0]}), k=3)
    assert result.inertia == 0
    assert result.centres["size"].tolist() == [2, 2, 0]
    assert "Empty clusters: 1, since fewer than 3 rows differ" in capsys.readouterr().err
    same = code.kmeans(pd.DataFrame({"x": [1.0] * 4, "y": [2.0] * 4}), k=2)
    assert same.inertia == 0
    assert "0.0 %" in same.scatter.x_label


def test_a_centre_that_loses_its_rows_moves(code: SimpleNamespace) -> None:
    data = torch.tensor([[0.0], [1.0], [10.0], [11.0], [30.0]], dtype=torch.float64)
    found = code.fit(data, torch.tensor([[0.5], [10.5], [1e6]], dtype=torch.float64))
    theirs = KMeans(3, init=np.array([[0.5], [10.5], [1e6]]), n_init=1).fit(data.numpy())
    assert found.inertia == pytest.approx(theirs.inertia_)
    assert sorted(torch.bincount(found.labels).tolist()) == [1, 2, 2]


def test_too_few_iterations_are_told(code: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    result = code.kmeans(pd.read_csv(JOB.parent / "samples/wine.csv"), k=5, max_iterations=1, starts=1)
    assert not result.converged
    assert result.iterations == 1
    assert "still moved after 1 iterations" in capsys.readouterr().err


def test_a_table_with_a_column_named_cluster(code: SimpleNamespace) -> None:
    result = code.kmeans(pd.DataFrame({"cluster": [1.0, 2, 9, 10], "size": [1.0, 2, 9, 10]}), k=2)
    assert list(result.labels.columns) == ["cluster_", "cluster", "size"]
    assert list(result.centres.columns) == ["cluster", "size", "cluster", "size"]


def test_as_a_run_with_progress_for_each_iteration(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from gilder.run import execution

    monkeypatch.setattr(execution, "SECONDS_BETWEEN_REPORTS", 0)
    params = {"table": str(JOB.parent / "samples/iris.csv"), "k": "3", "starts": 2}
    run = bench.run_file(str(JOB), params)
    assert run.state == "done", run.outcome
    names = ["scatter", "inertia", "iterations", "converged", "centres", "labels"]
    assert [artifact["name"] for artifact in run.results] == names
    back = pd.read_parquet(run.folder / "results/labels.parquet")
    assert back["cluster"].value_counts().sum() == 150
    reports = bench.app.progress()
    messages = [report["message"] for report in reports]
    assert messages[:3] == ["Reading iris.csv", "Loading PyTorch", "Start 1 of 2, placing centre 2"]
    assert any(message.startswith("Start 2 of 2, iteration 1: inertia ") for message in messages)
    fractions = [report["fraction"] for report in reports if report["fraction"] is not None]
    assert fractions == sorted(fractions)
    inertias = [float(m.rsplit(" ", 1)[1]) for m in messages if m.startswith("Start 1 of 2, iteration")]
    assert inertias == sorted(inertias, reverse=True)
    assert not math.isnan(inertias[-1])


def test_cancelled_between_iterations(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from gilder.run import execution

    monkeypatch.setattr(execution, "SECONDS_BETWEEN_REPORTS", 0)

    def stop(call: int, kind: str, payload: dict[str, Any]) -> None:
        if "iteration 2" in payload.get("message", ""):
            bench.app.stopped.add(call)

    bench.app.on_event = stop
    params = {"table": str(JOB.parent / "samples/wine.csv"), "k": 8}
    run = bench.run_file(str(JOB), params)
    assert run.outcome == {"state": "cancelled"}
    assert "iteration 2" in bench.app.progress()[-1]["message"]
    assert not (run.folder / "results").exists()


def test_the_file_is_a_plain_module() -> None:
    kmeans = runpy.run_path(str(JOB))["kmeans"]
    assert kmeans(pd.DataFrame({"x": [1.0, 2, 9, 10]}), k=2).inertia > 0
