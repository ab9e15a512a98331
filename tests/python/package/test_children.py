"""Processes that a job starts: they can import its file, speak to its log, and end with its run."""

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

posix = pytest.mark.skipif(os.name == "nt", reason="the job's own file numbers are not handed on there yet")

KIN = """
import concurrent.futures, multiprocessing, os, subprocess, sys, time
from dataclasses import dataclass
from gilder import job, log, progress

print("imported as", __name__.split("_")[0])

@dataclass
class Point:
    x: float
    def doubled(self):
        return Point(2 * self.x)

def double(point):
    print("doubling", point.x)
    print("to stderr", file=sys.stderr)
    return point.doubled()

def ask(_):
    progress(0.5, "in a child")
    try:
        return input("?")
    except EOFError:
        return "nobody"

def nap(_):
    time.sleep(1000)

if __name__ == "__main__":
    raise SystemExit("a guard that let through")
"""


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def kin(bench: Any, body: str, call: int = 1) -> Any:
    return bench.run(f"{KIN}\n@job\ndef f():\n{body}", call=call)


POOLS = [
    "with concurrent.futures.ProcessPoolExecutor(2) as pool: out = list(pool.map(double, points))",
    "with multiprocessing.Pool(2) as pool: out = pool.map(double, points)",
    "with multiprocessing.get_context('forkserver').Pool(2) as pool: out = pool.map(double, points)",
]


@posix
@pytest.mark.parametrize("pool", POOLS)
def test_functions_and_classes_of_the_file_reach_the_processes(bench: Any, pool: str) -> None:
    run = kin(
        bench,
        f"""
    assert multiprocessing.get_start_method() == "spawn"
    points = [Point(x) for x in range(4)]
    {pool}
    assert all(type(point) is Point for point in out)
    return sum(point.x for point in out)
""",
    )
    assert run.state == "done", run.outcome
    assert '"value":12' in (run.folder / "results/result.json").read_text()
    out, err = bench.app.texts(level="stdout"), bench.app.texts(level="stderr")
    assert sorted(text for text in out if "doubling" in text) == [f"doubling {x}" for x in range(4)]
    assert err == ["to stderr"] * 4
    # Executed there as a module: no guard lets it through, and it says so only while it is imported.
    assert set(out) - {f"doubling {x}" for x in range(4)} == {"imported as gilder"}


def test_a_child_is_outside_of_the_run_and_nobody_answers_it(bench: Any) -> None:
    run = kin(
        bench,
        """
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        return pool.submit(ask, 0).result()
""",
    )
    assert (run.folder / "results/result.txt").read_text() == "nobody"
    assert bench.app.progress() == []


@pytest.mark.parametrize(
    "end", ["return ' '.join(map(str, pids))", "raise ValueError(' '.join(map(str, pids)))"]
)
def test_no_process_outlives_its_run(bench: Any, end: str) -> None:
    run = kin(
        bench,
        f"""
    global kept
    executor = concurrent.futures.ProcessPoolExecutor(1)
    executor.submit(double, Point(1)).result()
    executor.submit(nap, 0)
    pool = multiprocessing.Pool(1)
    pool.map(double, [Point(1)])
    pool.map_async(nap, [0])
    process = multiprocessing.Process(target=nap, args=(0,))
    process.start()
    program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
    kept = (executor, pool, process, program)
    pids = [process.pid, program.pid, *executor._processes, *(each.pid for each in pool._pool)]
    log(" ".join(map(str, pids)))
    {end}
""",
    )
    assert run.state == ("done" if "return" in end else "failed"), run.outcome
    pids = [int(pid) for pid in bench.app.texts(level="info")[-1].split()]
    assert len(pids) == 4
    assert not any(lives(pid) for pid in pids)
    # The next run of the same file starts its own.
    again = kin(bench, f"    {POOLS[0].replace('points', '[Point(2)]')}\n    return out[0].x\n", call=2)
    assert again.state == "done", again.outcome


@posix
@pytest.mark.filterwarnings("ignore:.*still running:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_program_that_does_not_want_to_end_is_killed_and_one_with_its_own_session_stays(bench: Any) -> None:
    run = kin(
        bench,
        """
    deaf = "trap '' TERM; echo; while :; do sleep 0.1; done"
    stubborn = subprocess.Popen(["sh", "-c", deaf], stdout=subprocess.PIPE)
    stubborn.stdout.readline()
    own = subprocess.Popen(["sleep", "1000"], start_new_session=True)
    log(f"{stubborn.pid} {own.pid}")
""",
    )
    assert run.state == "done", run.outcome
    stubborn, own = map(int, bench.app.texts(level="info")[-1].split())
    assert not lives(stubborn)
    assert lives(own)
    os.kill(own, 9)


@posix
def test_programs_write_to_the_log_and_read_nothing(bench: Any) -> None:
    run = kin(
        bench,
        """
    parts = "printf 'gr\\\\303'; sleep 0.2; printf '\\\\274n\\\\n'; echo oops >&2"
    subprocess.run(["sh", "-c", parts], check=True)
    subprocess.run(["echo", "where stderr goes"], stdout=sys.stderr, check=True)
    subprocess.run(["sh", "-c", "echo both >&2"], stderr=subprocess.STDOUT, check=True)
    assert subprocess.run(["cat"], check=True).returncode == 0
    assert subprocess.run(["echo", "caught"], capture_output=True, text=True).stdout == "caught\\n"
    with open(os.devnull, "w") as nowhere:
        subprocess.run(["echo", "lost"], stdout=nowhere, check=True)
""",
    )
    assert run.state == "done", run.outcome
    assert sorted(bench.app.texts(level="stdout")) == ["both", "grün"]
    assert sorted(bench.app.texts(level="stderr")) == ["oops", "where stderr goes"]


@posix
def test_asyncio_runs_programs_and_threads(bench: Any) -> None:
    run = kin(
        bench,
        """
    import asyncio
    async def main():
        program = await asyncio.create_subprocess_exec("echo", "caught", stdout=asyncio.subprocess.PIPE)
        out, _ = await program.communicate()
        await (await asyncio.create_subprocess_shell("echo logged")).wait()
        await asyncio.to_thread(print, "in a thread")
        return out.decode().strip()
    return asyncio.run(main())
""",
    )
    assert (run.folder / "results/result.txt").read_text() == "caught"
    assert sorted(bench.app.texts(level="stdout")) == ["in a thread", "logged"]


def test_each_run_chooses_its_own_start_method(bench: Any) -> None:
    choose = """
    multiprocessing.set_start_method("forkserver")
    try:
        multiprocessing.set_start_method("spawn")
    except RuntimeError as error:
        return f"{multiprocessing.get_start_method()}: {error}"
"""
    if sys.platform == "win32":
        choose = choose.replace("forkserver", "spawn")
    for call in (1, 2):
        run = kin(bench, choose, call)
        assert "context has already been set" in (run.folder / "results/result.txt").read_text()
    run = kin(bench, "    return multiprocessing.get_start_method()\n", 3)
    assert (run.folder / "results/result.txt").read_text() == "spawn"


@posix
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_fork_that_was_asked_for_speaks_to_no_run_and_goes_no_further_than_the_job(bench: Any) -> None:
    before = os.getpid()
    run = kin(
        bench,
        """
    pid = os.fork()
    if pid == 0:
        print("lost")
        progress(0.5)
        return "the copy's"
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    with multiprocessing.get_context("fork").Pool(2) as pool:
        return sum(point.x for point in pool.map(double, [Point(1), Point(2)]))
""",
    )
    assert os.getpid() == before
    assert run.state == "done", run.outcome
    assert '"value":6' in (run.folder / "results/result.json").read_text()
    assert bench.app.texts() == []
    assert bench.app.progress() == []


def test_a_file_that_changed_meanwhile_is_not_imported_in_its_new_form(bench: Any) -> None:
    run = kin(
        bench,
        """
    with open(__file__, "a") as stream:
        stream.write("# more")
    process = multiprocessing.Process(target=double, args=(Point(1),))
    process.start()
    process.join()
    return process.exitcode
""",
    )
    assert '"value":1' in (run.folder / "results/result.json").read_text()
    assert any("job.py has changed since this run was started" in text for text in bench.app.texts())


def test_children_end_when_the_app_is_killed(bench: Any, tmp_path: Path) -> None:
    """A worker that waits for work notices by itself: nobody is left to end it."""
    import signal
    import subprocess

    path = bench.write(f"""{KIN}
@job
def f():
    pool = multiprocessing.Pool(2)
    pool.map(double, [Point(1), Point(2)])
    with open({str(tmp_path / "pids")!r}, "w") as stream:
        stream.write(" ".join(str(each.pid) for each in pool._pool) + " end")
    time.sleep(1000)
""")
    code = f"""
import sys
sys.path[:0] = {sys.path!r}
from gilder import host
job = host.describe({path!r})["jobs"][0]
host.run({{"run": "x", "folder": {str(tmp_path)!r}, "job": job, "params": {{}}}})
"""
    app = subprocess.Popen([sys.executable, "-c", code])
    note = tmp_path / "pids"
    while not (note.exists() and note.read_text().endswith("end")):
        assert app.poll() is None
        time.sleep(0.02)
    pids = [int(pid) for pid in note.read_text().split()[:-1]]
    assert all(map(lives, pids))
    app.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    app.wait()
    for _ in range(1000):
        if not any(map(lives, pids)):
            break
        time.sleep(0.02)
    assert not any(map(lives, pids))
