"""Single values: numbers, texts, choices, colours, secrets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, SecretStr
from pydantic import Field as Rules

from .checks import no_bool, one_of, wanted
from .markers import Param
from .rules import bounds, lengths
from .shape import Shape

USUAL_ROWS = 4
_COLOR = r"^#[0-9a-f]{6}$"


def number(base: type, param: Param) -> Shape:
    if base is int:
        return Shape(
            Annotated[int, bounds(param), BeforeValidator(no_bool("int_type"))], "enter a whole number"
        )
    rules = bounds(param, allow_inf_nan=False)
    return Shape(Annotated[float, rules, BeforeValidator(no_bool("float_type"))], "enter a number")


def text(param: Param) -> Shape:
    rules = _of_text(param)
    rows = param.rows or (USUAL_ROWS if param.multiline else 0)
    return Shape(Annotated[str, rules], "enter a text", {"widget": "text", "rows": rows} if rows else {})


def _of_text(param: Param) -> Any:
    if param.pattern is not None:
        try:
            re.compile(param.pattern)
        except re.error as error:
            raise TypeError(f"has a pattern that is no regular expression ({error})") from error
    return lengths(param, pattern=param.pattern, coerce_numbers_to_str=True)


def secret(param: Param) -> Shape:
    rules = _of_text(param)
    return Shape(Annotated[str, rules], "enter it; it is kept nowhere", {"widget": "secret"}, SecretStr)


def color() -> Shape:
    checked = Annotated[str, Rules(pattern=_COLOR), BeforeValidator(_long_color)]
    return Shape(checked, "choose a colour", {"widget": "color"})


def choice(
    options: Sequence[Any], load: Callable[[Any], Any] | None, names: Mapping[str, Any] | None = None
) -> Shape:
    if not options or any(type(option) not in (str, int, bool) for option in options):
        raise TypeError("is a choice among values that are neither text nor whole numbers")
    listed = ", ".join(map(repr, options))
    checked: Any = Annotated[Literal[tuple(options)], BeforeValidator(one_of(options, names or {}))]
    return Shape(checked, f"choose one of {listed}", load=load)


def _long_color(value: Any) -> Any:
    """`#F80` and `ff8800` → `#ff8800`."""
    if not isinstance(value, str):
        return value
    digits = value.strip().removeprefix("#").lower()
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    if re.fullmatch(r"[0-9a-f]{6}", digits):
        return f"#{digits}"
    raise wanted("a colour, as #ff8800")
