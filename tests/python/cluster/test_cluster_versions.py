"""Which versions are near enough, and how those that are not are told."""

from gilder.cluster.versions import PACKAGES, differences

OWN = dict.fromkeys(PACKAGES, "2.4.6") | {"python": "3.11.7.final.0"}


def test_repairs_make_no_difference():
    other = dict.fromkeys(PACKAGES, "2.4.9") | {"python": "3.11.2.final.0"}
    assert differences(OWN, OWN, {"w": other}) == []


def test_each_version_is_told_once_with_its_workers():
    old = OWN | {"numpy": "1.26.4", "python": "3.12.1.final.0"}
    assert differences(OWN, None, {"a": old, "b": OWN, "c": old}) == [
        "Python 3.11.7 here, 3.12.1 on a, c",
        "numpy 2.4.6 here, 1.26.4 on a, c",
    ]


def test_many_workers_are_counted():
    workers = {f"w{number}": OWN | {"pyarrow": None} for number in range(9)}
    assert differences(OWN, None, workers) == ["pyarrow 2.4.6 here, missing on w0, w1, w2 and 6 more"]


def test_a_scheduler_needs_only_what_it_uses():
    assert differences(OWN, OWN | {"numpy": None}, {}) == []
    assert differences(OWN, OWN | {"dask": "2.3.0"}, {}) == ["dask 2.4.6 here, 2.3.0 on the scheduler"]
