"""Results that have no form on disk, each with a good one before it."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from gilder import job


@dataclass
class Fit:
    slope: float
    model: object


@job(title="Unkept")
def unkept(which: str) -> object:
    return {"good": np.arange(5), "a": [1, "two", np.zeros(2), _bad(which)]}


def _bad(which: str) -> Any:
    match which:
        case "generator":
            return (number for number in range(3))
        case "socket":
            return socket.socket()
        case "lock":
            return threading.Lock()
        case "function":
            return _bad
        case "bytes":
            return b"\x00\xff"
        case "object array":
            return np.array([object()], dtype=object)
        case "field":
            return Fit(1.0, object())
        case "cycle":
            ring: dict[str, Any] = {}
            ring["b"] = [ring]
            return ring
        case "deep list":
            deep: Any = 0
            for _ in range(100_000):
                deep = [deep, "x"]
            return deep
        case "deep dict":
            nest: Any = {}
            for _ in range(100_000):
                nest = {"k": nest}
            return nest
        case "endless":
            return Endless()
        case "raising":
            return Raising()
        case _:
            raise ValueError(which)


class Endless(dict[str, object]):
    def items(self) -> Iterator[tuple[str, object]]:  # type: ignore[override]  # a fault on purpose
        number = 0
        while True:
            yield str(number), number
            number += 1


class Raising(dict[str, object]):
    def items(self) -> Any:
        raise LookupError("no items today")
