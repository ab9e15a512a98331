"""The model file: weights in the safetensors format, with the description in its header.

One file, which any reader of safetensors opens and none has to execute anything for.
"""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from ..errors import InputError
from ..files.tensors import read_tensors
from ..results import weights
from .description import VERSION, Description
from .model import Model

#: The entry of the header's metadata.
ENTRY = "gilder.model"
ENDING = ".safetensors"
_MAKE_ANEW = "Choose the model that a run of Fit a model has made."


def save_model(model: Model, path: str | os.PathLike[str]) -> None:
    with open(path, "wb") as stream:
        write_model(model, stream)


def write_model(model: Model, stream: IO[bytes]) -> None:
    """The same model gives the same bytes."""
    weights.write(stream, model.weights, {ENTRY: model.description.model_dump_json()})


def load_model(path: str | os.PathLike[str]) -> Model:
    """An InputError says why a file is no model that this Gilder can use. Nothing in it is executed."""
    name = os.path.basename(os.fspath(path))
    tensors, metadata = read_tensors(Path(path))
    if ENTRY not in metadata:
        raise InputError(
            f"{name} holds tensors, but does not say which columns they are for", _MAKE_ANEW, "model"
        )
    description = _described(name, metadata[ENTRY])
    _check_weights(name, description, {key: tuple(tensor.shape) for key, tensor in tensors.items()})
    if not all(bool(tensor.isfinite().all()) for tensor in tensors.values()):
        raise InputError(f"{name} has weights that are no finite numbers", _MAKE_ANEW, "model")
    return Model(description, tensors)


def _described(name: str, text: str) -> Description:
    try:
        version = json.loads(text).get("version")
    except (ValueError, AttributeError, RecursionError):
        version = None
    if isinstance(version, int) and version > VERSION:
        raise InputError(
            f"{name} was made by a newer Gilder (version {version} of the format; this one reads {VERSION})",
            "Update Gilder.",
            "model",
        )
    try:
        found = Description.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"{name} is damaged: what it says of itself is not right"
            + (f" ({place}: {first['msg']})" if place else ""),
            _MAKE_ANEW,
            "model",
        ) from error
    outputs = len(found.target.classes) if found.task == "classification" else 1
    if (
        sum(feature.width for feature in found.features) != found.layers.inputs
        or found.layers.outputs != outputs
        or (found.task == "classification" and outputs < 2)
    ):
        raise InputError(f"{name} is damaged: its columns and layers do not fit", _MAKE_ANEW, "model")
    return found


def _check_weights(name: str, description: Description, shapes: dict[str, tuple[int, ...]]) -> None:
    sizes = description.layers.sizes
    wanted: dict[str, tuple[int, ...]] = {}
    for number, (below, above) in enumerate(pairwise(sizes)):
        # A ReLU stands between two layers and has a number of its own.
        wanted[f"{2 * number}.weight"], wanted[f"{2 * number}.bias"] = (above, below), (above,)
    if shapes != wanted:
        raise InputError(f"{name} is damaged: its weights do not fit its layers", _MAKE_ANEW, "model")
