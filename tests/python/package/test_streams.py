"""What a job prints, on its own and beside others."""

import io
import sys
import threading
import warnings
from typing import Any

import pytest
from gilder.run import current, streams


def test_prints_are_whole_lines_with_their_stream(bench: Any) -> None:
    bench.run("""
import sys
def f():
    print("a", end="")
    print("b")
    print("two\\nlines\\n")
    sys.stdout.write("no end")
    print("oops", file=sys.stderr)
    sys.stdout.buffer.write("grün\\n".encode())
    sys.stdout.writelines(["x\\n", "y\\n"])
    sys.stdout.flush()
    sys.stderr.write("last")
""")
    assert bench.app.texts(level="stdout") == ["ab", "two", "lines", "", "no endgrün", "x", "y"]
    assert bench.app.texts(level="stderr") == ["oops", "last"]


def test_odd_text_is_kept_sendable_and_long_lines_come_in_pieces(bench: Any) -> None:
    bench.run("""
import sys
def f():
    print("nul\\0 \\x1b[31mred " + chr(0xDC80))
    sys.stdout.buffer.write(b"\\xff\\n")
    print("x" * 200_000)
    for percent in range(0, 101, 50):
        sys.stderr.write(f"\\r{percent}%")
    sys.stderr.write("\\r\\n")
    sys.stderr.write("windows\\r\\n")
""")
    texts = bench.app.texts(level="stdout")
    assert texts[:2] == ["nul\0 \x1b[31mred \\udc80", "\ufffd"]
    assert [len(text) for text in texts[2:]] == [65536, 65536, 65536, 200_000 - 3 * 65536]
    assert bench.app.texts(level="stderr") == ["100%", "windows"]
    for text in texts:
        text.encode()


def test_streams_answer_like_files(bench: Any) -> None:
    run = bench.run("""
import io, sys
def f():
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.close()
    print("still here")
    assert sys.stdout.encoding == "utf-8" and sys.stdout.writable() and not sys.stdout.isatty()
    assert sys.stdin.read() == "" and list(sys.stdin) == []
    try:
        sys.stdout.fileno()
    except io.UnsupportedOperation:
        pass
    else:
        raise AssertionError
    try:
        sys.stdout.write(3)
    except TypeError as error:
        return str(error)
""")
    assert run.state == "done", run.outcome
    assert bench.app.texts() == ["still here"]


def test_two_runs_at_once_never_mix(bench: Any) -> None:
    source = """
import concurrent.futures, sys, threading, time
from gilder import log
def f(mark: str):
    def talk(who):
        for i in range(50):
            print(f"{mark} {who}", end=" ")
            print(i)
            print(mark, file=sys.stderr)
            log(mark)
            time.sleep(0.0005)
    def parent():
        child = threading.Thread(target=talk, args=("grandchild",))
        child.start()
        child.join()
    threads = [threading.Thread(target=talk, args=("thread",)), threading.Thread(target=parent)]
    for thread in threads: thread.start()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        pool.submit(talk, "pool").result()
    talk("main")
    for thread in threads: thread.join()
"""
    path = bench.write(source)
    outcomes: list[str] = []

    def one(call: int) -> None:
        outcomes.append(bench.run_file(path, {"mark": f"run{call}"}, call).state)

    threads = [threading.Thread(target=one, args=(call,)) for call in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == ["done"] * 3
    for call in (1, 2, 3):
        assert len(bench.app.texts(call, "info")) == 4 * 50
        assert len(bench.app.texts(call, "stderr")) == 4 * 50
        assert all(f"run{call}" in text for text in bench.app.texts(call) if text.startswith("run"))
        others = {f"run{other}" for other in (1, 2, 3)} - {f"run{call}"}
        assert not any(other in text for text in bench.app.texts(call) for other in others)


def test_every_thread_a_job_starts_or_gives_work_to_speaks_for_its_run(bench: Any) -> None:
    source = """
import _thread, asyncio, threading, time
from concurrent.futures import ThreadPoolExecutor
shared = ThreadPoolExecutor(1)
def f(mark: str):
    def say(who):
        print(mark, who)
    done = threading.Event()
    _thread.start_new_thread(lambda: (say("bare"), done.set()), ())
    done.wait()
    asyncio.run(asyncio.to_thread(say, "to_thread"))
    timer = threading.Timer(0, say, ("timer",))
    timer.start()
    timer.join()
    # Its thread is that of whoever came first, and serves all.
    shared.submit(say, "shared").result()
"""
    path = bench.write(source)
    for call in (1, 2):
        bench.run_file(path, {"mark": f"run{call}"}, call)
        assert bench.app.texts(call) == [
            f"run{call} {who}" for who in ("bare", "to_thread", "timer", "shared")
        ]


def test_streams_kept_since_the_import_speak_for_whoever_uses_them(bench: Any) -> None:
    source = """
import logging, sys
handler = logging.StreamHandler()
logger = logging.getLogger("of the job")
logger.addHandler(handler)
logger.propagate = False
out = sys.stdout
def f(mark: str):
    logger.warning("logged by %s", mark)
    print("kept", mark, file=out)
    print("original", mark, file=sys.__stderr__)
    print("original", mark, file=sys.__stdout__)
"""
    path = bench.write(source)
    for call, mark in ((1, "one"), (2, "two")):
        bench.run_file(path, {"mark": mark}, call)
        assert bench.app.texts(call, "stdout") == [f"kept {mark}", f"original {mark}"]
        assert bench.app.texts(call, "stderr") == [f"logged by {mark}", f"original {mark}"]


def test_each_run_shows_its_warnings(bench: Any) -> None:
    path = bench.write("import warnings\ndef f():\n    warnings.warn('odd')\n")
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("default")
        for call in (1, 2):
            bench.run_file(path, call=call)
    assert [str(each.message) for each in shown] == ["odd", "odd"]


def test_characters_whose_bytes_come_in_parts(bench: Any) -> None:
    bench.run(r"""
import sys
def f():
    for octet in "grün 測 \U0001f600\n".encode():
        sys.stdout.buffer.write(bytes([octet]))
    sys.stdout.buffer.write(memoryview(b"view\n"))
    sys.stdout.buffer.write(b"cut \xc3")
""")
    assert bench.app.texts() == ["grün 測 \U0001f600", "view", "cut \ufffd"]


def test_redirections_are_of_one_run(bench: Any) -> None:
    source = """
import contextlib, io, sys, threading, time
def f(mark: str):
    caught = io.StringIO()
    with contextlib.redirect_stdout(caught):
        for number in range(20):
            print(mark)
            time.sleep(0.001)
        with contextlib.redirect_stdout(sys.stderr):
            print("to the other")
        sys.stdout.buffer.write(b"bytes\\n")
    with contextlib.redirect_stderr(sys.stdout):
        print("to stdout", file=sys.stderr)
    print("after")
    assert caught.getvalue() == f"{mark}\\n" * 20 + "bytes\\n", caught.getvalue()
    with contextlib.redirect_stdout(None):
        print("nowhere")
"""
    path = bench.write(source)
    states: list[str] = []

    def one(call: int) -> None:
        states.append(bench.run_file(path, {"mark": f"run{call}"}, call).state)

    threads = [threading.Thread(target=one, args=(call,)) for call in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states == ["done"] * 2
    for call in (1, 2):
        assert bench.app.texts(call, "stdout") == ["to stdout", "after"]
        assert bench.app.texts(call, "stderr") == ["to the other"]


def test_what_a_job_puts_in_the_place_of_a_stream_is_gone_with_it(bench: Any) -> None:
    before = sys.stdout
    run = bench.run("""
import io, sys
def f():
    sys.stdout = io.StringIO()
    print("caught")
    return sys.stdout.getvalue()
""")
    assert (run.folder / "results/result.txt").read_text() == "caught\n"
    assert isinstance(sys.stdout, streams.Output)
    bench.run("def f():\n    print('heard')\n", call=2)
    assert bench.app.texts(2) == ["heard"]
    assert before is not None


def test_a_thread_left_behind_speaks_into_nothing_of_the_run(bench: Any) -> None:
    run = bench.run("""
import sys, threading, time
go, gone = threading.Event(), threading.Event()
def _stay():
    go.wait()
    print("too late")
    print("too late", file=sys.stderr)
    sys.stdout.buffer.write(b"too late")
    gone.set()
def f():
    threading.Thread(target=_stay, daemon=True).start()
    print("in time")
""")
    assert run.state == "done"
    from gilder.jobs import loading

    module = loading.load(str(bench.folder / "job.py")).module
    module.go.set()
    assert module.gone.wait(60)
    assert bench.app.texts() == ["in time"]


def test_outside_of_a_run_the_original_streams_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    out, answer = io.StringIO(), io.StringIO("typed\nmore\n")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stdin", answer)
    streams.install()
    once = sys.stdout
    streams.install()
    assert sys.stdout is once
    assert sys.stdout is not out
    print("outside")
    with current.entered(current.silent()):
        print("inside")
        with pytest.raises(EOFError):
            input()
    assert input() == "typed"
    assert out.getvalue() == "outside\n"


def test_a_windowed_program_without_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    streams.install()
    print("into nothing")
    sys.stdout.flush()
    assert sys.stdin.readline() == ""
    assert sys.stdout.isatty() is False
    with pytest.raises(io.UnsupportedOperation):
        sys.stdout.fileno()
