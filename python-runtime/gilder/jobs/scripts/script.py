"""A script as a job: the description of its form, the check of what is filled in, and the call."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, make_dataclass
from dataclasses import field as member
from inspect import Parameter
from typing import Annotated, Any, Literal

from ...errors import ParameterError
from ...parameters.fields import Field, fields_of
from ...parameters.markers import Param
from ...words.texts import sendable, title_of
from ..programs import MAIN, SCRIPT, Program
from ..runnable import Problem
from ..stand_in import NONE, parameter, stand_in
from . import running
from .arguments import COMMAND, Argument, Command, identifier
from .outline import Outline

#: The field of a script that has no parser: all its words in one line.
LINE = "arguments"


@dataclass(frozen=True)
class Script(Program):
    file: str
    sha256: str
    source: bytes
    outline: Outline
    command: Command | None
    fields: list[Field]
    kind = SCRIPT

    @property
    def title(self) -> str:
        return title_of(os.path.splitext(os.path.basename(self.file))[0].replace("-", "_"))

    @property
    def doc(self) -> str:
        return self.outline.doc or (self.command.help if self.command else "")

    def check(self, params: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        values, problems = super().check(params)
        if problems or self.command is None:
            return values, problems
        values = {name: _whole(value) for name, value in values.items()}
        said = self.command.verdict(self.words(values))
        return (values, []) if said is None else ({}, [self._problem(said)])

    def words(self, values: Mapping[str, Any]) -> list[str]:
        if self.command is not None:
            return self.command.words(values)
        try:
            return shlex.split(values.get(LINE) or "")
        except ValueError as error:
            raise ParameterError(LINE, f"{LINE}: a quotation mark is missing ({error})") from error

    def execute(self, arguments: Mapping[str, Any]) -> None:
        running.run(self.file, self.source, self.words(_plain(arguments)))

    def _problem(self, said: str) -> Problem:
        """Said by the script's own parser; beside the field whose option it names."""
        for argument in self.command.arguments if self.command else ():
            if argument.option and re.search(rf"(?<!\S)'?{re.escape(argument.option)}(?=[:/', ]|$)", said):
                return Problem(argument.name, sendable(said))
        return Problem("", sendable(said))


def script_of(file: str, sha256: str, source: bytes, outline: Outline, command: Command | None) -> Script:
    return Script(file, sha256, source, outline, command, _fields(command))


def _fields(command: Command | None) -> list[Field]:
    if command is None:
        note = Param(title="Arguments", help="As they would be typed behind the name of the script.")
        return fields_of(stand_in(MAIN, [parameter(LINE, Annotated[str, note], "")]))
    parameters = [_parameter_of(argument) for argument in command.arguments]
    if command.commands:
        parameters.append(parameter(COMMAND, *_choice(command)))
        parameters += [
            parameter(identifier(name), Annotated[_group(name, below), _about(name, below)] | None, None)
            for name, below in command.commands.items()
            if below.arguments or below.commands
        ]
    return fields_of(stand_in(MAIN, parameters))


def _about(name: str, command: Command) -> Param:
    return Param(title=title_of(identifier(name)), help=" ".join(command.help.split()))


def _choice(command: Command) -> tuple[Any, Any]:
    kind: Any = Annotated[Literal[tuple(command.commands)], Param(title="Command")]
    return (kind, NONE) if command.needs_command else (kind | None, None)


def _group(name: str, command: Command) -> Any:
    """The arguments of a command below the first, as fields of one parameter."""
    members: list[Any] = []
    for argument in command.arguments:
        default = argument.default
        if argument.required:
            members.append((argument.name, argument.annotation))
        elif isinstance(default, list):
            members.append((argument.name, argument.annotation, member(default_factory=default.copy)))
        else:
            members.append((argument.name, argument.annotation, default))
    if command.commands:
        kind, default = _choice(command)
        members.append((COMMAND, kind) if command.needs_command else (COMMAND, kind, default))
        members += [
            (identifier(below), _group(below, each) | None, None) for below, each in command.commands.items()
        ]
    return make_dataclass(identifier(name).capitalize(), members, kw_only=True)


def _parameter_of(argument: Argument) -> Parameter:
    default = NONE if argument.required else argument.default
    return parameter(argument.name, argument.annotation, default)


def _whole(value: Any) -> Any:
    """The path of a file from where the user is: the script will work elsewhere. Other words stay."""
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {name: _whole(one) for name, one in value.items()}
    if not isinstance(value, str) or not ("/" in value or os.sep in value or "." in value):
        return value
    path = os.path.expanduser(value)
    return os.path.abspath(path) if os.path.exists(path) else value


def _plain(value: Any) -> Any:
    """What fields made for a function, as a command line has it."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(one) for name, one in vars(value).items()}
    return value
