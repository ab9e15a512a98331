"""A notebook as a job: its description, and a run of it, cell after cell in one namespace."""

from __future__ import annotations

import ast
import linecache
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType, ModuleType
from typing import Any

from ...parameters.fields import Field
from ...run import figures
from ...run.current import progress, warn
from ...run.sharing import out_dir, show
from ...words.texts import title_of
from ..programs import NOTEBOOK, Program
from ..scripts.program import as_main
from ..scripts.workspace import Workspace
from .cells import Cell, Notebook, read
from .parameters import TAG, fields_in


@dataclass(frozen=True)
class NotebookJob(Program):
    file: str
    sha256: str
    notebook: Notebook
    fields: list[Field]
    kind = NOTEBOOK

    @property
    def title(self) -> str:
        return self.notebook.title or title_of(os.path.splitext(os.path.basename(self.file))[0])

    @property
    def doc(self) -> str:
        return self.notebook.doc

    def execute(self, arguments: Mapping[str, Any]) -> None:
        cells = self.notebook.cells
        work = Workspace(os.path.dirname(self.file), str(out_dir()))
        with work.entered(), as_main(self.file, []) as main, _displaying():
            # As in Jupyter: there is no file that processes could import the functions from.
            del main.__file__
            vars(main)["display"] = _display
            for at, cell in enumerate(cells):
                progress(at / len(cells), f"Cell {cell.number}")
                for note in cell.notes:
                    warn(note)
                _run(cell, main, self.file)
                if TAG in cell.tags:
                    vars(main).update(arguments)
                figures.show_open()


def notebook_job(file: str, sha256: str, source: bytes) -> NotebookJob:
    notebook = read(source, os.path.basename(file))
    return NotebookJob(file, sha256, notebook, fields_in(notebook, os.path.basename(file)))


def _run(cell: Cell, main: ModuleType, file: str) -> None:
    """The value of its last line is shown, unless a semicolon ends it."""
    place = f"{file}, cell {cell.number}"
    lines = cell.source.splitlines(keepends=True)
    linecache.cache[place] = (len(cell.source), None, lines, place)
    tree = ast.parse(cell.source, place)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or cell.source.rstrip().endswith(";"):
        exec(_compiled(tree, place), vars(main))
        return
    exec(_compiled(ast.Module(tree.body[:-1], []), place), vars(main))
    value = eval(compile(ast.Expression(last.value), place, "eval", dont_inherit=True), vars(main))
    if value is not None and not _is_drawn(value):
        show(value, f"Cell {cell.number}")


def _compiled(tree: ast.Module, place: str) -> CodeType:
    return compile(tree, place, "exec", dont_inherit=True)


def _is_drawn(value: Any) -> bool:
    """What plotting functions answer with is part of a figure, which is shown whole."""
    first = value[0] if isinstance(value, list | tuple) and value else value
    return type(first).__module__.partition(".")[0] == "matplotlib"


def _display(*values: Any, **_options: Any) -> None:
    for value in values:
        show(value)


class _displaying:  # noqa: N801  # reads as what it does
    """`from IPython.display import display`, where there is no IPython."""

    def __enter__(self) -> None:
        self._made: list[str] = []
        from importlib.util import find_spec

        if "IPython" in sys.modules or find_spec("IPython") is not None:
            return
        package, module = ModuleType("IPython"), ModuleType("IPython.display")
        vars(module).update(display=_display, clear_output=lambda *_a, **_o: None, Markdown=str, HTML=str)
        # Matplotlib asks for its version.
        vars(package).update(display=module, get_ipython=lambda: None, version_info=(9, 0), __path__=[])
        for each in (package, module):
            sys.modules[each.__name__] = each
            self._made.append(each.__name__)

    def __exit__(self, *_: object) -> None:
        for name in self._made:
            sys.modules.pop(name, None)
