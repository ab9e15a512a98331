"""Parameters that are read from files of arrays, pictures and sounds: which endings, and what reads them."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from .markers import Array

IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")
AUDIO_ENDINGS = (".wav",)


def is_array(base: Any) -> bool:
    """`numpy.ndarray`, also with types in brackets; by name: NumPy is not imported to describe a job."""
    origin = getattr(base, "__origin__", base)
    return _named(origin, "numpy", "ndarray")


def is_picture(base: Any) -> bool:
    return _named(base, "PIL", "Image")


def array_endings() -> tuple[str, ...]:
    hdf5 = (".h5", ".hdf5") if find_spec("h5py") else ()
    return (".npy", ".npz", ".csv", ".tsv", ".txt", ".mat", *hdf5)


def array_hint(marker: Array) -> dict[str, Any]:
    axes = [_axis(axis) for axis in marker.axes]
    return ({"dtype": _dtype(marker.dtype)} if marker.dtype else {}) | ({"axes": axes} if axes else {})


def array_reader(marker: Array) -> Callable[[str], Any]:
    def read(path: str) -> Any:
        from ..files.arrays import read_array

        return read_array(path, marker)

    return read


def picture(path: str) -> Any:
    from ..files.pictures import read_picture

    return read_picture(path)


def image_array(path: str) -> Any:
    from ..files.pictures import read_pixels

    return read_pixels(path)


def sound(path: str) -> Any:
    from ..files.sounds import read_sound

    return read_sound(path)


def _dtype(name: str) -> str:
    import numpy

    try:
        return str(numpy.dtype(name))
    except TypeError as error:
        raise TypeError(f"has a dtype that NumPy does not know ({name!r})") from error


def _axis(axis: str | tuple[str, int]) -> dict[str, Any]:
    name, size = (axis, None) if isinstance(axis, str) else axis
    return {"name": name, "size": size}


def _named(base: Any, package: str, name: str) -> bool:
    found = getattr(base, "__name__", ""), getattr(base, "__module__", "").partition(".")[0]
    return found == (name, package)
