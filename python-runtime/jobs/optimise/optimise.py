"""The lowest place of a formula: minimisation by SciPy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from gilder import Heatmap, Line, Param, ParameterError, Seed, heatmap, job, line, metric, progress, warn

from .formula import Formula, FormulaError, parse

if TYPE_CHECKING:
    from numpy import ndarray
    from pandas import DataFrame

#: Where a variable is looked for unless bounds are given.
USUAL_BOUNDS = (-10.0, 10.0)
MOST_VARIABLES = 50
POINTS = 80

Method = Literal["local", "global"]


@dataclass(frozen=True)
class Results:
    """In the order a reader wants them; how it was found is told by the metric."""

    minimum: DataFrame
    value: float
    landscape: Heatmap | Line
    evaluations: int
    converged: bool
    message: str


@job(
    title="Minimise a formula",
    tags=["optimisation", "scipy"],
    samples={
        "Rosenbrock's valley": {"formula": "(1 - x)**2 + 100*(y - x**2)**2", "start": {"x": -1.2, "y": 1.0}},
        "Himmelblau: four minima": {
            "formula": "(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
            "lower": {"x": -5.0, "y": -5.0},
            "upper": {"x": 5.0, "y": 5.0},
            "method": "global",
        },
        "Rastrigin: many minima": {
            "formula": "20 + x**2 - 10*cos(2*pi*x) + y**2 - 10*cos(2*pi*y)",
            "lower": {"x": -5.12, "y": -5.12},
            "upper": {"x": 5.12, "y": 5.12},
            "method": "global",
        },
    },
)
def optimise(
    formula: Annotated[
        str,
        Param(
            title="Formula",
            multiline=True,
            rows=2,
            help="Of variables such as x and y, with + - * / ** and functions such as sin, exp, sqrt, abs.",
        ),
    ],
    start: Annotated[
        Mapping[str, float],
        Param(title="Start", help="Where to begin, for each variable: x=1, y=2. 0 where nothing is said."),
    ] = {},  # read only
    lower: Annotated[
        Mapping[str, float], Param(title="Lower bounds", help="The least each variable may be: x=-5, y=0.")
    ] = {},  # likewise
    upper: Annotated[
        Mapping[str, float], Param(title="Upper bounds", help="The most: x=5, y=10.")
    ] = {},  # likewise
    method: Annotated[
        Method,
        Param(title="Search", help="local: downhill from the start. global: everywhere between the bounds."),
    ] = "local",
    iterations: Annotated[int, Param(title="Iterations at most", min=1, max=100_000)] = 1000,
    tolerance: Annotated[float, Param(title="Tolerance", above=0, max=0.1)] = 1e-10,
    seed: Annotated[int, Seed(), Param(title="Seed", help="Of the global search.")] = 0,
) -> Results:
    """Looks for the values of its variables for which a formula is smallest; of -f for a maximum of f.

    *Local* goes downhill from the start: by L-BFGS-B, with slopes from differences, and where the formula has
    no slopes on from there by the simplex of Nelder and Mead. It finds the bottom of the valley it starts in,
    which need not be the deepest. *Global* tries points everywhere between the bounds by differential
    evolution, then goes downhill from the best; it takes many more evaluations and is no proof either. A
    variable without bounds is then looked for between -10 and 10.

    Formulas are read by a small evaluator of their own, never executed as Python. Where a formula has no
    value (log(-1), 1/0), that place counts as infinitely high. For constraints beyond bounds, whole numbers
    or more than fifty variables write a job with `scipy.optimize`.

    R. H. Byrd, P. Lu, J. Nocedal, C. Zhu, SIAM Journal on Scientific Computing 16, 1190 (1995); J. A. Nelder
    and R. Mead, The Computer Journal 7, 308 (1965); R. Storn and K. Price, Journal of Global Optimization 11,
    341 (1997).
    """
    found = _parsed(formula)
    box = _box(found.variables, lower, upper, everywhere=method == "global")
    begin = _start(found.variables, start, box)
    search = Search(found, box)
    progress(None, "Searching")
    if method == "global":
        ended = search.everywhere(iterations, tolerance, seed)
    else:
        ended = search.downhill(begin, iterations, tolerance)
    if not math.isfinite(search.best):
        raise ParameterError(
            "start",
            "The formula has no value anywhere that was tried",
            "Start elsewhere, or check the formula.",
        )
    if not ended.converged:
        warn(f"The search ended before it was sure: {ended.message}")
    return Results(
        minimum=_places(found.variables, search.where, box),
        value=search.best,
        landscape=_landscape(found, search.where, box),
        evaluations=search.evaluations,
        converged=ended.converged,
        message=ended.message,
    )


@dataclass(frozen=True)
class Ended:
    converged: bool
    message: str


class Search:
    """Counts, remembers the best place, and tells how it goes."""

    def __init__(self, formula: Formula, box: Sequence[tuple[float, float]]) -> None:
        self._formula, self._box = formula, box
        self.evaluations = 0
        self.best = math.inf
        self.where: list[float] = [0.0] * len(box)

    def __call__(self, place: ndarray) -> float:
        self.evaluations += 1
        value = self._formula(dict(zip(self._formula.variables, place.tolist(), strict=True)))
        if value < self.best:
            self.best, self.where = value, place.tolist()
            metric("lowest value", value, self.evaluations)
        elif self.evaluations % 100 == 0:
            progress(None, f"{self.evaluations} evaluations, lowest {self.best:.6g}")
        return math.inf if math.isnan(value) else value

    def downhill(self, start: Sequence[float], iterations: int, tolerance: float) -> Ended:
        import numpy as np
        from scipy.optimize import minimize

        begin = np.asarray(start, dtype=float)
        with np.errstate(all="ignore"):
            first = minimize(
                self,
                begin,
                method="L-BFGS-B",
                bounds=self._box,
                options={"maxiter": iterations, "ftol": tolerance, "gtol": tolerance, "maxfun": 10**7},
            )
            # Where slopes from differences have misled it, the simplex needs none.
            from_there = np.asarray(self.where) if math.isfinite(self.best) else begin
            second = minimize(
                self,
                from_there,
                method="Nelder-Mead",
                bounds=self._box,
                options={"maxiter": iterations * len(begin), "fatol": tolerance, "xatol": tolerance},
            )
        return Ended(bool(first.success or second.success), str(second.message))

    def everywhere(self, iterations: int, tolerance: float, seed: int) -> Ended:
        import numpy as np
        from scipy.optimize import differential_evolution

        with np.errstate(all="ignore"):
            found = differential_evolution(
                self,
                self._box,
                maxiter=iterations,
                tol=tolerance,
                rng=np.random.default_rng(seed),
                polish=False,
            )
        polished = self.downhill(self.where, iterations, tolerance)
        return Ended(bool(found.success or polished.converged), str(found.message))


def _parsed(formula: str) -> Formula:
    try:
        found = parse(formula)
    except FormulaError as error:
        raise ParameterError("formula", str(error), error.hint) from error
    if len(found.variables) > MOST_VARIABLES:
        raise ParameterError(
            "formula",
            f"The formula has {len(found.variables)} variables, and at most {MOST_VARIABLES} are possible",
            "Use fewer.",
        )
    return found


def _box(
    variables: Sequence[str], lower: Mapping[str, float], upper: Mapping[str, float], *, everywhere: bool
) -> list[tuple[float, float]]:
    for field, given in (("lower", lower), ("upper", upper)):
        _known(field, given, variables)
    least, most = USUAL_BOUNDS if everywhere else (-math.inf, math.inf)
    box = [(lower.get(name, least), upper.get(name, most)) for name in variables]
    for name, (low, high) in zip(variables, box, strict=True):
        if low >= high:
            raise ParameterError(
                "upper",
                f"The upper bound of {name}, {high:g}, must be above the lower one, {low:g}",
                "Correct the bounds.",
            )
    return box


def _start(
    variables: Sequence[str], start: Mapping[str, float], box: Sequence[tuple[float, float]]
) -> list[float]:
    _known("start", start, variables)
    return [
        min(max(start.get(name, 0.0), low), high) for name, (low, high) in zip(variables, box, strict=True)
    ]


def _known(field: str, given: Mapping[str, float], variables: Sequence[str]) -> None:
    for name in given:
        if name not in variables:
            raise ParameterError(
                field, f"The formula has no variable '{name}'", f"Its variables are: {', '.join(variables)}."
            )


def _places(
    variables: Sequence[str], where: Sequence[float], box: Sequence[tuple[float, float]]
) -> DataFrame:
    import pandas

    on_bound = ["yes" if place in bounds else "no" for place, bounds in zip(where, box, strict=True)]
    return pandas.DataFrame({"variable": list(variables), "value": list(where), "on a bound": on_bound})


def _landscape(
    formula: Formula, where: Sequence[float], box: Sequence[tuple[float, float]]
) -> Heatmap | Line:
    """Around the minimum along the first variables, the others held where they are."""
    import numpy as np

    axes = [_around(place, bounds) for place, bounds in zip(where[:2], box[:2], strict=True)]
    fixed = dict(zip(formula.variables, where, strict=True))
    first = formula.variables[0]
    if len(axes) == 1:
        values = [formula({**fixed, first: float(x)}) for x in axes[0]]
        return line(axes[0], values, title="Around the minimum", x_label=first, y_label="value")
    second = formula.variables[1]
    grid = np.array(
        [[formula({**fixed, first: float(x), second: float(y)}) for x in axes[0]] for y in axes[1][::-1]]
    )
    # Valleys are flat beside their walls: as an order of magnitude above the lowest both are seen.
    height = np.log10(grid - np.nanmin(grid) + 1e-12 * max(1.0, float(np.nanmax(np.abs(grid)))))
    ticks = [[f"{each:.3g}" for each in axis] for axis in (axes[0], axes[1][::-1])]
    return heatmap(
        height,
        x=ticks[0],
        y=ticks[1],
        title="Around the minimum",
        x_label=first,
        y_label=second,
        label="log10",
    )


def _around(place: float, bounds: tuple[float, float]) -> ndarray:
    import numpy as np

    reach = max(1.0, abs(place))
    return np.linspace(max(bounds[0], place - 2 * reach), min(bounds[1], place + 2 * reach), POINTS)
