"""How a value is settled around pydantic's own check: what flags and forms send is not always exact."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from pydantic_core import PydanticCustomError


def one_of(options: Sequence[Any], names: Mapping[str, Any]) -> Callable[[Any], Any]:
    """Flags bring numbers as text. `True == 1` in Python, but one is not chosen by the other.

    `names`: what options may be called by that are no options themselves, as the members of an `Enum`.
    """
    by_text = dict(names) | {str(option): option for option in options}

    def check(value: Any) -> Any:
        for option in options:
            if type(option) is type(value) and option == value:
                return option
        if isinstance(value, str) and value in by_text:
            return by_text[value]
        raise PydanticCustomError("choice", "is none of the choices", {"options": list(options)})

    return check


def no_bool(problem: Literal["int_type", "float_type"]) -> Callable[[Any], Any]:
    """Python counts `True` as 1; a person who sends it means something else."""

    def check(value: Any) -> Any:
        if isinstance(value, bool):
            raise PydanticCustomError(problem, "is not a number")
        return value

    return check


def said(words: str) -> PydanticCustomError:
    """Refuses a value in a sentence of its own: what follows the name of the parameter."""
    return PydanticCustomError("said", "{words}", {"words": words})


def wanted(what: str) -> PydanticCustomError:
    """Refuses a value by saying what it is to be."""
    return PydanticCustomError("wanted", "is not {wanted}", {"wanted": what})


def split_text(value: Any) -> Any:
    """A flag brings a list as one text: `a,b`, or JSON where a value holds a comma."""
    if isinstance(value, tuple):
        return list(value)
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return [part.strip() for part in value.split(",") if part.strip()]


def split_object(value: Any) -> Any:
    """The same for names with values: `{"a": 1}`, or `a=1,b=2`."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    pairs = [part.partition("=") for part in value.split(",") if part.strip()]
    if not all(name.strip() and equals for name, equals, _ in pairs):
        return value
    return {name.strip(): one.strip() for name, _, one in pairs}


def whole_path(path: str) -> str:
    return os.path.abspath(os.path.expanduser(path))


def text_of_path(value: Any) -> Any:
    return os.fspath(value) if isinstance(value, os.PathLike) else value
