"""What a job gives away before it has ended: measurements, results, files, and its state to go on from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ..words.texts import text_of
from . import checkpoints
from .current import current, warn

LONGEST_NAME = 100


def metric(name: str, value: Any, step: float | None = None) -> None:
    """A measured number, drawn while the job runs: `metric("loss", loss, step=epoch)`.

    `value` may be a tensor or an array of one number. Without `step` the calls are counted, from 0. Like
    `progress` it ends the job once its run has been cancelled; outside of a run it does nothing.
    """
    run = current()
    if run is None:
        return
    run.check()
    if hasattr(value, "detach"):
        value = value.detach()
    place = None if step is None else float(step)
    if not run.metric(text_of(name, LONGEST_NAME), float(value), place) and not run.has_too_many_metrics:
        run.has_too_many_metrics = True
        warn(f"There are too many metrics: '{name}' and any other new one is left out.")


def show(value: object, name: str | None = None) -> None:
    """Shows a result while the job goes on: whatever could be returned can be shown.

    It stays with the run, also when the job fails later or is cancelled. What is shown under the same name
    once more takes the place of what was there. Outside of a run it does nothing.
    """
    run = current()
    if run is None or run.keeper is None:
        return
    run.check()
    for artifact in run.keeper.show(value, name):
        run.tell("result", artifact)


def artifact(path: str | os.PathLike[str], name: str | None = None) -> None:
    """Keeps a copy of a file or folder, as it is now, among the results."""
    source = Path(path)
    if not source.exists():
        raise FileNotFoundError(f"there is no file {source}")
    show(source, name or source.stem)


def out_dir() -> Path:
    """A folder of the run's own: whatever is in it when the job ends is among the results.

    Outside of a run it is the current folder.
    """
    run = current()
    return Path.cwd() if run is None or run.keeper is None else Path(run.keeper.out_dir())


def checkpoint(state: object) -> None:
    """Keeps the state of a long job, in place of the one before; `resume()` of a later run gives it back.

    Anything that `pickle` takes: dicts of numbers, arrays, tensors, `state_dict()`s.
    """
    run = current()
    if run is None or run.keeper is None:
        return
    run.check()
    run.tell("checkpoint", checkpoints.save(run.keeper.folder, state))


def resume() -> Any:
    """The state to go on from; None for a run that begins at the beginning, and outside of a run."""
    run = current()
    return None if run is None or run.keeper is None else checkpoints.load(run.keeper.folder)
