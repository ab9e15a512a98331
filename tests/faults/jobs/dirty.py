"""Leaves everything else than it was, and looks how it is."""

import locale
import os
import sys
import tempfile

import numpy as np


def dirty() -> int:
    os.chdir(tempfile.gettempdir())
    os.environ["GILDER_TEST_DIRT"] = "here"
    sys.path.insert(0, "/dirt")
    np.seterr(all="raise")
    np.random.seed(1)
    locale.setlocale(locale.LC_ALL, "C")
    sys.setrecursionlimit(5000)
    return 0


def probe() -> dict[str, str]:
    return {
        "cwd": str(os.getcwd() == tempfile.gettempdir()),
        "env": os.environ.get("GILDER_TEST_DIRT", ""),
        "path": str("/dirt" in sys.path),
        "errors": np.geterr()["divide"],
        "limit": str(sys.getrecursionlimit()),
    }
