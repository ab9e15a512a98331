"""NumPy's and torch's objects that are no plain array of numbers. See `_gilder_values`."""

import sys
from collections.abc import Callable
from typing import Any

Reduced = tuple[Any, ...]

# What JavaScript's Date reaches, either side of 1970.
_MOST_MILLISECONDS = 8_640_000_000_000_000
_MOST_YEARS = 280_000
# A unit of NumPy's as seconds: so many of these, divided by so many.
_SECONDS = {
    **{"W": (604_800, 1), "D": (86_400, 1), "h": (3600, 1), "m": (60, 1), "s": (1, 1)},
    **{name: (1, 1000**power) for power, name in enumerate(("ms", "us", "ns", "ps", "fs", "as"), 1)},
}


def _refused(what: str, advice: str) -> Reduced:
    return "refused", what, advice


def _ndarray(array: Any) -> Reduced:
    if type(array) is not sys.modules["numpy"].ndarray:
        what = f"is of type {type(array).__name__}, which may be more than its elements"
        return _refused(what, "Make a plain array of it with numpy.asarray()")
    return _plain(array)


def _same_elements(array: Any) -> Reduced:
    """Subclasses that add nothing to the elements."""
    return _plain(array.view(sys.modules["numpy"].ndarray))


def _plain(array: Any) -> Reduced:
    dtype = array.dtype
    if dtype.names is not None:
        return "value", {name: array[name] for name in dtype.names}
    if dtype.kind in "OUST":
        return "value", array.tolist()
    if dtype.kind in "mM":
        whole = sys.modules["numpy"].dtype("i8").newbyteorder(dtype.byteorder)
        return "array", array.view(whole), dtype.name
    if dtype.kind in "biufc" and dtype.char not in "gG":
        return "array", array, None
    return _refused(
        f"is an array of dtype {dtype}, which has no counterpart in JavaScript",
        "Convert it with astype(), to float64 or complex128 for example",
    )


def _masked(array: Any) -> Reduced:
    return _refused(
        f"is of type {type(array).__name__}, which is more than its elements",
        "Give the masked ones a value with filled(), or return its data and its mask apart",
    )


def _scalar(scalar: Any) -> Reduced:
    dtype = scalar.dtype
    if dtype.names is not None:
        return "value", {name: scalar[name] for name in dtype.names}
    if dtype.kind == "c" and dtype.char != "G":
        return "complex", float(scalar.real), float(scalar.imag)
    if dtype.kind == "M":
        return _moment(scalar)
    if dtype.kind == "m":
        return _duration(scalar)
    advice = "Convert it with complex() or float()" if dtype.char in "gG" else "Return its tobytes()"
    return _refused(f"is of type {type(scalar).__name__}, which has no counterpart in JavaScript", advice)


def _moment(scalar: Any) -> Reduced:
    numpy = sys.modules["numpy"]
    if numpy.isnat(scalar):
        return "value", None
    unit, step = numpy.datetime_data(scalar.dtype)
    count = int(scalar.astype("i8")) * step
    too_far = "refused", f"is {scalar}, beyond the dates of JavaScript", "Return it as text"
    if unit in "YM":
        if abs(count) > _MOST_YEARS * (12 if unit == "M" else 1):
            return too_far
        count, unit = int(scalar.astype("M8[D]").astype("i8")), "D"
    # NumPy counts without a look at overflow; Python's integers have none.
    times, per = _SECONDS[unit]
    milliseconds = count * times * 1000 // per
    return ("date", milliseconds) if abs(milliseconds) <= _MOST_MILLISECONDS else too_far


def _duration(scalar: Any) -> Reduced:
    numpy = sys.modules["numpy"]
    if numpy.isnat(scalar):
        return "value", None
    unit, step = numpy.datetime_data(scalar.dtype)
    count = int(scalar.astype("i8")) * step
    if unit in _SECONDS:
        times, per = _SECONDS[unit]
        return "value", count * times / per
    advice = "Convert it with astype() to 'timedelta64[D]' or another unit, or return int() of it"
    return _refused(f"is a timedelta64 of unit {unit}, which is no number of seconds", advice)


def _tensor(tensor: Any) -> Reduced:
    torch = sys.modules["torch"]
    obstacles = (
        (tensor.layout is not torch.strided, "a sparse tensor", "Return its to_dense()"),
        (tensor.is_nested, "a nested tensor", "Return its unbind()"),
        (tensor.is_quantized, "a quantised tensor", "Return its dequantize()"),
        (tensor.is_meta, "a tensor on the device 'meta', which has no elements", "Make it on another device"),
    )
    for stands, what, advice in obstacles:
        if stands:
            return _refused(f"is {what}", advice)
    # None of these copies what is right already.
    here = tensor.detach().cpu().resolve_conj().resolve_neg()
    if here.dtype is torch.bfloat16:
        here = here.float()
    try:
        return "array", here.numpy(), None
    except (TypeError, RuntimeError) as error:
        what = f"is a tensor of {tensor.dtype} that NumPy cannot read ({error})"
        return _refused(what, "Convert it with float()")


handlers: dict[str, dict[str, Callable[[Any], Reduced]]] = {
    "numpy": {
        "ndarray": _ndarray,
        "memmap": _same_elements,
        "matrix": _same_elements,
        "recarray": _same_elements,
        "generic": _scalar,
    },
    "numpy.ma": {"MaskedArray": _masked},
    "torch": {"Tensor": _tensor},
}
