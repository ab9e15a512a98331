"""What a job gives away before it ends: results, measurements, files, its state."""

import json
import os
import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gilder import artifact, checkpoint, metric, out_dir, resume, show
from gilder.run.measures import MOST_A_BEAT, Measures, thinned

SHOWN = """
import numpy
from gilder import show
def f():
    show(numpy.arange(3))
    show({"a": 1, "b": 2}, "state")
    show({"a": 2, "b": 3}, "state")
    show(numpy.arange(4))
    ENDING
"""


def told(app: Any, kind: str) -> list[dict[str, Any]]:
    return [payload for _, its, payload in app.events if its == kind]


def read(run: Any, path: str) -> Any:
    return json.loads((run.folder / path).read_text(encoding="utf-8"))


def test_what_is_shown_is_there_when_it_is_told(bench: Any, app: Any) -> None:
    sizes = []
    folder = bench.folder / "run-1"

    def look(_call: int, kind: str, payload: dict[str, Any]) -> None:
        if kind == "result":
            sizes.extend((folder / file["path"]).stat().st_size == file["bytes"] for file in payload["files"])

    app.on_event = look
    run = bench.run(SHOWN.replace("ENDING", "return 5"))
    assert sizes == [True] * 4
    assert [each["name"] for each in told(app, "result")] == ["array-1", "state", "state", "array-2"]
    assert [each["name"] for each in run.results] == ["array-1", "state", "array-2", "result"]
    assert run.results[1]["revision"] == 2
    assert [row["value"] for row in read(run, run.results[1]["preview"])["rows"]] == [2, 3]
    assert [each["label"] for each in run.results] == ["Array 1", "State", "Array 2", "Result"]


@pytest.mark.parametrize("ending", ["raise ValueError('no')", "return numpy.array([object()])"])
def test_what_was_shown_stays_when_the_job_fails(bench: Any, ending: str) -> None:
    run = bench.run(SHOWN.replace("ENDING", ending))
    assert run.state == "failed"
    assert [each["name"] for each in run.results] == ["array-1", "state", "array-2"]


REPLACED = """
import numpy
from gilder import pickled, show
def f():
    show({"a": numpy.arange(3), "b": numpy.arange(4)}, "x")
    try:
        show({"a": numpy.arange(5), "b": pickled(lambda: 0)}, "x")
    except Exception as error:
        print(error)
"""


def test_what_cannot_take_its_place_leaves_no_name_without_a_file(bench: Any) -> None:
    run = bench.run(REPLACED)
    assert run.state == "done", run.outcome
    assert [each["name"] for each in run.results] == ["x-b"]
    for file in run.results[0]["files"]:
        assert (run.folder / file["path"]).stat().st_size == file["bytes"]


def test_a_cancelled_run_keeps_what_it_had(bench: Any, app: Any) -> None:
    app.on_event = lambda call, kind, _: app.stopped.add(call) if kind == "result" else None
    run = bench.run("from gilder import show\ndef f():\n    show('first', 'one')\n    show('x', 'two')\n")
    assert run.state == "cancelled"
    assert [each["name"] for each in run.results] == ["one"]


def test_a_generator_shows_each_item_and_returns_the_last(bench: Any, app: Any) -> None:
    run = bench.run("def f():\n    yield 1\n    yield {'a': 1, 'b': 2}\n    return {'end': 3}\n")
    assert [each["name"] for each in told(app, "result")] == ["Item-1", "Item-2"]
    assert [each["name"] for each in run.results] == ["Item-1", "Item-2", "end"]
    many = bench.run("def f():\n    for x in range(1200):\n        yield 'text'\n", call=2)
    assert many.state == "failed"
    assert "more than 1000" in many.error["message"]
    assert len(many.results) == 1000


def test_files_of_the_job(bench: Any, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "deep").mkdir(parents=True)
    (own / "a b.csv").write_text("x\n1\n")
    (own / "deep" / "CON.bin").write_bytes(b"\0")
    run = bench.run(f"""
from pathlib import Path
from gilder import artifact, out_dir
def f():
    (out_dir() / "left.txt").write_text("behind")
    artifact({str(own / "a b.csv")!r})
    return Path({str(own)!r})
""")
    assert [(each["name"], each["kind"]) for each in run.results] == [
        ("a-b", "file"),
        ("result", "file"),
        ("left-txt", "file"),
    ]
    paths = [[file["path"] for file in each["files"]] for each in run.results]
    assert paths[0] == ["results/a-b.csv"]
    assert paths[1] == ["results/result/a-b.csv", "results/result/deep/CON_.bin"]
    assert paths[2] == ["results/out/left.txt"]
    preview = read(run, run.results[0]["preview"])
    assert (preview["name"], preview["text"]) == ("a b.csv", "x\n1\n")
    assert [entry["name"] for entry in read(run, run.results[1]["preview"])["entries"]] == [
        "a b.csv",
        "deep/CON.bin",
    ]


def test_what_is_written_into_a_file_later_does_not_reach_its_copy(bench: Any) -> None:
    # As torch.save does with every epoch: the same file, written anew in its place.
    run = bench.run("""
from pathlib import Path
from gilder import artifact
def f():
    for epoch in (1, 2):
        with open("model.bin", "wb") as file:
            file.write(bytes([epoch]) * 100_000_000)
        artifact("model.bin", f"epoch {epoch}")
    Path("model.bin").unlink()
""")
    assert run.state == "done", run.outcome
    for epoch, kept in zip((1, 2), run.results, strict=True):
        assert (run.folder / kept["files"][0]["path"]).read_bytes() == bytes([epoch]) * 100_000_000


def test_metrics_arrive_in_order_with_their_steps(bench: Any, app: Any) -> None:
    run = bench.run("""
import torch
from gilder import metric
def f():
    for step in range(100):
        metric("loss", torch.tensor(1.0 / (step + 1), requires_grad=True), step=2 * step)
    metric("plain", 3)
    metric("plain", float("nan"))
    metric("plain", -float("inf"))
""")
    assert run.state == "done"
    points: dict[str, list[Any]] = {}
    for event in told(app, "metrics"):
        for series in event["series"]:
            points.setdefault(series["name"], []).extend(series["points"])
    assert [point[0] for point in points["loss"]] == [2.0 * step for step in range(100)]
    assert [point[:2] for point in points["plain"]] == [[0, 3.0], [1, "NaN"], [2, "-Infinity"]]


def test_a_million_points_cost_little_and_keep_their_peaks() -> None:
    sent: list[dict[str, Any]] = []
    measures = Measures(sent.append, lambda: None)
    for step in range(1_000_000):
        measures.add("x", 1e9 if step == 777_777 else float(step % 7), None, 0.0)
        if step % 50_000 == 0:
            measures.beat()
    measures.beat()
    points = [point for event in sent for point in event["series"][0]["points"]]
    assert len(points) <= 21 * MOST_A_BEAT
    assert [777_777, 1e9, 0.0] in points
    assert [point[0] for point in points] == sorted(point[0] for point in points)
    assert sent[-1]["series"][0]["total"] == 1_000_000
    assert points[-1][0] == 999_999


def test_thinning_leaves_gaps_where_there_is_nothing_else() -> None:
    nan = float("nan")
    points = [(float(at), nan if at < 50 else float(at), 0.0) for at in range(100)]
    kept = thinned(points, 11)
    assert len(kept) <= 12
    assert kept[0][1] != kept[0][1]
    assert kept[-1] == (99.0, 99.0, 0.0)


def test_a_checkpoint_is_what_the_next_run_begins_with(bench: Any, app: Any) -> None:
    source = "from gilder import checkpoint, resume\ndef f():\n    start = resume()\n    ENDING\n"
    first = bench.run(source.replace("ENDING", "checkpoint({'step': 3}); raise ValueError('crash')"))
    assert first.state == "failed"
    assert [each["path"] for each in told(app, "checkpoint")] == ["checkpoint.pkl"]
    assert pickle.loads((first.folder / "checkpoint.pkl").read_bytes()) == {"step": 3}
    (bench.folder / "run-2").mkdir()
    os.link(first.folder / "checkpoint.pkl", bench.folder / "run-2" / "checkpoint.pkl")
    second = bench.run(source.replace("ENDING", "return start['step']"), call=2)
    assert read(second, second.results[0]["preview"])["value"] == 3
    (bench.folder / "run-3").mkdir()
    (bench.folder / "run-3" / "checkpoint.pkl").write_bytes(b"no pickle")
    third = bench.run(source.replace("ENDING", "return start"), call=3)
    assert third.state == "done"
    assert "begins anew" in app.texts(3, "warning")[0]
    odd = bench.run(source.replace("ENDING", "checkpoint(lambda: 1)"), call=4)
    assert odd.error["kind"] == "result"
    assert "cannot be pickled" in odd.error["message"]


def test_without_a_run_they_do_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    metric("loss", 1.0)
    show(np.zeros(3))
    checkpoint({"a": 1})
    assert resume() is None
    assert out_dir() == Path.cwd()
    with pytest.raises(FileNotFoundError):
        artifact("nowhere.csv")
    assert list(tmp_path.iterdir()) == []


#: What tqdm does where it matters here: bars that draw themselves on a stream, and an `auto` built on them.
TQDM = """
import sys
class tqdm:
    _instances = []
    def __init__(self, iterable=None, desc=None, total=None, leave=True, file=None, disable=False,
                 mininterval=0.1):
        self.iterable, self.desc, self.total, self.n = iterable, desc or "", total, 0
        if total is None and iterable is not None:
            self.total = len(iterable)
        self.disable, self.fp = disable, sys.stderr if file is None else file
        self.display()
    def display(self, msg=None, pos=None):
        self.fp.write("\\r" + self.desc + str(self.n))
        return True
    def update(self, n=1):
        self.n += n
        self.display()
    def __iter__(self):
        for item in self.iterable:
            yield item
            self.update()
        self.close()
    def close(self):
        self.fp.write("\\n")
"""


def test_bars_of_tqdm_become_progress(bench: Any, app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    package = bench.folder / "site" / "tqdm"
    package.mkdir(parents=True)
    monkeypatch.syspath_prepend(package.parent)
    (package / "__init__.py").write_text("from .std import tqdm\n")
    (package / "std.py").write_text(TQDM)
    (package / "auto.py").write_text("from .std import tqdm as std\nclass tqdm(std):\n    pass\n")
    try:
        run = bench.run(
            """
import sys, time
from tqdm.auto import tqdm
def f():
    for epoch in tqdm(range(2), desc="Epoch"):
        for batch in tqdm(range(4), desc="Batch"):
            time.sleep(0.05)
    with open(OWN, "w") as own:
        for x in tqdm(range(3), file=own):
            pass
    print("only this")
""".replace("OWN", repr(str(bench.folder / "bar.txt")))
        )
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "tqdm"]:
            del sys.modules[name]
    assert run.state == "done", run.outcome
    assert app.texts() == ["only this"]
    # A bar that was given a file of the job's own draws itself there.
    assert "3" in (bench.folder / "bar.txt").read_text()
    seen = app.progress()
    fractions = [each["fraction"] for each in seen]
    assert fractions == sorted(fractions)
    assert {0.0, 0.625} <= set(fractions) or len(fractions) > 4
    assert any(each["message"].startswith("Epoch 1 of 2 · Batch ") for each in seen)
