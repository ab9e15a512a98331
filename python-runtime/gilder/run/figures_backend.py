"""Matplotlib's way to a job's run, as a backend of its own: pictures as by Agg, and a `show` that shows."""

from __future__ import annotations

from typing import Any

from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from .figures import show_open


class FigureManager(FigureManagerBase):
    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        show_open()


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager
    #: By the job itself, into a file of its own.
    gilder_saved = False

    def print_figure(self, *arguments: Any, **options: Any) -> Any:
        self.gilder_saved = True
        return super().print_figure(*arguments, **options)
