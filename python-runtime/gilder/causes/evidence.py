"""What can be known of an exception without doing harm: its words, who raised it, the values it stumbled over."""

from __future__ import annotations

import dis
import re
import sys
from collections import deque
from collections.abc import Iterator
from functools import cached_property
from types import CodeType, FrameType, TracebackType
from typing import Any, NamedTuple

from ..words.texts import text_of

LONGEST_TEXT = 2000
#: A recursion has thousands of frames that say the same.
MOST_PLACES = 60

_RAISE = dis.opmap["RAISE_VARARGS"]
_REMOTE = ("_RemoteTraceback", "RemoteTraceback")
_ORIGINAL = "Original Traceback (most recent call last):"
_REMOTE_PLACE = re.compile(r'^ *File "(.+)", line (\d+), in (\S+)\n(?: +(.*))?', re.MULTILINE)
_INSTALLED = re.compile(r"[\\/](?:site|dist)-packages[\\/]([^\\/.]+)")
_STANDARD = re.compile(r"[\\/]lib[\\/](?:python3[^\\/]*[\\/])?([^\\/.]+)")


class Place(NamedTuple):
    #: The package of the code there, by its top-level name; "" for the user's own.
    package: str
    function: str
    file: str
    line: int
    #: Whether Python code says `raise` there. Otherwise C code that was called there has failed.
    explicit: bool
    frame: FrameType | None


class Evidence:
    def __init__(self, error: BaseException) -> None:
        self.error = error
        said = text_of(error, LONGEST_TEXT)
        # Of a message that is a traceback the last line is what was said.
        last = "" if self.remote is None or _ORIGINAL not in said else self.remote.strip().rpartition("\n")[2]
        self.text = last.partition(": ")[2] or said
        self.kinds = frozenset(_names(type(error)))

    @cached_property
    def remote(self) -> str | None:
        """The traceback of the process it comes from, as text: there are no frames of that one here."""
        return remote_traceback(self.error)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """From the outermost to the one that raised."""
        if self.remote is not None:
            return tuple(_told(self.remote))
        return tuple(deque(_walked(self.error.__traceback__), MOST_PLACES))

    @property
    def by_hand(self) -> bool:
        """The user's own `raise`: then it says what he meant, and there is nothing to guess."""
        return not self.places or (self.places[-1].explicit and not self.places[-1].package)

    def may_come_from(self, packages: tuple[str, ...]) -> bool:
        if self.by_hand:
            return False
        last = self.places[-1]
        return not packages or not last.explicit or last.package in packages

    def values(self, package: str, *names: str) -> Iterator[Any]:
        """What these local names stand for in the code of a package, from the innermost frame on."""
        for place in reversed(self.places):
            if place.frame is not None and place.package == package:
                known = place.frame.f_locals
                yield from (known[name] for name in names if name in known)


def remote_traceback(error: BaseException) -> str | None:
    cause = error.__cause__
    if type(cause).__name__ in _REMOTE:
        text = getattr(cause, "tb", None)
        return text if isinstance(text, str) else str(cause)
    # What PyTorch's workers for data hand on.
    said = text_of(error, 64 * 1024) if error.args else ""
    return said.partition(_ORIGINAL)[2] or None


def _names(kind: type) -> Iterator[str]:
    for each in kind.__mro__:
        name = each.__qualname__
        yield name if each.__module__ == "builtins" else f"{each.__module__}.{name}"


def _walked(traceback: TracebackType | None) -> Iterator[Place]:
    while traceback is not None:
        frame = traceback.tb_frame
        code = frame.f_code
        package = _package(frame)
        explicit = _is_compiled(code) or _raises(code, traceback.tb_lasti)
        yield Place(package, code.co_name, code.co_filename, traceback.tb_lineno, explicit, frame)
        traceback = traceback.tb_next


def _told(text: str) -> Iterator[Place]:
    for file, line, function, source in _REMOTE_PLACE.findall(text):
        found = _INSTALLED.search(file)
        if found is None and file.startswith((sys.prefix, sys.base_prefix)):
            found = _STANDARD.search(file)
        package = found.group(1) if found else "frozen" if file.startswith("<frozen") else ""
        yield Place(package, function, file, int(line), source.startswith("raise"), None)


def _package(frame: FrameType) -> str:
    """By the module's name; a name that is not an installed package's or Python's own is the user's."""
    name = frame.f_globals.get("__name__")
    top = name.partition(".")[0] if isinstance(name, str) else ""
    if top in ("", "__main__"):
        return ""
    if top in sys.stdlib_module_names or top in ("_frozen_importlib", "gilder"):
        return top
    origin = getattr(getattr(sys.modules.get(top), "__spec__", None), "origin", None)
    return top if isinstance(origin, str) and _INSTALLED.search(origin) else ""


def _is_compiled(code: CodeType) -> bool:
    """Cython's frames, which have no bytecode."""
    return code.co_filename.endswith((".pyx", ".pxi", ".pxd"))


def _raises(code: CodeType, at: int) -> bool:
    octets = code.co_code
    return 0 <= at < len(octets) and octets[at] == _RAISE
