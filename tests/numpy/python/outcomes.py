"""A pytest plugin: writes what became of every test, and why, as JSON to the file that `--outcomes` names."""

import json
from pathlib import Path

import pytest

_outcomes: dict[str, dict[str, str]] = {}
_SHOWN = 3000


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--outcomes", type=Path)


def _note(test: str, outcome: str, why: object) -> None:
    _outcomes[test] = {"outcome": outcome, "why": "" if why is None else str(why)[-_SHOWN:]}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    # Set-up, the test itself and tear-down each report: the first that did not pass says what became of it.
    if report.nodeid in _outcomes and _outcomes[report.nodeid]["outcome"] != "passed":
        return
    expected_to_fail = hasattr(report, "wasxfail")
    _note(report.nodeid, f"x{report.outcome}" if expected_to_fail else report.outcome, report.longrepr)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    # A whole file that could not be imported, or that skips itself.
    if report.outcome != "passed":
        _note(report.nodeid, f"{report.outcome} while collected", report.longrepr)


def pytest_sessionfinish(session: pytest.Session) -> None:
    session.config.getoption("outcomes").write_text(json.dumps(_outcomes, sort_keys=True))
