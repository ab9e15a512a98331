"""The state of a long job on disk, so that another run can go on from there."""

from __future__ import annotations

import os
import pickle
from typing import Any

from ..errors import ResultError
from ..results.files import Digest, output_errors, settle_folder, whole_file
from ..words.texts import text_of

#: In the folder of a run. The app puts the one that a run goes on from into the folder of the new run.
NAME = "checkpoint.pkl"


def save(folder: str, state: object) -> dict[str, Any]:
    """Takes the place of the one before, whole or not at all."""
    digest = Digest()
    with output_errors(folder):
        with whole_file(folder, NAME, digest) as stream:
            try:
                pickle.dump(state, stream, protocol=pickle.HIGHEST_PROTOCOL)
            except OSError:
                raise
            except Exception as error:
                raise ResultError(
                    f"The state given to checkpoint() cannot be pickled: {text_of(error, 500)}",
                    "Give it what the state is made of: numbers, arrays, the state_dict of a model.",
                ) from error
        settle_folder(folder)
    return {"path": NAME, "bytes": digest.bytes, "sha256": digest.sha256}


def load(folder: str) -> Any:
    """None where there is none."""
    path = os.path.join(folder, NAME)
    if not os.path.exists(path):
        return None
    try:
        with open(path, "rb") as stream:
            return pickle.load(stream)
    except Exception as error:
        # What it was made of may have changed since: then the job begins anew, and says so.
        from .current import warn

        warn(f"The checkpoint cannot be read, and the job begins anew: {text_of(error, 500)}")
        return None
