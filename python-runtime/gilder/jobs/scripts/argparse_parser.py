"""The arguments of an `argparse.ArgumentParser`, as fields."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from ...parameters.markers import File, Param
from ...words.texts import title_of
from .arguments import COMMAND, Argument, Command, identifier, named_apart

#: Actions of argparse that no field is for.
_ASIDE = (argparse._HelpAction, argparse._VersionAction, argparse._SubParsersAction)


def command_of(parser: argparse.ArgumentParser) -> Command:
    below = next((a for a in parser._actions if isinstance(a, argparse._SubParsersAction)), None)
    commands = {} if below is None else _commands(below)
    taken = {COMMAND, *map(identifier, commands)} if commands else set()
    found = [_argument(parser, action) for action in parser._actions if not isinstance(action, _ASIDE)]
    return Command(
        arguments=named_apart(found, taken),
        commands=commands,
        needs_command=below is not None and below.required,
        help=parser.description or "",
        verdict=lambda words: verdict(parser, words),
    )


def _commands(action: argparse._SubParsersAction[argparse.ArgumentParser]) -> dict[str, Command]:
    """Each once: other names of a command lead to the same parser."""
    seen: dict[int, str] = {}
    for name, parser in action.choices.items():
        seen.setdefault(id(parser), name)
    return {name: command_of(action.choices[name]) for name in seen.values()}


def _argument(parser: argparse.ArgumentParser, action: argparse.Action) -> Argument:
    option = next((word for word in action.option_strings if word.startswith("--")), "")
    option = option or next(iter(action.option_strings), "")
    name = identifier(action.dest)
    notes = Param(title=title_of(name), help=_help(parser, action))
    required = action.required and action.default in (None, argparse.SUPPRESS)
    default = None if action.default is argparse.SUPPRESS else action.default

    def made(annotation: Any, plain: Any, **more: Any) -> Argument:
        absent = plain is None and not required
        annotated = Annotated[annotation, notes]
        return Argument(
            name=name,
            annotation=annotated | None if absent else annotated,
            default=plain,
            required=required,
            option=option,
            no="",
            **more,
        )

    if isinstance(action, argparse.BooleanOptionalAction):
        opposite = next((word for word in action.option_strings if word.startswith("--no-")), "")
        return made(bool, bool(default), style="flag", opposite=opposite)
    if isinstance(action, argparse._StoreConstAction) and isinstance(action.const, bool):
        return made(bool, bool(default), style="flag", sets=action.const)
    if isinstance(action, argparse._StoreConstAction | argparse._AppendConstAction):
        return made(bool, False, style="flag")
    if isinstance(action, argparse._CountAction):
        return made(int, int(default or 0), style="count")
    item, plain = _item(action)
    if action.nargs in (None, argparse.OPTIONAL) and not isinstance(action, argparse._AppendAction):
        return made(item, plain(default), style="value")
    several = Annotated[list[item], _lengths(action)]  # type: ignore[valid-type]  # known when run
    listed = None if default is None else [plain(one) for one in _as_list(default)]
    if isinstance(action, argparse._AppendAction):
        inner: Any = list[several] if action.nargs not in (None, argparse.OPTIONAL) else list[item]  # type: ignore[valid-type]  # likewise
        # What is given is added to the default: that itself is nothing to be given again.
        return made(inner, None, style="each")
    return made(several, listed, style="values")


def _item(action: argparse.Action) -> tuple[Any, Any]:
    """The type of one value, and what makes a default into a value of it."""
    if action.choices is not None:
        options = list(action.choices)
        if options and len(options) <= 100:
            return Literal[tuple(_plain(option) for option in options)], _plain
    kind: Any = getattr(action, "type", None)
    if kind is int or kind is float or kind is bool:
        return kind, lambda default: None if default is None else kind(default)
    if isinstance(kind, argparse.FileType) and "r" in kind._mode and action.nargs is None:
        return Annotated[Path, File()], lambda default: default if isinstance(default, str) else None
    return str, lambda default: None if default is None else str(default)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int) and not isinstance(value, bool) else str(value)


def _lengths(action: argparse.Action) -> Param:
    if isinstance(action.nargs, int):
        return Param(min_length=action.nargs, max_length=action.nargs)
    return Param(min_length=1) if action.nargs == argparse.ONE_OR_MORE else Param()


def _as_list(default: Any) -> list[Any]:
    return list(default) if isinstance(default, list | tuple) else [default]


def _help(parser: argparse.ArgumentParser, action: argparse.Action) -> str:
    if not action.help or action.help is argparse.SUPPRESS:
        return ""
    try:
        return parser._get_formatter()._expand_help(action)
    except (ValueError, TypeError, KeyError):
        # A stray % in the help, which argparse itself stumbles over only when it is asked for.
        return action.help


def verdict(parser: argparse.ArgumentParser, words: list[str]) -> str | None:
    if any(_has_effects(action) for action in _all_actions(parser)):
        return None
    try:
        with _refusing():
            parser.parse_args(words)
    except _Refused as refused:
        return str(refused)
    except (Exception, SystemExit):
        # Whatever a type or an action of the script's own raises is the script's to meet.
        return None
    return None


class _Refused(BaseException): ...


@contextlib.contextmanager
def _refusing() -> Iterator[None]:
    """What the parser would end the process with is an exception meanwhile."""

    def error(_self: argparse.ArgumentParser, message: str) -> Any:
        raise _Refused(message)

    before = argparse.ArgumentParser.error
    argparse.ArgumentParser.error = error  # type: ignore[method-assign]  # stands in for it
    try:
        yield
    finally:
        argparse.ArgumentParser.error = before  # type: ignore[method-assign]  # likewise


def _has_effects(action: argparse.Action) -> bool:
    """Parsing would make a file, or do what the script's own code does."""
    kind = getattr(action, "type", None)
    writes = isinstance(kind, argparse.FileType) and "r" not in kind._mode
    return writes or type(action).__module__ != "argparse"


def _all_actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _all_actions(below)
