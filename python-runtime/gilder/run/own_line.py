"""The line of the user's own code that an exception comes from, and which part of it."""

from __future__ import annotations

import linecache
import os
import traceback
from collections.abc import Iterator
from itertools import islice
from types import FrameType, TracebackType
from typing import Any

from ..causes.evidence import Evidence, Place
from ..errors import DescriptionError
from ..words.texts import sendable, shortened

LONGEST_LINE = 500

Line = dict[str, Any]


def own_line(error: BaseException, file: str) -> Line | None:
    """Of the job's file or one beside it, whichever is deeper; also where another process has failed."""
    if isinstance(error, SyntaxError) and is_same(error.filename, file) and error.lineno:
        return _of_text(error, file)
    if isinstance(error, DescriptionError):
        return _line(file, error.line) if error.line else None
    if isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        inner = own_line(error.exceptions[0], file)
        if inner is not None:
            return inner
    evidence = Evidence(error)
    if evidence.remote is not None:
        for place in reversed(evidence.places):
            if _is_own(place, file):
                return _line(place.file, place.line)
    deepest: tuple[FrameType, int, int] | None = None
    for traceback_ in _steps(error.__traceback__):
        frame = traceback_.tb_frame
        if _is_own_file(frame.f_code.co_filename, file):
            deepest = (frame, traceback_.tb_lasti, traceback_.tb_lineno)
    if deepest is None:
        return None
    frame, at, number = deepest
    path = frame.f_code.co_filename
    return _line(file if is_same(path, file) else os.path.abspath(path), number, _columns(frame, at, number))


def is_same(path: str | None, file: str) -> bool:
    return path is not None and (path == file or os.path.abspath(path) == file)


def _steps(step: TracebackType | None) -> Iterator[TracebackType]:
    while step is not None:
        yield step
        step = step.tb_next


def _is_own(place: Place, file: str) -> bool:
    return not place.package and _is_own_file(place.file, file)


def _is_own_file(path: str, file: str) -> bool:
    """Packages may be installed in a folder beside the job: these are not its author's."""
    if is_same(path, file):
        return True
    if not file or not os.path.isabs(path) or "site-packages" in path or "dist-packages" in path:
        return False
    return os.path.abspath(path).startswith(os.path.dirname(file) + os.sep) and not path.startswith(_LIBRARY)


#: Where Python's own modules are.
_LIBRARY = os.path.dirname(os.path.abspath(traceback.__file__)) + os.sep


def _line(file: str, number: int, columns: tuple[int, int] | None = None) -> Line:
    return _described(file, number, linecache.getline(file, number), columns)


def _of_text(error: SyntaxError, file: str) -> Line:
    """What could not be compiled has its line with it; the cache still knows the lines of what ran before."""
    text = error.text or linecache.getline(file, error.lineno or 0)
    begin, end = error.offset or 0, error.end_offset or 0
    same_line = error.end_lineno in (None, error.lineno)
    columns = (begin - 1, end - 1 if same_line and end > begin else begin) if begin > 0 else None
    return _described(file, error.lineno or 0, text, columns, always=True)


def _described(
    file: str, number: int, source: str, columns: tuple[int, int] | None, always: bool = False
) -> Line:
    """`columns` count characters of the line from 0, end excluded. A whole line is no part worth marking."""
    text = source.strip()
    indent = len(source) - len(source.lstrip())
    line: Line = {"file": file, "number": number, "text": sendable(shortened(text, LONGEST_LINE))}
    if columns is None:
        return line
    begin, end = columns[0] - indent, min(columns[1] - indent, len(text))
    if always:
        line["column"] = columns[0] + 1
    elif begin <= 0 and end >= len(text):
        return line
    # Escapes and what was cut off would move it.
    if (
        0 <= begin < end <= len(line["text"]) - (len(text) > LONGEST_LINE)
        and line["text"][:end] == text[:end]
    ):
        line |= {"column": columns[0] + 1, "mark": [begin, end]}
    return line


def _columns(frame: FrameType, at: int, number: int) -> tuple[int, int] | None:
    """In characters; Python counts bytes of UTF-8."""
    found = next(islice(frame.f_code.co_positions(), at // 2, None), None)
    if found is None or found[0] != number or found[1] != number or found[2] is None or found[3] is None:
        return None
    octets = linecache.getline(frame.f_code.co_filename, number).encode("utf-8", "replace")
    begin, end = (len(octets[:count].decode("utf-8", "replace")) for count in found[2:])
    return begin, end
