"""Progress, logs and cancelling, from the job's side and from the app's."""

import threading
import time
from typing import Any

import pytest
from gilder import cancelled, log, progress, warn
from gilder.run import current, execution


def test_outside_of_a_run_nothing_needs_the_app(capsys: pytest.CaptureFixture[str]) -> None:
    progress(0.5, "half")
    assert list(progress([1, 2, 3], "Counting")) == [1, 2, 3]
    assert cancelled() is False
    log("a note")
    warn("careful\nvery")
    assert capsys.readouterr().err == "a note\nwarning: careful\nwarning: very\n"


def test_fractions_are_clamped_and_unknown_ones_are_none(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution, "SECONDS_BETWEEN_REPORTS", 0)
    bench.run("""
import math, numpy
from gilder import progress
def f():
    for value in [-1, 0.25, 2, math.nan, math.inf, None, numpy.float32(0.5), numpy.array(0.75)]:
        progress(value, "m")
""")
    assert [each["fraction"] for each in bench.app.progress()] == [0, 0.25, 1, None, 1, None, 0.5, 0.75]
    assert all(type(each["fraction"]) in (float, type(None)) for each in bench.app.progress())


def test_a_million_reports_are_few_events_and_the_first_and_last_arrive(bench: Any) -> None:
    source = """
from gilder import progress
def f(n: int):
    for i in range(n):
        progress(i / n, f"step {i}")
    progress(1.0, "all done")
"""
    begin = time.monotonic()
    bench.run(source, {"n": 200_000})
    seconds = time.monotonic() - begin
    events = bench.app.progress()
    assert events[0]["message"] == "step 0"
    assert events[-1] == {"fraction": 1.0, "message": "all done"}
    assert len(events) <= 30 * seconds + 3


def test_progress_over_things(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution, "SECONDS_BETWEEN_REPORTS", 0)
    source = """
import numpy
from gilder import progress
def f():
    for _ in progress([1, 2], "List"): pass
    for _ in progress((x for x in "ab"), "Unknown"): pass
    for _ in progress((x for x in "ab"), "Known", total=4): pass
    for _ in progress(numpy.zeros(2), "Array"): pass
    progress("only words")
"""
    bench.run(source)
    assert [(each["message"], each["fraction"]) for each in bench.app.progress()] == [
        ("List", 0.0),
        ("List", 0.5),
        ("List", 1.0),
        ("Unknown", None),
        ("Unknown", None),
        ("Unknown", 1.0),
        ("Known", 0.0),
        ("Known", 0.25),
        ("Known", 1.0),
        ("Array", 0.0),
        ("Array", 0.5),
        ("Array", 1.0),
        ("only words", None),
    ]


def test_log_levels_lines_and_times(bench: Any) -> None:
    run = bench.run("""
from gilder import log, warn
class Bad:
    def __str__(self): raise ValueError
def f():
    log("one\\ntwo"); warn(3); log(""); log(Bad()); log("x" * 100_000)
""")
    assert run.state == "done"
    logs = bench.app.lines()
    assert [(each["level"], each["text"][:40]) for each in logs] == [
        ("info", "one"),
        ("info", "two"),
        ("warning", "3"),
        ("info", ""),
        ("info", "(Bad, which has no text form)"),
        ("info", "x" * 40),
    ]
    assert len(logs[-1]["text"]) == 64 * 1024
    times = [each["at"] for each in logs]
    assert times == sorted(times)
    assert 0 <= times[0] < 10


CANCELLED = """
from gilder import Cancelled, cancelled, log, progress
def f():
    try:
        for i in range(1000):
            {inside}
        return "finished"
    {after}
"""


@pytest.mark.parametrize(
    ("inside", "after"),
    [
        ("progress(i / 1000)", "finally: log('cleaned up')"),
        ("list(progress([1]))", "finally: log('cleaned up')"),
        ("if cancelled(): return 'early'\n            log('step')", "finally: log('cleaned up')"),
        ("progress(i / 1000)", "except Exception: return 'swallowed'\n    finally: log('cleaned up')"),
        (
            "progress(i / 1000)",
            "except Cancelled: raise RuntimeError('wrapped') from None\n    finally: log('cleaned up')",
        ),
    ],
)
def test_cancelled(bench: Any, inside: str, after: str) -> None:
    bench.app.on_event = lambda call, *_: bench.app.stopped.add(call)
    source = CANCELLED.format(inside=inside, after=after).replace("try:\n", "try:\n        log('begun')\n")
    run = bench.run(source)
    assert run.outcome == {"state": "cancelled"}
    assert bench.app.texts()[-1] == "cleaned up"
    assert not (run.folder / "results").exists()


def test_a_job_that_finishes_before_it_hears_of_it_is_done(bench: Any) -> None:
    bench.app.on_event = lambda call, *_: bench.app.stopped.add(call)
    run = bench.run("def f():\n    print('last words')\n    return 1\n")
    assert run.state == "done"


def test_a_fault_that_has_nothing_to_do_with_cancelling_is_told(bench: Any) -> None:
    bench.app.on_event = lambda call, *_: bench.app.stopped.add(call)
    run = bench.run("from gilder import cancelled, log\ndef f():\n    log('x')\n    cancelled()\n    1 / 0\n")
    assert run.error["type"] == "ZeroDivisionError"


def test_cancelled_before_the_job_starts(bench: Any) -> None:
    bench.app.stopped.add(1)
    run = bench.run("def f():\n    print('started')\n")
    assert run.outcome == {"state": "cancelled"}
    assert bench.app.texts() == []


def test_a_thread_that_outlives_its_run_belongs_to_none() -> None:
    current.follow_threads()
    seen: list[object] = []
    go = threading.Event()

    def stray() -> None:
        seen.append(current.current())
        go.wait()
        seen.append(current.current())

    with current.entered(current.silent()) as run:
        thread = threading.Thread(target=stray)
        thread.start()
        while not seen:
            time.sleep(0.001)
    go.set()
    thread.join()
    assert seen == [run, None]
    assert current.current() is None
