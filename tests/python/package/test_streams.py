"""What a job prints, on its own and beside others."""

import io
import sys
import threading
from typing import Any

import pytest
from gilder import running, streams


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
    with running.entered(running.silent()):
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
