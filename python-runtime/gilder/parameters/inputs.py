"""Whether a file or folder that a user chose is there and can be opened, in sentences."""

import os
from pathlib import Path

from ..errors import InputError


def check_file(path: str) -> None:
    name = os.path.basename(path) or path
    if os.path.isdir(path):
        raise InputError(f"{path} is a folder, not a file", "Choose a file in it.")
    if not os.path.isfile(path):
        raise InputError(
            f"There is no file {path}",
            "Check the spelling, or choose the file again: it may have been moved.",
        )
    try:
        with open(path, "rb"):
            pass
    except PermissionError as error:
        raise InputError(f"{name} may not be read", "Ask for the right to read it, or copy it.") from error
    except OSError as error:
        raise InputError(
            f"{name} cannot be opened: {error.strerror}", "Copy the file and try again."
        ) from error


def existing_file(path: str) -> Path:
    check_file(path)
    return Path(path)


def existing_folder(path: str) -> Path:
    if os.path.isfile(path):
        raise InputError(f"{path} is a file, not a folder", "Choose the folder it is in.")
    if not os.path.isdir(path):
        raise InputError(
            f"There is no folder {path}",
            "Check the spelling, or choose the folder again: it may have been moved.",
        )
    return Path(path)
