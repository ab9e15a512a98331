"""Charts as plain numbers, against NumPy."""

import time

import numpy as np
import pytest
from gilder import histogram, scatter
from gilder.results.charts import MOST_BINS, MOST_POINTS

RANDOM = np.random.default_rng(1)


@pytest.mark.parametrize(
    "data",
    [
        RANDOM.normal(size=10),
        RANDOM.normal(size=1000),
        RANDOM.uniform(size=5000),
        RANDOM.integers(0, 12, size=500),
        RANDOM.integers(0, 5, size=20_000),
        RANDOM.exponential(size=300),
        np.repeat([1.0, 2.0], [99, 1]),
        np.array([3.0]),
        np.array([5.0, 5.0, 5.0]),
        np.array([1, 2]),
        np.array([True, False]),
    ],
)
def test_bins_are_those_of_numpy(data: np.ndarray) -> None:
    counts, edges = (
        np.histogram(data, bins="auto") if data.dtype != bool else np.histogram(data * 1.0, "auto")
    )
    found = histogram(data)
    assert found.counts == counts.tolist()
    assert found.edges == edges.tolist()


def test_a_far_outlier_costs_neither_bins_nor_time() -> None:
    data = np.append(RANDOM.normal(size=10_000), 1e12)
    begin = time.monotonic()
    found = histogram(data)
    assert time.monotonic() - begin < 1
    assert len(found.counts) == MOST_BINS
    assert sum(found.counts) == data.size
    # NumPy's own rule would need this many.
    assert (data.max() - data.min()) / 0.1 > 1e12


def test_values_without_a_place_are_left_out() -> None:
    assert sum(histogram([1.0, np.nan, np.inf, -np.inf, 2.0]).counts) == 2
    assert sum(histogram([]).counts) == 0
    assert sum(histogram(np.array([2**64 - 1, 0], dtype=np.uint64)).counts) == 2
    with pytest.raises(ValueError, match="too far apart"):
        histogram([-1e308, 1e308])


def test_scatter_groups_and_gaps() -> None:
    chart = scatter([1, 2, np.nan, 4], [1, 2, 3, np.inf], groups=["b", "a", "a", "a"], title="T")
    assert chart.series == [("a", [(2.0, 2.0)]), ("b", [(1.0, 1.0)])]
    assert chart.total == 2
    assert scatter([], []).series == []
    assert scatter([1], [2], title="T").series == [("T", [(1.0, 2.0)])]
    with pytest.raises(ValueError, match="2 points but 1 group names"):
        scatter([1, 2], [1, 2], groups=["a"])


def test_many_points_are_thinned_the_same_way_each_time() -> None:
    x = RANDOM.normal(size=100_000)
    groups = np.where(np.arange(100_000) < 3, "few", "many")
    charts = [scatter(x, x, groups=groups) for _ in range(2)]
    assert charts[0] == charts[1]
    sizes = {name: len(points) for name, points in charts[0].series}
    assert sizes["few"] == 1
    assert MOST_POINTS - 2 <= sum(sizes.values()) <= MOST_POINTS
    assert charts[0].total == 100_000
