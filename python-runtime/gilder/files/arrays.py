"""An array from a file: `.npy`, `.npz`, text, MATLAB's `.mat`, HDF5 where h5py is there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import GilderError, InputError
from ..parameters.inputs import check_file
from ..parameters.markers import Array

if TYPE_CHECKING:
    from numpy import ndarray


def read_array(path: str, wanted: Array) -> ndarray:
    """Raises InputError for what cannot be read, has other axes, or would lose a part of its numbers."""
    check_file(path)
    name = os.path.basename(path)
    try:
        array = _read(path, name, wanted.name)
    except (GilderError, MemoryError):
        raise
    except Exception as error:
        # Each format's reader has failures of its own for a damaged file.
        raise InputError(f"{name} cannot be read as an array: {error}", "Save the array again.") from error
    return _cast(_with_axes(array, name, wanted), name, wanted.dtype)


def _read(path: str, name: str, key: str) -> ndarray:
    import numpy

    match os.path.splitext(path)[1].lower():
        case ".npy":
            return numpy.load(path, allow_pickle=False)
        case ".npz":
            with numpy.load(path, allow_pickle=False) as archive:
                return archive[_chosen(list(archive.files), name, key)]
        case ".csv" | ".tsv" | ".txt":
            return _text(path, name)
        case ".mat":
            return _matlab(path, name, key)
        case ".h5" | ".hdf5":
            return _hdf5(path, name, key)
        case ending:
            raise InputError(
                f"{name} is not an array that Gilder can read ({ending or 'no ending'})",
                "Choose a .npy, .npz, .csv, .txt or .mat file.",
            )


def _text(path: str, name: str) -> ndarray:
    """Numbers in rows, with or without a line of names above them."""
    import numpy
    import pandas

    from ..tables.delimited import find_writing

    writing = find_writing(path)
    # What a file of bare numbers is delimited by, spaces included, a table's rules need not find.
    split = r"\s+" if writing.is_one_column else writing.delimiter
    table = pandas.read_csv(path, sep=split, encoding=writing.encoding, decimal=writing.decimal, header=None)
    first = pandas.to_numeric(table.iloc[0], errors="coerce")
    if first.isna().all():
        table = table.iloc[1:]
    try:
        return numpy.ascontiguousarray(table.apply(pandas.to_numeric).to_numpy())
    except (ValueError, TypeError) as error:
        raise InputError(
            f"{name} holds more than numbers: {error}", "Choose a file with nothing but numbers."
        ) from error


def _matlab(path: str, name: str, key: str) -> ndarray:
    from scipy.io import loadmat

    try:
        held: Mapping[str, Any] = loadmat(path)
    except NotImplementedError:
        # MATLAB 7.3 writes HDF5 under the same ending.
        return _hdf5(path, name, key)
    names = [one for one in held if not one.startswith("__")]
    return held[_chosen(names, name, key)]


def _hdf5(path: str, name: str, key: str) -> ndarray:
    try:
        import h5py
    except ImportError:
        raise InputError(
            f"{name} is an HDF5 file, for which this Python lacks the package h5py",
            "Save the array as .npy, or from MATLAB with save -v7.",
        ) from None
    with h5py.File(path) as archive:
        names: list[str] = []
        archive.visititems(lambda at, one: names.append(at) if isinstance(one, h5py.Dataset) else None)
        array: ndarray = archive[_chosen(names, name, key)][()]
        return array


def _chosen(names: list[str], file: str, key: str) -> str:
    listed = ", ".join(names[:20])
    if key:
        if key in names:
            return key
        raise InputError(f"{file} has no array '{key}'", f"It has: {listed or 'none'}.")
    if not names:
        raise InputError(f"{file} holds no array", "Choose another file.")
    if len(names) > 1:
        raise InputError(
            f"{file} holds {len(names)} arrays: {listed}", "Save the one that is meant in a file of its own."
        )
    return names[0]


def _with_axes(array: ndarray, name: str, wanted: Array) -> ndarray:
    if not wanted.axes:
        return array
    axes = [(axis, None) if isinstance(axis, str) else axis for axis in wanted.axes]
    said = " by ".join(axis if size is None else f"{axis} ({size})" for axis, size in axes)
    # A matrix of one column, as text files and MATLAB write what has one axis.
    if len(axes) == 1 and array.ndim == 2 and 1 in array.shape:
        array = array.reshape(-1)
    sizes = [size for _, size in axes]
    fits = array.ndim == len(axes) and all(
        size in (None, n) for size, n in zip(sizes, array.shape, strict=True)
    )
    if fits:
        return array
    has = " by ".join(map(str, array.shape)) or "a single value"
    raise InputError(f"{name} is {has}, and {said} is needed", "Choose an array with these axes.")


def _cast(array: ndarray, name: str, dtype: str) -> ndarray:
    import numpy

    if array.dtype.kind not in "biufcmMSU":
        raise InputError(
            f"{name} holds values of type {array.dtype}, not numbers", "Save plain numbers instead."
        )
    if not dtype or array.dtype == numpy.dtype(dtype):
        return array
    wanted = numpy.dtype(dtype)
    is_lost = array.dtype.kind not in "biufc" or (array.dtype.kind == "c" and wanted.kind != "c")
    with numpy.errstate(all="ignore"):
        made = None if is_lost else array.astype(wanted)
    # Fewer digits are what was asked for; fractions, signs and large numbers that go missing are not.
    same = made is not None and (wanted.kind in "fc" or bool(numpy.array_equal(made, array)))
    if made is None or not same:
        raise InputError(
            f"{name} holds {array.dtype} values that {wanted} cannot hold", f"Save the array as {wanted}."
        )
    return made
