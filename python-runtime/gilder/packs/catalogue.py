"""The packs that there are, and which of them has a module. `catalogue.json` is read by the app, too."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_OWN = Path(__file__).with_name("catalogue.json")


@dataclass(frozen=True)
class Pack:
    name: str
    title: str
    #: Modules by their top-level name that an author may import; what these need themselves is not told.
    modules: tuple[str, ...]
    megabytes: int
    version: str
    #: Variables for the process that uses it.
    environment: Mapping[str, str]

    @property
    def command(self) -> str:
        return f"gilder --install-pack {self.name}"


@cache
def packs() -> Mapping[str, Pack]:
    """`GILDER_PACKS` names another list; one that cannot be read holds none, and the app says why."""
    named = os.environ.get("GILDER_PACKS")
    try:
        entries = json.loads((Path(named) if named else _OWN).read_text("utf-8"))
        return {name: _pack(name, entry) for name, entry in entries.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _pack(name: str, entry: Mapping[str, Any]) -> Pack:
    size = entry["megabytes"]["download"]
    return Pack(
        name, entry["title"], tuple(entry["modules"]), size, entry["version"], entry.get("environment", {})
    )


def pack_with(module: str) -> Pack | None:
    """The pack that brings this module: `pack_with("tensorflow.keras")`."""
    top = module.partition(".")[0]
    return next((pack for pack in packs().values() if top in pack.modules), None)


def pack_hint(module: str) -> str | None:
    """What to do when a job lacks this module: None when no pack has it."""
    pack = pack_with(module)
    if pack is None:
        return None
    return (
        f'It is in the pack {pack.title} ({pack.megabytes} MB): write @job(packs=["{pack.name}"]) above the '
        f"function, import it inside, and install the pack by `{pack.command}`."
    )
