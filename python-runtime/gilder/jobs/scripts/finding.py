"""The parser of a script, found by executing it up to the point at which it would parse its arguments."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

from ...run import current, streams
from . import argparse_parser, click_command
from .arguments import Command
from .outline import Outline
from .program import as_main, execute


def find(path: str, source: bytes, outline: Outline) -> Command | None:
    """None where the script came to its end, or ended itself, without having asked for its arguments.

    Raises whatever else the script raises before it has.
    """
    try:
        with (
            streams.installed(),
            current.entered(current.silent()),
            _stopping(outline),
            contextlib.chdir(os.path.dirname(path)),
            as_main(path, []) as main,
        ):
            execute(main, path, source)
    except _Found as found:
        return found.command
    except SystemExit:
        return None
    return None


class _Found(BaseException):
    """No Exception: a script's own handlers let it through."""

    def __init__(self, command: Command | None) -> None:
        self.command = command


@contextlib.contextmanager
def _stopping(outline: Outline) -> Iterator[None]:
    with contextlib.ExitStack() as patches:
        patches.enter_context(_replaced(argparse.ArgumentParser, "parse_known_args", _at_argparse))
        if "typer" in outline.parsers and find_spec("typer"):
            from typer.main import Typer

            patches.enter_context(_replaced(Typer, "__call__", _at_typer))
        if "click" in outline.parsers and find_spec("click"):
            import click

            for owner in click.Command.__mro__:
                for name in {"main", "__call__"} & vars(owner).keys():
                    patches.enter_context(_replaced(owner, name, _at_click))
        yield


@contextlib.contextmanager
def _replaced(owner: Any, name: str, make: Callable[[Any], Any]) -> Iterator[None]:
    before = vars(owner)[name]
    setattr(owner, name, make(before))
    try:
        yield
    finally:
        setattr(owner, name, before)


def _at_argparse(before: Any) -> Any:
    """`parse_args` goes through it, too."""

    def stop(self: argparse.ArgumentParser, *arguments: Any, **options: Any) -> Any:
        # One without help looks for a few arguments ahead of the parser proper (`--config`).
        if not self.add_help and not arguments and not options:
            return before(self, [])
        raise _Found(argparse_parser.command_of(self))

    return stop


def _at_click(_before: Any) -> Any:
    def stop(self: Any, *_arguments: Any, **_options: Any) -> Any:
        raise _Found(click_command.command_of(self))

    return stop


def _at_typer(_before: Any) -> Any:
    def stop(self: Any, *_arguments: Any, **_options: Any) -> Any:
        from typer.main import get_command

        command = get_command(self)
        # Newer ones are built on a click of their own, which does not describe itself.
        raise _Found(click_command.command_of(command) if hasattr(command, "to_info_dict") else None)

    return stop
