"""What scripts and notebooks have in common: a whole file is run, in a process it has for itself."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from typing import Any, ClassVar

from ..errors import UsageError
from .runnable import Runnable, first_lines, job_id

SCRIPT, NOTEBOOK = "script", "notebook"
MAIN = "__main__"


class Program(Runnable):
    file: str
    sha256: str
    kind: ClassVar[str]

    @property
    def doc(self) -> str:
        raise NotImplementedError

    def execute(self, arguments: Mapping[str, Any]) -> None:
        raise NotImplementedError

    def spec(self) -> dict[str, Any]:
        """As `JobSpec` of the app's contract."""
        summary, doc = first_lines(self.doc)
        return {
            "id": job_id(self.file, self.kind),
            "title": self.title,
            "file": self.file,
            "function": MAIN,
            "kind": self.kind,
            "sha256": self.sha256,
            "summary": summary,
            "doc": doc,
            "tags": [],
            "isolation": "process",
            "params": self.params_schema(),
            "samples": [],
        }

    def call(self, arguments: Mapping[str, Any]) -> None:
        # Inside of the app and on a cluster the main thread is somebody else's.
        if threading.current_thread() is not threading.main_thread():
            name = os.path.basename(self.file)
            raise UsageError(
                f"{name} is a {self.kind}, which has the whole of its process for itself",
                "Run it in a process of its own, or make a function of what is to run elsewhere.",
            )
        self.execute(arguments)
