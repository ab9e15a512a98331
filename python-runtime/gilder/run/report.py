"""An exception as the app's `ErrorReport`: a sentence, its cause, what to do, and where in the code."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..causes.evidence import remote_traceback
from ..causes.lookup import cause_of
from ..causes.rules import Found
from ..errors import GilderError
from ..jobs import modules
from ..results.files import is_disk_full
from ..words.texts import sendable, shortened, text_of
from .own_line import is_same, own_line

LONGEST_MESSAGE = 2000
LONGEST_TRACEBACK = 64 * 1024

_OWN_FOLDER = str(Path(__file__).resolve().parents[1]) + os.sep
#: What Python says when `input()` finds no line.
_NO_ANSWER = "EOF when reading a line"


def report_of(error: BaseException, file: str) -> dict[str, Any]:
    """`file` is the job's: the deepest of its lines that took part is shown with the message."""
    found = cause_of(error)
    report: dict[str, Any] = {"kind": _kind(error), "message": _message(error, file, found)}
    line = own_line(error, file)
    hint = _hint(error, found, line is not None)
    if hint:
        report["hint"] = hint
    if found is not None:
        report["cause"] = _cause(found)
    if isinstance(error, GilderError):
        if error.field:
            report["field"] = error.field
        if isinstance(error.__cause__, OSError) and is_disk_full(error.__cause__):
            report["cause"] = {"id": "disk-full", "certainty": "certain"}
    report["type"] = type_name(error)
    if line is not None:
        report["line"] = line
    report["traceback"] = _traceback(error)
    return report


def type_name(error: BaseException) -> str:
    """Qualified, unless builtin or of the job's own file, whose module name is ours and says nothing."""
    kind = type(error)
    own = kind.__module__ == "builtins" or kind.__module__.startswith(modules.PREFIX)
    return kind.__qualname__ if own else f"{kind.__module__}.{kind.__qualname__}"


def _cause(found: Found) -> dict[str, Any]:
    """Without a sentence where the message leaves nothing to explain."""
    text = {"text": found.text} if found.text else {}
    return {"id": found.id, "certainty": "certain" if found.sure else "likely", **text}


def _kind(error: BaseException) -> str:
    if isinstance(error, GilderError):
        return error.kind
    if is_out_of_memory(error):
        return "memory"
    if isinstance(error, OSError) and is_disk_full(error):
        return "output"
    return "job"


def is_out_of_memory(error: BaseException) -> bool:
    """PyTorch reports a failed allocation as a RuntimeError, on a graphics card as a class below it."""
    return isinstance(error, MemoryError) or (
        isinstance(error, RuntimeError)
        and (
            "DefaultCPUAllocator: " in text_of(error, LONGEST_MESSAGE)
            or type(error).__name__ == "OutOfMemoryError"
        )
    )


def _message(error: BaseException, file: str, found: Found | None) -> str:
    text = text_of(error, LONGEST_MESSAGE).strip()
    match error:
        case GilderError():
            return text
        case SyntaxError(lineno=int(number)):
            place = "" if is_same(error.filename, file) else f" (in {error.filename})"
            at = f", column {error.offset}" if error.offset else ""
            return f"Line {number}{at} of {os.path.basename(file)} is not valid Python{place}: {error.msg}"
        case SystemExit():
            code = "" if error.code is None else shortened(repr(error.code), 100)
            return f"The job ended itself by sys.exit({code})"
        case ModuleNotFoundError(name=str(name)) if "." not in name and text.startswith("No module named"):
            return f"There is no package named '{name}' in Gilder's Python"
        case KeyError():
            return f"KeyError: {_last_words(error) or text}"
        case EOFError() if text == _NO_ANSWER:
            return "The job asked a question by input(), which nobody can answer while it runs"
        case _ if is_out_of_memory(error):
            return "The job needed more memory than there is" + (f": {text}" if text else "")
        case _:
            text = _last_words(error) or (_first_lines(text) if found is not None else text)
            return text or f"{type_name(error)}, with no message"


def _first_lines(text: str) -> str:
    """Of what is explained anyway. The rest is advice of the package's, and stands in the traceback."""
    first, *rest = text.split("\n")
    if not rest:
        return text
    return f"{first} {rest[0].strip()}" if first.endswith(":") else first


def _last_words(error: BaseException) -> str | None:
    """Of PyTorch's workers for data, whose message is a whole traceback."""
    said = str(error) if error.__cause__ is None and len(error.args) == 1 else ""
    if "Original Traceback (most recent call last):" not in said or not remote_traceback(error):
        return None
    return sendable(shortened(said.strip().rpartition("\n")[2], LONGEST_MESSAGE))


def _hint(error: BaseException, found: Found | None, has_line: bool) -> str | None:
    match error:
        case GilderError():
            return error.hint
        case SyntaxError():
            return "Correct the line."
        case EOFError() if text_of(error, 100) == _NO_ANSWER:
            return "Make the answer a parameter of the job."
        case SystemExit():
            return "Return the result, or raise an exception that says what is wrong."
        case _ if found is not None and found.hint:
            return found.hint
        case _ if is_out_of_memory(error):
            return "Close other programs, or run the job on less data."
        case OSError() if is_disk_full(error):
            return "Free some disk space and run the job again."
        case _:
            where = "Look at this line of the job" if has_line else "Look at the traceback"
            return f"{where}; if the job is not yours, show the error to its author."


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
