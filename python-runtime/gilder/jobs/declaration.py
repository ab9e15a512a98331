"""`@job`: says that a function is a job, and how it presents itself. The function itself stays as it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, overload

F = TypeVar("F", bound=Callable[..., Any])

Isolation = Literal["process", "app"]

_ATTRIBUTE = "__gilder_job__"


@dataclass(frozen=True)
class Declaration:
    title: str = ""
    tags: Sequence[str] = ()
    #: Label → values for the form; paths are relative to the job's file.
    samples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: Where it is to run; None leaves that to the user and to whose file it is.
    isolation: Isolation | None = None
    #: Packages beside the runtime that it needs, by the names of their packs.
    packs: Sequence[str] = ()


@overload
def job(function: F, /) -> F: ...
@overload
def job(
    *,
    title: str = "",
    tags: Sequence[str] = (),
    samples: Mapping[str, Mapping[str, Any]] | None = None,
    isolation: Isolation | None = None,
    packs: Sequence[str] = (),
) -> Callable[[F], F]: ...
def job(
    function: F | None = None,
    /,
    *,
    title: str = "",
    tags: Sequence[str] = (),
    samples: Mapping[str, Mapping[str, Any]] | None = None,
    isolation: Isolation | None = None,
    packs: Sequence[str] = (),
) -> F | Callable[[F], F]:
    """Marks a function as a job: `@job` as it is, or with any of the options.

    `@job(title=…, tags=[…], samples={label: {…}}, isolation="process",
    packs=["tensorflow"])`
    """
    if isolation not in (None, "process", "app"):
        raise ValueError(f"isolation is 'process' or 'app', not {isolation!r}")

    def mark(marked: F) -> F:
        setattr(
            marked, _ATTRIBUTE, Declaration(title, tuple(tags), dict(samples or {}), isolation, tuple(packs))
        )
        return marked

    return mark if function is None else mark(function)


def declaration_of(function: object) -> Declaration | None:
    found = getattr(function, _ATTRIBUTE, None)
    return found if isinstance(found, Declaration) else None
