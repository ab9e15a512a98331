"""Work that never ends by itself; each kind says that it begins."""

import threading
import time

import _gilder
import numpy as np

_forever = 10**18


def _begin() -> None:
    _gilder.emit(_gilder.current(), "busy", None)


def loop(_array) -> None:
    _begin()
    while True:
        pass


def sleep(_array) -> None:
    _begin()
    time.sleep(10**6)


def matmul(_array) -> None:
    matrix = np.ones((1500, 1500))
    _begin()
    while True:
        matrix @ matrix


def hold_the_gil(_array) -> None:
    _begin()
    sum(range(_forever))


def events(_array) -> None:
    call = _gilder.current()
    while True:
        _gilder.emit(call, "number", [1, "two", 3.0])


def lent(array) -> None:
    _begin()
    while True:
        array += 1.0


def megabytes(count: int):
    _begin()
    return np.ones(count << 17)


def in_a_thread(work: str, array) -> None:
    """The call is over when the work begins."""
    over = threading.Event()

    def begin() -> None:
        over.wait(0.02)
        globals().get(work, loop)(array)  # results and the like need a call

    threading.Thread(target=begin, daemon=True).start()
    _begin()
