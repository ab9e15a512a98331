"""Exceptions with causes, groups and places; and some that do what they can to be awkward."""

import asyncio
import importlib
import json
import pathlib
import sys
import tempfile


class InputError(Exception):
    pass


class HostileError(Exception):
    """Puts something over everything that a reader of exceptions may look at."""

    __module__ = 5
    __cause__ = property(lambda _self: 1 / 0)
    __context__ = property(lambda _self: 1 / 0)
    __suppress_context__ = property(lambda _self: 1 / 0)
    __traceback__ = property(lambda _self: 1 / 0)
    __notes__ = property(lambda _self: 1 / 0)
    __class__ = property(lambda _self: 1 / 0)

    def __str__(self) -> str:
        raise KeyboardInterrupt

    def __repr__(self) -> str:
        raise SystemExit(3)


class Meta(type):
    def __getattribute__(cls, name):
        raise RuntimeError("nothing here is for you")


class OpaqueError(Exception, metaclass=Meta):
    pass


class HostileSyntaxError(SyntaxError):
    filename = property(lambda _self: 1 / 0)


def read(text: str):
    return json.loads(text)


def caused():
    try:
        try:
            read("{")
        except ValueError as error:
            raise InputError("cannot be read") from error
    except InputError:
        raise RuntimeError("while it was handled")  # noqa: B904  # the context is what is tested


def suppressed():
    try:
        read("{")
    except ValueError:
        raise InputError("nobody need know why") from None


def in_a_circle(length: int):
    errors = [ValueError(str(i)) for i in range(length)]
    for i, error in enumerate(errors):
        error.__cause__ = errors[(i + 1) % length]
    raise errors[0]


def endless_chain(length: int):
    error = None
    for i in range(length):
        outer = ValueError(f"number {i}")
        outer.__context__ = error
        error = outer
    raise error


def grouped():
    errors = []
    for text in ["{", "[1"]:
        try:
            read(text)
        except ValueError as error:
            errors.append(error)
    raise ExceptionGroup("several", [*errors, ExceptionGroup("inner", [InputError("deep")])])


def nested_groups(levels: int):
    group: Exception = ValueError("innermost")
    for _ in range(levels):
        group = ExceptionGroup("level", [group])
    raise group


def group_of_itself():
    inner = ValueError("a member")
    group = ExceptionGroup("outer", [inner, inner])
    inner.__cause__ = group
    raise group


def wide_group(members: int):
    raise ExceptionGroup("wide", [ValueError(str(i)) for i in range(members)])


async def _tasks():
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(asyncio.to_thread(read, "{"))


def in_tasks():
    asyncio.run(_tasks())


def in_numpy():
    import numpy as np

    np.linalg.inv(np.zeros((2, 2)))


class Outer:
    @staticmethod
    def method():
        return (lambda: 1 / 0)()


def nowhere():
    return eval("1 / 0")


def hostile():
    raise HostileError


def opaque():
    raise OpaqueError("behind glass")


def hostile_syntax():
    raise HostileSyntaxError("odd", ("file.py", 1, 1, "text"))


def noted():
    error = ValueError("with a note")
    error.add_note("the note")
    raise error


def bad_file() -> None:
    """Imports a file that is no Python."""
    with tempfile.TemporaryDirectory() as folder:
        name = "boundary_no_python"
        pathlib.Path(folder, f"{name}.py").write_text("fine = 1\n\nx = = 2\n", encoding="utf-8")
        sys.path.insert(0, folder)
        try:
            importlib.invalidate_caches()
            importlib.import_module(name)
        finally:
            sys.path.remove(folder)


def mutual(levels: int):
    def odd(n):
        return even(n - 1)

    def even(n):
        return odd(n - 1)

    old = sys.getrecursionlimit()
    sys.setrecursionlimit(levels)
    try:
        odd(0)
    finally:
        sys.setrecursionlimit(old)


def without_traceback_module():
    """The embedding describes exceptions by means of it."""
    import traceback

    original = traceback.format_exception, traceback.format_tb
    traceback.format_exception = traceback.format_tb = None
    _restore.append(original)
    raise InputError("still described")


def restore() -> None:
    import traceback

    traceback.format_exception, traceback.format_tb = _restore.pop()


def starved(limit: int):
    """Leaves so little of the stack that Python code cannot describe anything."""
    _restore.append(sys.getrecursionlimit())
    raise RuntimeError("hardly a word") from _shortened(limit)


def _shortened(limit: int):
    sys.setrecursionlimit(limit)


def unstarved() -> None:
    sys.setrecursionlimit(_restore.pop())


class FrugalError(Exception):
    def __init__(self, needed) -> None:
        super().__init__(needed)


def instance_refused():
    """A class whose exceptions cannot be made: what Python raises then is another one."""
    raise FrugalError


class FieldError(Exception):
    def __init__(self) -> None:
        pass

    def __str__(self) -> str:
        return Word("of a subclass")


class Word(str):
    def __getitem__(self, _key):
        raise RuntimeError("no part of it")

    def encode(self, *_args):
        return b"no"


def word():
    raise FieldError


_restore: list = []
