"""This package itself as bytes: workers need not have it."""

from __future__ import annotations

import functools
import hashlib
import io
import os
import zipfile
from dataclasses import dataclass


@dataclass(frozen=True)
class Package:
    data: bytes
    #: Of its contents: the same on every machine.
    sha256: str
    #: What unpacks it and starts the run there: source, so that it means the same to every Python.
    boot: str


@functools.cache
def package() -> Package:
    folder = os.path.dirname(os.path.abspath(__file__))
    contents = hashlib.sha256()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".py"):
                continue
            with open(os.path.join(folder, name), "rb") as stream:
                source = stream.read()
            contents.update(f"{name} {len(source)}\n".encode() + source)
            archive.writestr(f"gilder/{name}", source)
    with open(os.path.join(folder, "cluster_boot.py"), encoding="utf-8") as stream:
        boot = stream.read()
    return Package(packed.getvalue(), contents.hexdigest(), boot)
