"""Writing result files: a name every system takes, and either the whole file or none."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from ..errors import OutputError

#: Windows keeps these for devices, whatever ending follows.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$", re.IGNORECASE)
LONGEST_NAME = 60
WORTH_A_THREAD = 1 << 20


def safe_name(text: str, taken: set[str]) -> str:
    """`text` as a file name without ending; it differs from all `taken` ones, case apart, and joins them."""
    name = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", text)).strip("-")[:LONGEST_NAME].strip("-")
    name = name.encode("utf-8", "ignore")[: 3 * LONGEST_NAME].decode("utf-8", "ignore") or "result"
    if _RESERVED.match(name):
        name += "_"
    unique, number = name, 2
    while unique.casefold() in taken:
        unique, number = f"{name}-{number}", number + 1
    taken.add(unique.casefold())
    return unique


class Digest:
    """Size and SHA-256 of a file, once it has been written."""

    def __init__(self) -> None:
        self.bytes = 0
        self.sha256 = ""

    def take(self, path: str) -> None:
        with open(path, "rb") as stream:
            self.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            self.bytes = stream.tell()


@contextmanager
def whole_file(folder: str, name: str, digest: Digest | None = None) -> Iterator[IO[bytes]]:
    """The file appears under its name once all of it is on the disk; after an error nothing of it is left."""
    path = os.path.join(folder, name)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as stream:
            yield stream
            stream.flush()
            # What was just written is read from memory, while the disk takes its time.
            reading = None if digest is None else _begun(digest, temporary, os.fstat(stream.fileno()).st_size)
            os.fsync(stream.fileno())
            if reading is not None:
                reading.join()
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _begun(digest: Digest, path: str, size: int) -> threading.Thread | None:
    if size < WORTH_A_THREAD:
        digest.take(path)
        return None
    thread = threading.Thread(target=digest.take, args=(path,), name="gilder-digest", daemon=True)
    thread.start()
    return thread


def settle_folder(folder: str) -> None:
    """Makes the new names as durable as the files; Windows does so by itself and cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def output_errors(folder: str) -> Iterator[None]:
    """An OSError while writing is about the folder: says so."""
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise OutputError(
                f"The results do not fit on the disk of {folder}",
                "Free some space there and run the job again.",
            ) from error
        raise OutputError(
            f"The results cannot be written to {folder}: {error.strerror or error}",
            "Check that the folder is there and may be written to, or choose another one.",
        ) from error


def is_disk_full(error: OSError) -> bool:
    """Also by quota; NumPy reports a short write with a text and no number."""
    full = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    return error.errno in full or (error.errno is None and " requested and " in str(error))
