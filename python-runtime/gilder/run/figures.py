"""`plt.show()` of a job: every open figure is shown as a result of its run.

Elsewhere it does nothing without a screen, and with one it waits until somebody has closed a window.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from ..words.texts import shortened
from . import arrivals, sharing
from .current import current

BACKEND = "module://gilder.run.figures_backend"
LONGEST_NAME = 80


def install() -> None:
    arrivals.when_there("matplotlib.pyplot", _choose)


def _choose(pyplot: ModuleType) -> None:
    """Not by the variable for it, which would reach programs that know nothing of Gilder."""
    import matplotlib

    # What somebody has asked for by name stays.
    backend: Any = matplotlib.rcParams._get("backend") if hasattr(matplotlib.rcParams, "_get") else None
    if backend in (None, "agg", "Agg") or not isinstance(backend, str):
        pyplot.switch_backend(BACKEND)


def show_open() -> None:
    """Each open figure, in their order; like one whose window has been closed it is gone afterwards."""
    _show(lambda _figure: True)


def show_forgotten() -> None:
    """At the end of a script: what was drawn, but neither shown nor saved."""
    _show(lambda figure: not getattr(figure.canvas, "gilder_saved", True))


def _show(wanted: Any) -> None:
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None or current() is None:
        return
    for number in pyplot.get_fignums():
        figure = pyplot.figure(number)
        if wanted(figure) and (figure.axes or figure.texts or figure.images):
            sharing.show(figure, _name(figure))
        pyplot.close(figure)


def _name(figure: Any) -> str | None:
    """Its title, with a number where another figure of the run has the same; None leaves it to be counted."""
    titles = [figure.get_suptitle() if hasattr(figure, "get_suptitle") else "", str(figure.get_label())]
    if len(figure.axes) == 1:
        titles.append(figure.axes[0].get_title())
    title = next((" ".join(each.split()) for each in titles if each.strip()), "")
    run = current()
    if not title or run is None:
        return None
    title = shortened(title, LONGEST_NAME)
    run.figure_names[title] += 1
    times = run.figure_names[title]
    return title if times == 1 else f"{title} ({times})"
