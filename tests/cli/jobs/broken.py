"""Jobs that end badly."""

from gilder import job


@job(title="Raises")
def raises() -> None:
    raise ValueError("odd value")


@job(title="Starves")
def starves() -> None:
    raise MemoryError


@job(title="Ends")
def ends() -> None:
    raise SystemExit(3)
