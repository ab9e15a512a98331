"""The shipped principal components against scikit-learn's."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from gilder import InputError, ParameterError
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

JOB = Path(__file__).resolve().parents[3] / "python-runtime/jobs/pca/pca.py"
WINE = pd.read_csv(JOB.parent / "samples/wine.csv")
NUMBERS = WINE.select_dtypes("number").to_numpy(dtype=float)


@pytest.fixture(scope="module")
def code() -> SimpleNamespace:
    from gilder.jobs.loading import load

    return SimpleNamespace(**vars(load(str(JOB)).module))


@pytest.mark.parametrize(
    "data",
    [NUMBERS, NUMBERS[:, :2], NUMBERS[:5], np.random.default_rng(1).normal(size=(300, 40)) * 1e6 + 1e9],
    ids=["wine", "two columns", "fewer rows than columns", "far from zero"],
)
def test_as_scikit_learn(code: SimpleNamespace, data: np.ndarray) -> None:
    components = min(data.shape) - 1
    theirs = PCA(components, svd_solver="full").fit(data)
    ours = code.fit(data, components)
    signs = np.sign((theirs.components_ * ours.directions).sum(axis=1))
    np.testing.assert_allclose(ours.directions, theirs.components_ * signs[:, None], rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(ours.variances, theirs.explained_variance_, rtol=1e-9)
    np.testing.assert_allclose(ours.variances / ours.total, theirs.explained_variance_ratio_, rtol=1e-9)
    size = np.abs(ours.scores).max()
    np.testing.assert_allclose(ours.scores, theirs.transform(data) * signs, rtol=1e-7, atol=1e-9 * size)


def test_largest_loadings_are_positive(code: SimpleNamespace) -> None:
    directions = code.fit(-NUMBERS, 5).directions
    largest = np.abs(directions).argmax(axis=1)
    assert (directions[np.arange(5), largest] > 0).all()


def test_the_whole(code: SimpleNamespace) -> None:
    found = code.pca(WINE, components=3, colour="cultivar")
    theirs = PCA(3).fit(StandardScaler().fit_transform(NUMBERS))
    np.testing.assert_allclose(found.components["share"], theirs.explained_variance_ratio_, rtol=1e-9)
    assert list(found.loadings["column"]) == list(WINE.columns[:13])
    assert list(found.scores.columns[:4]) == ["PC1", "PC2", "PC3", "alcohol"]
    assert len(found.map.series) == 3


def test_rows_with_gaps_have_no_scores(code: SimpleNamespace) -> None:
    table = WINE.copy()
    table.loc[3, "ash"] = np.nan
    table.loc[5, "hue"] = np.inf
    scores = code.pca(table, components=2).scores
    assert list(scores["PC1"].index[scores["PC1"].isna()]) == [3, 5]
    rest = code.pca(table.drop(index=[3, 5]).reset_index(drop=True), components=2).scores
    np.testing.assert_array_equal(scores["PC1"].dropna(), rest["PC1"])


def test_the_column_that_colours_is_not_analysed_unasked(code: SimpleNamespace) -> None:
    table = pd.DataFrame({"a": [1.0, 2, 3, 5], "b": [2.0, 1, 4, 3], "kind": [0, 0, 1, 1]})
    assert list(code.pca(table, colour="kind").loadings["column"]) == ["a", "b"]
    assert list(code.pca(table, ["a", "kind"], colour="kind").loadings["column"]) == ["a", "kind"]


@pytest.mark.parametrize(
    ("table", "options", "error", "words"),
    [
        (WINE[:1], {}, InputError, "1 of 1 rows"),
        (WINE, {"components": 14}, ParameterError, "at most 13"),
        (WINE[:4], {"components": 5}, ParameterError, "at most 4"),
        (pd.DataFrame({"a": [1.0, 1], "b": [2.0, 2]}), {}, InputError, "All rows are the same"),
        (pd.DataFrame({"a": [1e200, 1], "b": [2.0, 2]}), {}, InputError, "too large"),
        (pd.DataFrame({"a": ["x", "y"]}), {}, InputError, "number"),
    ],
)
def test_what_cannot_be_analysed(
    code: SimpleNamespace, table: pd.DataFrame, options: Any, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        code.pca(table, **options)


def test_the_same_bits_again(bench: Any) -> None:
    from gilder import host

    sample = host.describe(str(JOB))["jobs"][0]["samples"][0]["params"]
    first, second = (bench.run_file(str(JOB), sample, call=call) for call in (1, 2))
    assert first.state == "done", first.outcome
    hashes = [[file["sha256"] for each in run.results for file in each["files"]] for run in (first, second)]
    assert hashes[0] == hashes[1]
