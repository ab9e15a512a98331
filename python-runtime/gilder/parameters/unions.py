"""A value of one of several types: the first that takes it as it is, else the first that takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..words.sentences import sentence
from .checks import said
from .schemas import schema_of
from .shape import Shape, ShapeOf, inside, name_of

_TITLES = {
    "integer": "Whole number",
    "number": "Number",
    "boolean": "Yes or no",
    "string": "Text",
    "array": "List",
    "object": "Group",
}
_FORMATS = {"date": "Date", "date-time": "Date and time", "time": "Time", "duration": "Duration"}


def union(annotations: Sequence[Any], shape_of: ShapeOf) -> Shape:
    shapes = [shape_of(annotation) for annotation in annotations]
    parts = [
        inside(shape, f"may be {name_of(annotation)}")
        for shape, annotation in zip(shapes, annotations, strict=True)
    ]
    adapters: list[TypeAdapter[Any]] = [TypeAdapter(part) for part in parts]
    members = [_titled(schema_of(adapter)) for adapter in adapters]
    titles = ", ".join(member["title"] for member in members)
    structured = [adapter for adapter, m in zip(adapters, members, strict=True) if m.get("type") == "object"]

    def settled(value: Any) -> list[tuple[int, Any]]:
        found = []
        for number, adapter in enumerate(adapters):
            try:
                plain = adapter.dump_python(
                    adapter.validate_python(value), mode="json", exclude_none=True, warnings=False
                )
            except ValidationError:
                continue
            if _same(plain, value):
                return [(number, plain)]
            found.append((number, plain))
        return found

    def check(value: Any) -> Any:
        found = settled(value)
        if found:
            return found[0][1]
        if isinstance(value, dict) and len(structured) == 1:
            try:
                structured[0].validate_python(value)
            except ValidationError as error:
                words = sentence("", error.errors(include_url=False)[0])
                raise said(words) from None
        raise PydanticCustomError("alternatives", "fits none of its types", {"titles": titles})

    def load(value: Any) -> Any:
        return shapes[settled(value)[0][0]].loaded(value)

    checked = Annotated[Any, BeforeValidator(check), WithJsonSchema({"anyOf": members})]
    return Shape(checked, f"enter one of: {titles}", load=load)


def _titled(schema: dict[str, Any]) -> dict[str, Any]:
    """Where nobody has named it, a choice is called by its type."""
    kind = str(schema.get("type", ""))
    usual = _FORMATS.get(str(schema.get("format", "")), _TITLES.get(kind, "Value"))
    return {"title": usual} | schema


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other
