"""Returned tables, read back from the disk."""

from typing import Any

import numpy as np
import pandas as pd
import pytest


def mixed_table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "whole": [1, 2**60, -3],
            "real": [0.1, np.nan, -np.inf],
            "text": ["a,b", None, 'say "hi"\nnow'],
            "yes": [True, False, True],
            "maybe": pd.array([1, None, 3], dtype="Int64"),
            "day": pd.to_datetime(["2024-01-02", None, "2024-12-31"]),
            "when": pd.to_datetime(["2024-01-02 10:00", None, "2024-12-31 00:00:00.5"], format="ISO8601"),
            "zone": pd.to_datetime(["2024-01-02", None, "2024-12-31"]).tz_localize("UTC"),
            "kind": pd.Categorical(["x", None, "y"]),
            "single": np.array([0.1, 2, np.inf], dtype=np.float32),
            "took": pd.to_timedelta(["1h", None, "2h"]),
        }
    )


def test_table_round_trip(keep: Any) -> None:
    frame = mixed_table()
    stored = keep({"table": frame})
    back = pd.read_parquet(stored.file("parquet"))
    pd.testing.assert_frame_equal(back, frame, check_dtype=False, check_index_type=False)
    assert str(back["maybe"].dtype) == "Int64"
    csv = pd.read_csv(stored.file("csv"), parse_dates=["day", "when"])
    assert csv["whole"].tolist() == frame["whole"].tolist()
    assert csv["real"].tolist()[::2] == [0.1, -np.inf]
    assert csv["text"].tolist()[::2] == frame["text"].tolist()[::2]
    assert csv["day"].equals(frame["day"].astype(csv["day"].dtype))
    assert csv["kind"].tolist()[::2] == ["x", "y"]
    assert stored.file("csv").read_text(encoding="utf-8").count("2024-01-02,") == 1


def test_table_preview(keep: Any) -> None:
    preview = keep(mixed_table()).preview()
    assert preview["total"] == 3
    assert [column["name"] for column in preview["columns"] if column["numeric"]] == [
        "whole",
        "real",
        "maybe",
        "single",
    ]
    assert preview["rows"] == [
        [
            1,
            0.1,
            "a,b",
            True,
            1,
            "2024-01-02",
            "2024-01-02T10:00:00",
            "2024-01-02",
            "x",
            0.1,
            "0 days 01:00:00",
        ],
        [str(2**60), None, None, False, None, None, None, None, None, 2.0, None],
        [
            -3,
            "-Infinity",
            'say "hi"\nnow',
            True,
            3,
            "2024-12-31",
            "2024-12-31T00:00:00.500000",
            "2024-12-31",
            "y",
            "Infinity",
            "0 days 02:00:00",
        ],
    ]


def test_large_tables_show_their_first_rows(keep: Any) -> None:
    stored = keep(pd.DataFrame({"n": range(2500), "t": ["x" * 5000] * 2500}))
    preview = stored.preview()
    assert (len(preview["rows"]), preview["total"]) == (1000, 2500)
    assert preview["rows"][999][0] == 999
    assert len(preview["rows"][0][1]) == 1000
    assert len(pd.read_parquet(stored.file("parquet"))) == 2500


@pytest.mark.parametrize(
    ("frame", "names", "first"),
    [
        (pd.DataFrame({"a": [1, 2]}), ["a"], [1]),
        (pd.DataFrame({"a": [1, 2]}, index=[5, 7]), ["a"], [1]),
        (pd.DataFrame({"a": [1, 2]}, index=["p", "q"]), ["index", "a"], ["p", 1]),
        (pd.DataFrame({"a": [1, 2]}, index=pd.Index([5, 7], name="id")), ["id", "a"], [5, 1]),
        (pd.DataFrame({"a": [1]}, index=pd.Index([5], name="a")), ["a", "a.1"], [5, 1]),
        (
            pd.DataFrame({"k": [1, 1], "v": [2, 4]}).groupby("k").agg(["mean", "max"]),
            ["k", "v / mean", "v / max"],
            [1, 3.0, 4],
        ),
        (pd.DataFrame([[1, 2, 3]], columns=["x", "x", 2007]), ["x", "x.1", "2007"], [1, 2, 3]),
        (pd.Series([1.5], name="s"), ["s"], [1.5]),
        (pd.Series([1.5]), ["value"], [1.5]),
        (pd.Series(["b", "b", "a"]).value_counts(), ["index", "count"], ["b", 2]),
        (pd.Index(["u", "v"]), ["0"], ["u"]),
        (pd.DataFrame(), [], None),
        (pd.DataFrame({"a": []}), ["a"], None),
    ],
)
def test_index_and_column_names(keep: Any, frame: Any, names: list[str], first: list[Any] | None) -> None:
    stored = keep(frame)
    preview = stored.preview()
    assert [column["name"] for column in preview["columns"]] == names
    assert (preview["rows"][0] if preview["rows"] else None) == first
    assert list(pd.read_parquet(stored.file("parquet")).columns) == names


def test_columns_of_several_kinds_are_kept_as_text(keep: Any, capsys: pytest.CaptureFixture[str]) -> None:
    stored = keep(
        pd.DataFrame({"m": [1, "two", None, 3.5], "o": [object, 1j, None, None], "n": [1, 2, 3, 4]})
    )
    back = pd.read_parquet(stored.file("parquet"))
    assert back["m"].tolist()[:2] == ["1", "two"]
    assert back["m"].isna().tolist() == [False, False, True, False]
    assert back["o"].tolist()[:2] == ["<class 'object'>", "1j"]
    assert back["n"].tolist() == [1, 2, 3, 4]
    assert stored.preview()["rows"][0] == [1, "<class 'object'>", 1]
    assert "The column 'm' holds values of different kinds; it is stored as text" in capsys.readouterr().err


def test_nested_values_survive(keep: Any) -> None:
    stored = keep(pd.DataFrame({"l": [[1, 2], None], "c": pd.array([1 + 1j, 2], dtype="complex128")}))
    assert pd.read_csv(stored.file("csv"))["l"][0] == "[1, 2]"
    assert stored.preview()["rows"][0] == ["[1, 2]", "(1+1j)"]
