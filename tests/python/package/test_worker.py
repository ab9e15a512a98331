"""The program of a process of its own, spoken to by its pipes as the app does."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gilder.run import cores
from gilder.worker import wire

pytestmark = pytest.mark.skipif(os.name == "nt", reason="starts it with numbers of its own for the pipes")

RUNTIME = Path(__file__).resolve().parents[3] / "python-runtime"
START = f"import sys; sys.path.append({str(RUNTIME)!r}); from gilder.worker import main; main()"
RUN = "20261123-134550-describe-k7f3"


class Process:
    def __init__(self) -> None:
        orders, self._orders = os.pipe()
        answers, ours = os.pipe()

        def connect() -> None:
            # Both through numbers that neither end has.
            os.dup2(orders, 103)
            os.dup2(ours, 104)
            os.dup2(103, 3)
            os.dup2(104, 4)
            os.closerange(5, 200)

        self.child = subprocess.Popen(
            [sys.executable, "-I", "-B", "-X", "faulthandler", "-c", START, str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            close_fds=False,
            start_new_session=True,
            preexec_fn=connect,
            env={**os.environ, "GILDER_RUN": "." * 96},
        )
        os.close(orders)
        os.close(ours)
        self._answers = os.fdopen(answers, "rb")
        assert self.next()["type"] == "ready"

    def send(self, **message: Any) -> None:
        os.write(self._orders, json.dumps(message).encode() + b"\n")

    def next(self) -> dict[str, Any]:
        while (line := self._answers.readline()) == b"\n":
            pass
        message: dict[str, Any] = wire.unpacked(line)
        return message

    def until(self, kind: str) -> dict[str, Any]:
        while (message := self.next())["type"] != kind:
            pass
        return message

    def call(self, target: str, *arguments: Any, number: int = 1) -> None:
        self.send(
            type="call", call=number, target=target, arguments=[wire.packed(each) for each in arguments]
        )

    def end(self) -> None:
        os.close(self._orders)
        self._orders = -1

    def close(self) -> None:
        if self._orders >= 0:
            self.end()
        self.child.kill()
        self.child.communicate()
        self._answers.close()


@pytest.fixture
def process() -> Iterator[Process]:
    made = Process()
    yield made
    made.close()


def order(folder: Path, source: str, function: str, **params: Any) -> dict[str, Any]:
    file = folder / "job.py"
    file.write_text(source, encoding="utf-8")
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    job = {"id": "job", "title": "Job", "file": str(file), "function": function, "sha256": sha256}
    return {"run": RUN, "folder": str(folder), "job": job, "params": params, "threads": 1}


LOOP = """
def loops() -> int:
    print("started", flush=True)
    try:
        while True:
            pass
    finally:
        print("cleaned up")
"""


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        [1, -0.0, 2**53, -(2**70), 1.5, float("inf"), float("-inf")],
        {"a": {"b": ["\ud800", "ü"]}},
        {"$": "3"},
        {"$": {"$": "NaN"}},
        {"$": 1, "b": 2},
    ],
)
def test_values_come_back_as_they_were(value: Any) -> None:
    line = json.dumps(wire.packed(value), allow_nan=False).encode()
    assert repr(wire.unpacked(line)) == repr(value)


def test_numbers_as_the_app_writes_them() -> None:
    line = b'[{"$": "-0"}, {"$": "1e+300"}, {"$": "9007199254740993"}, {"$": "-Infinity"}]'
    assert repr(wire.unpacked(line)) == "[-0.0, 1e+300, 9007199254740993, -inf]"


def test_scalars_of_numpy_are_plain_values() -> None:
    import numpy as np

    packed = wire.packed([np.int64(3), np.float32(0.5), np.bool_(True), np.float64("nan")])
    assert json.dumps(packed) == '[3, 0.5, true, {"$": "NaN"}]'


def test_a_run_answers_and_its_process_ends_with_the_orders(process: Process, tmp_path: Path) -> None:
    process.call("gilder.host:run", order(tmp_path, "def f(x: int) -> int:\n    return x + 1\n", "f", x=2))
    reply = process.until("reply")
    assert reply["value"]["state"] == "done"
    process.end()
    assert process.child.wait(10) == 0


def test_the_job_has_the_main_thread_and_the_mark_of_its_run(process: Process, tmp_path: Path) -> None:
    source = """
import os, signal, sys, threading
def f() -> str:
    signal.signal(signal.SIGUSR1, signal.SIG_DFL)
    with open("/proc/self/environ") as stream:
        shown = "GILDER_RUN=" + os.environ["GILDER_RUN"] in stream.read().split(chr(0))
    return f"{threading.current_thread() is threading.main_thread()} {shown} {sys.argv} {sys.stdin.read()!r}"
"""
    process.call("gilder.host:run", order(tmp_path, source, "f"))
    assert process.until("reply")["value"]["state"] == "done"
    said = (tmp_path / "results" / "result.txt").read_text()
    assert said.strip() == "True True [''] ''"


def test_pipes_are_not_for_the_programs_a_job_starts(process: Process, tmp_path: Path) -> None:
    source = """
import subprocess, sys
def f() -> str:
    look = "import os; print(sorted(os.listdir('/proc/self/fd')))"
    return subprocess.run([sys.executable, "-c", look], capture_output=True, text=True).stdout
"""
    process.call("gilder.host:run", order(tmp_path, source, "f"))
    assert process.until("reply")["value"]["state"] == "done"
    # The fourth is the folder that is being listed.
    assert (tmp_path / "results" / "result.txt").read_text().strip() == "['0', '1', '2', '3']"


def test_an_interrupted_run_cleans_up_and_the_next_call_is_not_hit(process: Process, tmp_path: Path) -> None:
    process.call("gilder.host:run", order(tmp_path, LOOP, "loops"))
    assert process.until("event")["payload"]["lines"][0]["text"] == "started"
    process.send(type="interrupt", call=1)
    process.send(type="interrupt", call=1)
    reply = process.until("reply")
    assert reply["value"] == {"state": "cancelled"}
    process.call("gilder.host:describe", str(tmp_path / "job.py"), number=2)
    assert process.until("reply")["value"]["jobs"][0]["function"] == "loops"


def test_a_cancelled_run_hears_of_it(process: Process, tmp_path: Path) -> None:
    source = "from gilder import cancelled\ndef f() -> int:\n    print('on', flush=True)\n"
    source += "    while not cancelled():\n        pass\n    return 1\n"
    process.call("gilder.host:run", order(tmp_path, source, "f"))
    process.until("event")
    process.send(type="cancel", call=1)
    assert process.until("reply")["value"] == {"state": "cancelled"}


def test_pings_are_answered_while_a_job_computes(process: Process, tmp_path: Path) -> None:
    process.call("gilder.host:run", order(tmp_path, LOOP, "loops"))
    process.until("event")
    process.send(type="ping", number=7)
    assert process.until("pong") == {"type": "pong", "number": 7}


def test_when_the_app_goes_away_a_run_is_over(process: Process, tmp_path: Path) -> None:
    process.call("gilder.host:run", order(tmp_path, LOOP, "loops"))
    process.until("event")
    process.end()
    assert process.child.wait(10) == -signal.SIGKILL


def test_a_line_is_whole_after_one_that_was_torn() -> None:
    source, sink = os.pipe()
    torn = wire.Wire(sink)
    torn._torn = True
    torn.send({"a": 1})
    assert os.read(source, 100) == b'\n{"a":1}\n'
    os.close(source)
    os.close(sink)


def test_threads_are_limited_for_libraries_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "64")
    for name in cores.VARIABLES[2:]:
        monkeypatch.setenv(name, "")
    cores.announce(8)
    assert os.environ["OMP_NUM_THREADS"] == "1"
    assert os.environ["OPENBLAS_NUM_THREADS"] == "8"


def test_threads_of_loaded_libraries_are_limited(process: Process, tmp_path: Path) -> None:
    source = """
import numpy, threadpoolctl
def f() -> int:
    return max(each["num_threads"] for each in threadpoolctl.threadpool_info())
"""
    # Loaded before the order says how many.
    path = tmp_path / "job.py"
    path.write_text(source, encoding="utf-8")
    process.call("gilder.host:describe", str(path))
    process.until("reply")
    process.call("gilder.host:run", order(tmp_path, source, "f"), number=2)
    process.until("reply")
    value = json.loads((tmp_path / "results" / "result.json").read_text())["value"]
    assert value == 1


def test_a_job_object_of_windows_ends_its_processes_when_it_is_closed() -> None:
    from gilder.worker import job_object

    class Kernel:
        def __init__(self) -> None:
            self.asked: list[Any] = []
            self.CreateJobObjectW = Function(lambda *_: 8)
            self.GetCurrentProcess = Function(lambda: 9)

        def SetInformationJobObject(self, job: Any, kind: int, given: Any, size: int) -> int:  # noqa: N802
            self.asked.append((job.value, kind, given._obj.BasicLimitInformation.LimitFlags, size))
            return 1

        def AssignProcessToJobObject(self, job: Any, own: Any) -> int:  # noqa: N802
            self.asked.append((job.value, own.value))
            return 1

    class Function:
        restype: Any = None

        def __init__(self, answer: Any) -> None:
            self._answer = answer

        def __call__(self, *arguments: Any) -> Any:
            return self._answer(*arguments)

    kernel = Kernel()
    assert job_object.enter(kernel)
    # The size that Windows has for it on 64-bit systems.
    assert kernel.asked == [(8, 9, 0x2000, 144), (8, 9)]


def test_the_watchdog_ends_what_carries_the_mark_and_what_it_was_told(tmp_path: Path) -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
    marked = subprocess.Popen(sleep, env={"GILDER_APP": "the-app"}, start_new_session=True)
    told = subprocess.Popen(sleep, env={}, start_new_session=True)
    other = subprocess.Popen(sleep, env={"GILDER_APP": "another"}, start_new_session=True)
    reused = subprocess.Popen(sleep, env={}, start_new_session=True)
    watchdog = subprocess.Popen(
        [sys.executable, "-I", "-S", str(RUNTIME / "gilder" / "watchdog.py"), "the-app", str(os.getpid())],
        stdin=subprocess.PIPE,
    )
    assert watchdog.stdin is not None
    started = Path(f"/proc/{told.pid}/stat").read_text().rpartition(")")[2].split()[19]
    watchdog.stdin.write(f"{told.pid} {started}\n{reused.pid} 1\n".encode())
    watchdog.stdin.close()
    assert watchdog.wait(20) == 0
    assert (marked.wait(5), told.wait(5)) == (-signal.SIGKILL, -signal.SIGKILL)
    time.sleep(0.05)
    assert (other.poll(), reused.poll()) == (None, None)
    for each in (other, reused):
        each.kill()
        each.wait()
