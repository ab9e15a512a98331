"""Exceptions that make trouble for whoever tells of them."""

from gilder import job


class MuteError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no words")

    def __repr__(self) -> str:
        raise RuntimeError("no words either")


class ExitsError(Exception):
    def __str__(self) -> str:
        raise SystemExit(9)


@job(title="Cyclic")
def cyclic() -> None:
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    raise first


@job(title="Long")
def long() -> None:
    raise ValueError("x" * 10_000_000)


@job(title="Long lines")
def long_lines() -> None:
    try:
        raise ValueError("é" * 10_000_000)
    except ValueError as error:
        raise RuntimeError("漢\n" * 3_000_000) from error


@job(title="Mute")
def mute() -> None:
    raise MuteError


@job(title="Exits")
def exits() -> None:
    raise ExitsError


@job(title="Surrogates")
def surrogates() -> None:
    raise ValueError("half \ud83d of a smile \udc00, and nul \0")


@job(title="Deep")
def deep() -> None:
    _down(0)


def _down(level: int) -> int:
    return _down(level + 1) + 1


@job(title="Many causes")
def many_causes() -> None:
    error = ValueError("0")
    for number in range(1, 5000):
        above = ValueError(str(number))
        above.__cause__, error = error, above
    raise error


@job(title="Group")
def group() -> None:
    error: Exception = ValueError("innermost")
    for _level in range(500):
        error = ExceptionGroup("x" * 1000, [error, KeyError("\udcff")])
    raise error
