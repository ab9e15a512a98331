"""One type of parameter: the check of a value, what its field says, what the function receives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field as Rules

#: Hints of what stands for itself in a form: a file, or a choice that depends on another parameter.
ALONE = frozenset(
    {"table", "file", "folder", "columns", "column", "seed", "secret", "array", "image", "audio"}
)


@dataclass(frozen=True)
class Shape:
    #: What a value is checked against, in terms pydantic knows. It settles on the value's JSON form.
    type: Any
    #: Asks for a value that is missing: "choose a file".
    invitation: str
    #: The schema's `x-gilder` member.
    hint: Mapping[str, Any] = field(default_factory=dict)
    #: From the checked value to what the function receives.
    load: Callable[[Any], Any] | None = None
    optional: bool = False
    title: str = ""
    help: str = ""

    def loaded(self, value: Any) -> Any:
        return value if value is None or self.load is None else self.load(value)


#: From an annotation to its shape; the kinds that hold other kinds ask it for theirs.
ShapeOf = Callable[[Any], Shape]


def inside(shape: Shape, what: str) -> Any:
    """The type of a shape that is a part of another one, with title, help and hints for its schema."""
    widget = shape.hint.get("widget")
    if widget in ALONE:
        raise TypeError(f"{what}, which a form cannot show: make it a parameter of its own")
    return Annotated[
        shape.type,
        Rules(
            title=shape.title or None,
            description=shape.help or None,
            json_schema_extra={"x-gilder": dict(shape.hint)} if shape.hint else None,
        ),
    ]


def name_of(annotation: Any) -> str:
    plain = isinstance(annotation, type) and not getattr(annotation, "__args__", ())
    return annotation.__qualname__ if plain else str(annotation)
