"""A run of a script: where it works, how it ends, and what of it is kept."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ...errors import ParameterError, ScriptError
from ...run import figures
from ...run.sharing import out_dir
from ...words.texts import shortened, text_of
from .program import as_main, execute
from .workspace import Workspace


def run(path: str, source: bytes, words: Sequence[str]) -> None:
    """Its figures and the files it leaves in its working folder are results of the current run."""
    work = Workspace(os.path.dirname(path), str(out_dir()))
    with work.entered(), _noting() as notes, as_main(path, words) as main:
        try:
            execute(main, path, source)
        except SystemExit as leaving:
            _end(leaving.code, notes)
        finally:
            # Also of one that fails later: what was drawn until then.
            figures.show_forgotten()


def _end(code: Any, notes: list[str]) -> None:
    """As a shell sees it: nothing and 0 are success, a text is what went wrong."""
    if code is None or code == 0:
        return
    if notes:
        # Its parser has refused what was filled in.
        raise ParameterError("", notes[-1], "Correct the arguments and run again.")
    if isinstance(code, int):
        raise ScriptError(
            f"The script ended with exit status {code}",
            "What it said about that is in the log.",
        )
    raise ScriptError(
        shortened(text_of(code, 2000).strip(), 2000), "The script ended itself with these words."
    )


@contextmanager
def _noting() -> Iterator[list[str]]:
    """What parsers say before they end the program."""
    said: list[str] = []
    before = argparse.ArgumentParser.error

    def error(self: argparse.ArgumentParser, message: str) -> Any:
        said.append(message)
        return before(self, message)

    argparse.ArgumentParser.error = error  # type: ignore[method-assign]  # stands in for it
    try:
        yield said
    finally:
        argparse.ArgumentParser.error = before  # type: ignore[method-assign]  # likewise
