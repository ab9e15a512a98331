"""Objects of every kind that a conversion may meet, ordinary and not, made from the characters of a text."""

import array
import collections
import ctypes
import datetime
import decimal
import fractions
import pathlib
import types
import uuid
import warnings
from collections.abc import Callable
from typing import Any, Never

import numpy as np
from hostile import (
    Colour,
    Level,
    LyingClass,
    LyingDict,
    LyingFloat,
    LyingInt,
    LyingList,
    LyingText,
    NoName,
    OddScalar,
    Point,
    SilentError,
)  # fmt: skip
from tables_and_tensors import table, tensor

MAX_LEVELS = 6
warnings.simplefilter("ignore")  # PyTorch's, of kinds of tensors that are new or old

_dtypes = [*"?bBhHiIlLqQefdgFDGOSUVmM", ">i4", ">f8", "<u2", "M8[ns]", "m8[D]", "S3", "U2", "V5"]
_records = [
    np.dtype([("a", "i4"), ("b", "f8")]),
    np.dtype([("x", "u1", (2,))]),
    np.dtype({"names": [], "formats": []}),
]


class Seed:
    """The characters as numbers; zero once they are used up."""

    def __init__(self, text: str) -> None:
        self._left = iter(text)

    def below(self, end: int) -> int:
        return ord(next(self._left, "\0")) % end

    def number(self) -> int:
        return sum(self.below(256) << (8 * i) for i in range(self.below(20))) - self.below(2)


def _shrinking(seed: Seed, level: int):
    """Looking at the second item empties the list."""
    victim: list = []

    class Shrinker(np.float64):
        def item(self, *_):
            victim.clear()
            return 1.0

    victim += [1, Shrinker(2.0)] + [make_one(seed, level + 1) for _ in range(seed.below(4))]
    return victim


def _growing(seed: Seed, level: int):
    """Looking at a value adds keys to its dict."""
    victim: dict = {}

    class Grower(np.int64):
        def item(self, *_):
            if len(victim) < 300:
                victim.update({f"k{len(victim)}{i}": i for i in range(20)})
            return 2

    victim.update(a=1, b=Grower(3), c=make_one(seed, level + 1))
    return victim


def _cycle(seed: Seed, level: int):
    inner = {"back": None, "other": make_one(seed, level + 1)}
    outer = [inner, (inner,)]
    inner["back"] = outer if seed.below(2) else inner
    return outer


def _deep(seed: Seed, level: int):
    value = make_one(seed, MAX_LEVELS)
    for _ in range(seed.below(256) * 5):
        value = [value] if seed.below(2) else {"a": value}
    return value


def _array(seed: Seed, _level: int):
    dtype = _records[seed.below(3)] if seed.below(8) == 0 else np.dtype(_dtypes[seed.below(len(_dtypes))])
    shape = tuple(seed.below(5) for _ in range(seed.below(5)))
    made = np.zeros(shape, dtype) if seed.below(2) else np.empty(shape, dtype, order="F")
    for _ in range(seed.below(4)):
        made = _changed(made, seed)
    return made


def _changed(made, seed: Seed):
    """A view of the same memory with other strides, or another class."""
    if made.ndim == 0:
        return made[()] if seed.below(2) else made[...]
    match seed.below(9):
        case 0:
            return made[::-1]
        case 1:
            return made[..., ::2]
        case 2:
            return made.T
        case 3:
            return np.broadcast_to(made, (2, *made.shape))
        case 4:
            return np.lib.stride_tricks.as_strided(made, made.shape, (0,) * made.ndim)
        case 5:
            made.flags.writeable = False
            return made
        case 6:
            return np.ma.masked_array(made)
        case 7:
            return made[0]
        case _:
            return made.view(np.recarray) if made.dtype.names else made[:, None]


def _buffer(seed: Seed, _level: int):
    data = bytes(seed.below(256) for _ in range(seed.below(20)))
    match seed.below(9):
        case 0:
            return data
        case 1:
            return bytearray(data)
        case 2:
            return memoryview(data)[:: seed.below(3) + 1]
        case 3:
            view = memoryview(data)
            view.release()
            return view
        case 4:
            return array.array("bBhHiIlLqQfd"[seed.below(12)], [1, 2, 3])
        case 5:
            return (ctypes.c_int * 3)(1, 2, 3)
        case 6:
            return array.array("u", "text")
        case 7:
            return type("Bytes", (bytes,), {"__len__": lambda _: 99})(data)
        case _:
            return type("ByteArray", (bytearray,), {"__len__": lambda _: 99})(data)


def _text(seed: Seed, _level: int) -> str:
    top = (0x7F, 0xFF, 0xFFFF, 0x10FFFF)[seed.below(4)]
    text = "".join(chr(seed.below(256) * 4357 % (top + 1)) for _ in range(seed.below(30)))
    return LyingText(text) if seed.below(8) == 0 else text


def _scalar(seed: Seed, _level: int):
    code = _dtypes[seed.below(len(_dtypes))]
    return np.zeros(1, code)[0]


def _odd_scalar(seed: Seed, level: int):
    scalar = OddScalar(1.5)
    scalar.answer = [scalar] if seed.below(4) == 0 else make_one(seed, level + 1)
    return scalar


def _sequence(seed: Seed, level: int):
    items = [make_one(seed, level + 1) for _ in range(seed.below(8))]
    kind = (list, tuple, LyingList, collections.deque, iter, collections.UserList)[seed.below(6)]
    return kind(items)


def _mapping(seed: Seed, level: int):
    plain = {_text(seed, level): make_one(seed, level + 1) for _ in range(seed.below(6))}
    match seed.below(8):
        case 0:
            return LyingDict(plain)
        case 1:
            return collections.OrderedDict(plain)
        case 2:
            return types.MappingProxyType(plain)
        case 3:
            return plain | {seed.below(9): 1}
        case 4:
            return collections.defaultdict(list, plain)
        case _:
            return plain


def _set(seed: Seed, _level: int):
    items = [_text(seed, 0) if seed.below(2) else seed.number() for _ in range(seed.below(6))]
    return (set, frozenset)[seed.below(2)](items)


def _integer(seed: Seed, _level: int):
    return (
        (int, LyingInt, np.int64)[seed.below(3)](seed.number() % (1 << 62))
        if seed.below(2)
        else seed.number() << 60
    )


def _real(seed: Seed, _level: int):
    number = (0.0, -0.0, 1.5, float("nan"), float("inf"), 5e-324)[seed.below(6)]
    return (float, LyingFloat, np.float32, np.longdouble, complex, np.complex64)[seed.below(6)](number)


def _time(seed: Seed, _level: int):
    zone = (None, datetime.UTC, datetime.timezone(datetime.timedelta(minutes=seed.below(200) - 100)))[
        seed.below(3)
    ]
    moment = datetime.datetime(
        seed.below(250) * 40 + 1, 1 + seed.below(12), 1 + seed.below(28), 3, tzinfo=zone
    )
    return (moment, moment.date(), moment.timetz(), moment - moment.replace(day=1))[seed.below(4)]


Pair = collections.namedtuple("Pair", "a b")

_known = (
    None, True, Colour.RED, Level.LOW, Ellipsis, NotImplemented, int, NoName(), NoName, LyingClass(),
    object(),
    decimal.Decimal("1.5"), decimal.Decimal("sNaN"), decimal.Decimal("-1E+999999"), fractions.Fraction(1, 3),
    uuid.UUID(int=5), pathlib.PurePosixPath("a/\udc80"), range(5), slice(1), print, np, SilentError(),
    types.SimpleNamespace(a=1), (i for i in range(3)), np.random.default_rng(0), np.dtype("i4"), Pair(1, 2),
    collections.Counter("aab"), np.float64, np.bool_(True),
)  # fmt: skip


def _other(seed: Seed, level: int):
    chosen = seed.below(len(_known) + 1)
    return _known[chosen] if chosen < len(_known) else Point(make_one(seed, level + 1), 2)


_makers: tuple[Callable[[Seed, int], Any], ...] = (
    _other, _integer, _real, _text, _sequence, _mapping, _array, _buffer, _scalar, _odd_scalar, _set, _time,
    _shrinking, _growing, _cycle, _deep, table, tensor,
)  # fmt: skip


def make_one(seed: Seed, level: int):
    if level >= MAX_LEVELS:
        return seed.number()
    return _makers[seed.below(len(_makers))](seed, level)


def make(text: str):
    try:
        with np.errstate(all="ignore"):
            return make_one(Seed(text), 0)
    except Exception as error:  # a library refuses some of what is asked of it
        return error


_exceptions = (
    ValueError, KeyError, SystemExit, KeyboardInterrupt, SilentError, UnicodeDecodeError, OSError,
    ExceptionGroup,
)  # fmt: skip


def raise_odd(text: str) -> Never:
    """Raises whatever can be raised, with whatever in it."""
    seed = Seed(text)
    kind = _exceptions[seed.below(len(_exceptions))]
    inside = make_one(seed, 2)
    if kind is UnicodeDecodeError:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, _text(seed, 0))
    if kind is ExceptionGroup:
        raise ExceptionGroup(_text(seed, 0), [ValueError(inside), SilentError()])
    error = kind(inside)
    match seed.below(5):
        case 0:
            error.__cause__ = error
        case 1:
            error.__notes__ = inside
        case 2:
            error.__context__ = SilentError()
        case 3:
            error.__suppress_context__ = True
    raise error
