"""Arrays, tensors and tables whose sizes do not go together."""

from __future__ import annotations

from .rules import Cause, Rule

_PRINT = (
    "Print the shapes just before this line (`print(x.shape)`): one of them is not what the code expects."
)
_MULTIPLY = (
    "For a product the last size of the first must be the first size of the second: transpose one of them (`.T`), or "
    "correct the size where it is made."
)
_ARRAY = ("numpy", "scipy", "pandas", "sklearn", "torch")

CAUSES = (
    Cause(
        "shape-mismatch",
        "Arrays or tensors were combined whose shapes do not go together.",
        (
            Rule(
                ("ValueError",),
                r"^operands could not be broadcast together with (?:remapped )?shapes(?: \[.*?\]:)? (?P<all>\([\d,() ->newaxis]*\))",
                "The arrays have the shapes {all}, which cannot be combined value by value.",
                "Sizes must be the same, or 1, counted from the last one. " + _PRINT,
                by=_ARRAY,
            ),
            Rule(
                ("ValueError",),
                r"^matmul: Input operand 1 has a mismatch in its core dimension 0.*\(size (?P<b>\d+) is different from (?P<a>\d+)\)",
                "The first array has {a} columns and the second has {b} rows.",
                _MULTIPLY,
                by=_ARRAY,
            ),
            Rule(
                ("ValueError",),
                r"^shapes (?P<a>\([\d,]*\)) and (?P<b>\([\d,]*\)) not aligned: (?P<n>\d+) .*? != (?P<m>\d+) ",
                "The shapes {a} and {b} cannot be multiplied: {n} is not {m}.",
                _MULTIPLY,
                by=_ARRAY,
            ),
            Rule(
                ("RuntimeError",),
                r"^mat1 and mat2 shapes cannot be multiplied \((?P<a>\d+x(?P<n>\d+)) and (?P<b>(?P<m>\d+)x\d+)\)",
                "Matrices of {a} and {b} cannot be multiplied: {n} is not {m}.",
                "If this is a layer, it was made for {m} inputs and was given {n}: correct one of them. "
                + _PRINT,
                by=("torch",),
            ),
            Rule(
                ("RuntimeError",),
                r"^size mismatch, got input \((?P<n>\d+)\), mat \((?P<a>\d+x\d+)\), vec \((?P<b>\d+)\)",
                "A matrix of {a} and a vector of {b} cannot be multiplied.",
                _MULTIPLY,
                by=("torch",),
            ),
            Rule(
                ("RuntimeError",),
                r"^The size of tensor a \((?P<a>\d+)\) must match the size of tensor b \((?P<b>\d+)\) at non-singleton dimension (?P<axis>\d+)",
                "In dimension {axis} one tensor has the size {a} and the other one {b}.",
                "Sizes must be the same, or 1. " + _PRINT,
                by=("torch",),
            ),
            Rule(
                ("RuntimeError",),
                r"^Given groups=\d+, weight of size \[.*?\], expected input(?P<a>\[.*?\]) to have (?P<wanted>\d+) channels, but got (?P<given>\d+) channels",
                "The layer was made for {wanted} channels and was given {given}, in data of the shape {a}.",
                "Make the layer with {given} channels, or give it data with {wanted}. The channels stand second, after the batch.",
                by=("torch",),
            ),
            Rule(
                ("RuntimeError",),
                r"^Expected (?P<wanted>.+?) input to (?P<layer>\w+), but got input of size: (?P<a>\[.*?\])",
                "{layer} was given data of the shape {a}, which has another number of dimensions than it takes.",
                "Add the one that is missing, as the batch or the channel, with `unsqueeze`.",
                by=("torch",),
            ),
            Rule(
                ("RuntimeError",),
                r"^(?:stack expects each tensor to be equal size|Sizes of tensors must match except in dimension)",
                "The tensors that are to be put together have different sizes.",
                _PRINT,
                by=("torch",),
            ),
            Rule(
                ("RuntimeError",),
                r"^Expected size for first two dimensions of batch2 tensor to be: (?P<a>\[.*?\]) but got: (?P<b>\[.*?\])",
                "The second batch of matrices begins with {b} where {a} was expected.",
                _MULTIPLY,
                by=("torch",),
            ),
            Rule(
                ("ValueError",),
                r"^all the input array(?: dimensions except|s must have same number of dimensions)",
                "The arrays that are to be put together have different sizes.",
                _PRINT,
                by=_ARRAY,
            ),
            Rule(
                ("ValueError",),
                r"^could not broadcast input array from shape (?P<a>\([\d,]*\)) into shape (?P<b>\([\d,]*\))",
                "An array of the shape {a} was put into a place of the shape {b}.",
                _PRINT,
                by=_ARRAY,
            ),
            Rule(
                ("numpy.linalg.LinAlgError", "ValueError"),
                r"^Last 2 dimensions of the array must be square",
                "The matrix does not have as many rows as columns.",
                "Use `numpy.linalg.lstsq` where there are more equations than unknowns. " + _PRINT,
                by=_ARRAY,
            ),
        ),
    ),
    Cause(
        "cannot-reshape",
        "An array or tensor was given a shape that has another number of values.",
        (
            Rule(
                ("ValueError",),
                r"^cannot reshape array of size (?P<n>\d+) into shape (?P<a>\([\d,]*\))",
                "There are {n} values, and the shape {a} has room for another number of them.",
                "Let one size be worked out by writing -1 for it, or check how many values there are.",
                by=_ARRAY,
            ),
            Rule(
                ("RuntimeError",),
                r"^shape '(?P<a>\[.*?\])' is invalid for input of size (?P<n>\d+)",
                "There are {n} values, and the shape {a} has room for another number of them.",
                "Let one size be worked out by writing -1 for it, or check how many values there are.",
                by=("torch",),
            ),
        ),
    ),
    Cause(
        "different-lengths",
        "Things that belong together have different lengths.",
        (
            Rule(
                ("ValueError",),
                r"^Found input variables with inconsistent numbers of samples: (?P<a>\[[\d, ]+\])",
                "The inputs have different numbers of rows: {a}.",
                "Give as many targets as there are rows; rows that are left out of one must be left out of the other.",
                by=("sklearn",),
            ),
            Rule(
                ("ValueError",),
                r"^Length of values \((?P<n>\d+)\) does not match length of index \((?P<m>\d+)\)",
                "The table has {m} rows, and {n} values were given for a column.",
                "Give one value for each row, or a Series with the labels of the rows they belong to.",
                by=("pandas",),
            ),
            Rule(
                ("ValueError",),
                r"^All arrays must be of the same length",
                "The columns of the new table have different lengths.",
                "Print the length of each (`len(x)`) before this line.",
                by=("pandas",),
            ),
            Rule(
                ("ValueError",),
                r"^Expected input batch_size \((?P<n>\d+)\) to match target batch_size \((?P<m>\d+)\)",
                "There are {n} predictions and {m} targets.",
                _PRINT,
                by=("torch",),
            ),
            Rule(
                ("ValueError",),
                r"^setting an array element with a sequence\. The requested array has an inhomogeneous shape",
                "The lists inside of the list have different lengths, so that they make no array.",
                "Fill the short ones up, or keep them as a list.",
                by=_ARRAY,
            ),
        ),
    ),
    Cause(
        "other-features",
        "A model was given other data than it was made for.",
        (
            Rule(
                ("ValueError",),
                r"^X has (?P<n>\d+) features, but (?P<model>\w+) is expecting (?P<m>\d+) features",
                "The model was fitted with {m} columns and was now given {n}.",
                "Give it the same columns in the same order as when it was fitted.",
                by=("sklearn",),
            ),
            Rule(
                ("ValueError",),
                r"^The feature names should match those that were passed during fit",
                "The columns are not those the model was fitted with.",
                "Give it the same columns in the same order as when it was fitted.",
                by=("sklearn",),
            ),
            Rule(
                ("ValueError",),
                r"^Expected 2D array, got (?:1D|scalar) array instead",
                "scikit-learn takes a table of rows and columns, and was given a single list of values.",
                "`x.reshape(-1, 1)` makes one column of it; of a table take `table[['x']]` in place of `table['x']`.",
                by=("sklearn",),
            ),
            Rule(
                ("sklearn.exceptions.NotFittedError",),
                r"^This (?P<model>\w+) instance is not fitted yet",
                "The {model} was asked before it was fitted.",
                "Call its `fit` first, or load one that was fitted.",
            ),
            Rule(
                ("RuntimeError",),
                r"^Error\(s\) in loading state_dict for (?P<model>\w+):",
                "The saved weights are of a model that is built differently from this {model}.",
                "Make the model with the same sizes as when it was saved.",
                by=("torch",),
            ),
        ),
    ),
    Cause(
        "index-out-of-range",
        "A place in an array or list was asked for that is behind its end.",
        (
            Rule(
                ("IndexError",),
                r"^index (?P<i>-?\d+) is out of bounds for (?:axis (?P<axis>\d+)|dimension (?P<dim>\d+)) with size (?P<n>\d+)",
                "Place {i} was asked for where there are {n}, counted from 0.",
                "Check the loop or the number that leads there, and whether the data may be empty.",
            ),
            Rule(
                ("IndexError",),
                r"^(?:list|tuple|string) index out of range|^single positional indexer is out-of-bounds|^pop from empty list",
                "A place was asked for that is behind the end, or there is nothing in it.",
                "Check the loop or the number that leads there, and whether the data may be empty.",
            ),
            Rule(
                ("IndexError",),
                r"^too many indices for array: array is (?P<n>\d+)-dimensional, but (?P<m>\d+) were indexed",
                "The array has {n} of the {m} dimensions that it was asked by.",
                _PRINT,
            ),
            Rule(
                ("numpy.exceptions.AxisError",),
                r"^axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<n>\d+)",
                "Axis {axis} was asked for of an array with {n} (they are counted from 0).",
                _PRINT,
            ),
            Rule(
                ("IndexError",),
                r"^Target (?P<i>-?\d+) is out of bounds",
                "The target {i} is a class that the model has no output for.",
                "Number the classes from 0, and give the last layer as many outputs as there are classes.",
                by=("torch",),
            ),
        ),
    ),
    Cause(
        "ambiguous-truth",
        "Many values were asked for one yes or no.",
        (
            Rule(
                ("ValueError", "RuntimeError"),
                r"^(?:The truth value of an? .* is ambiguous|Boolean value of Tensor with more than one value is ambiguous)",
                "Many values were asked for one yes or no, in an `if`, `and`, `or` or `not`.",
                "Say which is meant, by `.any()` or `.all()`, and write `&`, `|` and `~` with brackets between conditions on columns.",
            ),
        ),
    ),
)
