"""The arguments of a command of `click`, which `typer` builds on, as fields."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from ...parameters.markers import File, Param
from ...words.texts import title_of
from .arguments import COMMAND, Argument, Command, identifier, named_apart

if TYPE_CHECKING:
    import click

_NUMBERS = {"Int": int, "IntRange": int, "Float": float, "FloatRange": float}


def command_of(command: click.Command) -> Command:
    import click

    context = click.Context(command, info_name=command.name)
    return _command(command.to_info_dict(context), command)


def _command(info: dict[str, Any], command: click.Command) -> Command:
    commands = {
        name: _command(below, command.commands[name])  # type: ignore[attr-defined]  # only a group has them
        for name, below in info.get("commands", {}).items()
    }
    taken = {COMMAND, *map(identifier, commands)} if commands else set()
    shown = [each for each in info["params"] if each["name"] != "help" and not _is_aside(each)]
    return Command(
        arguments=named_apart([_argument(each) for each in shown], taken),
        commands=commands,
        needs_command=bool(commands) and not getattr(command, "invoke_without_command", False),
        help=info.get("help") or "",
        verdict=lambda words: _verdict(command, words),
    )


def _is_aside(param: dict[str, Any]) -> bool:
    """`--version`, `--install-completion` and their like end the program on the spot."""
    return param.get("hidden", False) or param["name"] in ("version", "install_completion", "show_completion")


def _argument(param: dict[str, Any]) -> Argument:
    is_option = param["param_type_name"] == "option"
    words = param["opts"] if is_option else []
    option = next((word for word in words if word.startswith("--")), next(iter(words), ""))
    name = identifier(param["name"])
    given = (
        param["default"] if isinstance(param["default"], str | int | float | bool | list | tuple) else None
    )
    required = param["required"] and given is None
    notes = Param(title=title_of(name), help=param.get("help") or "")

    def made(annotation: Any, default: Any, **more: Any) -> Argument:
        annotated = Annotated[annotation, notes]
        absent = default is None and not required
        return Argument(
            name=name,
            annotation=annotated | None if absent else annotated,
            default=default,
            required=required,
            option=option,
            **more,
        )

    if param.get("count"):
        return made(int, int(given or 0), style="count")
    if param.get("is_flag") and param["type"]["param_type"] == "Bool":
        opposite = next(iter(param["secondary_opts"]), "")
        sets = param.get("flag_value") is not False
        return made(bool, bool(given), style="flag", sets=sets, opposite=opposite)
    if param.get("is_flag"):
        return made(bool, False, style="flag")
    item = _item(param["type"])
    if param["multiple"] or param["nargs"] == -1:
        items = [_plain(one) for one in given] if isinstance(given, list | tuple) else []
        # One file is chosen in a field of its own; of several there is a list of their paths.
        each = str if param["type"]["param_type"] in ("File", "Path") else item
        listed = list[each]  # type: ignore[valid-type]  # known when run
        least = Param(min_length=1) if required else Param()
        style: Any = "each" if param["multiple"] else "values"
        return made(Annotated[listed, least], None if required else items, style=style)
    if param["nargs"] != 1:
        pair = [_plain(one) for one in given] if isinstance(given, list | tuple) else None
        kinds = param["type"].get("types")
        row: Any = tuple(_item(each) for each in kinds) if kinds else (item,) * param["nargs"]
        return made(tuple[row], pair, style="values")  # type: ignore[valid-type]  # likewise
    return made(item, _plain(given), style="value")


def _item(kind: dict[str, Any]) -> Any:
    name = kind["param_type"]
    if name in _NUMBERS:
        lower, upper = kind.get("min"), kind.get("max")
        return Annotated[
            _NUMBERS[name],
            Param(
                min=None if kind.get("min_open") else lower,
                max=None if kind.get("max_open") else upper,
                above=lower if kind.get("min_open") else None,
                below=upper if kind.get("max_open") else None,
            ),
        ]
    if name == "Bool":
        return bool
    if name == "Choice" and kind["choices"]:
        return Literal[tuple(getattr(each, "name", each) for each in kind["choices"])]
    if name == "File" and "r" in str(kind.get("mode")):
        return Annotated[Path, File()]
    if name == "Path" and kind.get("exists") and not kind.get("dir_okay", True):
        return Annotated[Path, File()]
    return str


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _verdict(command: click.Command, words: list[str]) -> str | None:
    """Only its own arguments: what is below it is parsed when it is called."""
    import click

    if any(isinstance(each.type, click.File) for each in command.params):
        return None
    try:
        command.make_context(command.name, list(words)).close()
    except click.UsageError as error:
        return error.format_message()
    except (Exception, SystemExit):
        return None
    return None
