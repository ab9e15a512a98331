"""Exceptions of every kind."""

import sys


class SpecialError(Exception):
    pass


class UnspeakableError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no words")


class NotTextError(Exception):
    def __str__(self) -> str:
        return 7


def special():
    raise SpecialError("something special")


def chained():
    try:
        special()
    except SpecialError as error:
        raise ValueError("the outer one") from error


def leave(code):
    sys.exit(code)


def interrupt():
    raise KeyboardInterrupt


def generator_exit():
    raise GeneratorExit


def unspeakable():
    raise UnspeakableError


def not_text():
    raise NotTextError


def long_message():
    raise ValueError("start " + "ä" * 10_000_000 + " end")


def surrogates():
    raise ValueError("half \ud800 pair")


def cyclic_cause():
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    raise first


def deep(levels: int):
    if levels:
        deep(levels - 1)
    raise ValueError("at the bottom")


def endless():
    endless()
