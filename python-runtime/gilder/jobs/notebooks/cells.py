"""The code cells of an `.ipynb` file, as Python. Format: nbformat 4, https://nbformat.readthedocs.io."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...errors import DescriptionError

#: Magics that change nothing about what is computed, or what a run does anyway.
_IDLE = ("matplotlib", "load_ext", "autoreload", "reload_ext", "config", "precision", "autosave", "pylab")
#: Those whose rest is Python.
_TIMING = ("time", "timeit", "prun", "capture")
_INSTALLING = re.compile(r"^\s*[!%]\s*(pip|conda|mamba|uv|apt|apt-get)\b")
_MAGIC = re.compile(r"^(\s*)%\s*(\w+)(.*)$")


@dataclass(frozen=True)
class Cell:
    #: Among all cells, from 1, as an editor shows them.
    number: int
    source: str
    tags: tuple[str, ...] = ()
    #: What is left out of it, for the log.
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notebook:
    cells: tuple[Cell, ...]
    title: str
    doc: str


def read(source: bytes, name: str) -> Notebook:
    """Raises DescriptionError for what is no notebook, none of Python, or needs a shell."""
    try:
        content = json.loads(source)
        found = content["cells"]
        kind = (content.get("metadata", {}).get("kernelspec") or {}).get("language") or "python"
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, KeyError) and isinstance(content, dict) and "worksheets" in content:
            raise DescriptionError(
                f"{name} is a notebook of an old format", "Open it in Jupyter and save it again."
            ) from None
        raise DescriptionError(f"{name} is not a whole notebook", "Save it again in Jupyter.") from error
    if str(kind).lower() != "python":
        raise DescriptionError(f"{name} is a notebook of {kind}, not of Python", "Choose another file.")
    cells = tuple(
        _cell(number, cell, name)
        for number, cell in enumerate(found, 1)
        if cell.get("cell_type") == "code" and _text(cell).strip()
    )
    title, doc = _heading(found)
    return Notebook(cells, title, doc)


def _text(cell: Any) -> str:
    """Lines in a list, or one text."""
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else str(source)


def _cell(number: int, cell: Any, name: str) -> Cell:
    tags = tuple(cell.get("metadata", {}).get("tags", ()))
    source = _text(cell)
    if _is_python(source):
        return Cell(number, source + "\n", tags)
    found = list(_as_python(source.splitlines(), number, name))
    notes = tuple(note for _, note in found if note)
    return Cell(number, "\n".join(line for line, _ in found) + "\n", tags, notes)


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return True


def _as_python(lines: list[str], number: int, name: str) -> Iterator[tuple[str, str]]:
    """Each line, and what was left out of it. Their numbers stay."""
    for at, line in enumerate(lines):
        bare = line.strip()
        if at == 0 and bare.startswith("%%"):
            word = bare[2:].split()[0] if bare[2:].split() else ""
            if word not in _TIMING:
                raise _unknown(f"%%{word}", number, name)
            yield "", ""
        elif _INSTALLING.match(line):
            yield (
                _nothing(line),
                f"Cell {number}: left out '{bare}': the packages are those of Gilder's Python.",
            )
        elif bare.startswith("!"):
            raise _unknown(bare.split()[0], number, name)
        elif magic := _MAGIC.match(line):
            indent, word, rest = magic.groups()
            if word in _TIMING:
                yield indent + re.sub(r"^\s*(-\w+\s*\d*\s+)*", "", rest), ""
            elif word in _IDLE:
                yield _nothing(line), ""
            else:
                raise _unknown(f"%{word}", number, name)
        else:
            yield line, ""


def _nothing(line: str) -> str:
    return line[: len(line) - len(line.lstrip())] + "pass"


def _unknown(what: str, number: int, name: str) -> DescriptionError:
    return DescriptionError(
        f"Cell {number} of {name} uses {what}, which only Jupyter understands",
        "Write it in Python, or take the line out.",
    )


def _heading(cells: list[Any]) -> tuple[str, str]:
    """The first heading, and the text under it."""
    first = next((cell for cell in cells if _text(cell).strip()), None)
    if first is None or first.get("cell_type") != "markdown":
        return "", ""
    head, _, rest = _text(first).strip().partition("\n")
    return (head.lstrip("# ").strip(), rest.strip()) if head.startswith("#") else ("", _text(first).strip())
