"""Where a job can compute: what this machine has, found without importing PyTorch."""

from __future__ import annotations

import ctypes
import re
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator
from pydantic import Field as Rules

from ..errors import InputError
from .checks import wanted
from .shape import Shape

_NVML = "nvml.dll" if sys.platform == "win32" else "libnvidia-ml.so.1"
_DEVICE = re.compile(r"^(auto|cpu|mps|cuda(:[0-9]+)?)$")
_CUDA_BUILD = re.compile(r"^cuda\b[^=\n]*=\s*['\"]", re.MULTILINE)


def device_shape() -> Shape:
    checked = Annotated[str, Rules(pattern=_DEVICE.pattern), BeforeValidator(_plain)]
    listed = [{"value": value, "title": title} for value, title in options()]
    hint = {"widget": "device", "options": listed}
    return Shape(checked, "choose a device", hint, settle)


def settle(device: str) -> str:
    """The device on the machine that executes the job; for `auto` its first accelerator, else `cpu`."""
    here = [value for value, _ in options() if value != "auto"]
    if device == "auto":
        return here[-1] if here[-1] == "mps" else next((one for one in here if one != "cpu"), "cpu")
    found = "cuda:0" if device == "cuda" else device
    if found in here:
        return found
    raise InputError(f"This machine has no device {found} for PyTorch", f"Choose {' or '.join(here)}.")


@cache
def options() -> tuple[tuple[str, str], ...]:
    """Values with titles. CUDA is left alone, which a process that is to be copied must not touch."""
    cards = [(f"cuda:{n}", f"{name} (cuda:{n})") for n, name in enumerate(_cards() if _has_cuda() else [])]
    apple = [("mps", "Apple GPU (mps)")] if _is_apple() else []
    return (("auto", "Automatic"), ("cpu", "Processor (cpu)"), *cards, *apple)


def _has_cuda() -> bool:
    """Whether the installed PyTorch is built for CUDA, which a line of its `version.py` says."""
    spec = find_spec("torch")
    if spec is None or spec.origin is None:
        return False
    try:
        return bool(_CUDA_BUILD.search(Path(spec.origin).with_name("version.py").read_text("utf-8")))
    except OSError:
        return False


def _is_apple() -> bool:
    import platform

    return sys.platform == "darwin" and platform.machine() == "arm64" and find_spec("torch") is not None


def _cards() -> list[str]:
    """Names of NVIDIA's cards, from the library that its driver brings."""
    try:
        nvml = ctypes.CDLL(_NVML)
    except OSError:
        return []
    if nvml.nvmlInit_v2() != 0:
        return []
    try:
        count = ctypes.c_uint()
        if nvml.nvmlDeviceGetCount_v2(ctypes.byref(count)) != 0:
            return []
        return [_name(nvml, number) for number in range(count.value)]
    finally:
        nvml.nvmlShutdown()


def _name(nvml: ctypes.CDLL, number: int) -> str:
    handle, name = ctypes.c_void_p(), ctypes.create_string_buffer(96)
    nvml.nvmlDeviceGetHandleByIndex_v2(ctypes.c_uint(number), ctypes.byref(handle))
    nvml.nvmlDeviceGetName(handle, name, ctypes.c_uint(len(name)))
    return name.value.decode("utf-8", "replace") or "NVIDIA GPU"


def _plain(value: object) -> object:
    text = value.strip().lower() if isinstance(value, str) else value
    if isinstance(text, str) and not _DEVICE.match(text):
        raise wanted("a device: auto, cpu, cuda:0 …")
    return text
