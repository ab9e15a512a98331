"""What a job returns, read back from the disk."""

import dataclasses
import datetime
import decimal
import enum
import errno
import fractions
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest
import torch
from gilder import Histogram, histogram, pickled, scatter
from gilder.errors import OutputError, ResultError
from gilder.results.kinds import results_of
from gilder.results.storing import store


class Colour(enum.Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3, 3),
        (True, True),
        (2.5, 2.5),
        (float("nan"), "NaN"),
        (np.float32("nan"), "NaN"),
        (-0.0, -0.0),
        (5e-324, 5e-324),
        (float("inf"), "Infinity"),
        (float("-inf"), "-Infinity"),
        (2**53 - 1, 2**53 - 1),
        (2**53, "9007199254740992"),
        (-(10**30), "-1" + "0" * 30),
        (1 + 2j, "(1+2j)"),
        (np.float32(0.1), 0.10000000149011612),
        (np.int64(4), 4),
        (np.bool_(True), True),
        (np.array(7.0), 7.0),
        (np.datetime64("2024-01-02"), "2024-01-02"),
        (np.datetime64("NaT"), None),
        (torch.tensor(1.5, requires_grad=True), 1.5),
        (pd.NA, None),
        (pd.NaT, None),
        (pd.Timestamp("2024-01-02 03:04"), "2024-01-02T03:04:00"),
        (datetime.date(2024, 1, 2), "2024-01-02"),
        (datetime.timedelta(hours=1), "1:00:00"),
        (decimal.Decimal("0.10"), "0.10"),
        (fractions.Fraction(1, 3), "1/3"),
        (Colour.RED, "red"),
    ],
)
def test_scalars(keep: Any, value: object, shown: object) -> None:
    stored = keep(value)
    preview = stored.preview()
    preview.pop("type")
    assert preview == {"kind": "value", "value": shown}
    assert str(preview["value"]) == str(shown)
    assert stored.artifacts[0]["label"] == "Result"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (float("nan"), "float"),
        (np.float32("nan"), "float32"),
        (None, "NoneType"),
        (pd.NaT, "NaTType"),
        (2**80, "int"),
        (np.array(7.0), "float64"),
        (np.datetime64("2024-01-02"), "datetime64[D]"),
        (torch.tensor(3), "int"),
        (1 + 2j, "complex"),
        (decimal.Decimal("NaN"), "Decimal"),
    ],
)
def test_a_value_is_kept_with_the_name_of_its_type(keep: Any, value: object, kind: str) -> None:
    stored = keep({"one": value})
    assert stored.preview()["type"] == kind


def test_text(keep: Any) -> None:
    stored = keep({"report": "Zoë\n" + "x" * 200_000 + "\ud800"})
    assert stored.file("txt").read_text(encoding="utf-8") == "Zoë\n" + "x" * 200_000 + "\\ud800"
    assert len(stored.preview()["text"]) == 100_000
    assert stored.artifacts[0]["label"] == "Report"


def test_nothing(keep: Any) -> None:
    assert keep(None).artifacts == []
    assert keep({}).artifacts == []
    assert (keep({}).folder / "results").is_dir()


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.arange(6).reshape(2, 3).T,
        np.arange(10)[::-2],
        np.zeros((0, 3)),
        np.array([1, 2], dtype=">i4"),
        np.array([0.1, np.nan, np.inf], dtype=np.float16),
        np.array([1 + 2j]),
        np.array([True, False]),
        np.array(["a", "b"]),
        np.array([b"x"]),
        np.array(["2024-01-02", "NaT"], dtype="datetime64[D]"),
        np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
        np.array([2**63], dtype=np.uint64),
    ],
)
def test_array_round_trip(keep: Any, array: np.ndarray) -> None:
    stored = keep({"a": array})
    back = np.load(stored.file("npy"))
    assert back.dtype == array.dtype
    np.testing.assert_array_equal(back, array)
    preview = stored.preview()
    assert preview["shape"] == list(array.shape)
    assert preview["dtype"] == str(array.dtype)
    assert len(preview["head"]) == array.size


def test_array_heads_are_short_and_in_c_order(keep: Any) -> None:
    assert keep(np.arange(6.0).reshape(2, 3).T).preview()["head"] == [0, 3, 1, 4, 2, 5]
    assert len(keep(np.zeros((50, 50))).preview()["head"]) == 1000
    assert keep(np.array([0.1, np.nan, -np.inf], dtype=np.float32)).preview()["head"] == [
        0.1,
        None,
        "-Infinity",
    ]
    assert keep(np.array([2**63], dtype=np.uint64)).preview()["head"] == [str(2**63)]


def test_hidden_values_of_a_masked_array_do_not_count(keep: Any) -> None:
    stored = keep(np.ma.masked_array([1, 2, 3], mask=[False, True, False]))
    np.testing.assert_array_equal(np.load(stored.file("npy")), [1, np.nan, 3])


@pytest.mark.parametrize(
    ("tensor", "values"),
    [
        (torch.tensor([[1.0, 2.0]], requires_grad=True), [[1, 2]]),
        (torch.tensor([1, 2]).to_sparse(), [1, 2]),
        (torch.tensor([1.5], dtype=torch.bfloat16), [1.5]),
        (torch.tensor([1 + 2j]).conj(), [1 - 2j]),
        (torch.nn.Parameter(torch.ones(2)), [1, 1]),
    ],
)
def test_tensors(keep: Any, tensor: torch.Tensor, values: list[Any]) -> None:
    np.testing.assert_array_equal(np.load(keep(tensor).file("npy")), values)


def test_charts(keep: Any) -> None:
    bars = histogram([1, 2, 2, 3], title="Sizes", x_label="cm")
    stored = keep({"charts": [bars, scatter([1, 2], [3, 4])]})
    assert stored.names == ["charts-1", "charts-2"]
    assert [artifact["label"] for artifact in stored.artifacts] == ["Sizes", "Charts 2"]
    assert json.loads(stored.file("json").read_text()) == stored.preview() == bars.preview()
    with pytest.raises(ResultError, match="A chart holds something else than finite numbers"):
        keep(Histogram("", "", "", [0.0, float("nan")], [1]))


@dataclasses.dataclass
class Fit:
    slope: float
    residuals: np.ndarray
    notes: dict[str, Any]


class Pair(NamedTuple):
    left: np.ndarray
    right: str


def test_several_results_keep_their_order_and_names(keep: Any) -> None:
    stored = keep(Fit(2.0, np.zeros(2), {"by hand": "yes", "max_error": 0.1}))
    assert stored.names == ["slope", "residuals", "notes"]
    assert [artifact["label"] for artifact in stored.artifacts] == ["Slope", "Residuals", "Notes"]
    assert [artifact["kind"] for artifact in stored.artifacts] == ["value", "array", "sheet"]
    assert keep(Pair(np.zeros(1), "b")).names == ["result-1", "result-2"]
    assert keep([np.zeros(1), "b"]).names == ["result-1", "result-2"]
    assert keep({"a": None}).preview() == {"kind": "value", "value": None, "type": "NoneType"}


def test_a_list_of_plain_values_is_a_table(keep: Any) -> None:
    assert keep({"scores": [1, 2, 3]}).preview()["columns"][0]["name"] == "scores"
    assert keep(["a", None]).preview()["rows"] == [["a"], [None]]


def test_names_are_fit_for_every_system(keep: Any) -> None:
    keys = [
        "CON",
        "com1",
        "a/b\\c:d*?",
        "../../etc",
        " ",
        "",
        "Größe",
        "größe",
        "x" * 300,
        ".hidden",
        "日本" * 100,
        7,
    ]
    stored = keep(dict.fromkeys(keys, np.zeros(2)))
    assert stored.names[:9] == [
        "CON_",
        "com1_",
        "a-b-c-d",
        "etc",
        "result",
        "result-2",
        "Größe",
        "größe-2",
        "x" * 60,
    ]
    assert stored.names[9:] == ["hidden", "日本" * 30, "7"]
    for artifact in stored.artifacts:
        name = artifact["files"][0]["path"].removeprefix("results/")
        assert "/" not in name
        assert len(name.encode()) < 255
        assert (stored.folder / "results" / name).is_file()
    assert stored.artifacts[2]["label"] == "a/b\\c:d*?"


def ring() -> dict[str, Any]:
    value: dict[str, Any] = {}
    value["again"] = [value, np.zeros(1)]
    return value


def deep() -> list[Any]:
    value: list[Any] = [np.zeros(1)]
    for _ in range(100_000):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        ({"ok": 1, "model": [np.zeros(1), pickled(lambda: 1)]}, "result['model'][1] cannot be pickled: "),
        ({"ok": 1, "model": [np.zeros(1), open]}, "result['model'][1] is of type builtin_function_or_method"),
        ({"g": (x for x in "ab")}, "result['g'] is of type generator"),
        (Fit, "result is of type type"),
        (
            {"there": Path("/nowhere/at/all.csv")},
            "result['there'] is the path /nowhere/at/all.csv, and there",
        ),
        ({"o": np.array([object()])}, "result['o'] is an array of Python objects"),
        (ring(), "result['again'][0] holds itself"),
        (deep(), "is nested too deeply"),
        ([np.zeros(1)] * 1001, "The job returned more than 1000 results"),
    ],
)
def test_what_cannot_be_kept_is_named_by_its_place(returned: object, words: str, tmp_path: Path) -> None:
    with pytest.raises(ResultError) as caught:
        store(results_of(returned), str(tmp_path))
    assert words in caught.value.message
    assert caught.value.hint
    assert list(tmp_path.glob("results/*")) == []


def test_a_result_error_is_an_outcome(bench: Any) -> None:
    run = bench.run("import numpy\ndef f():\n    return {'a': 1, 'b': numpy.array([object()])}\n")
    assert run.error["kind"] == "result"
    assert run.error["message"] == "result['b'] is an array of Python objects, which Gilder cannot store"
    assert "return a table" in run.error["hint"]


@pytest.mark.parametrize(
    ("returned", "place", "words"),
    [
        (object(), "result is of type object", "<object object at"),
        (Fit(1, np.zeros(1), {"s": {1, 2}}), "result.notes['s'] is of type set", "{1, 2}"),
    ],
)
def test_what_has_no_form_is_kept_in_words_with_a_note(
    keep: Any, returned: object, place: str, words: str
) -> None:
    stored = keep(returned)
    last = len(stored.artifacts) - 1
    assert place in stored.artifacts[last]["note"]
    assert "gilder.pickled" in stored.artifacts[last]["note"]
    assert stored.preview(last)["text"].startswith(words)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    calls = []

    def fsync(_handle: int) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OutputError) as caught:
        store(results_of({"a": 1, "b": "text", "c": np.zeros(3)}), str(tmp_path))
    assert str(tmp_path) in caught.value.message
    assert ("do not fit" in caught.value.message) == (number != errno.EIO)
    assert list((tmp_path / "results").iterdir()) == []


def test_a_short_write_of_numpy_is_a_full_disk(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def save(*_: Any, **__: Any) -> None:
        raise OSError("8 requested and 4 written")

    path = bench.write("import numpy\ndef f():\n    return numpy.zeros(2)\n")
    monkeypatch.setattr(np, "save", save)
    run = bench.run_file(path)
    assert run.error["kind"] == "output"
    assert run.error["message"] == f"The results do not fit on the disk of {run.folder}"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("a file in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        store(results_of(1), str(tmp_path))


def test_no_temporary_files_stay(keep: Any) -> None:
    stored = keep({"a": 1, "b": np.zeros(3), "c": pd.DataFrame({"x": [1]})})
    names = sorted(path.name for path in (stored.folder / "results").iterdir())
    assert names == ["a.json", "b.npy", "b.preview.json", "c.csv", "c.parquet", "c.preview.json"]
