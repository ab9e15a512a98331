"""Values of the standard library's types, and what Python sees of JavaScript's."""

import array
import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import importlib
import pathlib
import types
import uuid
from typing import ClassVar

import numpy as np


class Colour(enum.Enum):
    RED = "red"
    POINT = (1, 2)


class Rights(enum.Flag):
    READ = 1
    WRITE = 2


@dataclasses.dataclass
class Point:
    x: int
    y: float = 0.5
    kind: ClassVar[str] = "point"


@dataclasses.dataclass
class Line:
    start: Point
    end: Point
    times: list


@dataclasses.dataclass(slots=True)
class Unset:
    x: int
    y: int = dataclasses.field(init=False)


@dataclasses.dataclass
class Node:
    next: object = None


class Shout(enum.Enum):
    """Its value is itself, without end."""

    LOUD = 1


Shout.LOUD._value_ = Shout.LOUD


class Unhashable(type):
    def __eq__(cls, other):
        return cls is other


class Odd(metaclass=Unhashable):
    pass


class Model:
    def model_dump(self):
        return {}


class Arrays(np.ndarray):
    pass


def evaluate(expression: str, *modules: str):
    """Any Python value, written down by the test, with these modules imported."""
    names = {name: importlib.import_module(name) for name in modules}
    return eval(expression, globals() | names)  # the test itself wrote it


def loop():
    node = Node({"a": [None]})
    node.next["a"][0] = node
    return node


def loop_through_a_set() -> list:
    """Only an object that is hashable can be in a set."""
    node = Node([])
    node.next.append({Key(node)})
    return [node]


@dataclasses.dataclass(eq=False)
class Key:
    node: Node


def chain(levels: int):
    node = Node()
    for _ in range(levels - 1):
        node = Node(node)
    return node


def about(value) -> dict:
    """How Python writes it down, and the value back."""
    return {"type": type(value).__name__, "repr": repr(value), "back": value}


def time_of(value) -> list:
    return [value.isoformat(), str(value.tzinfo)]


__all__ = ["array", "collections", "datetime", "decimal", "fractions", "pathlib", "types", "uuid"]
