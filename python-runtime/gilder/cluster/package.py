"""This package itself as bytes: workers need not have it."""

from __future__ import annotations

import functools
import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    data: bytes
    #: Of its contents: the same on every machine.
    sha256: str
    #: What unpacks it and starts the run there: source, so that it means the same to every Python.
    boot: str


@functools.cache
def package() -> Package:
    here = Path(__file__).resolve().parent
    root = here.parent
    contents = hashlib.sha256()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        sources = [path for path in root.rglob("*") if path.suffix in (".py", ".json")]
        for path in sorted(sources):
            name = path.relative_to(root).as_posix()
            source = path.read_bytes()
            contents.update(f"{name} {len(source)}\n".encode() + source)
            archive.writestr(f"gilder/{name}", source)
    boot = (here / "boot.py").read_text(encoding="utf-8")
    return Package(packed.getvalue(), contents.hexdigest(), boot)
