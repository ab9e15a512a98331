"""One annotated parameter as a field: what it takes, how it is drawn, what the function receives for it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from ..errors import DescriptionError
from ..words.sentences import sentence
from ..words.texts import title_of
from .shapes import Shape, shape_of


@dataclass(frozen=True)
class Field:
    name: str
    shape: Shape
    schema: Mapping[str, Any]
    required: bool
    #: In its JSON form, as every checked value; None stands for "not given".
    default: Any
    _adapter: TypeAdapter[Any]

    def check(self, value: Any) -> tuple[Any, str | None]:
        """The value in its JSON form, or the sentence that says why it cannot be taken."""
        if value is None or (value == "" and self._empty_is_missing):
            return self.default, f"{self.name}: {self.shape.invitation}" if self.required else None
        try:
            settled = self._adapter.validate_python(value)
            return self._adapter.dump_python(settled, mode="json"), None
        except ValidationError as error:
            return None, sentence(self.name, error.errors(include_url=False)[0])

    @property
    def _empty_is_missing(self) -> bool:
        """An emptied field: for all but free text, that is no value at all."""
        return self.schema.get("type") != "string" or "widget" in self.shape.hint

    def load(self, value: Any) -> Any:
        """What the function receives: a table for its path, an Enum member for its value."""
        return value if value is None or self.shape.load is None else self.shape.load(value)


def fields_of(function: Callable[..., Any]) -> list[Field]:
    fields = [_field(function, parameter) for parameter in inspect.signature(function).parameters.values()]
    tables = {field.name for field in fields if field.shape.hint.get("widget") == "table"}
    for field in fields:
        of = field.shape.hint.get("of")
        if of is not None and of not in tables:
            raise _refused(
                function, field.name, f"takes its columns from '{of}', which is no Table parameter"
            )
    return fields


def _field(function: Callable[..., Any], parameter: inspect.Parameter) -> Field:
    name = parameter.name
    if parameter.kind in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD):
        raise _refused(function, name, "stands for any number of values (*), which a form cannot show")
    if parameter.annotation is inspect.Parameter.empty:
        raise _refused(function, name, "has no type", f"Write its type: {name}: int, for example.")
    shape = _shape(function, name, parameter.annotation)
    adapter: TypeAdapter[Any] = TypeAdapter(shape.type)
    required = parameter.default is inspect.Parameter.empty and not shape.optional
    default = None if parameter.default is inspect.Parameter.empty else parameter.default
    if default is not None:
        default = _default(function, name, adapter, default)
    schema: dict[str, Any] = {"title": shape.title or title_of(name)}
    if shape.help:
        schema["description"] = shape.help
    schema |= adapter.json_schema()
    if "const" in schema:
        schema["enum"] = [schema.pop("const")]
    if default is not None:
        schema["default"] = default
    if shape.hint:
        schema["x-gilder"] = dict(shape.hint)
    return Field(name, shape, schema, required, default, adapter)


def _shape(function: Callable[..., Any], name: str, annotation: Any) -> Shape:
    if isinstance(annotation, str):
        try:
            # `from __future__ import annotations` leaves text; its names are those of the author's file.
            annotation = eval(annotation, function.__globals__)
        except Exception as error:
            raise _refused(function, name, f"has a type that cannot be found ({error})") from error
    try:
        return shape_of(annotation)
    except TypeError as error:
        raise _refused(function, name, str(error)) from error


def _default(function: Callable[..., Any], name: str, adapter: TypeAdapter[Any], default: Any) -> Any:
    try:
        return adapter.dump_python(adapter.validate_python(_plain(default)), mode="json")
    except ValidationError as error:
        words = sentence(name, error.errors(include_url=False)[0])
        raise _refused(function, name, f"has a default it would refuse itself: {words}") from error
    except PydanticSerializationError as error:
        raise _refused(function, name, "has a default that cannot be stored as JSON") from error


def _plain(default: Any) -> Any:
    """An Enum member or a Path, as the value a form would send for it."""
    from enum import Enum
    from os import PathLike, fspath

    if isinstance(default, Enum):
        return default.value
    if isinstance(default, PathLike):
        return fspath(default)
    return [_plain(item) for item in default] if isinstance(default, list | tuple) else default


def _refused(function: Callable[..., Any], name: str, what: str, hint: str | None = None) -> DescriptionError:
    return DescriptionError(
        f"{function.__name__}: the parameter '{name}' {what}",
        hint or "Use int, float, bool, str, Literal, an Enum, a list of these, Path or Table.",
        name,
        function.__code__.co_firstlineno,
    )
