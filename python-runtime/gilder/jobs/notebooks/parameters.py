"""The form of a notebook: the assignments in the cell that is tagged `parameters`, papermill's convention.

https://papermill.readthedocs.io/en/latest/usage-parameterize.html
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from dataclasses import dataclass
from typing import Annotated, Any

from ...errors import DescriptionError
from ...parameters.fields import Field, fields_of
from ...parameters.markers import Param
from ...words.texts import title_of
from ..stand_in import parameter, stand_in
from .cells import Notebook

TAG = "parameters"
_TYPE = re.compile(r"^type:\s*")


@dataclass(frozen=True)
class _Assignment:
    name: str
    annotation: Any
    default: Any
    help: str


def fields_in(notebook: Notebook, name: str) -> list[Field]:
    """What is assigned no plain value is no parameter. Raises DescriptionError for a type without a field."""
    cell = next((each for each in notebook.cells if TAG in each.tags), None)
    if cell is None:
        return []
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        raise DescriptionError(
            f"Cell {cell.number} of {name} is not valid Python (line {error.lineno}): {error.msg}",
            "Correct the line.",
        ) from error
    comments = _comments(cell.source)
    found = [_assignment(node, comments) for node in tree.body]
    return fields_of(
        stand_in(
            TAG,
            [
                parameter(
                    each.name,
                    Annotated[each.annotation, Param(title=title_of(each.name), help=each.help)],
                    each.default,
                )
                for each in found
                if each is not None
            ],
        )
    )


def _assignment(node: ast.stmt, comments: dict[int, str]) -> _Assignment | None:
    target: Any = None
    written: str | None = None
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
    elif isinstance(node, ast.AnnAssign):
        target, written = node.target, ast.unparse(node.annotation)
    if not isinstance(target, ast.Name) or node.value is None:  # type: ignore[attr-defined]  # both have one
        return None
    try:
        default = ast.literal_eval(node.value)  # type: ignore[attr-defined]  # likewise
    except ValueError:
        return None
    comment = comments.get(node.end_lineno or node.lineno, "")
    if _TYPE.match(comment):
        written, _, comment = _TYPE.sub("", comment).partition(" ")
    annotation = _type_of(default) if written is None else _evaluated(written, default)
    return None if annotation is None else _Assignment(target.id, annotation, default, comment.strip())


def _evaluated(written: str, default: Any) -> Any:
    """In the names that every notebook can have; what another cell imports is not known yet."""
    import datetime
    import pathlib
    import typing

    names = {**vars(typing), **vars(datetime), "Path": pathlib.Path, "datetime": datetime}
    try:
        return eval(written, names)
    except Exception:
        return _type_of(default)


def _type_of(value: Any) -> Any:
    """None for what has no field."""
    if value is None:
        return str | None
    if isinstance(value, bool | int | float | str):
        return type(value)
    if isinstance(value, list | tuple | set) and value:
        kinds = {type(item) for item in value}
        inner = float if kinds == {int, float} else kinds.pop() if len(kinds) == 1 else None
        outer: Any = type(value)
        if inner not in (bool, int, float, str):
            return None
        return tuple[inner, ...] if outer is tuple else outer[inner]  # type: ignore[valid-type]  # known when run
    if isinstance(value, dict) and value and all(isinstance(key, str) for key in value):
        return dict[str, Any]
    return None


def _comments(source: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            found[token.start[0]] = token.string.lstrip("# ")
    return found
