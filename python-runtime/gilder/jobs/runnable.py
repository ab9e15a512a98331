"""What functions and scripts have in common as jobs: parameters with their check, and a name."""

from __future__ import annotations

import hashlib
import inspect
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import GilderError
from ..parameters.fields import Field
from ..run.current import progress
from ..words.sentences import unknown

SHIPPED = str(Path(__file__).resolve().parents[2] / "jobs")
_READ = ("table", "array", "image", "audio")


@dataclass(frozen=True)
class Problem:
    field: str
    message: str


class Runnable:
    """What can be run with parameters."""

    fields: list[Field]

    @property
    def packs(self) -> Sequence[str]:
        """Names of what it needs beside the runtime."""
        return ()

    @property
    def title(self) -> str:
        raise NotImplementedError

    def params_schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {field.name: dict(field.schema) for field in self.fields},
            "required": [field.name for field in self.fields if field.required],
            "additionalProperties": False,
        }

    def check(self, params: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        """All parameters in JSON form, defaults filled in; optional ones that are not given stay out."""
        names = [field.name for field in self.fields]
        problems = [Problem(name, unknown(name, names, self.title)) for name in params if name not in names]
        values: dict[str, Any] = {}
        for field in self.fields:
            value, message = field.check(params.get(field.name))
            if message is not None:
                problems.append(Problem(field.name, message))
            elif value is not None:
                values[field.name] = value
        return ({}, problems) if problems else (values, [])

    def secrets(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Those of checked values that nobody may be told."""
        return tuple(values[field.name] for field in self.fields if field.is_secret and field.name in values)

    def load(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What is received for checked values: files are opened here."""
        arguments: dict[str, Any] = {}
        for field in self.fields:
            value = values.get(field.name)
            if value is not None and field.shape.hint.get("widget") in _READ:
                progress(None, f"Reading {os.path.basename(value)}")
            try:
                arguments[field.name] = field.load(value)
            except GilderError as error:
                error.field = error.field or field.name
                raise
        return arguments


def first_lines(doc: str) -> tuple[str, str]:
    """The first line of a docstring, and the rest."""
    summary, _, rest = inspect.cleandoc(doc).partition("\n")
    return summary, rest.strip()


def job_id(file: str, function: str) -> str:
    """Short and fit for a file name. Only shipped jobs go by their bare name: no user's file can take it."""
    folder, name = os.path.split(file)
    stem = os.path.splitext(name)[0]
    if os.path.dirname(os.path.realpath(folder)) == SHIPPED:
        return function if function == stem else f"{stem}.{function}"
    return f"{stem[:60]}.{function[:60]}.{hashlib.sha256(os.fsencode(file)).hexdigest()[:8]}"
