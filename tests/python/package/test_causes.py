"""Each cause is told of the real error: libraries and the system raise it, in a job of its own."""

import errno
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from gilder.causes.table import CAUSES

FRAME = "table = pandas.DataFrame({'length': [1.0, 2.0], 'name': ['a', 'b']})"
IMPORTS = (
    "import json, math, os, pathlib, pickle, socket, subprocess, sys\nimport numpy as np, pandas, torch\n"
)

#: The body of a job; the cause; what its sentence and its advice say.
REAL: list[tuple[str, str, str, str]] = [
    (f"{FRAME}; table['lenght']", "missing-column", "no column 'lenght'", "mean 'length'?"),
    (f"{FRAME}; table[['length', 'nam']]", "missing-column", "'nam'", "Its columns are: 'length', 'name'"),
    (f"{FRAME}; table[['q', 'nam']]", "missing-column", "columns 'q', 'nam'", "Its columns are"),
    (f"{FRAME}; table.loc[:, 'nam']", "missing-column", "'nam'", "'name'?"),
    (f"{FRAME}; table.groupby('nam').sum()", "missing-column", "'nam'", "'name'?"),
    (f"{FRAME}; table.sort_values('nam')", "missing-column", "'nam'", "'name'?"),
    (f"{FRAME}; table.drop(columns=['nam'])", "missing-column", "'nam'", "'name'?"),
    (f"{FRAME}; table.set_index('nam')", "missing-column", "'nam'", "'name'?"),
    (f"{FRAME}; table.merge(table, on='nam')", "missing-column", "'nam'", "'name'?"),
    (f"{FRAME}; table.lenght", "missing-column", "'lenght'", "'length'?"),
    ("pandas.read_csv('odd.csv', usecols=['c'])", "missing-column", "'c'", "first line"),
    ("import pyarrow; pyarrow.table({'a': [1]})['b']", "missing-column", "'b'", "Correct the name"),
    (f"{FRAME}; table.loc[7]", "missing-label", "no label 7", ".iloc"),
    (f"{FRAME}; table.iloc[0]['lenght']", "missing-label", "no label 'lenght'", "'length'?"),
    ("np.ones((3, 2)) + np.ones(4)", "shape-mismatch", r"shapes \(3,2\) \(4,\)", "print"),
    (
        "np.ones((3, 2)) @ np.ones((3, 2))",
        "shape-mismatch",
        "2 columns and the second has 3 rows",
        "transpose",
    ),
    ("np.dot(np.ones((3, 2)), np.ones((3, 2)))", "shape-mismatch", "2 is not 3", "transpose"),
    ("np.concatenate([np.ones((2, 2)), np.ones((2, 3))])", "shape-mismatch", "different sizes", "print"),
    (
        "np.ones(3)[0:2] = np.ones(3)",
        "shape-mismatch",
        r"\(3,\) was put into a place of the shape \(2,\)",
        "print",
    ),
    ("torch.nn.Linear(4, 2)(torch.ones(3, 5))", "shape-mismatch", "3x5 and 4x2", "made for 4 inputs"),
    ("torch.ones(3) + torch.ones(4)", "shape-mismatch", "size 3 and the other one 4", "or 1"),
    (
        "torch.nn.Conv2d(3, 8, 3)(torch.ones(1, 1, 8, 8))",
        "shape-mismatch",
        "3 channels and was given 1",
        "1 channels",
    ),
    ("torch.nn.Conv2d(3, 8, 3)(torch.ones(8, 8))", "shape-mismatch", r"\[8, 8\]", "unsqueeze"),
    ("torch.stack([torch.ones(2), torch.ones(3)])", "shape-mismatch", "different sizes", "print"),
    (
        "torch.bmm(torch.ones(2, 3, 2), torch.ones(2, 3, 2))",
        "shape-mismatch",
        r"\[2, 3\] where \[2, 2\]",
        "product",
    ),
    ("np.ones(6).reshape(4, 2)", "cannot-reshape", r"6 values, and the shape \(4,2\)", "-1"),
    ("torch.ones(6).view(4, 2)", "cannot-reshape", r"6 values, and the shape \[4, 2\]", "-1"),
    (f"{FRAME}; table['z'] = [1, 2, 3]", "different-lengths", "2 rows, and 3 values", "each row"),
    ("pandas.DataFrame({'a': [1], 'b': [1, 2]})", "different-lengths", "different lengths", "len"),
    ("np.array([[1], [1, 2]])", "different-lengths", "different lengths", "Fill"),
    (
        "from sklearn.linear_model import LinearRegression as L; L().fit([[1], [2]], [1, 2, 3])",
        "different-lengths",
        r"\[2, 3\]",
        "targets",
    ),
    (
        "from sklearn.linear_model import LinearRegression as L; L().fit([[1], [2]], [1, 2]).predict([[1, 2]])",
        "other-features",
        "with 1 columns and was now given 2",
        "same order",
    ),
    (
        "from sklearn.linear_model import LinearRegression as L; L().fit([1, 2], [1, 2])",
        "other-features",
        "table of rows",
        "reshape",
    ),
    (
        "from sklearn.linear_model import LinearRegression as L; L().predict([[1]])",
        "other-features",
        "before it was fitted",
        "fit",
    ),
    (
        "N = torch.nn.Linear; N(2, 2).load_state_dict(N(3, 2).state_dict())",
        "other-features",
        "this Linear",
        "same sizes",
    ),
    ("np.ones(3)[5]", "index-out-of-range", "Place 5 was asked for where there are 3", "loop"),
    ("[][0]", "index-out-of-range", "nothing in it", "empty"),
    ("np.ones(3).sum(axis=1)", "index-out-of-range", "Axis 1", "print"),
    (
        "torch.nn.functional.cross_entropy(torch.ones(2, 2), torch.tensor([0, 5]))",
        "index-out-of-range",
        "target 5",
        "from 0",
    ),
    ("bool(np.array([1, 2]) > 1)", "ambiguous-truth", "one yes or no", ".any()"),
    (f"{FRAME}; bool(table['length'] > 1)", "ambiguous-truth", "one yes or no", ".any()"),
    ("bool(torch.ones(2))", "ambiguous-truth", "one yes or no", ".any()"),
    (
        "from sklearn.linear_model import LinearRegression as L; L().fit([[1], [float('nan')]], [1, 2])",
        "nan-in-input",
        r"gaps \(NaN\) in the data X ",
        "dropna",
    ),
    (
        "from sklearn.linear_model import LinearRegression as L; L().fit([[1], [2]], [float('inf'), 2])",
        "nan-in-input",
        "infinite",
        "isfinite",
    ),
    ("pandas.Series([1, float('nan')]).astype(int)", "nan-in-input", "whole numbers", "Int64"),
    ("import scipy.linalg; scipy.linalg.inv(np.full((2, 2), np.nan))", "nan-in-input", "infinite", "dropna"),
    ("float('1,5')", "not-a-number", "'1,5'", "decimal=','"),
    ("int('3.5')", "not-a-number", "'3.5'", "float"),
    ("float('')", "not-a-number", "''", "gap"),
    (
        f"{FRAME}; table['name'].astype(float)",
        "not-a-number",
        "'a' stands where a number is needed, in the column 'name'",
        "column",
    ),
    (
        "from sklearn.linear_model import LinearRegression as L; L().fit(pandas.DataFrame({'a': ['u', 'v']}), [1, 2])",
        "not-a-number",
        "'u'",
        "column",
    ),
    (f"{FRAME}; table['name'].mean()", "not-a-number", "its mean", "numeric_only"),
    ("np.loadtxt('words.txt')", "not-a-number", "'abc'", "skiprows"),
    ("pandas.to_datetime(['1.1.2020'], format='%Y-%m-%d')", "not-a-date", "%Y-%m-%d", "dayfirst"),
    ("import datetime; datetime.date.fromisoformat('1.1.2020')", "not-a-date", "not a date", "ISO"),
    (
        "torch.nn.Linear(2, 2)(torch.ones(2, 2, dtype=torch.float64))",
        "wrong-type",
        "Double and Float",
        "float",
    ),
    ("np.ones(2) + np.array(['a', 'b'])", "wrong-type", "`add`", "dtype"),
    ("np.ones(3, dtype=int).__iadd__(0.5)", "wrong-type", "float64", "astype"),
    ("'a' + 1", "wrong-type", "str was combined with one of the type int", "float"),
    ("None.shape", "wrong-type", "None: probably", "return"),
    (f"{FRAME}; table['name'] > 1", "wrong-type", "column of the type str", "to_numeric"),
    ("torch.ones(2).sum().backward()", "wrong-type", "requires_grad", "loss"),
    ("np.linalg.inv(np.zeros((2, 2)))", "singular-matrix", "is singular", "lstsq"),
    ("torch.linalg.inv(torch.zeros(2, 2))", "singular-matrix", "is singular", "lstsq"),
    ("np.linalg.cholesky(-np.eye(2))", "singular-matrix", "positive definite", "symmetric"),
    (
        "from scipy.optimize import newton; newton(lambda x: x * x + 1, 0.3, maxiter=5)",
        "no-convergence",
        "its steps",
        "starting",
    ),
    (
        "from scipy.optimize import curve_fit; curve_fit(lambda x, a, b: a * np.exp(b * x), [1, 2, 3], [1e9, -1e9, 1e9], maxfev=3)",
        "no-convergence",
        "its steps",
        "starting",
    ),
    ("1 / 0", "division-by-zero", "is 0 here", "no rows"),
    ("math.sqrt(-1)", "outside-of-a-function", "no result", "before this line"),
    ("math.exp(1000)", "outside-of-a-function", "too large", "Scale"),
    (
        "np.ones((10**6, 10**6))",
        "out-of-memory",
        r"8 TB for one array of the shape \(1000000, 1000000\) of float64; about .* were free",
        "less data",
    ),
    ("torch.ones(10**15)", "out-of-memory", "4 PB at once; about", "less data"),
    ("bytearray(10**15)", "out-of-memory", "no more memory", "less data"),
    ("torch.ones(2).cuda()", "no-cuda", "processor only", "`cpu`"),
    ("torch.ones(2, device='mps')", "no-cuda", "MPS", "`cpu`"),
    ("torch.ones(2) + torch.ones(2, device='meta')", "different-devices", "different devices", "to(device)"),
    ("import nummpy", "no-module", "", "Did you mean 'numpy'?"),
    ("import Sklearn", "no-module", "", "Did you mean 'sklearn'?"),
    ("import numpy.linalgg", "no-module", "numpy is there", "numpy.linalg"),
    ("from numpy import flaot32", "no-name-in-module", r"numpy [\d.]+ has no 'flaot32'", "float32"),
    ("import ctypes; ctypes.CDLL('libnothere.so.1')", "library-not-loaded", "libnothere.so.1", "doctor"),
    (
        "sys.path.insert(0, os.path.dirname(__file__)); import broken_part",
        "library-not-loaded",
        "damaged",
        "doctor",
    ),
    ("open('/nowhere/at/all.csv')", "file-not-found", "/nowhere/at/all.csv", "no folder /nowhere"),
    (
        "open(os.path.join(os.path.dirname(__file__), 'od.csv'))",
        "file-not-found",
        "od.csv",
        "Did you mean 'odd.csv'",
    ),
    (
        "import pyarrow.parquet as p; p.read_table('/tmp/not there.parquet')",
        "file-not-found",
        "not there",
        "Check the path",
    ),
    ("from PIL import Image; Image.open('/nowhere.png')", "file-not-found", "/nowhere.png", "Check the path"),
    ("open(os.path.dirname(__file__))", "not-a-file", "is a folder", "name of the file"),
    ("open(__file__ + '/x')", "not-a-file", "is a file, and a folder", "path"),
    ("open('a' * 300)", "not-a-file", "too long", "Shorten"),
    ("os.mkdir(os.path.dirname(__file__))", "not-a-file", "there already", "exist_ok"),
    ("pandas.read_csv('latin.csv')", "wrong-encoding", "not text in utf-8", "cp1252"),
    (
        "pathlib.Path('picture.txt').read_text(encoding='utf-8')",
        "wrong-encoding",
        "not text",
        "no text at all",
    ),
    ("'ü'.encode('ascii')", "wrong-encoding", "ascii", "utf-8"),
    (
        "pandas.read_csv('odd.csv')",
        "unreadable-format",
        "Line 3 of the file has 4 columns where the lines before it have 2",
        "sep",
    ),
    ("pandas.read_csv('empty.csv')", "unreadable-format", "nothing in the file", "right one"),
    ("pandas.read_parquet('odd.csv')", "unreadable-format", "Parquet", "whole"),
    ("pandas.read_excel('odd.csv')", "unreadable-format", "Excel", "read_csv"),
    ("from PIL import Image; Image.open('odd.csv')", "unreadable-format", "Pillow", "whole"),
    ("json.loads('{a: 1}')", "unreadable-format", "line 1, column 2", "quotes"),
    ("from scipy.io import wavfile; wavfile.read('odd.csv')", "unreadable-format", "WAV", "Convert"),
    ("subprocess.run(['no-such-program'])", "program-not-found", "'no-such-program'", "Install"),
    (
        "subprocess.run([sys.executable, '-c', 'exit(3)'], check=True)",
        "program-failed",
        "itself failed",
        "log",
    ),
    (
        "subprocess.run([sys.executable, '-c', 'import time; time.sleep(9)'], timeout=0.2)",
        "took-too-long",
        "time",
        "more time",
    ),
    ("pickle.dumps(lambda: 1)", "not-picklable", "lambda", "top level"),
    ("socket.create_connection(('localhost', 1), 1)", "no-network", "refuses", "address"),
    ("np.flaot64", "misspelt-name", "'float64'", "Correct"),
    ("lenght", "misspelt-name", "but there is 'length'", "Correct"),
    (
        "known = {'alpha': 1}; known['alpah']",
        "misspelt-name",
        "no key 'alpah', but there is 'alpha'",
        "Correct",
    ),
    ("down = lambda: down(); down()", "too-deep", "calls itself", "loop"),
]


@pytest.fixture
def folder(bench: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    place: Path = bench.folder
    (place / "odd.csv").write_text("a,b\n1,2\n1,2,3,4\n")
    (place / "empty.csv").write_text("")
    (place / "words.txt").write_text("1 2\n3 abc\n")
    (place / "latin.csv").write_bytes("größe\n1\n".encode("latin-1"))
    (place / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (place / "broken_part.so").write_bytes(b"not a library")
    monkeypatch.chdir(place)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return place


def test_real_errors_are_explained(bench: Any, folder: Path) -> None:
    """One run after the other: each failure is listed with what was told instead."""
    failures = []
    for number, (body, cause, text, hint) in enumerate(REAL):
        source = f"{IMPORTS}length = 3\ndef f():\n    {body}\n"
        error = bench.run(source, call=number + 1).error
        told = error.get("cause", {})
        right = told.get("id") == cause and re.search(text, told.get("text", "")) and hint in error["hint"]
        where = error["line"]["text"] in (body, "pass") or "lambda" in body
        if not right or not where:
            failures.append((body, error["message"], told, error["hint"], error.get("line")))
    assert failures == [], "\n".join(map(str, failures))


def test_every_cause_has_a_real_error_or_a_test_of_its_own() -> None:
    elsewhere = {
        "disk-full",
        "disk-read-only",
        "permission-denied",
        "too-many-files",
        "out-of-gpu-memory",
        "version-mismatch",
        "worker-died",
    }
    assert {cause.id for cause in CAUSES} == {cause for _, cause, _, _ in REAL} | elsewhere


def test_what_the_disk_refuses_is_told_by_its_number(bench: Any, folder: Path) -> None:
    run = bench.run("def f():\n    with open('/dev/full', 'wb', 0) as file:\n        file.write(b'x')\n")
    assert run.error["kind"] == "output"
    assert run.error["cause"]["id"] == "disk-full"
    assert "Free some disk space" in run.error["hint"]
    source = """
import os, resource
def f():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (90, hard))
    copies = []
    try:
        while True:
            copies.append(os.dup(0))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for copy in copies:
            os.close(copy)
"""
    run = bench.run(source, call=2)
    assert run.error["cause"]["id"] == "too-many-files"
    assert run.error["line"]["text"] == "copies.append(os.dup(0))"


def test_what_the_user_may_not_do_is_told_with_the_path(bench: Any, folder: Path) -> None:
    """Root may do everything, and becomes nobody for a moment."""
    source = """
import os
def f(path: str):
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        open(path)
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
"""
    locked = folder / "locked.csv"
    locked.write_text("")
    locked.chmod(0)
    run = bench.run(source, {"path": str(locked)})
    assert run.error["cause"] == {
        "id": "permission-denied",
        "certainty": "certain",
        "text": f"The system does not allow this with {locked}.",
    }


def test_numbers_of_the_system_have_their_sentences() -> None:
    """What root is never refused: raised by C code in the words of the system, as open() does."""
    from gilder.run.report import report_of

    for code, cause, text in [
        (errno.EACCES, "permission-denied", "with /data/x.csv"),
        (errno.EPERM, "permission-denied", "with /data/x.csv"),
        (errno.EROFS, "disk-read-only", "/data/x.csv can only be read"),
        (errno.EDQUOT, "disk-full", "/data/x.csv is full"),
    ]:
        report = report_of(_raised(OSError(code, os.strerror(code), "/data/x.csv")), __file__)
        assert report["cause"]["id"] == cause
        assert text in report["cause"]["text"]
    report = report_of(_raised(PermissionError(errno.EPERM, "Operation not permitted")), __file__)
    assert report["cause"]["text"] == "The system does not allow this."


def test_words_of_graphics_cards_and_other_builds() -> None:
    """What needs a card or a broken build to be raised, in the words that PyTorch and the loaders use."""
    import torch
    from gilder.run.report import report_of

    said = (
        "CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 7.79 GiB of which 5.10 GiB "
        "is free. Process 1 has 2 GiB memory in use."
    )
    report = report_of(_raised(torch.OutOfMemoryError(said)), __file__)
    assert report["kind"] == "memory"
    assert report["cause"]["id"] == "out-of-gpu-memory"
    assert "20.00 GiB" in report["cause"]["text"]
    assert "7.79 GiB (5.10 GiB free)" in report["cause"]["text"]
    for error, cause, certainty in [
        (RuntimeError("Found no NVIDIA driver on your system. Please check …"), "no-cuda", "certain"),
        (
            RuntimeError(
                "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!"
            ),
            "different-devices",
            "certain",
        ),
        (ImportError("/x/_c.so: undefined symbol: PyFoo_Bar"), "version-mismatch", "likely"),
        (
            ValueError("numpy.dtype size changed, may indicate binary incompatibility. Expected 96"),
            "version-mismatch",
            "certain",
        ),
        (
            ImportError("DLL load failed while importing _c: The specified module could not be found."),
            "library-not-loaded",
            "likely",
        ),
    ]:
        report = report_of(_raised(error), __file__)
        assert (report["cause"]["id"], report["cause"]["certainty"]) == (cause, certainty), report


def _raised(error: BaseException) -> BaseException:
    """As C code raises: no line of Python says so."""
    try:
        (_ for _ in ()).throw(error)
    except BaseException as caught:
        return caught
    raise AssertionError
