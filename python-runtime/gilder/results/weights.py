"""Named tensors in the safetensors format, which no reader has to execute anything for.

Eight bytes with the length of the header, the header as JSON (of each tensor its type, shape and place), the
numbers one after the other, little-endian and in C order: https://github.com/huggingface/safetensors#format
Written here since it is so little, and one more package in the runtime would be more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import IO, Any

from ..errors import ResultError

_TYPES = {
    "torch.float64": "F64",
    "torch.float32": "F32",
    "torch.float16": "F16",
    "torch.bfloat16": "BF16",
    "torch.int64": "I64",
    "torch.int32": "I32",
    "torch.int16": "I16",
    "torch.int8": "I8",
    "torch.uint8": "U8",
    "torch.uint16": "U16",
    "torch.uint32": "U32",
    "torch.uint64": "U64",
    "torch.bool": "BOOL",
    "torch.complex64": "C64",
    "torch.float8_e4m3fn": "F8_E4M3",
    "torch.float8_e5m2": "F8_E5M2",
}
#: A reader may map the numbers into its memory, and wants them where such numbers can stand.
_ALIGNED = 8
_PIECE = 1 << 24

MOST_SHOWN = 1000


def write(stream: IO[bytes], tensors: Mapping[str, Any], notes: Mapping[str, str] | None = None) -> None:
    """`notes` are texts by names of their own, for the header.

    One tensor after the other, in pieces: of those on other devices a piece at a time is copied.
    """
    header: dict[str, Any] = {"__metadata__": {"format": "pt", **(notes or {})}}
    at = 0
    for name, tensor in tensors.items():
        end = at + tensor.numel() * tensor.element_size()
        header[name] = {
            "dtype": _type(name, tensor),
            "shape": list(tensor.shape),
            "data_offsets": [at, end],
        }
        at = end
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    text += b" " * (-len(text) % _ALIGNED)
    stream.write(len(text).to_bytes(8, "little"))
    stream.write(text)
    for tensor in tensors.values():
        _numbers(stream, tensor)


def preview(tensors: Mapping[str, Any]) -> dict[str, Any]:
    rows = [
        {"name": name, "dtype": str(tensor.dtype).removeprefix("torch."), "shape": list(tensor.shape)}
        for name, tensor in list(tensors.items())[:MOST_SHOWN]
    ]
    return {
        "kind": "model",
        "tensors": rows,
        "total": len(tensors),
        "values": sum(tensor.numel() for tensor in tensors.values()),
    }


def _numbers(stream: IO[bytes], tensor: Any) -> None:
    import torch

    flat = _dense(tensor.detach()).reshape(-1)
    size = flat.element_size()
    for start in range(0, flat.numel(), _PIECE // size):
        piece = flat[start : start + _PIECE // size].cpu().resolve_conj().resolve_neg().contiguous()
        octets = piece.view(torch.uint8).numpy()
        if sys.byteorder == "big":
            octets = octets.reshape(-1, size)[:, ::-1]
        stream.write(octets.tobytes() if sys.byteorder == "big" else memoryview(octets))


def _dense(tensor: Any) -> Any:
    return tensor if str(tensor.layout) == "torch.strided" else tensor.to_dense()


def _type(name: str, tensor: Any) -> str:
    kind = _TYPES.get(str(tensor.dtype))
    if kind is None:
        raise ResultError(
            f"The tensor '{name}' is of type {tensor.dtype}, which the safetensors format has no word for",
            "Convert it to another type, or return gilder.pickled(…) of the whole.",
        )
    return kind
