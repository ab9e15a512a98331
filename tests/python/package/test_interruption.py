"""A job that is stopped by force: `_gilder.Interrupted`, raised in the middle of whatever it does."""

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def interrupted_after(bench: Any, word: str) -> Iterator[None]:
    """As the app does it, from another thread, once the job has said the word."""
    said = threading.Event()
    target = threading.get_ident()

    def on_event(_call: int, kind: str, payload: dict[str, Any]) -> None:
        if kind == "log" and any(line["text"] == word for line in payload["lines"]):
            bench.app.stopped.add(1)
            said.set()

    def interrupt() -> None:
        from gilder import host

        assert said.wait(60)
        while not host.may_be_interrupted(1):
            time.sleep(0.01)
        kind = ctypes.py_object(bench.app.Interrupted)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(target), kind)

    bench.app.on_event = on_event
    thread = threading.Thread(target=interrupt)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def stopped(bench: Any, body: str) -> Any:
    with interrupted_after(bench, "ready"):
        return bench.run(f"import sys, threading, time\nfrom gilder import log\ndef f():\n{body}\n")


#: Enough to hit a thread that is not there yet: without the mend three of three such runs hung.
ROUNDS_OF_STARTS = 12

LOOP = """
        log("ready")
        while True: pass
"""


@pytest.mark.parametrize(
    ("body", "last"),
    [
        (f"    try:{LOOP}    finally: log('cleaned up')", "cleaned up"),
        (f"    try:{LOOP}    except Exception: return 1\n    finally: log('cleaned up')", "cleaned up"),
        (f"    try:{LOOP}    except BaseException: raise ValueError('wrapped')", "ready"),
        (f"    try:{LOOP}    except: return 'half a result'", "ready"),
        (f"    try:{LOOP}    except: pass\n    time.sleep(0.1)\n    log('went on')\n    return 1", "went on"),
        (f"    lock = threading.Lock()\n    with lock:{LOOP}", "ready"),
        ("    log('ready')\n    while True: print('x' * 50)", None),
    ],
)
def test_its_clean_up_runs_and_nothing_it_returns_is_taken(bench: Any, body: str, last: str | None) -> None:
    run = stopped(bench, body)
    assert run.outcome == {"state": "cancelled"}
    assert last is None or bench.app.texts()[-1] == last
    assert not (run.folder / "results").exists()


def test_it_is_not_lost_in_a_finalizer(bench: Any) -> None:
    body = """
    class Late:
        def __del__(self):
            log("ready")
            until(time.monotonic() + 0.5)
    def until(end):
        while time.monotonic() < end: pass
    late = Late()
    del late
    until(time.monotonic() + 20)
    log("never interrupted")
"""
    run = stopped(bench, body)
    assert run.outcome == {"state": "cancelled"}
    assert bench.app.texts()[-1] == "ready"


def test_an_error_of_its_own_that_has_nothing_to_do_with_it_is_told(bench: Any) -> None:
    run = stopped(bench, f"    try:{LOOP}    except: pass\n    raise ValueError('after all')")
    assert run.error["message"] == "after all"


def test_results_half_written_are_none(bench: Any) -> None:
    body = """
    import numpy, threading
    class Slow(list):
        def __iter__(self):
            log("ready")
            while True: yield 1.0
    return {"first": 1, "second": numpy.ones(10), "third": Slow([1])}
"""
    run = stopped(bench, body)
    assert run.outcome == {"state": "cancelled"}
    folder = run.folder / "results"
    assert not folder.exists() or list(folder.iterdir()) == []


def test_a_job_that_waits_for_its_processes_is_freed_from_them(bench: Any) -> None:
    run = stopped(
        bench,
        """
    import subprocess
    log("ready")
    subprocess.run([sys.executable, "-c", "import time; time.sleep(1000)"])
    while True: pass
""",
    )
    assert run.outcome == {"state": "cancelled"}


@pytest.mark.parametrize(
    "start", ["threading.Thread(target=int).start()", "_thread.start_new_thread(int, ())"]
)
def test_it_is_not_lost_in_a_thread_that_is_being_started(bench: Any, start: str) -> None:
    """Until a new thread of 3.11 runs, Python takes it for the one that starts it: it is hit in its place."""
    body = f"""
    import _thread
    log("ready")
    while True: {start}
"""
    for _ in range(ROUNDS_OF_STARTS):
        bench.app.stopped.clear()
        assert stopped(bench, body).outcome == {"state": "cancelled"}


def test_an_import_is_not_a_moment_to_interrupt(bench: Any) -> None:
    from gilder import host

    asked: list[bool] = []
    go = threading.Event()

    def ask(_call: int, kind: str, payload: dict[str, Any]) -> None:
        if kind == "log":
            threading.Thread(target=lambda: (asked.append(host.may_be_interrupted(1)), go.set())).start()
            go.wait(10)
            go.clear()

    bench.app.on_event = ask
    run = bench.run("""
import sys, time, types
from gilder import log
def f():
    code = "from gilder import log; log('importing')"
    exec(compile(code, sys.prefix + "/lib/package.py", "exec"), {})
    time.sleep(0.2)
    log("working")
    time.sleep(0.2)
""")
    assert run.state == "done", run.outcome
    assert asked == [False, True]
    assert host.may_be_interrupted(1) is True
    assert host.may_be_interrupted(99) is True
