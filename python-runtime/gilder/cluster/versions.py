"""Whether the Pythons of a cluster are near enough to the app's for a job to mean the same there."""

from __future__ import annotations

from collections.abc import Mapping

#: Package → version, None where it is not installed; `python` is one of them.
Versions = Mapping[str, str | None]

#: What carries a job and its tables. Others a job may need are missed by its own import, which says so.
PACKAGES = ("numpy", "pandas", "pyarrow", "pydantic", "dask", "distributed", "cloudpickle", "msgpack")
#: A scheduler passes things on; it neither computes nor unpickles.
OF_SCHEDULER = ("dask", "distributed", "msgpack")

_MOST_NAMED = 3


def own_versions() -> Versions:
    from distributed.versions import get_package_info

    found: Versions = get_package_info(PACKAGES)
    return found


def differences(own: Versions, scheduler: Versions | None, workers: Mapping[str, Versions]) -> list[str]:
    """A clause for each package and version that differs, with who has it."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for package in ("python", *PACKAGES):
        for worker, versions in workers.items():
            if not _near(own.get(package), versions.get(package)):
                found.setdefault((package, versions.get(package)), []).append(worker)
        if scheduler is not None and package in OF_SCHEDULER:
            has = scheduler.get(package)
            if not _near(own.get(package), has):
                found.setdefault((package, has), []).append("the scheduler")
    return [
        _clause(package, own.get(package), version, places) for (package, version), places in found.items()
    ]


def _near(one: str | None, other: str | None) -> bool:
    """By the first two numbers: what changes behind them are repairs."""
    return one is not None and other is not None and one.split(".")[:2] == other.split(".")[:2]


def _clause(package: str, own: str | None, version: str | None, places: list[str]) -> str:
    name = "Python" if package == "python" else package
    others = f" and {len(places) - _MOST_NAMED} more" if len(places) > _MOST_NAMED else ""
    where = ", ".join(places[:_MOST_NAMED]) + others
    here = "missing here" if own is None else f"{_short(own)} here"
    there = "missing" if version is None else _short(version)
    return f"{name} {here}, {there} on {where}"


def _short(version: str) -> str:
    """`3.11.4.final.0` is Python's way of saying 3.11.4."""
    return version.removesuffix(".final.0")
