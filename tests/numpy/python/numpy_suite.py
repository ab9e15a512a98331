"""NumPy's own tests, in a plain Python (`python -m numpy_suite FILE [TESTS]`) and in the addon alike."""

import sys
import threading

import numpy as np

_done = threading.Event()


def run(outcomes: str, tests: list[str]) -> bool:
    """As `numpy.test('fast')`, or only the given packages of NumPy; whether all went well."""
    extra = ["-p", "outcomes", f"--outcomes={outcomes}", "-p", "no:cacheprovider"]
    return np.test("fast", extra_argv=extra, tests=tests or None)


def run_off_main(outcomes: str, tests: list[str]) -> bool | None:
    """Called twice at once in a pool of two: runs on the thread that is not Python's main thread."""
    if threading.current_thread() is threading.main_thread():
        _done.wait()
        return None
    try:
        return run(outcomes, tests)
    finally:
        _done.set()


if __name__ == "__main__":
    sys.exit(0 if run(sys.argv[1], sys.argv[2:]) else 1)
