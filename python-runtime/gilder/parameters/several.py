"""Parameters that hold several values of one or more types: lists, tuples, sets, dicts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Annotated, Any, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator

from .checks import split_object, split_text
from .markers import Param
from .rules import lengths
from .shape import Shape, ShapeOf, inside, name_of


def several(base: Any, param: Param, shape_of: ShapeOf) -> Shape | None:
    """None for what is none of these."""
    origin, arguments = get_origin(base), get_args(base)
    if origin in (list, Sequence):
        return _list(list, arguments[0], param, shape_of)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return _list(tuple, arguments[0], param, shape_of)
        return _row(arguments, shape_of)
    if origin in (set, Set, frozenset):
        return _set(frozenset if origin is frozenset else set, arguments[0], param, shape_of)
    if origin in (dict, Mapping):
        return _dict(*arguments, param, shape_of)
    return None


def item_of(base: Any) -> Any:
    """What `list[X]`, `Sequence[X]` or `tuple[X, ...]` holds; None for anything else."""
    origin, arguments = get_origin(base), get_args(base)
    is_list = origin in (list, Sequence) or (origin is tuple and arguments[1:] == (Ellipsis,))
    return arguments[0] if is_list else None


def _list(make: Callable[[Any], Any], item: Any, param: Param, shape_of: ShapeOf) -> Shape:
    inner = _item(item, shape_of, "a list")

    def load(values: list[Any]) -> Any:
        return make(values if inner.load is None else map(inner.loaded, values))

    part = inside(inner, f"is a list of {name_of(item)}")
    checked: Any = Annotated[list[part], lengths(param), BeforeValidator(split_text)]  # type: ignore[valid-type]  # known when run
    return Shape(checked, "enter at least one value", load=load)


def _set(make: Callable[[Any], Any], item: Any, param: Param, shape_of: ShapeOf) -> Shape:
    """In the record a list, each value once, in the order given."""
    inner = _item(item, shape_of, "a set")

    def once(values: list[Any]) -> list[Any]:
        seen: dict[str, Any] = {}
        for value in values:
            seen.setdefault(json.dumps(value, sort_keys=True, default=str), value)
        return list(seen.values())

    def load(values: list[Any]) -> Any:
        return make(map(inner.loaded, values))

    part = inside(inner, f"is a set of {name_of(item)}")
    rules = lengths(param, json_schema_extra={"uniqueItems": True})
    checked: Any = Annotated[list[part], AfterValidator(once), rules, BeforeValidator(_as_list)]  # type: ignore[valid-type]  # likewise
    return Shape(checked, "enter at least one value", load=load)


def _row(items: Sequence[Any], shape_of: ShapeOf) -> Shape:
    if not items:
        raise TypeError("is a tuple of nothing")
    inner = [_item(item, shape_of, "a tuple") for item in items]
    parts = tuple(
        inside(shape, f"is a tuple with {name_of(item)}") for shape, item in zip(inner, items, strict=True)
    )

    def load(values: Sequence[Any]) -> Any:
        return tuple(shape.loaded(value) for shape, value in zip(inner, values, strict=True))

    checked: Any = Annotated[tuple[parts], BeforeValidator(split_text)]  # type: ignore[valid-type]  # likewise
    return Shape(checked, f"enter {len(parts)} values", load=load)


def _dict(key: Any, item: Any, param: Param, shape_of: ShapeOf) -> Shape:
    if key is not str:
        raise TypeError(f"is a dict whose names are {name_of(key)}; only dict[str, …] is possible")
    if item is Any:
        anything: Any = Annotated[dict[str, Any], lengths(param), BeforeValidator(split_object)]
        return Shape(anything, "enter names and values")
    inner = _item(item, shape_of, "a dict")

    def load(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: inner.loaded(value) for name, value in values.items()}

    part = inside(inner, f"is a dict of {name_of(item)}")
    checked: Any = Annotated[dict[str, part], lengths(param), BeforeValidator(split_object)]  # type: ignore[valid-type]  # likewise
    return Shape(checked, "enter names and values", load=load)


def _item(item: Any, shape_of: ShapeOf, what: str) -> Shape:
    shape = shape_of(item)
    if shape.optional:
        raise TypeError(f"is {what} of {name_of(item)}, whose values may be missing: leave out '| None'")
    return shape


def _as_list(value: Any) -> Any:
    return list(value) if isinstance(value, set | frozenset) else split_text(value)
