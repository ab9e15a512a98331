"""NumPy's own tests, in a plain Python (`python -m numpy_suite FILE [TESTS]`) and in the addon alike."""

import sys

import numpy as np


def run(outcomes: str, tests: list[str]) -> bool:
    """As `numpy.test('fast')`, or only the given packages of NumPy; whether all went well."""
    extra = ["-p", "outcomes", f"--outcomes={outcomes}", "-p", "no:cacheprovider"]
    return np.test("fast", extra_argv=extra, tests=tests or None)


if __name__ == "__main__":
    sys.exit(0 if run(sys.argv[1], sys.argv[2:]) else 1)
