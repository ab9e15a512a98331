"""What the boundary tests call to look at values from Python's side."""

import collections
import datetime
import decimal
import enum
import fractions

import numpy as np


def echo(value):
    return value


def seen(value) -> list:
    """The value's type and repr as Python has them, and the value back."""
    return [type(value).__name__, repr(value), value]


def seen_args(*values) -> list[str]:
    return [f"{type(value).__name__}:{value!r}" for value in values]


def evaluate(expression: str):
    """Any Python value, written down by the test."""
    names = {
        "np": np,
        "datetime": datetime,
        "decimal": decimal,
        "fractions": fractions,
        "collections": collections,
        "Colour": Colour,
        "Word": Word,
    }
    return eval(expression, names)  # the test itself wrote it


class Colour(enum.IntEnum):
    RED = 3


class Word(str):
    pass


def code_points(text: str) -> list[int]:
    return [ord(character) for character in text]


def from_code_points(points: list[int]) -> str:
    return "".join(chr(point) for point in points)


def depth_of(value) -> int:
    depth = 0
    while value:
        depth += 1
        value = value[0] if isinstance(value, list) else value["a"]
    return depth


def nested_list(depth: int):
    value: list = []
    for _ in range(depth - 1):
        value = [value]
    return value


def cycle():
    value: dict = {"a": [1, {"b": None}]}
    value["a"][1]["b"] = value["a"]
    return value


def shared():
    part = [1, 2]
    return [part, part]


def is_power_of_two(value: int, exponent: int) -> bool:
    return type(value) is int and value == 2**exponent
