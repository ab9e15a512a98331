"""Classes whose objects are not what they seem, and some honest ones without a counterpart."""

import dataclasses
import enum
from typing import Any

import numpy as np


class Colour(enum.Enum):
    RED = 1


class Level(enum.IntEnum):
    LOW = 1


@dataclasses.dataclass
class Point:
    x: Any
    y: Any


class LyingList(list):
    def __len__(self) -> int:
        return 10**6

    def __iter__(self):
        raise RuntimeError("no iteration")


class LyingDict(dict):
    def keys(self):
        return 7

    def items(self):
        raise RuntimeError("no items")


class LyingText(str):
    def encode(self, *_):
        return 3

    def __str__(self) -> str:
        return 5


class LyingInt(int):
    def __index__(self) -> int:
        raise RuntimeError("no index")

    def __hex__(self) -> str:
        return "zz"


class LyingFloat(float):
    def __float__(self) -> float:
        return "x"


class LyingClass:
    @property
    def __class__(self):
        raise RuntimeError("no class")

    def __getattr__(self, name: str):
        raise RuntimeError(f"no {name}")


class MadeBadly(type):
    @property
    def __name__(cls):
        raise RuntimeError("no name")


class NoName(metaclass=MadeBadly):
    pass


class OddScalar(np.float64):
    answer: Any = None

    def item(self, *_):
        return self if self.answer is None else self.answer


class SilentError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no words")

    __repr__ = __str__
