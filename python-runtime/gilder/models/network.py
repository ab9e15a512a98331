"""A multilayer perceptron: fully connected layers, and ReLU between them."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from .description import Layers

if TYPE_CHECKING:
    from torch import Generator
    from torch.nn import Sequential


def build(layers: Layers, random: Generator | None = None) -> Sequential:
    """With `random`, weights are drawn as by He et al. for layers before a ReLU, and as by LeCun for the
    last.

    K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV 2015, 1026-1034; Y. LeCun,
    L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp", Neural Networks: Tricks of the Trade, 1998, 9-50.
    """
    import torch
    from torch import nn

    sizes = layers.sizes
    parts: list[nn.Module] = []
    for number, (below, above) in enumerate(pairwise(sizes)):
        last = number == len(sizes) - 2
        linear = nn.Linear(below, above)
        if random is not None:
            with torch.no_grad():
                bound = math.sqrt((3.0 if last else 6.0) / below)
                linear.weight.uniform_(-bound, bound, generator=random)
                linear.bias.zero_()
        parts += [linear] if last else [linear, nn.ReLU()]
    return nn.Sequential(*parts)
