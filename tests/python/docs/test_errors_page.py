"""`docs/errors.md` has every cause, in the words of the table of rules."""

import re
from pathlib import Path
from typing import Any

from gilder.causes.table import CAUSES

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/errors.md").read_text(encoding="utf-8")


def _rows(title: str) -> dict[str, str]:
    section = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `([\w-]+)` \| (.*) \|$", section, re.MULTILINE))


def test_the_table_of_the_page_is_the_table_of_the_rules() -> None:
    assert list(_rows("In the code of a job").items()) == [(cause.id, cause.about) for cause in CAUSES]
    assert len({cause.id for cause in CAUSES}) == len(CAUSES)


def test_what_the_app_says_of_runs_is_on_the_page() -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "app/core/words").glob("*.ts"))
    told = set(re.findall(r"\bid: '([a-z-]+)',\s+certainty", words))
    assert told | {"disk-full"} == set(_rows("Of a run"))


def test_the_example_is_what_gilder_says(bench: Any) -> None:
    source = (
        "import pandas\n\n\ndef measure() -> float:\n"
        "    table = pandas.DataFrame({'length': [1.0], 'name': ['a']})\n"
        '    return table["lenght"].mean()\n'
    )
    error = bench.run(source).error
    line = error["line"]
    begin, end = line["mark"]
    for said in (
        error["message"],
        f"line {line['number']}:",
        line["text"],
        error["cause"]["text"],
        error["hint"],
    ):
        assert said in PAGE
    assert f"\n    {' ' * begin}{'^' * (end - begin)}\n" in PAGE
