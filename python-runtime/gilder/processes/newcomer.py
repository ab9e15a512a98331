"""A process that a job has started with `multiprocessing`, from within."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from typing import Any

from ..jobs import modules
from . import marks


def greet(files: dict[str, tuple[str, str]], outputs: list[tuple[int, Any]], mark: str | None) -> None:
    if mark is not None:
        os.environ[marks.VARIABLE] = mark
    modules.know(files)
    # Nobody can answer a question here either; `multiprocessing` sees to that after the job's import.
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  # for as long as the process lives
    for number, sent in outputs:
        own = sent.detach()
        os.dup2(own, number)
        os.close(own)
        # Line by line, as on a terminal: a process that is killed takes with it what it holds back.
        stream = open(number, "w", 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115  # likewise
        name = {1: "stdout", 2: "stderr"}[number]
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    threading.Thread(target=_end_with_the_parent, name="gilder-parent", daemon=True).start()


def _end_with_the_parent() -> None:
    """A worker that waits for work does not notice the end of the app: other workers hold the pipe open."""
    while (parent := multiprocessing.parent_process()) is None:
        time.sleep(0.01)
    try:
        parent.join()
    except ValueError:
        # Not every library that makes processes of its own kind (joblib) hands on what there is to wait for.
        while os.getppid() == parent.pid:
            time.sleep(1)
    os._exit(1)
