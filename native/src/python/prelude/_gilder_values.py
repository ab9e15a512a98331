"""Says what an object that the addon's C++ does not know is sent to JavaScript as.

`reduce` answers with a tuple:

    ("value", other)                 as this other object
    ("set", elements)
    ("date", milliseconds)           since the start of 1970 in UTC
    ("complex", real, imaginary)
    ("decimal", text)
    ("array", memory, dtype)         an object with a buffer; the dtype is None where the buffer tells it
    ("refused", what, advice)        not at all

Types are found in `sys.modules`, never imported: an object of theirs exists only once somebody has done so.
"""

import sys
from collections.abc import Callable
from typing import Any

import _gilder_arrays
import _gilder_tables

Reduced = tuple[Any, ...]
Handler = Callable[[Any], Reduced]

# A range takes no memory; its list would.
_LONGEST_RANGE = 10_000_000

# What a class that offers this can be returned as; the first that fits counts.
_ADVICE = (
    ("model_dump", "Return its model_dump()"),
    ("__attrs_attrs__", "Return attrs.asdict() of it"),
    ("toarray", "Return its toarray()"),
    ("to_pandas", "Return its to_pandas()"),
    ("__array_interface__", "Return numpy.asarray() of it"),
    ("__array__", "Return numpy.asarray() of it"),
    ("__await__", "Await it, and return the result"),
    ("keys", "Return dict() of it"),
    ("__iter__", "Return list() of it"),
    ("__call__", "Call it, and return the result"),
)
_OTHERWISE = "Return None, bool, int, float, str, bytes, list, tuple, dict, set, a dataclass or a NumPy array"


def reduce(thing: Any) -> Reduced:
    kind = type(thing)
    if id(kind) not in _known:
        _learn()
    for base in kind.__mro__:
        if id(base) in _known:
            return _known[id(base)][1](thing)
    if isinstance(getattr(kind, "__dataclass_fields__", None), dict) and "dataclasses" in sys.modules:
        return _dataclass(thing)
    return _unknown(kind)


def _learn() -> None:
    """Takes note of the types of modules that have been imported since."""
    for name in tuple(_awaited):
        here = getattr(sys.modules.get(name), "__dict__", None)
        if here is None:
            continue
        kinds = [(here.get(attribute), handler) for attribute, handler in _awaited.get(name, {}).items()]
        # Another thread may still be importing it.
        if all(isinstance(kind, type) for kind, _ in kinds):
            _known.update((id(kind), (kind, handler)) for kind, handler in kinds)
            _awaited.pop(name, None)


def _unknown(kind: type) -> Reduced:
    # Not by hasattr, which finds what a class itself offers too: every class can be called.
    offers = {attribute for base in kind.__mro__ for attribute in vars(base)}
    advice = next((advice for attribute, advice in _ADVICE if attribute in offers), _OTHERWISE)
    return "refused", f"is of type {kind.__name__}, which has no counterpart in JavaScript", advice


def _text(thing: Any) -> Reduced:
    return "value", str(thing)


def _iso(thing: Any) -> Reduced:
    return "value", thing.isoformat()


def _set(thing: set | frozenset) -> Reduced:
    return "set", list(thing)


def _complex(thing: complex) -> Reduced:
    return "complex", thing.real, thing.imag


def _range(thing: range) -> Reduced:
    try:
        long = len(thing) > _LONGEST_RANGE
    except OverflowError:
        long = True
    if long:
        return "refused", f"is a range of more than {_LONGEST_RANGE} numbers", "Return numpy.arange() of it"
    return "value", list(thing)


def _memory(thing: Any) -> Reduced:
    return "array", thing, None


def _array(thing: Any) -> Reduced:
    if thing.typecode in "uw":
        return "value", thing.tounicode()
    return _memory(thing)


def _enum(thing: Any) -> Reduced:
    return "value", thing._value_


def _decimal(thing: Any) -> Reduced:
    return "decimal", sys.modules["decimal"].Decimal.__str__(thing)


def _datetime(thing: Any) -> Reduced:
    datetime = sys.modules["datetime"]
    if thing.utcoffset() is None:
        try:
            # The fraction of a second apart: it would not survive in a float.
            seconds = int(thing.replace(microsecond=0).timestamp())
        except (ValueError, OverflowError, OSError):
            return "refused", f"is {thing}, which cannot be read as local time", "Give it a time zone"
        return "date", seconds * 1000 + thing.microsecond // 1000
    start = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    return "date", (thing - start) // datetime.timedelta(milliseconds=1)


def _timedelta(thing: Any) -> Reduced:
    return "value", thing.total_seconds()


def _dataclass(thing: Any) -> Reduced:
    fields = {}
    for field in sys.modules["dataclasses"].fields(thing):
        try:
            fields[field.name] = getattr(thing, field.name)
        except AttributeError:
            return "refused", f"has no value in its field {field.name}", "Set it before you return it"
    return "value", fields


# By identity, since a metaclass may make its classes unhashable; the type is there so that it stays.
_known: dict[int, tuple[type, Handler]] = {
    id(kind): (kind, handler)
    for kind, handler in (
        (set, _set),
        (frozenset, _set),
        (complex, _complex),
        (range, _range),
        (memoryview, _memory),
    )
}
_awaited: dict[str, dict[str, Handler]] = {
    "array": {"array": _array},
    "datetime": {"datetime": _datetime, "date": _iso, "time": _iso, "timedelta": _timedelta},
    "decimal": {"Decimal": _decimal},
    "enum": {"Enum": _enum},
    "pathlib": {"PurePath": _text},
    "uuid": {"UUID": _text},
    **_gilder_arrays.handlers,
    **_gilder_tables.handlers,
}
