"""What a job, or Gilder on its behalf, raises when something is wrong that a person can put right."""

from typing import ClassVar, Literal

Kind = Literal[
    "usage", "parameters", "input", "output", "job", "result", "runtime", "memory", "cluster", "internal"
]


class GilderError(Exception):
    """One sentence on what is wrong, one on what to do about it, and the parameter it is about."""

    kind: ClassVar[Kind] = "internal"

    def __init__(self, message: str, hint: str | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.field = field


class ParameterError(GilderError):
    """A value that passed its type and range but that the job cannot work with."""

    kind = "parameters"

    def __init__(self, field: str, message: str, hint: str | None = None) -> None:
        super().__init__(message, hint, field)

    def __reduce__(self) -> tuple[type["ParameterError"], tuple[str | None, str, str | None]]:
        return type(self), (self.field, self.message, self.hint)


class InputError(GilderError):
    """A file that is missing, cannot be read, or does not hold what the job needs."""

    kind = "input"


class OutputError(GilderError):
    """A result that could not be written: the folder or the disk is at fault, not the job."""

    kind = "output"


class ResultError(GilderError):
    """A returned value that has no form on disk."""

    kind = "result"


class UsageError(GilderError):
    """A job was asked for that is not there."""

    kind = "usage"


class ScriptError(GilderError):
    """A script that ended itself as failed."""

    kind = "job"


class DescriptionError(GilderError):
    """A job file that cannot be offered as written: its author has to change it."""

    kind = "job"

    def __init__(
        self, message: str, hint: str | None = None, field: str | None = None, line: int | None = None
    ) -> None:
        super().__init__(message, hint, field)
        self.line = line


class Cancelled(BaseException):
    """Raised inside a job by `progress` once its run has been cancelled.

    Not an Exception, so that a job's own `except Exception` does not swallow it; `finally` blocks run.
    """
