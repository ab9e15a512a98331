"""How long a turn of a thread is, by the system's scheduler."""

import ctypes
import os
import platform
import subprocess
import sys
import threading

NUMBER_OF_GETATTR = {"x86_64": 315, "aarch64": 275}


def turn(thread: int) -> int:
    """In nanoseconds; 0 of a Linux whose threads cannot ask for one."""
    attributes = (ctypes.c_uint64 * 6)()
    number = NUMBER_OF_GETATTR[platform.machine()]
    if ctypes.CDLL(None).syscall(number, thread, ctypes.byref(attributes), ctypes.sizeof(attributes), 0) != 0:
        raise OSError("sched_getattr failed")
    return attributes[3]


def turns() -> dict:
    """Of JavaScript's thread, the first of the process, of this one, and of a child of the process."""
    code = "import boundary_turns; print(boundary_turns.turn(0))"
    here = os.path.dirname(__file__)
    child = subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, text=True, check=True)
    return {
        "javascript": turn(os.getpid()),
        "pool": turn(threading.get_native_id()),
        "child": int(child.stdout),
    }
