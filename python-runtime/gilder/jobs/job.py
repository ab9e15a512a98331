"""A function as a job: its description for the app, the check of its parameters, and the call."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import DescriptionError
from ..packs.catalogue import packs
from ..parameters.fields import Field, fields_of
from ..tables.columns import check_columns
from ..words.texts import title_of
from .declaration import Declaration
from .runnable import Runnable, first_lines, job_id

_PATHS = ("table", "file", "folder", "array", "image", "audio")


@dataclass(frozen=True)
class Job(Runnable):
    function: Callable[..., Any]
    file: str
    sha256: str
    declaration: Declaration
    fields: list[Field]

    @property
    def title(self) -> str:
        return self.declaration.title or title_of(self.function.__name__)

    @property
    def packs(self) -> Sequence[str]:
        return self.declaration.packs

    def spec(self) -> dict[str, Any]:
        """As `JobSpec` of the app's contract."""
        summary, doc = first_lines(self.function.__doc__ or "")
        return {
            "id": job_id(self.file, self.function.__name__),
            "title": self.title,
            "file": self.file,
            "function": self.function.__name__,
            "sha256": self.sha256,
            "summary": summary,
            "doc": doc,
            "tags": list(self.declaration.tags),
            **({} if self.declaration.isolation is None else {"isolation": self.declaration.isolation}),
            **({"packs": list(self.declaration.packs)} if self.declaration.packs else {}),
            "params": self.params_schema(),
            "samples": self._samples(),
        }

    def load(self, values: Mapping[str, Any]) -> dict[str, Any]:
        arguments = super().load(values)
        self._check_columns(arguments)
        return arguments

    def call(self, arguments: Mapping[str, Any]) -> Any:
        parameters = inspect.signature(self.function).parameters.values()
        placed = [arguments[p.name] for p in parameters if p.kind is inspect.Parameter.POSITIONAL_ONLY]
        named = {
            p.name: arguments[p.name] for p in parameters if p.kind is not inspect.Parameter.POSITIONAL_ONLY
        }
        return self.function(*placed, **named)

    def _check_columns(self, arguments: Mapping[str, Any]) -> None:
        for field in self.fields:
            chosen, hint = arguments[field.name], field.shape.hint
            table = arguments.get(hint.get("of", ""))
            if chosen is not None and table is not None:
                names = [chosen] if isinstance(chosen, str) else chosen
                check_columns(table, names, field=field.name, numeric=hint.get("numeric", False))

    def _samples(self) -> list[dict[str, Any]]:
        """Samples with whole paths. One whose file is not there is left out: the job is no worse for it."""
        samples = []
        for label, params in self.declaration.samples.items():
            values = {name: self._sample_value(name, value) for name, value in params.items()}
            if None not in values.values():
                samples.append({"label": label, "params": values})
        return samples

    def _sample_value(self, name: str, value: Any) -> Any:
        field = next((field for field in self.fields if field.name == name), None)
        if field is None:
            line = self.function.__code__.co_firstlineno
            raise DescriptionError(
                f"{self.function.__name__}: a sample sets '{name}', which is not a parameter",
                "Correct the name in samples.",
                name,
                line,
            )
        if field.shape.hint.get("widget") not in _PATHS:
            return value
        path = os.path.abspath(os.path.join(os.path.dirname(self.file), value))
        return path if os.path.exists(path) else None


def job_of(function: Callable[..., Any], file: str, sha256: str, declaration: Declaration) -> Job:
    if inspect.iscoroutinefunction(function):
        raise DescriptionError(
            f"{function.__name__} is an async function, which Gilder does not call",
            "Make it a plain function.",
            line=function.__code__.co_firstlineno,
        )
    lacking = next((name for name in declaration.packs if name not in packs()), None)
    if lacking is not None:
        raise DescriptionError(
            f"{function.__name__} asks for the pack '{lacking}', which there is not",
            f"The packs are: {', '.join(packs())}.",
            line=function.__code__.co_firstlineno,
        )
    return Job(function, file, sha256, declaration, fields_of(function))
