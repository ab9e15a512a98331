"""What went wrong on a cluster, in sentences, and what a job says there in words of where it came from."""

from __future__ import annotations

from typing import Any

from ..errors import GilderError, InputError, OutputError

Json = dict[str, Any]


class ClusterError(GilderError):
    """The cluster is at fault, or what it is asked for: the run has not begun."""

    kind = "cluster"


class LostError(Exception):
    """A worker or the scheduler is gone in the middle of a run."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def unreachable(address: str, error: BaseException) -> ClusterError:
    why = "it did not answer in time" if isinstance(error, TimeoutError) else " ".join(str(error).split())
    failure = ClusterError(
        f"No Dask scheduler can be reached at {address}",
        "Check the address, and that the scheduler is running and not behind a firewall.",
    )
    failure.__cause__ = OSError(why)
    return failure


def different_versions(address: str, differences: list[str]) -> ClusterError:
    return ClusterError(
        f"The Python of the cluster at {address} is not like Gilder's: {'; '.join(differences)}",
        "Install the versions of Gilder's environment.yml on the workers.",
    )


def other_package(worker: str, file: str) -> ClusterError:
    return ClusterError(
        f"The worker {worker} has already loaded another package named gilder, from {file}",
        "Restart the workers: one of them can serve one version of Gilder at a time.",
    )


def not_begun(address: str, error: BaseException) -> ClusterError:
    why = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    failure = ClusterError(
        f"The cluster at {address} could not begin the run: {why}",
        "Look into the logs of the scheduler and of its workers.",
    )
    failure.__cause__ = error
    return failure


def lost_before(address: str) -> ClusterError:
    return ClusterError(
        f"The connection to the cluster at {address} was lost before the job began",
        "See whether the scheduler is running, then run it again.",
    )


def too_large(total: int, most: int) -> InputError:
    return InputError(
        f"The input files that the workers do not have are {_megabytes(total)} together, and at most "
        f"{_megabytes(most)} are sent to a cluster",
        "Put them into a folder that the workers reach by the same path.",
    )


def not_sent(path: str, why: str) -> InputError:
    return InputError(f"{path} cannot be sent to the cluster: {why}", "Check the file and run again.")


class ChangedError(OutputError):
    """A file is not, or not any more, what was told of it."""


def not_fetched(path: str) -> ChangedError:
    return ChangedError(f"{path} came back from the cluster damaged", "Run the job again.")


def worker_lost(worker: str) -> LostError:
    return LostError(
        f"The worker {worker} was lost while it ran the job",
        "The job was not started again. Look into the log of the worker, then run it again.",
    )


def scheduler_lost(address: str) -> LostError:
    return LostError(
        f"The connection to the scheduler at {address} was lost while the job ran",
        "The job was not started again. See whether the scheduler is running, then run it again.",
    )


def still_busy(worker: str) -> str:
    return f"The job did not end when it was told to: the worker {worker} may still be busy with it."


NO_WORKERS = "The cluster has no workers at this moment; the run begins as soon as there is one."


def in_words_of_the_app(report: Json, places: dict[str, str], worker: str) -> Json:
    """Paths of the worker become those that the user knows."""

    def told(text: str) -> str:
        for path, place in places.items():
            text = text.replace(place, path)
        return text

    report = {key: told(value) if isinstance(value, str) else value for key, value in report.items()}
    if isinstance(cause := report.get("cause"), dict) and "text" in cause:
        report["cause"] = cause | {"text": told(cause["text"])}
    if isinstance(line := report.get("line"), dict):
        report["line"] = line | {"file": told(line["file"])}
    if report.get("type") == "ModuleNotFoundError" and report["message"].endswith(" in Gilder's Python"):
        report["message"] = report["message"].replace(" in Gilder's Python", f" on the worker {worker}")
        report["hint"] = "Install it on the workers, or leave the import out."
    return report


def _megabytes(count: int) -> str:
    return f"{count / 1024 / 1024:.0f} MB"
