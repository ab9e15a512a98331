"""Notebooks: their form, what each cell shows, how their errors are told."""

import json
from typing import Any

import pytest


def notebook(*cells: Any, language: str = "python") -> str:
    made = []
    for cell in cells:
        kind, source, tags = (*cell, ())[:3] if isinstance(cell, tuple) else ("code", cell, ())
        extra = {"outputs": [], "execution_count": None} if kind == "code" else {}
        made.append({"cell_type": kind, "source": source, "metadata": {"tags": list(tags)}, **extra})
    meta = {"kernelspec": {"language": language, "name": "python3"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": meta, "cells": made})


FORM = """
n: int = 3  # how often
rate = 0.5
names = ["a", "b"]
table = None  # type: str
import math
whole = math.pi
"""


def described(bench: Any, *cells: Any, **options: Any) -> Any:
    return bench.describe(notebook(*cells, **options), "work.ipynb")


def run(bench: Any, *cells: Any, params: Any = None) -> Any:
    return bench.run_file(bench.write(notebook(*cells), "work.ipynb"), params)


def test_the_tagged_cell_is_the_form(bench: Any) -> None:
    head = ("markdown", "# Growth\nOf a sum.")
    (spec,) = described(bench, head, ("code", FORM, ["parameters"]), "n * rate")["jobs"]
    assert (spec["title"], spec["kind"], spec["summary"]) == ("Growth", "notebook", "Of a sum.")
    found = spec["params"]["properties"]
    assert list(found) == ["n", "rate", "names", "table"]
    assert (found["n"]["type"], found["n"]["default"], found["n"]["description"]) == (
        "integer",
        3,
        "how often",
    )
    assert found["rate"]["type"] == "number"
    assert found["names"]["items"]["type"] == "string"


def test_cells_run_in_order_with_the_values_given(bench: Any, app: Any) -> None:
    done = run(bench, ("code", FORM, ["parameters"]), "print(n * rate, names)", params={"n": 4})
    assert done.state == "done", done.outcome
    assert app.texts() == ["2.0 ['a', 'b']"]
    assert app.progress()[-1]["message"] == "Cell 2"


def test_what_a_cell_ends_with_is_shown(bench: Any) -> None:
    done = run(
        bench,
        "import pandas as pd\nframe = pd.DataFrame({'a': [1, 2]})\nframe",
        "frame.a.sum();",
        "x = 1",
        "display(frame.a.max(), frame)\nNone",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])",
    )
    assert done.state == "done", done.outcome
    kinds = [(each["label"], each["kind"]) for each in done.results]
    assert kinds == [("Cell 1", "table"), ("Value 1", "value"), ("Table 1", "table"), ("Figure 1", "image")]


def test_magics(bench: Any, app: Any) -> None:
    done = run(
        bench,
        "%matplotlib inline\n!pip install numpy\n%time x = 3",
        "y = (7\n%  4)",
        "%%time\nprint(x, y)",
        "from IPython.display import display\ndisplay(x)",
    )
    assert done.state == "done", done.outcome
    assert app.texts(level="stdout") == ["3 3"]
    assert "left out '!pip install numpy'" in app.texts(level="warning")[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not a whole notebook"),
        ("[]", "is not a whole notebook"),
        ('{"worksheets": []}', "old format"),
        (notebook("1", language="R"), "a notebook of R"),
        (notebook("!ls"), "Cell 1 of work.ipynb uses !ls"),
        (notebook("%%bash\nls"), "Cell 1 of work.ipynb uses %%bash"),
        (notebook(("code", "n = (", ["parameters"])), "Cell 1 of work.ipynb is not valid Python"),
    ],
)
def test_what_is_no_notebook(bench: Any, text: str, message: str) -> None:
    found = bench.describe(text, "work.ipynb")
    assert found["jobs"] == []
    assert message in found["error"]["message"]


def test_an_error_names_cell_and_line(bench: Any) -> None:
    done = run(bench, "x = 1", "y = 2\nx / 0")
    assert done.state == "failed"
    assert done.error["line"]["file"].endswith("work.ipynb, cell 2")
    assert (done.error["line"]["number"], done.error["line"]["text"]) == (2, "x / 0")


def test_what_was_shown_before_an_error_stays(bench: Any) -> None:
    done = run(bench, "41 + 1", "1 / 0")
    assert [each["label"] for each in done.results] == ["Cell 1"]
