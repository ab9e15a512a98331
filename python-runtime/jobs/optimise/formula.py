"""A formula that a person has typed, as a function of numbers.

Read by Python's own grammar and then evaluated node by node: what is not listed here does not exist. No name
leads to an object, so there is nothing to reach from one.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

LONGEST = 2000
DEEPEST = 60

_FUNCTIONS: Mapping[str, tuple[Callable[..., float], int | None]] = {
    **{
        name: (getattr(math, name), 1)
        for name in (
            *("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"),
            *("sqrt", "exp", "log", "log2", "log10", "floor", "ceil", "erf", "gamma", "degrees", "radians"),
        )
    },
    "abs": (abs, 1),
    "sign": (lambda x: math.copysign(1.0, x) if x else 0.0, 1),
    "atan2": (math.atan2, 2),
    "hypot": (math.hypot, None),
    "min": (min, None),
    "max": (max, None),
}
_CONSTANTS = {"pi": math.pi, "e": math.e, "tau": math.tau}
_BINARY: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
    # Of floats: 9**9**9 is infinite at once, where whole numbers would fill the memory.
    ast.Pow: lambda x, y: float(x) ** float(y),
}

Node = Callable[[Mapping[str, float]], float]


class FormulaError(ValueError):
    """What is wrong with a formula, in a sentence, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Formula:
    #: In the order in which they are first used.
    variables: tuple[str, ...]
    _value: Node

    def __call__(self, values: Mapping[str, float]) -> float:
        """NaN where the formula has no value: the logarithm of -1, a division by zero."""
        try:
            value = self._value(values)
            return float(value) if not isinstance(value, complex) else math.nan
        except (ValueError, ZeroDivisionError):
            return math.nan
        except OverflowError:
            return math.inf


def parse(text: str) -> Formula:
    """Of numbers, variables, `+ - * / % **` (also `^`), parentheses, and the functions listed above."""
    if len(text) > LONGEST:
        raise FormulaError(
            f"The formula has more than {LONGEST} characters", "Write a job for a function as long as this."
        )
    try:
        tree = ast.parse(text.strip().replace("^", "**"), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        place = f" (at character {error.offset})" if isinstance(error, SyntaxError) and error.offset else ""
        raise FormulaError(
            f"The formula cannot be read{place}", "Check its parentheses and signs: 2*x, not 2x."
        ) from error
    names: list[str] = []
    value = _node(tree.body, names, 0)
    if not names:
        raise FormulaError("The formula has no variable", "Use one or more, as in (x - 1)**2 + y**2.")
    return Formula(tuple(dict.fromkeys(names)), value)


def _node(node: ast.expr, names: list[str], depth: int) -> Node:
    if depth > DEEPEST:
        raise FormulaError("The formula is nested too deeply", "Write it with fewer parentheses.")
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            constant = float(number)
            return lambda _values: constant
        case ast.Name(id=name) if name in _CONSTANTS:
            known = _CONSTANTS[name]
            return lambda _values: known
        case ast.Name(id=name) if name in _FUNCTIONS:
            raise FormulaError(f"{name} is a function", f"Write what it is of: {name}(x).")
        case ast.Name(id=name):
            names.append(name)
            return lambda values: values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = _node(operand, names, depth + 1)
            return lambda values: -inner(values)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _node(operand, names, depth + 1)
        case ast.BinOp(op=op, left=left, right=right) if type(op) in _BINARY:
            apply = _BINARY[type(op)]
            first, second = _node(left, names, depth + 1), _node(right, names, depth + 1)
            return lambda values: apply(first(values), second(values))
        case ast.Call(func=ast.Name(id=name), args=given, keywords=[]):
            return _call(name, given, names, depth)
        case _:
            raise FormulaError(
                f"The formula may not hold '{ast.unparse(node)[:60]}'",
                "Use numbers, variables, + - * / % **, parentheses and functions such as sin(x).",
            )


def _call(name: str, given: list[ast.expr], names: list[str], depth: int) -> Node:
    if name not in _FUNCTIONS:
        raise FormulaError(f"There is no function '{name}'", f"The functions are: {', '.join(_FUNCTIONS)}.")
    function, count = _FUNCTIONS[name]
    if (count is not None and len(given) != count) or not given:
        wanted = "at least one value" if count is None else f"{count} value{'s' if count > 1 else ''}"
        raise FormulaError(f"{name} takes {wanted} (got {len(given)})", "Correct its parentheses.")
    parts = [_node(each, names, depth + 1) for each in given]
    return lambda values: function(*(part(values) for part in parts))
