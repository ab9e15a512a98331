"""Graphics cards that are not there or that PyTorch cannot use, and data on several devices."""

from __future__ import annotations

from .rules import Cause, Rule

_TORCH = ("torch",)
_CPU = "Use the processor: make the device a parameter (`Device`), which takes what there is, or write `cpu`."

CAUSES = (
    Cause(
        "no-cuda",
        "A graphics card is asked for that there is not, or that PyTorch cannot use.",
        (
            Rule(
                ("AssertionError", "RuntimeError"),
                r"^Torch not compiled with CUDA enabled",
                "The code asks for a CUDA graphics card, and this PyTorch is built for the processor only.",
                _CPU,
                by=_TORCH,
            ),
            Rule(
                ("RuntimeError",),
                r"^Found no NVIDIA driver on your system",
                "The code asks for a CUDA graphics card, and no driver of NVIDIA is installed.",
                "Install the driver if there is such a card. " + _CPU,
                by=_TORCH,
            ),
            Rule(
                ("RuntimeError",),
                r"^(?:No CUDA GPUs are available|CUDA error: no kernel image is available|The NVIDIA driver on your system is too old)",
                "PyTorch cannot use the graphics card of this computer, or there is none.",
                "`gilder --doctor` says more about it. " + _CPU,
                by=_TORCH,
            ),
            Rule(
                ("RuntimeError",),
                r"^Attempting to deserialize object on a CUDA device but torch\.cuda\.is_available\(\) is False",
                "The file was saved from a graphics card, and there is none here.",
                "Load it with `torch.load(…, map_location='cpu')`.",
                by=_TORCH,
            ),
            Rule(
                ("NotImplementedError",),
                r"^Could not run '(?P<op>[\w:.]+)' with arguments from the '(?P<device>\w+)' backend",
                "This PyTorch cannot do `{op}` on the device {device}; it may not have that device at all.",
                _CPU,
                by=_TORCH,
                sure=False,
            ),
        ),
    ),
    Cause(
        "different-devices",
        "Tensors on different devices were combined.",
        (
            Rule(
                ("RuntimeError",),
                r"^Expected all tensors to be on the same device, but .*?found at least two devices, (?P<a>[\w:]+) and (?P<b>[\w:]+)",
                "One tensor is on {a} and another one on {b}.",
                "Move the model and the data to one device: `x = x.to(device)`.",
                by=_TORCH,
            ),
            Rule(
                ("RuntimeError",),
                r"^(?:Expected all tensors to be on the same device|Tensor on device (?P<a>\S+) is not on the expected device (?P<b>[^\s!]+))",
                "Tensors on different devices were combined.",
                "Move the model and the data to one device: `x = x.to(device)`.",
                by=_TORCH,
            ),
        ),
    ),
)
