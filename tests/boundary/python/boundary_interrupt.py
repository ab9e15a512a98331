"""Calls that are made to stop."""

import time

import _gilder

_marks: set[str] = set()


def _begin() -> None:
    _gilder.emit(_gilder.current(), "started", None)


def loop() -> None:
    _begin()
    while True:
        pass


def cleans_up() -> None:
    call = _gilder.current()
    try:
        loop()
    finally:
        _gilder.emit(call, "cleaned", _gilder.cancelled(call))


def tells_what_it_catches() -> list[str]:
    try:
        loop()
    except Exception:
        return ["Exception"]
    except BaseException as caught:
        kind = type(caught)
        return [f"{kind.__module__}.{kind.__qualname__}", *(base.__name__ for base in kind.__bases__)]
    return []


def raises_another() -> None:
    try:
        loop()
    except _gilder.Interrupted:
        raise ValueError("something else") from None


def sleeps_in_c(seconds: float) -> str:
    _begin()
    time.sleep(seconds)
    return "slept"


def count_to(number: int) -> int:
    count = 0
    while count < number:
        count += 1
    return count


def mark(name: str) -> None:
    _marks.add(name)


def marked(name: str) -> bool:
    return name in _marks
