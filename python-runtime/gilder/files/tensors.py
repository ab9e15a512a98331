"""Tensors from a safetensors file, without trust in what it says of itself.

https://github.com/huggingface/safetensors#format: eight bytes with the length of the header, the header as
JSON, the numbers. What is written is in `results/weights.py`.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..parameters.inputs import check_file

if TYPE_CHECKING:
    from torch import Tensor

#: As the format's own library has it.
_LONGEST_HEADER = 100_000_000
_BYTES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U8": 1, "BOOL": 1}
_CHOOSE = "Choose a .safetensors file."


def read_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """By name, with the file's own notes. An InputError for a file of another kind, or a damaged one."""
    check_file(str(path))
    with open(path, "rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        length = int.from_bytes(stream.read(8), "little")
        if size < 8 or not 2 <= length <= _LONGEST_HEADER:
            raise InputError(f"{path.name} is no safetensors file", _CHOOSE)
        text = stream.read(length)
        header = _header(path.name, text, size - 8)
        notes = header.pop("__metadata__", {})
        data = bytearray(stream.read())
    if not isinstance(notes, dict) or not all(isinstance(note, str) for note in notes.values()):
        raise _damaged(path.name)
    return {
        name: _tensor(path.name, entry, data) for name, entry in _in_place(path.name, header, len(data))
    }, notes


def _header(name: str, text: bytes, size: int) -> dict[str, Any]:
    begins = text[:1] == b"{"
    if begins and len(text) == size < _LONGEST_HEADER and not text.rstrip().endswith(b"}"):
        raise _cut_off(name)
    try:
        header = json.loads(text)
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict):
        raise _damaged(name) if begins else InputError(f"{name} is no safetensors file", _CHOOSE)
    return header


def _in_place(name: str, header: dict[str, Any], size: int) -> list[tuple[str, dict[str, Any]]]:
    """Entries in the order of their numbers, which have to lie side by side and fill the file."""
    at = 0
    try:
        entries = sorted(header.items(), key=lambda entry: entry[1]["data_offsets"])
        for _, entry in entries:
            (begin, end), shape = entry["data_offsets"], entry["shape"]
            fits = all(isinstance(length, int) and length >= 0 for length in shape)
            if begin != at or not fits or end - begin != math.prod(shape) * _BYTES[entry["dtype"]]:
                raise _damaged(name)
            at = end
    except (TypeError, KeyError, ValueError):
        raise _damaged(name) from None
    if size < at:
        raise _cut_off(name)
    if size > at:
        raise _damaged(name)
    return entries


def _tensor(name: str, entry: dict[str, Any], data: bytearray) -> Tensor:
    import torch

    types = {
        "F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16,
        "I64": torch.int64, "I32": torch.int32, "I16": torch.int16, "I8": torch.int8, "U8": torch.uint8,
        "BOOL": torch.bool,
    }  # fmt: skip
    kind, shape = types[entry["dtype"]], entry["shape"]
    count = math.prod(shape)
    if count == 0:
        return torch.empty(shape, dtype=kind)
    return (
        torch.frombuffer(data, dtype=kind, count=count, offset=entry["data_offsets"][0])
        .reshape(shape)
        .clone()
    )


def _cut_off(name: str) -> InputError:
    return InputError(f"{name} is cut off: it ends before its last number", "Copy the file again.")


def _damaged(name: str) -> InputError:
    return InputError(f"{name} is a damaged safetensors file", "Copy the file again, or choose another one.")
