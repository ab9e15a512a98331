"""The arguments of a script: the fields they become, and the words of its command line that values become."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

#: `value`: one word; `values`: several after one option; `each`: the option again for every value;
#: `flag`: the option alone; `count`: the option so many times.
Style = Literal["value", "values", "each", "flag", "count"]

#: The field for the choice among subcommands.
COMMAND = "command"


@dataclass(frozen=True, kw_only=True)
class Argument:
    name: str
    annotation: Any
    #: In the form in which a field has it; None for an argument that is left out unless it is given.
    default: Any = None
    required: bool = False
    #: As it is written: `--rate`. What is told by its place has none.
    option: str = ""
    style: Style = "value"
    #: For a flag: the value that its option stands for, and the option for the other one.
    sets: bool = True
    opposite: str = ""
    #: How "no" is written: to argparse's `type=bool` every word but the empty one is a yes.
    no: str = "False"

    def words(self, value: Any) -> list[str]:
        """Nothing for what is as it would be anyway: the script then sees that it was not given."""
        if value is None or (self.option and value == self.default):
            return []
        if self.style == "flag":
            word = self.option if value == self.sets else self.opposite
            return [word] if word else []
        if self.style == "count":
            return [self.option] * int(value)
        if self.style == "each":
            return [word for one in value for word in self._after_option(self._flat(one))]
        return self._after_option(self._flat(value))

    def _after_option(self, words: list[str]) -> list[str]:
        if not self.option:
            return words
        if len(words) == 1 and words[0].startswith("-") and self.option.startswith("--"):
            # What begins with a dash would be taken for the next option.
            return [f"{self.option}={words[0]}"]
        return [self.option, *words]

    def _flat(self, value: Any) -> list[str]:
        if isinstance(value, list | tuple):
            return [word for one in value for word in self._flat(one)]
        return [self.no if value is False else str(value)]


@dataclass(frozen=True, kw_only=True)
class Command:
    """What a parser takes: its arguments, and the commands below it."""

    arguments: tuple[Argument, ...] = ()
    commands: Mapping[str, Command] = field(default_factory=dict)
    needs_command: bool = False
    help: str = ""
    #: What the parser itself would say against these words, or None. It knows rules that no field has.
    verdict: Callable[[list[str]], str | None] = field(default=lambda _words: None, compare=False)

    def words(self, values: Mapping[str, Any]) -> list[str]:
        options = [
            word for each in self.arguments if each.option for word in each.words(values.get(each.name))
        ]
        placed = [
            word for each in self.arguments if not each.option for word in each.words(values.get(each.name))
        ]
        if any(word.startswith("-") for word in placed):
            own = [*options, "--", *placed]
        else:
            # An option that takes several values would take these as well if they came after it.
            own = [*placed, *options]
        chosen = values.get(COMMAND) if self.commands else None
        if chosen is None:
            return own
        below = self.commands[chosen]
        return [*own, chosen, *below.words(values.get(identifier(chosen)) or {})]


def identifier(name: str) -> str:
    """`input-file` → `input_file`: what a parameter may be called."""
    plain = re.sub(r"\W", "_", name).strip("_") or "value"
    if plain[0].isdigit():
        plain = f"value_{plain}"
    return f"{plain}_" if keyword.iskeyword(plain) else plain


def named_apart(arguments: Iterable[Argument], taken: Iterable[str] = ()) -> tuple[Argument, ...]:
    """Two options may set one thing (`--fast`, `--exact`), but two fields have two names."""
    known = set(taken)
    found = []
    for argument in arguments:
        name, number = argument.name, 2
        while name in known:
            name, number = f"{argument.name}_{number}", number + 1
        known.add(name)
        found.append(replace(argument, name=name))
    return tuple(found)
