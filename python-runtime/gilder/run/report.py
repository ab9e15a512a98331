"""An exception as the app's `ErrorReport`: a sentence, what to do, and where in the user's own file."""

from __future__ import annotations

import linecache
import os
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import DescriptionError, GilderError
from ..jobs import modules
from ..packs.catalogue import pack_hint
from ..results.files import is_disk_full
from ..words.texts import sendable, shortened, text_of

LONGEST_MESSAGE = 2000
LONGEST_TRACEBACK = 64 * 1024

_OWN_FOLDER = str(Path(__file__).resolve().parents[1]) + os.sep
#: What Python says when `input()` finds no line.
_NO_ANSWER = "EOF when reading a line"
_AUTHORS_HINT = "This is an error in the job's code."


def report_of(error: BaseException, file: str) -> dict[str, Any]:
    """`file` is the job's: the deepest of its lines that took part is shown with the message."""
    report: dict[str, Any] = {"kind": _kind(error), "message": _message(error, file)}
    hint = _hint(error)
    if hint:
        report["hint"] = hint
    if isinstance(error, GilderError) and error.field:
        report["field"] = error.field
    report["type"] = type_name(error)
    line = _line(error, file)
    if line is not None:
        report["line"] = line
    report["traceback"] = _traceback(error)
    return report


def type_name(error: BaseException) -> str:
    """Qualified, unless builtin or of the job's own file, whose module name is ours and says nothing."""
    kind = type(error)
    own = kind.__module__ == "builtins" or kind.__module__.startswith(modules.PREFIX)
    return kind.__qualname__ if own else f"{kind.__module__}.{kind.__qualname__}"


def _kind(error: BaseException) -> str:
    if isinstance(error, GilderError):
        return error.kind
    if is_out_of_memory(error):
        return "memory"
    if isinstance(error, OSError) and is_disk_full(error):
        return "output"
    return "job"


def is_out_of_memory(error: BaseException) -> bool:
    """PyTorch reports a failed allocation on the CPU as a RuntimeError."""
    return isinstance(error, MemoryError) or (
        isinstance(error, RuntimeError) and "DefaultCPUAllocator: " in text_of(error, LONGEST_MESSAGE)
    )


def _message(error: BaseException, file: str) -> str:
    text = text_of(error, LONGEST_MESSAGE).strip()
    match error:
        case GilderError():
            return text
        case SyntaxError(lineno=int(number)):
            place = "" if _same(error.filename, file) else f" (in {error.filename})"
            at = f", column {error.offset}" if error.offset else ""
            return f"Line {number}{at} of {os.path.basename(file)} is not valid Python{place}: {error.msg}"
        case SystemExit():
            code = "" if error.code is None else shortened(repr(error.code), 100)
            return f"The job ended itself by sys.exit({code})"
        case ModuleNotFoundError(name=str(name)):
            return f"There is no package named '{name}' in Gilder's Python"
        case KeyError():
            return f"KeyError: {text}"
        case EOFError() if text == _NO_ANSWER:
            return "The job asked a question by input(), which nobody can answer while it runs"
        case _ if is_out_of_memory(error):
            return "The job needed more memory than there is" + (f": {text}" if text else "")
        case _:
            return text or f"{type_name(error)}, with no message"


def _hint(error: BaseException) -> str | None:
    match error:
        case GilderError():
            return error.hint
        case SyntaxError():
            return "Correct the line."
        case EOFError() if text_of(error, 100) == _NO_ANSWER:
            return "Make the answer a parameter of the job."
        case SystemExit():
            return "Return the result, or raise an exception that says what is wrong."
        case ModuleNotFoundError(name=str(name)) if (hint := pack_hint(name)) is not None:
            return hint
        case ModuleNotFoundError():
            return "Use a package that Gilder carries, or leave the import out."
        case _ if is_out_of_memory(error):
            return "Close other programs, or run the job on less data."
        case OSError() if is_disk_full(error):
            return "Free some disk space and run the job again."
        case _:
            return _AUTHORS_HINT


def _line(error: BaseException, file: str) -> dict[str, Any] | None:
    place, number = file, None
    if isinstance(error, SyntaxError) and _same(error.filename, file):
        number = error.lineno
    elif isinstance(error, DescriptionError):
        number = error.line
    else:
        for frame, at in traceback.walk_tb(error.__traceback__):
            name = frame.f_code.co_filename
            if _same(name, file):
                number = at
            elif name.startswith(f"{file}, cell "):
                place, number = name, at
    if not number:
        return None
    # What could not be compiled has its line with it; the cache still knows the lines of what ran before.
    text = (isinstance(error, SyntaxError) and error.text) or linecache.getline(place, number)
    line = {"file": place, "number": number, "text": sendable(shortened(text.strip(), 500))}
    column = error.offset if isinstance(error, SyntaxError) and _same(error.filename, file) else None
    return line | ({"column": column} if column else {})


def _same(path: str | None, file: str) -> bool:
    return path is not None and (path == file or os.path.abspath(path) == file)


def _traceback(error: BaseException) -> str:
    """Without Gilder's own frames, and of a text too long the begin (where) and the end (what)."""
    try:
        described = traceback.TracebackException.from_exception(error)
        for each in _chain(described):
            each.stack[:] = [frame for frame in each.stack if not frame.filename.startswith(_OWN_FOLDER)]
        text = sendable("".join(described.format()))
    except Exception as failure:
        return f"{type_name(error)} (its traceback cannot be shown: {type_name(failure)})"
    data = text.encode("utf-8")
    if len(data) <= LONGEST_TRACEBACK:
        return text
    half = LONGEST_TRACEBACK // 2 - 50
    left_out = f"\n… {len(data) - 2 * half} bytes left out …\n"
    return data[:half].decode("utf-8", "ignore") + left_out + data[-half:].decode("utf-8", "ignore")


def _chain(first: traceback.TracebackException) -> Iterator[traceback.TracebackException]:
    waiting = [first]
    while waiting:
        each = waiting.pop()
        yield each
        others = (each.__cause__, each.__context__, *(each.exceptions or ()))
        waiting += [other for other in others if other is not None]
