"""A `.py` file as a module of its own, and the jobs in it."""

from __future__ import annotations

import hashlib
import inspect
import linecache
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from ..errors import DescriptionError, UsageError
from ..run import current, streams
from . import modules, surroundings
from .declaration import Declaration, declaration_of
from .job import Job, job_of
from .notebooks.notebook import NotebookJob, notebook_job
from .programs import MAIN
from .scripts import finding
from .scripts.outline import Outline, outline_of
from .scripts.script import Script, script_of


@dataclass(frozen=True)
class JobFile:
    path: str
    sha256: str
    #: None for a script or a notebook, which is not imported.
    module: ModuleType | None
    jobs: dict[str, Job | Script | NotebookJob]
    #: What keeps other functions of the file from being jobs.
    refused: dict[str, DescriptionError]


_loaded: dict[str, JobFile] = {}
_locks: dict[str, threading.RLock] = {}


def load(file: str) -> JobFile:
    """Imports the file (which executes it), once for each content. Raises whatever the file raises.

    A script is not imported: it would do its work. One with a parser is executed up to it.
    """
    path = os.path.abspath(file)
    with _locks.setdefault(path, threading.RLock()):
        source = _source(path)
        sha256 = hashlib.sha256(source).hexdigest()
        known = _loaded.get(path)
        if known is not None and known.sha256 == sha256 and not surroundings.forget_changed(path):
            return known
        loaded = _read(path, sha256, source)
        surroundings.remember(path)
        # An older version goes; a run of it that is still under way keeps what it needs alive itself.
        old = None if known is None else known.module
        if old is not None and sys.modules.get(old.__name__) is old:
            del sys.modules[old.__name__]
        _loaded[path] = loaded
        return loaded


def _read(path: str, sha256: str, source: bytes) -> JobFile:
    if path.lower().endswith(".ipynb"):
        return JobFile(path, sha256, None, {MAIN: notebook_job(path, sha256, source)}, {})
    outline = outline_of(source, path)
    if outline.is_script:
        return _script(path, sha256, source, outline)
    module = _execute(path, sha256, source)
    jobs, refused = _jobs(module, path, sha256, outline)
    if not jobs and outline.runs and not outline.marked:
        # Its functions are for the file itself: it is a program after all.
        return _script(path, sha256, source, outline)
    return JobFile(path, sha256, module, dict(jobs), refused)


def _script(path: str, sha256: str, source: bytes, outline: Outline) -> JobFile:
    command = finding.find(path, source, outline) if outline.parsers else None
    return JobFile(path, sha256, None, {MAIN: script_of(path, sha256, source, outline, command)}, {})


def _source(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        raise UsageError(f"There is no job file {path}", "Check the path.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", "Choose a .py file.") from error


def _execute(path: str, sha256: str, source: bytes) -> ModuleType:
    """No import machinery: nothing is written beside the file."""
    module = ModuleType(modules.name_for(path, sha256))
    module.__file__ = path
    code = compile(source, path, "exec", dont_inherit=True)
    # Tracebacks then show the lines that ran, whatever the file says by now.
    text = source.decode("utf-8", "replace")
    linecache.cache[path] = (len(source), None, text.splitlines(keepends=True), path)
    # Dataclasses and pickle look their module up by name while it executes.
    sys.modules[module.__name__] = module
    try:
        with streams.installed(), current.entered(current.silent()):
            surroundings.settle(module, path)
            exec(code, module.__dict__)
    except BaseException:
        del sys.modules[module.__name__]
        raise
    return module


def _jobs(
    module: ModuleType, path: str, sha256: str, outline: Outline
) -> tuple[dict[str, Job], dict[str, DescriptionError]]:
    own = [
        function
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and function.__name__ == name
    ]
    marked = [(function, declaration) for function in own if (declaration := declaration_of(function))]
    chosen = marked or [
        (function, Declaration()) for function in own if _is_typed_and_public(function, outline)
    ]
    jobs: dict[str, Job] = {}
    refused: dict[str, DescriptionError] = {}
    for function, declaration in chosen:
        try:
            found = job_of(function, path, sha256, declaration)
            found.spec()
            jobs[function.__name__] = found
        except DescriptionError as error:
            refused[function.__name__] = error
    # Unmarked functions are guesses: one that cannot be a job is no mistake while another can.
    return jobs, refused if marked or not jobs else {}


def _is_typed_and_public(function: Callable[..., Any], outline: Outline) -> bool:
    """In a file that is a program, too, a function without parameters is one of its parts (`def main():`)."""
    parameters = inspect.signature(function).parameters.values()
    typed = all(parameter.annotation is not inspect.Parameter.empty for parameter in parameters)
    return typed and not function.__name__.startswith("_") and (bool(parameters) or not outline.runs)
