"""The types a parameter can have: what pydantic checks for each, and what its field says and does."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator
from pydantic import Field as Rules

from . import markers
from .checks import no_bool, one_of, split_text, text_of_path, whole_path
from .inputs import existing_file, existing_folder
from .markers import Column, Columns, File, Folder, Param, Seed

TABLE_ENDINGS = (".csv", ".tsv", ".parquet", ".xlsx")
LARGEST_SEED = 2**32 - 1


@dataclass(frozen=True)
class Shape:
    #: What a value is checked against, in terms pydantic knows.
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


def shape_of(annotation: Any) -> Shape:
    """A TypeError, in words that follow "the parameter 'x' …", for a type without a field."""
    base, notes, optional = _unwrapped(annotation)
    param = next((note for note in notes if isinstance(note, Param)), Param())
    marker = next((note for note in notes if isinstance(note, markers.Marker)), None)
    shape = _marked(base, marker, param) if marker is not None else _plain(base, param)
    hint = dict(shape.hint) | ({"unit": param.unit} if param.unit else {})
    return replace(
        shape, hint=hint, optional=optional, title=param.title or shape.title, help=param.help or shape.help
    )


def _unwrapped(annotation: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """`Annotated[X | None, …]` and `Annotated[X, …] | None` → X, the notes, None is allowed."""
    notes: tuple[Any, ...] = ()
    optional = False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            # A marker may be written as its class: `Annotated[int, Seed]`.
            notes += tuple(note() if note in (Seed, File, Folder, Param) else note for note in more)
        elif get_origin(annotation) in (Union, types.UnionType):
            others = [other for other in get_args(annotation) if other is not type(None)]
            if len(others) != 1 or len(others) == len(get_args(annotation)):
                raise TypeError(f"has several types ({_name(annotation)}); only 'X | None' is possible")
            annotation, optional = others[0], True
        else:
            return annotation, notes, optional


def _marked(base: Any, marker: markers.Marker, param: Param) -> Shape:
    match marker:
        case Columns():
            item = _item_of(base)
            _only(base, item is not None and item[1] is str, "Columns", "list[str]")
            hint = {"widget": "columns", "of": marker.of, "numeric": marker.numeric}
            return replace(_plain(base, param), invitation="choose columns", hint=hint)
        case Column():
            _only(base, base is str, "Column", "str")
            hint = {"widget": "column", "of": marker.of, "numeric": marker.numeric}
            return replace(_plain(base, param), invitation="choose a column", hint=hint)
        case Seed():
            _only(base, base is int, "Seed", "int")
            bounds = replace(param, min=param.min or 0, max=param.max or LARGEST_SEED)
            return replace(_plain(base, bounds), hint={"widget": "seed"})
        case File():
            _only(base, base is Path, "File", "Path")
            hint = {"widget": "file"} | ({"accept": list(marker.accept)} if marker.accept else {})
            return _path("choose a file", hint, existing_file)
        case Folder():
            _only(base, base is Path, "Folder", "Path")
            return _path("choose a folder", {"widget": "folder"}, existing_folder)


def _plain(base: Any, param: Param) -> Shape:
    item = _item_of(base)
    if item is not None:
        return _list(*item, param)
    if base is int:
        checked = Annotated[int, Rules(ge=param.min, le=param.max), BeforeValidator(no_bool("int_type"))]
        return Shape(checked, "enter a whole number")
    if base is float:
        rules = Rules(ge=param.min, le=param.max, allow_inf_nan=False)
        return Shape(Annotated[float, rules, BeforeValidator(no_bool("float_type"))], "enter a number")
    if param.min is not None or param.max is not None:
        raise TypeError(f"has bounds, but is no number ({_name(base)})")
    if base is bool:
        return Shape(bool, "choose yes or no")
    if base is str:
        return Shape(Annotated[str, Rules(coerce_numbers_to_str=True)], "enter a text")
    if get_origin(base) is Literal:
        return _choice(get_args(base), None)
    if isinstance(base, type) and issubclass(base, Enum):
        return _choice([member.value for member in base], base)
    if base is markers.Table or _is_data_frame(base):
        return _path("choose a file", {"widget": "table", "accept": list(TABLE_ENDINGS)}, _table)
    if base is Path or base is File:
        return _path("choose a file", {"widget": "file"}, existing_file)
    if base is Folder:
        return _path("choose a folder", {"widget": "folder"}, existing_folder)
    raise TypeError(f"has a type that has no form field ({_name(base)})")


def _list(make: Callable[[Any], Any], item: Any, param: Param) -> Shape:
    inner = _plain(item, param)
    if inner.hint:
        raise TypeError(f"is a list of {_name(item)}, which a form cannot show")

    def load(values: list[Any]) -> Any:
        return make(values if inner.load is None else map(inner.load, values))

    checked: Any = Annotated[list[inner.type], BeforeValidator(split_text)]  # type: ignore[name-defined]  # known when run
    return Shape(checked, "enter at least one value", load=load)


def _choice(options: Sequence[Any], load: Callable[[Any], Any] | None) -> Shape:
    if not options or any(type(option) not in (str, int, bool) for option in options):
        raise TypeError("is a choice among values that are neither text nor whole numbers")
    listed = ", ".join(map(repr, options))
    checked: Any = Annotated[Literal[tuple(options)], BeforeValidator(one_of(options))]
    return Shape(checked, f"choose one of {listed}", load=load)


def _path(invitation: str, hint: Mapping[str, Any], load: Callable[[Any], Any]) -> Shape:
    # A run may be repeated from another folder: paths are stored whole.
    checked = Annotated[str, BeforeValidator(text_of_path), AfterValidator(whole_path)]
    return Shape(checked, invitation, hint, load)


def _item_of(base: Any) -> tuple[Callable[[Any], Any], Any] | None:
    """`list[X]`, `Sequence[X]` or `tuple[X, ...]`: what makes one, and X."""
    origin, arguments = get_origin(base), get_args(base)
    if origin in (list, Sequence) and len(arguments) == 1:
        return list, arguments[0]
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple, arguments[0]
    return None


def _is_data_frame(base: Any) -> bool:
    """By name, since pandas is not imported to describe a job that does not import it."""
    name, module = getattr(base, "__name__", ""), getattr(base, "__module__", "")
    return name == "DataFrame" and module.partition(".")[0] == "pandas"


def _only(base: Any, fits: bool, marker: str, wanted: str) -> None:
    if not fits:
        raise TypeError(f"is marked as {marker}, which is for {wanted}, but is {_name(base)}")


def _name(annotation: Any) -> str:
    plain = isinstance(annotation, type) and not get_args(annotation)
    return annotation.__qualname__ if plain else str(annotation)


def _table(path: str) -> Any:
    from ..tables.reading import read

    return read(path)
