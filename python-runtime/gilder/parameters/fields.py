"""One annotated parameter as a field: what it takes, how it is drawn, what the function receives for it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ..errors import DescriptionError
from ..words.sentences import sentence
from ..words.texts import title_of
from .schemas import schema_of
from .shape import Shape
from .shapes import default_of, shape_of

#: In place of a secret in a sentence.
HIDDEN = "…"


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
            plain = self._adapter.dump_python(settled, mode="json", exclude_none=True, warnings=False)
            return plain, None
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            # What is wrong with a secret must not tell it.
            words = sentence(self.name, first | ({"input": HIDDEN} if self.is_secret else {}))
            return None, words

    @property
    def is_secret(self) -> bool:
        return self.shape.hint.get("widget") == "secret"

    @property
    def _empty_is_missing(self) -> bool:
        """An emptied field: for all but free text, that is no value at all."""
        return self.schema.get("type") != "string" or self.shape.hint.get("widget", "text") != "text"

    def load(self, value: Any) -> Any:
        """What the function receives: a table for its path, an Enum member for its value."""
        return self.shape.loaded(value)


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
    shape, adapter, plain = _described(function, name, parameter.annotation)
    required = parameter.default is inspect.Parameter.empty and not shape.optional
    default = None if parameter.default is inspect.Parameter.empty else parameter.default
    if default is not None:
        default = _default(function, name, shape, adapter, default)
    schema: dict[str, Any] = {"title": shape.title or title_of(name)}
    if shape.help:
        schema["description"] = shape.help
    schema = dict(plain) | schema
    if default is not None:
        schema["default"] = default
    if shape.hint:
        schema["x-gilder"] = dict(shape.hint)
    return Field(name, shape, schema, required, default, adapter)


def _described(
    function: Callable[..., Any], name: str, annotation: Any
) -> tuple[Shape, TypeAdapter[Any], Mapping[str, Any]]:
    if isinstance(annotation, str):
        try:
            # `from __future__ import annotations` leaves text; its names are those of the author's file.
            annotation = eval(annotation, function.__globals__)
        except Exception as error:
            raise _refused(function, name, f"has a type that cannot be found ({error})") from error
    try:
        try:
            return _of_type(annotation)
        except TypeError:
            # What cannot be looked up, for a list among its notes; or what is refused, and now says so again.
            return _of_type.__wrapped__(annotation)
    except TypeError as error:
        raise _refused(function, name, str(error)) from error


@lru_cache(maxsize=512)
def _of_type(annotation: Any) -> tuple[Shape, TypeAdapter[Any], Mapping[str, Any]]:
    """Most of the time that a description takes is pydantic's, and files use the same few types all over."""
    shape = shape_of(annotation)
    adapter: TypeAdapter[Any] = TypeAdapter(shape.type)
    return shape, adapter, schema_of(adapter)


def _default(
    function: Callable[..., Any], name: str, shape: Shape, adapter: TypeAdapter[Any], default: Any
) -> Any:
    if shape.hint.get("widget") == "secret":
        raise _refused(
            function, name, "is a secret with a default, which anybody could read", "Leave out its default."
        )
    try:
        return default_of(name, adapter, default)
    except TypeError as error:
        raise _refused(function, name, str(error)) from error


def _refused(function: Callable[..., Any], name: str, what: str, hint: str | None = None) -> DescriptionError:
    return DescriptionError(
        f"{function.__name__}: the parameter '{name}' {what}",
        hint or "Use int, float, bool, str, date, Literal, an Enum, a list of these, a dataclass or Table.",
        name,
        function.__code__.co_firstlineno,
    )
