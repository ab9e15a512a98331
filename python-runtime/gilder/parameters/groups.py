"""A pydantic model, a dataclass or a TypedDict as a group of fields."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    TypeAdapter,
    ValidationError,
    create_model,
)
from pydantic import Field as Rules
from pydantic_core import PydanticUndefined

from ..words.sentences import sentence
from ..words.texts import title_of
from .checks import said, split_object
from .shape import Shape, ShapeOf, inside, name_of

#: From the name, the check and the default of a parameter to the default's JSON form; or a TypeError.
DefaultOf = Callable[[str, TypeAdapter[Any], Any], Any]

_NOTHING: Any = PydanticUndefined
#: The groups around the one that is being described.
_around: ContextVar[tuple[type, ...]] = ContextVar("around", default=())


@dataclasses.dataclass(frozen=True)
class Member:
    annotation: Any
    #: As its author wrote it; `_NOTHING` where it has none.
    default: Any = _NOTHING
    #: What the class itself is to be called with.
    key: str = ""
    #: May be left out of what the function receives.
    loose: bool = False


def is_group(base: Any) -> bool:
    return isinstance(base, type) and (
        issubclass(base, BaseModel) or dataclasses.is_dataclass(base) or typing.is_typeddict(base)
    )


def group(base: Any, shape_of: ShapeOf, default_of: DefaultOf) -> Shape:
    if base in _around.get():
        raise TypeError(f"holds itself ({name_of(base)}), which a form cannot show")
    token = _around.set((*_around.get(), base))
    try:
        members = _members(base)
        shapes = {name: _member(name, member, shape_of) for name, member in members.items()}
        fields = {
            name: _field(base, name, members[name], shape, default_of) for name, shape in shapes.items()
        }
    finally:
        _around.reset(token)

    def load(values: Mapping[str, Any]) -> Any:
        given = {
            member.key or name: shapes[name].loaded(values.get(name))
            for name, member in members.items()
            if name in values or not member.loose
        }
        return base.model_validate(given) if issubclass(base, BaseModel) else base(**given)

    def settle(settled: BaseModel) -> Any:
        """Classes have checks of their own, which are to refuse a value before a run is made of it."""
        values = settled.model_dump(mode="json", exclude_none=True, warnings=False)
        try:
            load(values)
        except ValidationError as error:
            raise said(sentence("", error.errors(include_url=False)[0])) from error
        except (TypeError, ValueError, AssertionError) as error:
            raise said(f": {error}") from error
        return values

    rules = ConfigDict(extra="forbid", protected_namespaces=())
    model = create_model(base.__name__, __config__=rules, **fields)
    # What is checked is the model, what it settles on is plain: one form for the record, whatever came in.
    checked: Any = Annotated[model, AfterValidator(settle), BeforeValidator(_given(members))]
    return Shape(checked, "fill in its fields", load=load, title=_title(base))


def _title(base: Any) -> str:
    config = getattr(base, "model_config", {})
    return config.get("title") or ""


def _members(base: Any) -> dict[str, Member]:
    try:
        hints = typing.get_type_hints(base, include_extras=True)
    except NameError as error:
        raise TypeError(f"has a type that cannot be found ({error})") from error
    if typing.is_typeddict(base):
        needed = base.__required_keys__
        return {name: Member(_bare(hint), loose=name not in needed) for name, hint in hints.items()}
    if issubclass(base, BaseModel):
        return {
            name: Member(
                Annotated[hints[name], info],
                _NOTHING if info.is_required() else info.get_default(call_default_factory=True),
                info.validation_alias if isinstance(info.validation_alias, str) else name,
            )
            for name, info in base.model_fields.items()
        }
    return {
        field.name: Member(hints[field.name], _default(field))
        for field in dataclasses.fields(base)
        if field.init
    }


def _bare(hint: Any) -> Any:
    """`NotRequired[X]` → X."""
    wrapped = typing.get_origin(hint) in (typing.Required, typing.NotRequired)
    return typing.get_args(hint)[0] if wrapped else hint


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default is not dataclasses.MISSING:
        return field.default
    return _NOTHING if field.default_factory is dataclasses.MISSING else field.default_factory()


def _member(name: str, member: Member, shape_of: ShapeOf) -> Shape:
    try:
        return shape_of(member.annotation)
    except TypeError as error:
        raise TypeError(f"has a field '{name}' that {error}") from error


def _field(base: Any, name: str, member: Member, shape: Shape, default_of: DefaultOf) -> tuple[Any, Any]:
    shape = dataclasses.replace(shape, title=shape.title or title_of(name))
    part = inside(shape, f"has a field '{name}' of {name_of(member.annotation)}")
    if member.default is _NOTHING and not shape.optional and not member.loose:
        return (part, ...)
    if member.default is None or member.default is _NOTHING:
        # Left out, it is none; the schema has no word for that but that it is not required.
        return (part, Rules(default=None, json_schema_extra=_without_default))
    try:
        return (
            part,
            Rules(default=default_of(name, TypeAdapter(shape.type), member.default), validate_default=True),
        )
    except TypeError as error:
        raise TypeError(f"has a field '{name}' that {error}") from error


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


def _given(members: Mapping[str, Member]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if isinstance(value, BaseModel) or dataclasses.is_dataclass(value):
            value = {name: getattr(value, name) for name in members}
        value = split_object(value)
        if not isinstance(value, Mapping):
            return value
        return {name: one for name, one in value.items() if one is not None}

    return check
