"""Training: mini-batches, Adam, early stop; taken up again, it ends as if it had not been interrupted."""

from __future__ import annotations

import copy
import hashlib
import math
import time
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..errors import ParameterError
from ..run.current import log, progress, warn
from ..run.sharing import checkpoint, metric, resume
from .description import Layers
from .network import build

if TYPE_CHECKING:
    from torch import Tensor

SECONDS_BETWEEN_CHECKPOINTS = 2.0
#: Fewer multiplications in a layer are done sooner by one core than shared out.
WORTH_SHARING = 1 << 24
ROWS_AT_ONCE = 8192


@dataclass(frozen=True)
class Settings:
    epochs: int
    learning_rate: float
    batch: int
    weight_decay: float
    #: Epochs without a lower loss of the validation part; 0 trains all epochs and keeps the last weights.
    patience: int
    seed: int
    device: str


@dataclass(frozen=True)
class Trained:
    weights: dict[str, Tensor]
    #: Of every epoch the loss of the training part, a mean over its batches, and of the validation part.
    losses: list[tuple[float, float]]
    #: Counted from 1.
    best: int


def train(
    layers: Layers, inputs: Tensor, targets: Tensor, seen: Tensor, expected: Tensor, settings: Settings
) -> Trained:
    """`inputs` by rows, `targets` as class numbers (int64) or a column of numbers; then the validation part.

    D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015; with decoupled weight
    decay as by I. Loshchilov and F. Hutter, ICLR 2019.
    """
    import torch

    before = torch.get_num_threads()
    work = min(settings.batch, len(inputs)) * max(a * b for a, b in pairwise(layers.sizes))
    try:
        if work < WORTH_SHARING:
            torch.set_num_threads(1)
        return _Training(layers, inputs, targets, seen, expected, settings).go_on()
    finally:
        torch.set_num_threads(before)


class _Training:
    def __init__(
        self, layers: Layers, inputs: Tensor, targets: Tensor, seen: Tensor, expected: Tensor, to: Settings
    ) -> None:
        import torch
        from torch import nn

        self.to = to
        self.key = _key(layers, (inputs, targets, seen, expected), to)
        self.inputs, self.targets, self.seen, self.expected = (
            each.to(to.device) for each in (inputs, targets, seen, expected)
        )
        self.loss: Any = nn.MSELoss() if targets.is_floating_point() else nn.CrossEntropyLoss()
        # On the processor whatever the device: the same numbers everywhere.
        self.random = torch.Generator().manual_seed(to.seed)
        self.network = build(layers, self.random).to(to.device)
        self.optimiser = torch.optim.AdamW(
            self.network.parameters(), lr=to.learning_rate, weight_decay=to.weight_decay
        )
        self.losses: list[tuple[float, float]] = []
        self.best, self.lowest = 0, math.inf
        self.best_weights = self._weights()
        self.saved = time.monotonic()

    def go_on(self) -> Trained:
        self._take_up()
        while len(self.losses) < self.to.epochs and not self._has_settled():
            self._epoch()
            if time.monotonic() - self.saved > SECONDS_BETWEEN_CHECKPOINTS:
                checkpoint(self._state())
                self.saved = time.monotonic()
        if self.to.patience == 0:
            return Trained(self._weights(), self.losses, len(self.losses))
        return Trained(self.best_weights, self.losses, self.best)

    def _has_settled(self) -> bool:
        return 0 < self.to.patience <= len(self.losses) - self.best

    def _epoch(self) -> None:
        import torch

        total = torch.zeros((), device=self.to.device)
        order = torch.randperm(len(self.inputs), generator=self.random)
        for rows in order.split(self.to.batch):
            at = rows.to(self.to.device)
            self.optimiser.zero_grad(set_to_none=True)
            loss = self.loss(self.network(self.inputs[at]), self.targets[at])
            loss.backward()
            self.optimiser.step()
            total += loss.detach() * len(rows)
        training = float(total) / len(self.inputs)
        validation = self._validate()
        self.losses.append((training, validation))
        number = len(self.losses)
        if not math.isfinite(training) or not math.isfinite(validation):
            raise ParameterError(
                "learning_rate",
                f"The loss is no finite number any more in epoch {number}, at a learning rate of "
                f"{self.to.learning_rate:g}",
                "Choose a smaller learning rate.",
            )
        if validation < self.lowest:
            self.lowest, self.best, self.best_weights = validation, number, self._weights()
        self._tell(number)
        progress(number / self.to.epochs, f"Epoch {number}: validation loss {validation:.4g}")

    def _validate(self) -> float:
        import torch

        total = torch.zeros((), device=self.to.device)
        with torch.no_grad():
            for start in range(0, len(self.seen), ROWS_AT_ONCE):
                part = slice(start, start + ROWS_AT_ONCE)
                outputs = self.network(self.seen[part])
                total += self.loss(outputs, self.expected[part]) * len(outputs)
        return float(total) / len(self.seen)

    def _tell(self, number: int) -> None:
        training, validation = self.losses[number - 1]
        metric("loss/train", training, number)
        metric("loss/validation", validation, number)

    def _weights(self) -> dict[str, Tensor]:
        return {name: tensor.detach().cpu().clone() for name, tensor in self.network.state_dict().items()}

    def _state(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "network": self._weights(),
            "optimiser": copy.deepcopy(self.optimiser.state_dict()),
            "random": self.random.get_state(),
            "losses": self.losses,
            "best": (self.best, self.lowest, self.best_weights),
        }

    def _take_up(self) -> None:
        state = resume()
        if state is None:
            return
        if not isinstance(state, dict) or state.get("key") != self.key:
            warn("The data or the settings are not those of the interrupted training: it begins anew")
            return
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.random.set_state(state["random"])
        self.losses = list(state["losses"])
        self.best, self.lowest, self.best_weights = state["best"]
        log(f"Going on after epoch {len(self.losses)}")
        for number in range(1, len(self.losses) + 1):
            self._tell(number)


def _key(layers: Layers, tensors: tuple[Tensor, ...], settings: Settings) -> str:
    """What has to be the same for a training to go on."""
    digest = hashlib.sha256(f"{layers.sizes} {asdict(settings)}".encode())
    for tensor in tensors:
        digest.update(memoryview(tensor.contiguous().numpy()).cast("B"))
    return digest.hexdigest()
