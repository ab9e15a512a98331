"""Describes an exception for JavaScript, however badly it behaves.

`describe` gives (type, message, traceback, line, cause, members): the line as (file, number, function, text)
or None, the cause and the members of an exception group in the same form. Everything is read by the means of
`BaseException` itself, since the exception's own class may have put anything over them.
"""

import linecache
import os
import traceback
from types import TracebackType
from typing import Any

Line = tuple[str, int, str, str]
Description = tuple[str, str, str, Line | None, Any, list[Any]]

# Of all that hangs together in causes and groups.
_MOST_EXCEPTIONS = 64
_MOST_MEMBERS = 16
# More is what a raised recursion limit leaves behind: their end tells enough.
_MOST_FRAMES = 1000
_MOST_TEXT = 400

# Not os.__file__: frozen modules may have none.
_LIBRARY = os.path.normcase(os.path.dirname(traceback.__file__))
_SPEECHLESS = "(the exception could not say what is wrong: its __str__ raised)"


def describe(exception: BaseException) -> Description:
    return _described(exception, set(), _printed)


def _described(exception: BaseException, seen: set[int], print_: Any) -> Description:
    seen.add(id(exception))
    kind, message = _kind(exception), _message(exception)
    cause = _cause(exception)
    if cause is not None:
        cause = None if _over(cause, seen) else _described(cause, seen, _own_part)
    members = [
        _described(member, seen, _own_part)
        for member in _members(exception)[:_MOST_MEMBERS]
        if not _over(member, seen)
    ]
    return kind, message, print_(exception, kind, message), _line(exception), cause, members


def _over(exception: BaseException, seen: set[int]) -> bool:
    return id(exception) in seen or len(seen) >= _MOST_EXCEPTIONS


def _kind(exception: BaseException) -> str:
    kind = type(exception)
    name = type.__dict__["__qualname__"].__get__(kind)
    module = type.__dict__["__module__"].__get__(kind)
    return name if module == "builtins" or not isinstance(module, str) else f"{module}.{name}"


def _message(exception: BaseException) -> str:
    try:
        return str(exception)
    except BaseException:
        return _SPEECHLESS


def _cause(exception: BaseException) -> BaseException | None:
    cause = BaseException.__cause__.__get__(exception)
    if cause is None and not BaseException.__suppress_context__.__get__(exception):
        return BaseException.__context__.__get__(exception)
    return cause


def _members(exception: BaseException) -> tuple[BaseException, ...]:
    if not issubclass(type(exception), BaseExceptionGroup):
        return ()
    return BaseExceptionGroup.exceptions.__get__(exception)


def _tracebacks(exception: BaseException) -> list[TracebackType]:
    steps = []
    step = BaseException.__traceback__.__get__(exception)
    while step is not None:
        steps.append(step)
        step = step.tb_next
    return steps


def _printed(exception: BaseException, kind: str, message: str) -> str:
    """As Python prints it, with all causes."""
    try:
        if _chain_is_short(exception):
            return "".join(traceback.format_exception(exception, limit=-_MOST_FRAMES))
    except BaseException:
        pass
    return _own_part(exception, kind, message)


def _chain_is_short(exception: BaseException) -> bool:
    seen = set()
    step: BaseException | None = exception
    while step is not None and id(step) not in seen and len(seen) < _MOST_EXCEPTIONS:
        seen.add(id(step))
        step = _cause(step)
    return step is None or id(step) in seen


def _own_part(exception: BaseException, kind: str, message: str) -> str:
    last = f"{kind}: {message}\n" if message else f"{kind}\n"
    try:
        steps = _tracebacks(exception)
        if not steps:
            return last
        start = steps[max(0, len(steps) - _MOST_FRAMES)]
        return "Traceback (most recent call last):\n" + "".join(traceback.format_tb(start)) + last
    except BaseException:
        return last


def _line(exception: BaseException) -> Line | None:
    """Where the user's own code is: neither the standard library nor an installed package."""
    try:
        return _line_of_syntax(exception) or _line_of_traceback(exception)
    except BaseException:
        return None


def _line_of_syntax(exception: BaseException) -> Line | None:
    if not issubclass(type(exception), SyntaxError):
        return None
    file, number = exception.filename, exception.lineno
    if not isinstance(file, str) or not isinstance(number, int) or not _own(file):
        return None
    return file, number, "<module>", _shown(exception.text or "")


def _line_of_traceback(exception: BaseException) -> Line | None:
    for step in reversed(_tracebacks(exception)):
        code = step.tb_frame.f_code
        if _own(code.co_filename):
            number = step.tb_lineno or code.co_firstlineno
            linecache.checkcache(code.co_filename)
            text = linecache.getline(code.co_filename, number, step.tb_frame.f_globals)
            return code.co_filename, number, code.co_qualname, _shown(text)
    return None


def _shown(text: str) -> str:
    return text.strip()[:_MOST_TEXT]


def _own(file: str) -> bool:
    # Frozen modules and code that was never in a file are called <something>.
    if file.startswith("<"):
        return False
    path = os.path.normcase(file)
    parts = path.split(os.sep)
    if "site-packages" in parts or "dist-packages" in parts:
        return False
    return not path.startswith(_LIBRARY + os.sep)
