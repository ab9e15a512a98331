"""The shipped `describe` against pandas."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

JOB = Path(__file__).resolve().parents[3] / "python-runtime/jobs/describe/describe.py"
SAMPLES = [JOB.parent / "samples/penguins.csv", *sorted((JOB.parents[1] / "kmeans/samples").glob("*.csv"))]


@pytest.fixture(scope="module")
def describe() -> Any:
    from gilder.jobs.loading import load

    return SimpleNamespace(call=load(str(JOB)).module.describe).call


def rows(result: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result["statistics"].to_dict("records")
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_numbers_are_those_of_pandas(describe: Any, path: Path) -> None:
    table = pd.read_csv(path)
    ours = describe(table)["statistics"].set_index("column")
    assert list(ours.index) == list(table.columns)
    theirs = table.select_dtypes("number").describe().T
    assert len(theirs) > 3
    names = {"25 %": "25%", "median": "50%", "75 %": "75%"}
    for name in ("count", "mean", "std", "min", "25 %", "median", "75 %", "max"):
        np.testing.assert_allclose(
            ours.loc[theirs.index, name].astype(float), theirs[names.get(name, name)], rtol=1e-12
        )
    texts = table.select_dtypes("str").describe().T
    assert ours.loc[texts.index, "top"].tolist() == texts["top"].tolist()
    assert ours.loc[texts.index, "frequency"].tolist() == texts["freq"].tolist()
    assert ours.loc[texts.index, "distinct"].tolist() == texts["unique"].tolist()
    assert ours["missing"].tolist() == table.isna().sum().tolist()
    assert ours["distinct"].tolist() == table.nunique().tolist()
    assert ours["type"].tolist() == [str(kind) for kind in table.dtypes]


def test_one_histogram_for_each_column_of_numbers(describe: Any) -> None:
    table = pd.read_csv(SAMPLES[0])
    charts = describe(table)["histograms"]
    assert [chart.title for chart in charts] == list(table.select_dtypes("number").columns)
    for chart in charts:
        assert sum(chart.counts) == table[chart.title].count()
        counts, edges = np.histogram(table[chart.title].dropna(), bins="auto")
        assert chart.counts == counts.tolist()
        assert chart.edges == edges.tolist()


def test_odd_columns(describe: Any, capsys: pytest.CaptureFixture[str]) -> None:
    table = pd.DataFrame(
        {
            "empty": [np.nan] * 4,
            "nothing": [None] * 4,
            "infinite": [1.0, np.inf, -np.inf, 2.0],
            "one infinite": [1.0, np.inf, 2.0, 3.0],
            "constant": [7] * 4,
            "single": [np.nan, 5.0, np.nan, np.nan],
            "yes": [True, False, True, True],
            "maybe": pd.array([True, None, True, False], dtype="boolean"),
            "whole": pd.array([1, None, 3, 3], dtype="Int64"),
            "huge": [2**63 - 1, -(2**63), 0, 1],
            "unsigned": np.array([2**64 - 1, 0, 1, 2], dtype=np.uint64),
            "beyond": [10**30, 1, 1, 2],
            "far": [-1.7e308, 1.7e308, 0.0, 1.0],
            "small": np.array([0.1, 0.2, 0.3, 0.4], dtype=np.float32),
            "day": pd.to_datetime(["2024-03-01", "2024-01-02", None, "2024-03-01"]),
            "time": pd.to_datetime(["2024-01-02 10:30", "2024-01-02 08:00", None, None]),
            "kind": pd.Categorical(["a", "b", "b", None]),
            "lists": [[1], [1], [2], None],
            "mixed": [1, "one", None, 2.5],
        }
    )
    result = describe(table)
    found = {row["column"]: row for row in rows(result)}
    pandas = table.select_dtypes("number")
    with np.errstate(all="ignore"):
        theirs = pandas.describe().T
    for name in ("infinite", "one infinite", "constant", "whole", "huge", "unsigned", "small"):
        for ours, other in {
            "mean": "mean",
            "std": "std",
            "min": "min",
            "median": "50%",
            "max": "max",
        }.items():
            expected = float(theirs.loc[name, other])
            assert found[name][ours] == pytest.approx(expected, rel=1e-6, nan_ok=True), (name, ours)
    assert (found["empty"]["count"], found["empty"]["missing"]) == (0, 4)
    assert np.isnan(found["empty"]["mean"])
    assert (found["nothing"]["count"], found["nothing"]["distinct"]) == (0, 0)
    assert np.isnan(found["single"]["std"])
    assert (found["yes"]["top"], found["yes"]["frequency"]) == ("True", 3)
    assert (found["maybe"]["missing"], found["maybe"]["distinct"]) == (1, 2)
    assert found["beyond"]["top"] == "1"
    assert (found["day"]["top"], found["day"]["earliest"], found["day"]["latest"]) == (
        "2024-03-01",
        "2024-01-02",
        "2024-03-01",
    )
    assert found["time"]["earliest"] == "2024-01-02 08:00:00"
    assert (found["kind"]["top"], found["kind"]["frequency"]) == ("b", 2)
    assert (found["lists"]["top"], found["lists"]["distinct"]) == ("[1]", 2)
    assert found["mixed"]["distinct"] == 3
    charted = [chart.title for chart in result["histograms"]]
    assert charted == ["infinite", "one infinite", "constant", "single", "whole", "huge", "unsigned", "small"]
    told = capsys.readouterr().err
    assert "infinite: the infinite values (2) are not in the histogram" in told
    assert "far: no histogram, since the values are too far apart" in told


def test_columns_of_one_name(describe: Any) -> None:
    result = describe(pd.DataFrame([[1, 2.5, "a"], [2, 3.5, "b"]], columns=["x", "x", "x"]))
    assert [row["type"] for row in rows(result)] == ["int64", "float64", "str"]
    assert [row["mean"] for row in rows(result)][:2] == [1.5, 3.0]


def test_as_a_run(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from gilder.run import execution

    monkeypatch.setattr(execution, "SECONDS_BETWEEN_REPORTS", 0)
    run = bench.run_file(str(JOB), {"table": str(SAMPLES[0])})
    assert run.state == "done", run.outcome
    assert [artifact["label"] for artifact in run.results][:2] == ["Statistics", "Sample Number"]
    back = pd.read_parquet(run.folder / "results/statistics.parquet")
    assert back["column"].iloc[9] == "Culmen Length (mm)"
    assert back["mean"].iloc[9] == pytest.approx(43.92193)
    day = back.set_index("column").loc["Date Egg"]
    assert (day["earliest"], day["latest"]) == ("2007-11-09", "2009-12-01")
    assert pd.read_csv(run.folder / "results/statistics.csv")["column"].tolist() == back["column"].tolist()
    fractions = [report["fraction"] for report in bench.app.progress()][1:]
    assert fractions == pytest.approx([i / 17 for i in range(18)])


def test_cancelled_between_columns(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from gilder.run import execution

    monkeypatch.setattr(execution, "SECONDS_BETWEEN_REPORTS", 0)

    def stop(call: int, kind: str, payload: dict[str, Any]) -> None:
        if (payload.get("fraction") or 0) > 0.5:
            bench.app.stopped.add(call)

    bench.app.on_event = stop
    assert bench.run_file(str(JOB), {"table": str(SAMPLES[0])}).outcome == {"state": "cancelled"}
