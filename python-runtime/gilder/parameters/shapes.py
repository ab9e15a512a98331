"""The types a parameter can have: what pydantic checks for each, and what its field says and does."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator, SecretStr, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from ..words.sentences import sentence
from . import markers, media, moments
from .checks import text_of_path, whole_path
from .devices import device_shape
from .groups import group, is_group
from .inputs import existing_file, existing_folder
from .markers import Array, Audio, Color, Column, Columns, Device, File, Folder, Param, Secret, Seed
from .rules import hints, param_of, refuse_idle
from .scalars import choice, color, number, secret, text
from .several import item_of, several
from .shape import Shape, name_of
from .unions import union

TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".parquet", ".feather", ".xlsx", ".json", ".jsonl")
LARGEST_SEED = 2**32 - 1


def shape_of(annotation: Any) -> Shape:
    """A TypeError, in words that follow "the parameter 'x' …", for a type without a field."""
    base, notes, optional = _unwrapped(annotation)
    param = param_of(note for note in notes if not isinstance(note, markers.Marker))
    marker = next((note for note in notes if isinstance(note, markers.Marker)), None)
    special = next((note for note in notes if note in (Secret, Color, Device, markers.Image, Audio)), None)
    if marker is not None:
        shape = _marked(base, marker, param)
    elif special is not None:
        shape = _special(base, special, param)
    else:
        shape = _plain(base, param)
    hint = dict(shape.hint) | hints(param)
    return replace(
        shape, hint=hint, optional=optional, title=param.title or shape.title, help=param.help or shape.help
    )


def default_of(name: str, adapter: TypeAdapter[Any], default: Any) -> Any:
    """A default in its JSON form; a TypeError when the parameter would refuse it."""
    try:
        settled = adapter.validate_python(_as_sent(default))
        return adapter.dump_python(settled, mode="json", exclude_none=True, warnings=False)
    except ValidationError as error:
        words = sentence(name, error.errors(include_url=False)[0])
        raise TypeError(f"has a default it would refuse itself: {words}") from error
    except PydanticSerializationError as error:
        raise TypeError("has a default that cannot be stored as JSON") from error


def _as_sent(default: Any) -> Any:
    """An Enum member or a Path, as the value a form would send for it."""
    from os import PathLike, fspath

    if isinstance(default, Enum):
        return default.value
    if isinstance(default, PathLike):
        return fspath(default)
    if isinstance(default, list | tuple | set | frozenset):
        return [_as_sent(item) for item in default]
    if isinstance(default, Mapping):
        return {name: _as_sent(item) for name, item in default.items()}
    if is_group(type(default)):
        return {name: _as_sent(item) for name, item in vars(default).items()}
    return default


def _unwrapped(annotation: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """`Annotated[X | None, …]` and `Annotated[X, …] | None` → X, the notes, None is allowed."""
    notes: tuple[Any, ...] = ()
    optional = False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            # A marker may be written as its class: `Annotated[int, Seed]`.
            notes += tuple(note() if note in (Seed, File, Folder, Param, Array) else note for note in more)
            # And another class as an object: `Annotated[np.ndarray, Image()]`.
            notes = tuple(type(note) if type(note) in _SPECIAL else note for note in notes)
        elif get_origin(annotation) in (Union, types.UnionType) and type(None) in get_args(annotation):
            others = tuple(other for other in get_args(annotation) if other is not type(None))
            annotation, optional = Union[others], True  # noqa: UP007  # made from a list of types
        else:
            return annotation, notes, optional


_SPECIAL = (Secret, Color, Device, markers.Image)


def _special(base: Any, special: Any, param: Param) -> Shape:
    if special is markers.Image:
        if media.is_array(base):
            return _file("choose a picture", "image", media.IMAGE_ENDINGS, media.image_array)
        return _plain(special, param)
    if special is Audio:
        return _plain(Audio, param)
    _only(base, base is str, special.__name__, "str")
    return replace(secret(param), load=None) if special is Secret else _plain(special, param)


def _marked(base: Any, marker: markers.Marker, param: Param) -> Shape:
    match marker:
        case Columns():
            _only(base, item_of(base) is str, "Columns", "list[str]")
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
            return _file("choose a file", "file", marker.accept, existing_file)
        case Folder():
            _only(base, base is Path, "Folder", "Path")
            return _file("choose a folder", "folder", (), existing_folder)
        case Array():
            _only(base, media.is_array(base), "Array", "numpy.ndarray")
            shape = _file("choose a file", "array", media.array_endings(), media.array_reader(marker))
            return replace(shape, hint=dict(shape.hint) | media.array_hint(marker))


def _plain(base: Any, param: Param) -> Shape:
    is_text = base is str
    found = several(base, param, shape_of)
    bounded = base in (int, float) or base in moments.KINDS
    refuse_idle(param, name_of(base), bounded=bounded, long=is_text or found is not None)
    if found is not None:
        return found
    if base is int or base is float:
        return number(base, param)
    if base in moments.KINDS:
        return moments.moment(base, param)
    if is_text:
        return text(param)
    if base is bool:
        return Shape(bool, "choose yes or no")
    if base is SecretStr or base is Secret:
        return secret(param)
    if base is Color:
        return color()
    if base is Device:
        return device_shape()
    if get_origin(base) is Literal:
        return choice(get_args(base), None)
    if isinstance(base, type) and issubclass(base, Enum):
        names = {name: member.value for name, member in base.__members__.items()}
        return choice([member.value for member in base], base, names)
    if base is markers.Table or _is_data_frame(base):
        return _file("choose a file", "table", TABLE_ENDINGS, _table)
    if base is markers.Image or media.is_picture(base):
        return _file("choose a picture", "image", media.IMAGE_ENDINGS, media.picture)
    if base is Audio:
        return _file("choose a WAV file", "audio", media.AUDIO_ENDINGS, media.sound)
    if media.is_array(base):
        return _marked(base, Array(), param)
    if base is Path or base is File:
        return _file("choose a file", "file", (), existing_file)
    if base is Folder:
        return _file("choose a folder", "folder", (), existing_folder)
    if get_origin(base) in (Union, types.UnionType):
        return union(get_args(base), shape_of)
    if is_group(base):
        return group(base, shape_of, default_of)
    raise TypeError(f"has a type that has no form field ({name_of(base)})")


def _file(invitation: str, widget: str, endings: Any, load: Callable[[Any], Any]) -> Shape:
    # A run may be repeated from another folder: paths are stored whole.
    checked = Annotated[str, BeforeValidator(text_of_path), AfterValidator(whole_path)]
    hint = {"widget": widget} | ({"accept": list(endings)} if endings else {})
    return Shape(checked, invitation, hint, load)


def _is_data_frame(base: Any) -> bool:
    """By name, since pandas is not imported to describe a job that does not import it."""
    name, module = getattr(base, "__name__", ""), getattr(base, "__module__", "")
    return name == "DataFrame" and module.partition(".")[0] == "pandas"


def _only(base: Any, fits: bool, marker: str, wanted: str) -> None:
    if not fits:
        raise TypeError(f"is marked as {marker}, which is for {wanted}, but is {name_of(base)}")


def _table(path: str) -> Any:
    from ..tables.reading import read

    return read(path)
