"""Processes that a job has started, and waiting that took too long."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..words.texts import sendable, shortened
from .rules import Cause, Rule

if TYPE_CHECKING:
    from .evidence import Evidence


def _program(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    """Python tells a missing program and a missing working folder in the same words."""
    name = getattr(evidence.error, "filename", None)
    if evidence.places[-1].package != "subprocess" or not isinstance(name, (str, bytes)):
        return None
    folder = next(evidence.values("subprocess", "cwd"), None)
    if folder is not None and os.fsdecode(folder) == os.fsdecode(name):
        return None
    return {"program": shortened(sendable(os.fsdecode(name)), 200)}


_PICKLE = "Give processes only functions and classes from the top level of the file, and no open files, locks or `lambda`."

CAUSES = (
    Cause(
        "program-not-found",
        "A program is to be started that is not on this computer.",
        (
            Rule(
                ("FileNotFoundError",),
                cause="The program '{program}' is not installed, or not where programs are looked for.",
                hint="Install it, or give its whole path.",
                look=_program,
            ),
        ),
    ),
    Cause(
        "program-failed",
        "A program that the job has started said that it failed.",
        (
            Rule(
                ("subprocess.CalledProcessError",),
                r"(?:returned non-zero exit status (?P<code>\d+)|died with (?P<signal><.*?>))",
                "The program itself failed.",
                "What it said stands in the log, unless the job has caught it.",
                by=("subprocess",),
            ),
        ),
    ),
    Cause(
        "worker-died",
        "A process that the job had started ended without an answer.",
        (
            Rule(
                ("concurrent.futures.process.BrokenProcessPool", "concurrent.futures._base.BrokenExecutor"),
                cause="A process that the job had started ended without an answer: it may have crashed, run out of memory, or not come through its imports.",
                hint="Look into the log for its last words. Try with fewer processes, or call the function once without any.",
                sure=False,
            ),
            Rule(
                ("RuntimeError",),
                r"^DataLoader worker \(pid\(?s?\)? [\d, ]+\) (?:exited unexpectedly|is killed by signal)",
                "A process that reads the data ended without an answer: it may have crashed or run out of memory.",
                "Try with `num_workers=0`, which shows the error itself.",
                by=("torch",),
                sure=False,
            ),
        ),
    ),
    Cause(
        "not-picklable",
        "Something was to be sent to another process, or kept, that cannot be packed.",
        (
            Rule(
                ("_pickle.PicklingError", "AttributeError", "TypeError"),
                r"^(?:Can't pickle (?:local object )?(?P<what>.{1,200}?)(?:: |$)|[Cc]an(?:'t|not) (?:pickle|get local object) '?(?P<other>.{1,200}?)'?(?: object)?$)",
                "This cannot be sent to another process or kept in a file: {what}{other}.",
                _PICKLE,
                by=("multiprocessing", "pickle", "joblib", "concurrent"),
            ),
        ),
    ),
    Cause(
        "took-too-long",
        "Something was waited for longer than the code allows.",
        (
            Rule(
                ("subprocess.TimeoutExpired",),
                r"timed out after (?P<seconds>[\d.]+) seconds",
                "The program did not end within the time that the code gives it.",
                "Give it more time, or less to do.",
                by=("subprocess",),
            ),
        ),
    ),
)
