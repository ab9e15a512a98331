"""Models, pictures, sheets and overviews, read back as other programs read them."""

import collections
import hashlib
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from gilder import heatmap, line, pickled
from matplotlib.figure import Figure
from PIL import Image


def tensors_of(path: Path) -> dict[str, np.ndarray]:
    """By the description of the format, and not by the code that wrote it."""
    kinds = {"F32": "<f4", "F16": "<f2", "I64": "<i8", "BOOL": "?", "BF16": "<u2"}
    data = path.read_bytes()
    end = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:end])
    assert end % 8 == 0
    header.pop("__metadata__")
    found = {}
    for name, each in header.items():
        first, last = each["data_offsets"]
        values = np.frombuffer(data[end + first : end + last], kinds[each["dtype"]])
        found[name] = values.reshape(each["shape"])
    assert end + max(each["data_offsets"][1] for each in header.values()) == len(data)
    return found


def test_a_model_is_kept_as_safetensors(keep: Any) -> None:
    model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    stored = keep({"model": model, "state": model.state_dict()})
    assert [each["kind"] for each in stored.artifacts] == ["model", "model"]
    for number in (0, 1):
        found = tensors_of(stored.file("safetensors", number))
        assert found.keys() == model.state_dict().keys()
        for name, tensor in model.state_dict().items():
            np.testing.assert_array_equal(found[name], tensor.numpy())
    assert stored.preview()["values"] == sum(tensor.numel() for tensor in model.state_dict().values())


def test_tensors_of_every_kind_keep_their_bits(keep: Any) -> None:
    given = collections.OrderedDict(
        half=torch.tensor([1.5], dtype=torch.bfloat16),
        turned=torch.arange(6.0).reshape(2, 3).T,
        none=torch.zeros(0, 3),
        yes=torch.tensor([True, False]),
        one=torch.tensor(7),
    )
    found = tensors_of(keep(given).file("safetensors"))
    assert found["half"].tolist() == [0x3FC0]
    np.testing.assert_array_equal(found["turned"], given["turned"])
    assert found["none"].shape == (0, 3)
    assert found["yes"].tolist() == [True, False]
    assert found["one"] == 7


def test_figures_are_the_same_each_time(keep: Any) -> None:
    def figure() -> Figure:
        made = Figure(figsize=(4, 3))
        axes = made.subplots()
        axes.plot([1, 2, 3], label="a")
        axes.legend()
        axes.set_title("Title")
        return made

    stored = keep({"one": figure(), "two": figure().axes[0]})
    one, two = ([file["sha256"] for file in each["files"]] for each in stored.artifacts)
    assert one == two
    assert [file["format"] for file in stored.artifacts[0]["files"]] == ["png", "svg"]
    preview = stored.preview()
    with Image.open(stored.folder / preview["path"]) as image:
        assert image.size == (preview["width"], preview["height"])
    assert preview["words"] == "Title"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "1", "P", "CMYK", "F", "I;16"])
def test_images_of_every_mode(keep: Any, mode: str) -> None:
    stored = keep({"image": Image.new(mode, (4, 3))})
    with Image.open(stored.file("png")) as image:
        assert image.size == (4, 3)


def test_pictures_in_bytes_and_files_are_pictures(keep: Any, tmp_path: Path) -> None:
    path = tmp_path / "Photo.JPG"
    Image.new("RGB", (5, 6)).save(path)
    stored = keep({"raw": path.read_bytes(), "file": path, "other": b"no picture"})
    assert [each["kind"] for each in stored.artifacts] == ["image", "image", "file"]
    assert [stored.preview(number)["height"] for number in (0, 1)] == [6, 6]
    assert stored.file("bin", 2).read_bytes() == b"no picture"


def test_single_values_are_one_sheet(keep: Any) -> None:
    stored = keep({"rows": 3, "mean": np.float32(0.5), "model": {"k": torch.tensor(2)}, "none": None})
    assert [each["kind"] for each in stored.artifacts] == ["sheet"]
    rows = stored.preview()["rows"]
    assert [(row["name"], row["value"]) for row in rows] == [
        ("rows", 3),
        ("mean", 0.5),
        ("model-k", 2),
        ("none", None),
    ]
    assert [each["kind"] for each in keep({"a": 1, "text": "x" * 500}).artifacts] == ["value", "text"]


def test_a_pickle_only_on_request(keep: Any) -> None:
    stored = keep({"set": pickled({1, 2})})
    assert pickle.loads(stored.file("pkl").read_bytes()) == {1, 2}
    assert stored.preview()["text"] == "{1, 2}"


def test_checksums_are_those_of_the_files(keep: Any) -> None:
    # One beyond the size that another thread reads.
    stored = keep({"small": 1.5, "large": np.arange(300_000)})
    for artifact in stored.artifacts:
        for file in artifact["files"]:
            data = (stored.folder / file["path"]).read_bytes()
            assert file["sha256"] == hashlib.sha256(data).hexdigest()


def test_an_overview_loses_no_peak(keep: Any) -> None:
    values = np.zeros(1_000_000, dtype=np.float32)
    values[123_456], values[777_777], values[5] = 9, -9, np.nan
    overview = keep(values).preview()["overview"]
    assert (max(overview["high"]), min(overview["low"])) == (9, -9)
    assert len(overview["low"]) <= 800
    matrix = np.zeros((3, 1000, 700))
    matrix[0, 999, 699] = 5
    matrix[1] = 100
    overview = keep({"m": matrix}).preview()["overview"]
    assert max(overview["high"]) == 5
    assert len(overview["low"]) == overview["rows"] * overview["columns"]
    small = keep({"s": np.array([[1, 2], [3, 4]])}).preview()["overview"]
    assert (small["low"], small["high"]) == ([1, 2, 3, 4], None)
    assert keep({"w": np.array(["a", "b"])}).preview()["overview"] is None


def test_lines_keep_their_peaks_and_gaps() -> None:
    y = np.zeros(100_000)
    y[54_321] = 7
    chart = line(None, {"a": y, "b": [1.0, np.nan, 3.0]})
    (_, first), (_, second) = chart.series
    assert (54_321.0, 7.0) in first
    assert len(first) <= 2500
    assert list(second) == [(0.0, 1.0), (1.0, None), (2.0, 3.0)]
    assert chart.total == 100_003
    dates = np.array(["2024-01-01", "2024-01-02"], dtype="datetime64[D]")
    timed = line(dates, [1, 2])
    assert (timed.x_axis, timed.series[0][1][0][0]) == ("time", 1_704_067_200_000.0)
    with pytest.raises(ValueError, match="2 places on x but 3 values"):
        line([1, 2], [1, 2, 3])


def test_a_large_matrix_is_shown_by_means() -> None:
    matrix = np.arange(600.0 * 10).reshape(600, 10)
    matrix[0, 0] = np.nan
    chart = heatmap(matrix, x=list("abcdefghij"), y=np.arange(600))
    assert chart.shape == (600, 10)
    assert len(chart.cells) == 200
    assert chart.cells[1][0] == matrix[3:6, 0].mean()
    assert chart.cells[0][0] == np.nanmean(matrix[:3, 0])
    assert chart.y[:2] == [0.0, 3.0]
    assert list(chart.x) == list("abcdefghij")
    with pytest.raises(ValueError, match="3 dimensions"):
        heatmap(np.zeros((2, 2, 2)))
