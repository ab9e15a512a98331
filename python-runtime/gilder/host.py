"""What the app calls, by name, with plain values in and out: one function for each thing it can ask."""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .errors import Cancelled, DescriptionError, GilderError, ParameterError, ResultError, UsageError
from .jobs import loading
from .jobs.job import Job
from .jobs.programs import Program
from .jobs.runnable import Problem
from .packs.entering import enter
from .processes import marks, spawning
from .run import bars, bridge, cores, current, figures, hiding, redirection, seeds, sharing, streams
from .run.report import report_of

Json = dict[str, Any]

#: Of a job that yields its results.
MOST_ITEMS = 1000


def describe(file: str) -> Json:
    """`FileDescription`: the jobs of a file, or why it has none."""
    path = os.path.abspath(file)
    try:
        found = loading.load(path)
    except BaseException as error:
        return {"jobs": [], "error": report_of(error, path)}
    problem: DescriptionError | None = next(iter(found.refused.values()), None)
    if problem is None and not found.jobs:
        problem = DescriptionError(
            f"{os.path.basename(path)} has no job in it",
            "Write @job above a function, or give all parameters of a function their types.",
        )
    return {
        "jobs": [job.spec() for job in found.jobs.values()],
        "error": None if problem is None else report_of(problem, path),
    }


def validate(file: str, function: str, params: Mapping[str, Any]) -> Json:
    """`Validation`: the parameters with defaults filled in, or a sentence for each that is refused."""
    try:
        values, problems = _job(loading.load(file), function).check(params)
    except BaseException as error:
        values, problems = {}, [Problem("", report_of(error, os.path.abspath(file))["message"])]
    return {
        "params": values,
        "problems": [{"field": each.field, "message": each.message} for each in problems],
    }


def run(order: Mapping[str, Any]) -> Json:
    """`Outcome` of a `WorkOrder`. Whatever the job does is a value here; nothing is raised."""
    process = os.getpid()
    try:
        current.follow_threads()
        redirection.install()
        spawning.prepare()
        bars.install()
        figures.install()
        if "mark" in order:
            marks.bear(order["mark"])
        if "threads" in order:
            cores.share(order["threads"])
        # Changes nothing but that Python forgets which warnings it has shown: each run shows its own.
        warnings.simplefilter("default", append=True)
        with streams.installed(), current.entered(bridge.run_of_this_call()) as run:
            try:
                return _with_results(_outcome(lambda: _run(order, run), order["job"]["file"], run), run)
            finally:
                if process != os.getpid():
                    # A copy that the job has forked comes back from it, too. Only the app goes on here.
                    os._exit(0)
                run.end_children()
    except BaseException as error:
        if bridge.is_interruption(error):
            return {"state": "cancelled"}
        return {"state": "failed", "error": report_of(error, "") | {"kind": "internal"}}


def may_be_interrupted(call: int) -> bool:
    """Asked before a run is stopped by force. Ends the processes that it waits for, which would make it deaf.

    False while it imports something: half of a package would stay behind, for all other runs, too.
    """
    run = bridge.run_of(call)
    if run is None:
        return True
    run.children.end()
    return not bridge.is_importing_package(run)


def columns(file: str) -> Json:
    """The columns of a table file, for the pickers; only as much of it is read as that takes."""
    from .results.previews import table_columns
    from .tables import reading

    try:
        with current.entered(current.silent()):
            return {"columns": table_columns(reading.glance(file))}
    except Exception as error:
        return {"error": report_of(error, "")}


def preload() -> None:
    """Imports what nearly every run needs, while nobody waits.

    Imports make many objects and no garbage: the collector only costs time meanwhile, and what they made need
    never be looked at again.
    """
    streams.install()
    gc.disable()
    try:
        import numpy  # noqa: F401  # imported for the time it saves later
        import pandas  # noqa: F401  # likewise
        import pyarrow.parquet  # noqa: F401  # what a table is kept with
    finally:
        gc.freeze()
        gc.enable()


def keep_stdout() -> int:
    """A duplicate of standard output that no program a job starts will have."""
    return os.dup(1)


def divert_stdout() -> None:
    """Lets number 1 mean standard error, so that no job can write between the lines of the result.

    Node keeps the standard streams from the programs it starts: those of a job would begin with closed ones.
    """
    os.dup2(2, 1)
    for number in (0, 1, 2):
        os.set_inheritable(number, True)


def _run(order: Mapping[str, Any], run: current.Run) -> None:
    from .results.kinds import results_of
    from .results.storing import Keeper

    run.keeper = Keeper(order["folder"])
    reference = order["job"]
    found = loading.load(reference["file"])
    if found.sha256 != reference["sha256"]:
        raise UsageError(
            f"{os.path.basename(found.path)} has changed since this run was prepared",
            "Start a new run with the file as it is now.",
        )
    job = _job(found, reference["function"])
    values, problems = job.check(order["params"])
    if problems:
        others = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise ParameterError(
            problems[0].field, problems[0].message + others, "Correct the value and run again."
        )
    run.secrets = job.secrets(values)
    arguments = job.load(values)
    if job.packs:
        enter(job.packs, order.get("packs"))
    run.check()
    if order.get("seed") is not None:
        seeds.sow(order["seed"])
    returned = job.call(arguments)
    del arguments
    if isinstance(returned, Iterator) and not hasattr(returned, "__array__"):
        returned = _items(returned, run)
    if run.told:
        # The job asked, heard that it is cancelled, and came back early: this is no whole result.
        raise Cancelled
    run.keeper.keep(results_of(returned))


def _items(items: Iterator[Any], run: current.Run) -> Any:
    """Shows each thing that a job yields as it comes. Answers with what it returns in the end."""
    number = 0
    try:
        while True:
            item = next(items)
            number += 1
            if number > MOST_ITEMS:
                raise ResultError(
                    f"The job yielded more than {MOST_ITEMS} results",
                    "Collect them, and yield or return them as one table or array.",
                )
            run.check()
            if item is not None:
                sharing.show(item, f"Item {number}")
    except StopIteration as end:
        return end.value
    finally:
        close = getattr(items, "close", None)
        if close is not None:
            close()


def _with_results(outcome: Json, run: current.Run) -> Json:
    """Also of a run that is not done: what it has kept until then."""
    if run.keeper is None:
        return outcome
    try:
        run.keeper.sweep_up()
    except GilderError as error:
        if outcome["state"] == "done":
            outcome = {"state": "failed", "error": report_of(error, "")}
    kept = run.keeper.kept
    return outcome | {"results": kept} if kept or outcome["state"] == "done" else outcome


def _outcome(work: Callable[[], None], file: str, run: current.Run) -> Json:
    try:
        work()
        return {"state": "done"}
    except Cancelled:
        return {"state": "cancelled"}
    except BaseException as error:
        run.told = run.told or bridge.is_interruption(error)
        # Clean-up code of a cancelled job may fail in its own way, or wrap what it was told.
        if run.told and not isinstance(error, GilderError) and _caused_by_cancelling(error):
            return {"state": "cancelled"}
        report = report_of(error, os.path.abspath(file))
        return {"state": "failed", "error": hiding.without(run.secrets, report)}


def _caused_by_cancelling(error: BaseException | None) -> bool:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, Cancelled) or bridge.is_interruption(error):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


def _job(found: loading.JobFile, function: str) -> Job | Program:
    job = found.jobs.get(function)
    if job is None:
        raise found.refused.get(function) or UsageError(
            f"{os.path.basename(found.path)} has no job named '{function}'", "List the jobs of the file."
        )
    return job
