"""torch's tensors, seen and made by it."""

import gc
import hashlib

import numpy as np
import torch


def made(expression: str) -> dict:
    """A tensor, and the truth about it: the hash of its elements in C order."""
    tensor = evaluate(expression)
    plain = tensor.detach().resolve_conj().resolve_neg().contiguous()
    if plain.dtype is torch.bfloat16:
        plain = plain.to(torch.float32)
    array = plain.numpy()
    return {
        "tensor": tensor,
        "sha256": hashlib.sha256(array.tobytes()).hexdigest(),
        "shape": list(array.shape),
        "dtype": str(array.dtype),
    }


def evaluate(expression: str):
    return eval(expression, {"torch": torch, "np": np, "gen": torch.Generator().manual_seed(7)})


def megabytes(count: int):
    """Nothing but the result refers to it; whatever is freed is written over."""
    tensor = torch.arange(count << 20, dtype=torch.int64).to(torch.uint8)
    return tensor.view(-1)


def litter(count: int) -> None:
    gc.collect()
    for _ in range(count):
        torch.full((1 << 20,), 255, dtype=torch.uint8)


def double(array) -> str:
    """What comes from JavaScript, as a tensor over the same memory."""
    tensor = torch.from_numpy(array)
    tensor *= 2
    return str(tensor.dtype)


def same_memory(array) -> bool:
    return torch.from_numpy(array).data_ptr() == array.ctypes.data
