"""Which processes belong together, so that all of them can be found and none outlives its run."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading

_SET_PARENT_DEATH_SIGNAL = 1
_SET_CHILD_SUBREAPER = 36
_LINE_BUFFERED = 1

#: In the environment the app gives, wide enough for the name of any run.
MARK = "GILDER_RUN"


def bind(parent: int) -> None:
    """Ends this process with the app, and its children with it."""
    if sys.platform == "linux":
        import ctypes

        library = ctypes.CDLL(None)
        library.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        adopt()
        # C code that prints is to be heard while it runs, and not lost when it crashes.
        library.setvbuf(ctypes.c_void_p.in_dll(library, "stdout"), None, _LINE_BUFFERED, 0)
        if os.getppid() != parent:
            os._exit(1)  # it went away before it could be told
    elif sys.platform == "win32":
        from . import job_object

        job_object.enter()


def adopt() -> None:
    """What a child leaves behind becomes ours: it can then be found below us whatever it has done to its
    environment, its group and its session. A fork does not inherit this.
    """
    import ctypes

    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def mark(run: str) -> None:
    """The name of the run, in the environment: of the children, and of this process as others see it."""
    os.environ[MARK] = run
    if sys.platform == "linux":
        # Python changes a copy. What `/proc` shows is where the kernel has put the environment at the start.
        with contextlib.suppress(OSError, ValueError, StopIteration):
            _overwrite(run)


def is_alone() -> bool:
    """Linux: nothing is below this process, where everything stays that it has ever led to, and no thread of
    the job could still start something.
    """
    ours = {each.ident for each in threading.enumerate() if each.name.startswith(("MainThread", "gilder-"))}
    if sys.platform != "linux" or not ours.issuperset(sys._current_frames()):
        return False
    try:
        for thread in os.listdir("/proc/self/task"):
            with open(f"/proc/self/task/{thread}/children", encoding="ascii") as children:
                if children.read():
                    return False
    except OSError:
        return False  # ended at this moment, or a kernel that does not tell
    return True


def flush() -> None:
    """What C code has printed and not written yet; leaving past the interpreter's own end loses it."""
    if sys.platform != "win32":
        import ctypes

        ctypes.CDLL(None).fflush(None)


def _overwrite(run: str) -> None:
    with open("/proc/self/stat", "rb") as stat:
        start, end = map(int, stat.read().rpartition(b")")[2].split()[47:49])
    with open("/proc/self/mem", "r+b", buffering=0) as memory:
        memory.seek(start)
        block = memory.read(end - start)
        entry = next(each for each in block.split(b"\0") if each.startswith(MARK.encode() + b"="))
        value = f"{MARK}={run}".encode()
        if len(value) <= len(entry):
            memory.seek(start + block.index(b"\0" + entry) + 1 if not block.startswith(entry) else start)
            memory.write(value.ljust(len(entry), b"\0"))
