"""Parameters of many types, and random numbers that nobody seeds."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from gilder import Param, Secret, Seed, job


@dataclass
class Settings:
    lr: Annotated[float, Param(above=0, max=1, help="Learning rate.")] = 0.1
    steps: int = 10


@job
def settings(
    password: Secret,
    day: date,
    given: Settings = Settings(),  # noqa: B008  # a default as authors write it
    wait: Annotated[timedelta, Param(max=timedelta(hours=1))] = timedelta(seconds=1),
    weights: dict[str, float] = {},  # noqa: B006  # likewise
    either: int | str = 5,
) -> dict[str, object]:
    """What was received.

    The random numbers come from three generators.
    """
    import numpy as np

    return {
        "letters": len(password.get_secret_value()),
        "day": day.isoformat(),
        "lr": given.lr,
        "steps": given.steps,
        "wait": wait.total_seconds(),
        "weights": str(weights),
        "either": repr(either),
        "luck": random.random(),
        "chance": float(np.random.rand()),
    }


@job
def luck(seed: Annotated[int, Seed()] = 0) -> dict[str, float]:
    """Numbers of generators that the job does not seed; it alone imports PyTorch."""
    import numpy as np
    import torch

    return {
        "python": random.random(),
        "numpy": float(np.random.rand()),
        "torch": float(torch.rand(1, dtype=torch.float64)),
    }
