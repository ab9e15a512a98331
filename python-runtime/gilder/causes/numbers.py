"""Values that cannot be calculated with."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..words.texts import sendable, shortened
from .rules import Cause, Rule

if TYPE_CHECKING:
    from .evidence import Evidence

_GAPS = (
    "Leave the rows with gaps out (`dropna`), or fill them in (`fillna`), before this line; gaps often come from a "
    "file, or from 0/0."
)
_FIT = "Give it more steps, better starting values, or scaled data (near 0, about as large as 1)."


def _text(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str]:
    """What the text that is no number looks like."""
    text = match["text"]
    series = getattr(sys.modules.get("pandas"), "Series", ())
    column = next((each.name for each in evidence.values("pandas", "self") if isinstance(each, series)), None)
    where = f", in the column {_quoted(column)}" if isinstance(column, str) else ""
    if re.fullmatch(r"\s*-?[\d.]*,\d+\s*", text):
        advice = "It looks like a number with a decimal comma: read the file with `decimal=','`."
    elif text.strip() in ("", "-", "?", "NA", "N/A", "n/a"):
        advice = "It looks like a gap: read the column with `pandas.to_numeric(column, errors='coerce')`, which makes gaps."
    elif re.fullmatch(r"\s*-?\d+\.\d*\s*", text):
        advice = "It looks like a number that is not whole: use `float` in place of `int`."
    else:
        advice = "Choose a column of numbers, or make numbers of its texts before this line."
    return {"advice": advice, "where": where, "shown": _quoted(text)}


def _quoted(text: str) -> str:
    return shortened(sendable(repr(text)), 60)


CAUSES = (
    Cause(
        "nan-in-input",
        "The data has gaps (NaN) or infinite values where only numbers are allowed.",
        (
            Rule(
                ("ValueError",),
                r"^Input (?P<name>\w+)? ?contains NaN",
                "There are gaps (NaN) in the data {name} that was given to scikit-learn.",
                _GAPS,
                by=("sklearn",),
            ),
            Rule(
                ("ValueError",),
                r"^Input (?P<name>\w+)? ?contains infinity or a value too large",
                "There are infinite or very large values in the data {name} that was given to scikit-learn.",
                "Look for a division by 0 or an overflow before this line; `numpy.isfinite` finds these values.",
                by=("sklearn",),
            ),
            Rule(
                ("ValueError",),
                r"^[Aa]rray must not contain infs or NaNs",
                "There are gaps (NaN) or infinite values in the array.",
                _GAPS,
                by=("numpy", "scipy"),
            ),
            Rule(
                ("ValueError",),
                r"^(?:cannot convert float NaN to integer|Cannot convert non-finite values \(NA or inf\) to integer)",
                "There are gaps (NaN) where whole numbers are wanted, which have no gaps.",
                _GAPS + " The type `Int64` of pandas has gaps.",
                by=("pandas", "numpy"),
            ),
            Rule(
                ("numpy.linalg.LinAlgError",),
                r"^SVD did not converge",
                "The matrix probably has gaps (NaN) or infinite values.",
                _GAPS,
                sure=False,
            ),
        ),
    ),
    Cause(
        "not-a-number",
        "A text stands where a number is needed.",
        (
            Rule(
                ("ValueError",),
                r"^(?:could not convert string to (?:float|complex): |invalid literal for int\(\) with base \d+: |"
                r"Unable to parse string )(?:np\.str_\()?(?P<quote>['\"])(?P<text>.*?)(?P=quote)(?:\)| at|$)",
                "The text {shown} stands where a number is needed{where}.",
                "{advice}",
                look=_text,
            ),
            Rule(
                ("ValueError",),
                r"^could not convert string '(?P<text>.*?)' to (?P<kind>\w+) at row (?P<row>\d+), column (?P<column>\d+)",
                "The text '{text}' stands where a number is needed, in column {column} of the file.",
                "Leave lines of names out with `skiprows`, choose columns with `usecols`, or use `pandas.read_csv`.",
                by=("numpy",),
            ),
            Rule(
                ("ValueError",),
                r"^dtype='numeric' is not compatible with arrays of bytes/strings",
                "There are texts among the values, and scikit-learn calculates with numbers only.",
                "Choose columns of numbers, or encode the texts (`OneHotEncoder`, `pandas.get_dummies`).",
                by=("sklearn",),
            ),
            Rule(
                ("TypeError",),
                r"^Cannot perform reduction '(?P<name>\w+)' with string dtype",
                "A column of texts was asked for its {name}.",
                "Choose columns of numbers, or write `numeric_only=True`.",
                by=("pandas",),
            ),
        ),
    ),
    Cause(
        "not-a-date",
        "A text is not the date or time that is expected there.",
        (
            Rule(
                ("ValueError",),
                r"^time data [\"'](?P<text>.*)[\"'] (?:does not|doesn't) match format [\"'](?P<format>.*?)[\"']",
                "'{text}' is not written in the form {format}.",
                "Correct the format: %d is the day, %m the month, %Y the year; with pandas `dayfirst=True` may be enough.",
                by=("_strptime", "pandas"),
            ),
            Rule(
                ("ValueError",),
                r"^(?:Invalid isoformat string: '(?P<text>.*)'|Unknown datetime string format|month must be in 1\.\.12|day is out of range for month)",
                "A text is not a date, or not in the form that is expected.",
                "Dates in ISO form are 2026-11-24. For others `pandas.to_datetime` takes a `format`.",
                by=("datetime", "pandas", "dateutil"),
            ),
        ),
    ),
    Cause(
        "wrong-type",
        "Values of a type were given that the operation cannot work with.",
        (
            Rule(
                ("RuntimeError",),
                r"(?:mat1 and mat2 must have the same dtype, but got (?P<a>\w+) and (?P<b>\w+)|"
                r"expected m1 and m2 to have the same dtype, but got: (?P<c>\w+) != (?P<d>\w+))",
                "Tensors of the types {a}{c} and {b}{d} were combined.",
                "Make them one type: `x.float()` is what most layers take (NumPy's numbers become double).",
                by=("torch",),
            ),
            Rule(
                ("RuntimeError",),
                r"^(?:expected scalar type (?P<a>\w+) but found (?P<b>\w+)|expected target dtype to be (?P<c>\w+)(?: or \w+)?, but got (?P<d>\w+))",
                "A tensor of the type {b}{d} was given where {a}{c} is needed.",
                "Convert it: `.float()` gives Float, `.long()` gives Long.",
                by=("torch",),
            ),
            Rule(
                ("RuntimeError",),
                r"^Can't call numpy\(\) on Tensor that requires grad",
                "The tensor still belongs to a calculation that is to be differentiated.",
                "Write `.detach().numpy()`.",
                by=("torch",),
            ),
            Rule(
                ("RuntimeError",),
                r"^element 0 of tensors does not require grad and does not have a grad_fn",
                "Nothing that this value was calculated from has `requires_grad`.",
                "Check that the parameters take part in the loss, and that it is not inside `torch.no_grad()` or after `.detach()`.",
                by=("torch",),
            ),
            Rule(
                ("numpy._core._exceptions.UFuncTypeError", "TypeError"),
                r"^ufunc '(?P<name>\w+)' (?:did not contain a loop with signature matching types|not supported for the input types)",
                "`{name}` was given values that are no numbers, as texts or objects.",
                "Look at `x.dtype`: `<U…`, `str` or `object` means that numbers were read as text.",
                by=("numpy",),
            ),
            Rule(
                ("numpy._core._exceptions.UFuncTypeError",),
                r"^Cannot cast ufunc '(?P<name>\w+)' output from dtype\('(?P<a>\w+)'\) to dtype\('(?P<b>\w+)'\)",
                "The result of `{name}` is {a} and was to be put into an array of {b}, where it does not fit.",
                "Make a new array (`x = x + y` in place of `x += y`), or the first one with `.astype({a})`.",
            ),
            Rule(
                ("TypeError",),
                r"^loop of ufunc does not support argument \d+ of type (?P<type>\w+) which has no callable (?P<name>\w+) method",
                "Among the values of the array is one of the type {type}, which `{name}` cannot take.",
                "Make numbers of it first: `x.astype(float)`.",
            ),
            Rule(
                ("TypeError",),
                r"^(?:unsupported operand type\(s\) for (?P<op>\S+): '(?P<a>\w+)' and '(?P<b>\w+)'|"
                r"can only concatenate (?P<c>str) \(not \"(?P<d>\w+)\"\) to str|"
                r"'[<>=]+' not supported between instances of '(?P<e>\w+)' and '(?P<f>\w+)')",
                "A value of the type {a}{c}{e} was combined with one of the type {b}{d}{f}.",
                "{advice}",
                look=lambda _, match: {
                    "advice": "One of them is None: a step before it may have given nothing back."
                    if "NoneType" in match[0]
                    else "Make one type of them, with `float(…)`, `int(…)` or `str(…)`."
                },
            ),
            Rule(
                ("TypeError",),
                r"^(?:Invalid comparison between dtype=(?P<a>\S+) and (?P<b>\w+)|"
                r"operation '(?P<op>\w+)' not supported for dtype '(?P<c>\w+)' with object of type <class '(?P<d>\w+)'>)",
                "A column of the type {a}{c} was combined with a value of the type {b}{d}.",
                "Look at `table.dtypes`; `pandas.to_numeric(column)` makes numbers of texts.",
                by=("pandas",),
            ),
            Rule(
                ("AttributeError", "TypeError"),
                r"^'NoneType' object (?:has no attribute '(?P<name>\w+)'|is not (?:subscriptable|iterable|callable))",
                "The value is None: probably a step before this one gave nothing back, or a parameter was left empty.",
                "Look where it is made: a function without `return` gives None, and so do methods that change an object in place.",
                sure=False,
            ),
        ),
    ),
    Cause(
        "singular-matrix",
        "A matrix cannot be inverted, or is not positive definite.",
        (
            Rule(
                ("numpy.linalg.LinAlgError", "torch._C._LinAlgError"),
                r"^Singular matrix|singular matrix detected|because the input matrix is singular",
                "The matrix is singular: a row or column of it is 0, or follows from the others.",
                "Leave out columns that repeat others, or use `numpy.linalg.lstsq` or `pinv`, which get along with that.",
            ),
            Rule(
                ("numpy.linalg.LinAlgError", "torch._C._LinAlgError"),
                r"not positive[ -]definite",
                "The matrix is not positive definite.",
                "Check that it is symmetric and has no gaps; a covariance of columns that repeat each other is not: add a little to its diagonal.",
            ),
        ),
    ),
    Cause(
        "no-convergence",
        "A calculation in steps did not come to an end.",
        (
            Rule(
                ("RuntimeError",),
                r"^(?:Optimal parameters not found: |Failed to converge after (?P<n>\d+) iterations)",
                "The search did not come to an end within its steps.",
                _FIT,
                by=("scipy",),
            ),
            Rule(
                ("ValueError",),
                r"^f\(a\) and f\(b\) must have different signs",
                "The function has the same sign at both ends, so that a zero between them is not certain.",
                "Choose ends between which it changes its sign.",
                by=("scipy",),
            ),
            Rule(
                (
                    "numpy.linalg.LinAlgError",
                    "torch._C._LinAlgError",
                    "scipy.sparse.linalg._eigen.arpack.ArpackNoConvergence",
                ),
                r"did not converge|No convergence|failed to converge",
                "The calculation did not come to an end.",
                "Check the data for gaps and for values of very different size. " + _FIT,
                sure=False,
            ),
        ),
    ),
    Cause(
        "division-by-zero",
        "Something was divided by 0.",
        (
            Rule(
                ("ZeroDivisionError",),
                cause="The number that is divided by is 0 here.",
                hint="Check what it is calculated from, a count of no rows for instance, and say what is to happen then.",
            ),
            Rule(
                ("FloatingPointError",),
                r"^divide by zero encountered",
                "One of the values that were divided by is 0.",
                "Check what it is calculated from, or leave these values out.",
            ),
        ),
    ),
    Cause(
        "outside-of-a-function",
        "A function was given a number that it has no result for.",
        (
            Rule(
                ("ValueError",),
                r"^(?:math domain error|expected a (?:positive|nonnegative) input)",
                "The function has no result for the number it was given, as the logarithm of 0 or the root of -1.",
                "Check the number before this line.",
                by=("math",),
            ),
            Rule(
                ("OverflowError",),
                r"^(?:math range error|\(34, |int too large to convert to float|cannot convert float infinity to integer)",
                "The result is too large for a number.",
                "Scale the values down, or calculate with their logarithms.",
            ),
        ),
    ),
)
