"""However much a job says, few events leave it, and they hold what the log keeps."""

import json
import time
import tracemalloc
from typing import Any

from gilder.run import execution, outbox
from gilder.run.outbox import EVENT_BYTES, EVENT_LINES, HEAD_BYTES, TAIL_BYTES, Outbox


class Flow:
    """An outbox in which time stands still: nothing is due but what must go at once."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.asked = 0
        self.outbox = Outbox(self.events.append, self.later)

    def later(self) -> None:
        self.asked += 1

    def texts(self) -> list[str]:
        return [line["text"] for event in self.events for line in event["lines"]]

    def left_out(self) -> int:
        return sum(event["leftOut"]["lines"] for event in self.events)


def test_a_flood_is_few_events_with_the_first_and_the_last_of_it() -> None:
    flow = Flow()
    count = 500_000
    for number in range(count):
        flow.outbox.add(0.0, "stdout", f"line {number:09}")
        # The clock of a machine under load: no beat comes.
        flow.outbox._sent_at = time.monotonic()
    flow.outbox.flush()
    texts = flow.texts()
    assert len(texts) + flow.left_out() == count
    gaps = [n for n, event in enumerate(flow.events) if event["leftOut"]["lines"]]
    assert len(gaps) == 1
    before = [line["text"] for event in flow.events[: gaps[0]] for line in event["lines"]]
    after = [line["text"] for event in flow.events[gaps[0] :] for line in event["lines"]]
    assert before == [f"line {number:09}" for number in range(len(before))]
    assert after == [f"line {number:09}" for number in range(count - len(after), count)]
    # What takes most room in the log file: a time of one digit and the shortest level.
    frame = len("0.000 info \n")
    assert HEAD_BYTES <= len(before) * (14 + frame) <= HEAD_BYTES + EVENT_BYTES
    assert TAIL_BYTES - EVENT_BYTES <= len(after) * (14 + frame) <= TAIL_BYTES
    for event in flow.events:
        assert len(event["lines"]) <= EVENT_LINES
        assert sum(len(line["text"]) for line in event["lines"]) <= EVENT_BYTES
    assert len(flow.events) <= (HEAD_BYTES + TAIL_BYTES) // (EVENT_LINES * 26) + 4
    assert flow.asked <= 3


def test_what_is_said_last_goes_out_though_nothing_follows(bench: Any) -> None:
    bench.run("""
import time
from gilder import log, progress
def f():
    log("one"); log("two"); progress(0.1); progress(0.2, "two")
    time.sleep(0.5)
    log("three")
""")
    two, three = (
        next(line for line in bench.app.lines() if line["text"] == text) for text in ("two", "three")
    )
    events = [(kind, payload) for _, kind, payload in bench.app.events]
    sent = [n for n, (kind, payload) in enumerate(events) if kind == "log" and two in payload["lines"]]
    late = [n for n, (kind, payload) in enumerate(events) if kind == "log" and three in payload["lines"]]
    assert sent < late
    progress = [
        n for n, (kind, payload) in enumerate(events) if payload == {"fraction": 0.2, "message": "two"}
    ]
    assert progress < late


def test_an_endless_line_and_a_flood_of_prints_keep_to_their_memory(bench: Any) -> None:
    source = """
import sys, tracemalloc
def f():
    big = "x" * 999 + "\\n"
    piece = "y" * 1000
    tracemalloc.start()
    for _ in range(20_000):
        sys.stdout.write(big)
    for _ in range(20_000):
        sys.stdout.write(piece)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
"""
    # What has been sent is the app's; here it would count as the job's.
    bench.app.emit = lambda *_: None
    run = bench.run(source)
    assert run.state == "done", run.outcome
    assert not tracemalloc.is_tracing()
    peak = float(json.loads((run.folder / "results/result.json").read_text())["value"])
    assert peak < 8 * (HEAD_BYTES + TAIL_BYTES)


def test_progress_without_end_is_at_most_one_event_a_beat(bench: Any, monkeypatch: Any) -> None:
    clock = [0.0]
    monkeypatch.setattr(execution.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(execution._beat, "ask", lambda _callback: None)
    events: list[Any] = []
    run = execution.Run(lambda kind, payload: events.append((kind, payload)), lambda: False)
    for step in range(200_000):
        clock[0] = step / 20_000
        run.progress(step / 200_000, f"step {step}")
        if step % 1000 == 0:
            run._on_beat()
    run.close()
    assert len(events) <= 10 / outbox.SECONDS_BETWEEN_BEATS + 2
    assert events[0][1]["message"] == "step 0"
    assert events[-1][1]["message"] == "step 199999"
