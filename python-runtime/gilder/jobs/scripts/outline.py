"""What kind of a file it is, read from its syntax alone: executed to find out, a script would do its work."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

PARSERS = ("argparse", "click", "typer")

#: Calls through these only set something up, whatever they were assigned to before.
_SETTING_UP = ("logging",)
#: And a call through this one draws something.
_DRAWING = "matplotlib.pyplot"


@dataclass(frozen=True)
class Outline:
    doc: str
    #: A function has `@job` above it: then there is nothing to guess.
    marked: bool
    #: `if __name__ == "__main__":`
    guarded: bool
    #: Statements at the top level may be the work itself: loops, calls of what the file has made.
    works: bool
    #: And these certainly are: calls of its own functions, prints, plots.
    shows: bool
    #: A public function all of whose parameters, of which there are some, have types.
    typed: bool
    #: Which of `PARSERS` it imports.
    parsers: frozenset[str]

    @property
    def runs(self) -> bool:
        """Executed as a program it does something."""
        return self.guarded or self.works

    @property
    def is_script(self) -> bool:
        """A program, certainly. With functions for jobs beside it, its own command line is what is meant."""
        if self.marked or not self.runs:
            return False
        return bool(self.parsers) or (self.shows and not self.guarded) or not self.typed


def outline_of(source: bytes, path: str) -> Outline:
    """Raises SyntaxError where the file is no Python."""
    tree = ast.parse(source, path)
    imports = dict(_imports(tree))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    made = _made(tree, imports)
    return Outline(
        doc=ast.get_docstring(tree) or "",
        marked=any(_is_marked(function) for function in functions),
        guarded=any(_is_guard(node) for node in tree.body),
        works=any(_is_loop(node) or _is_call(node, imports, {*made, "print"}) for node in tree.body),
        shows=any(_is_call(node, imports, defined) or _is_report(node) for node in tree.body),
        typed=any(_is_typed(function) for function in functions),
        parsers=frozenset(name.partition(".")[0] for name in imports.values()) & frozenset(PARSERS),
    )


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each name that an import anywhere in the file binds, with what it stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                yield name, alias.name if alias.asname else name
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _is_marked(function: ast.FunctionDef) -> bool:
    for decorator in function.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
        if name == "job":
            return True
    return False


def _is_guard(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and any(
        isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(node.test)
    )


def _is_typed(function: ast.FunctionDef) -> bool:
    given = function.args
    parameters = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return (
        bool(parameters)
        and all(parameter.annotation is not None for parameter in parameters)
        and not function.name.startswith("_")
    )


def _made(tree: ast.Module, imports: dict[str, str]) -> set[str]:
    """Names that the file itself defines or assigns, but for loggers and their like."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            value = node.value
            root = _root(value.func) if isinstance(value, ast.Call) else None
            if root is not None and imports.get(root, "").partition(".")[0] in _SETTING_UP:
                continue
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {part.id for each in targets for part in ast.walk(each) if isinstance(part, ast.Name)}
    return names


def _is_loop(node: ast.stmt) -> bool:
    return isinstance(node, ast.For | ast.While | ast.With)


def _is_call(node: ast.stmt, imports: dict[str, str], made: set[str]) -> bool:
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
        return False
    root = _root(node.value.func)
    if root is None or root in made:
        return True
    return imports.get(root, "").startswith(_DRAWING)


def _is_report(node: ast.stmt) -> bool:
    """It prints more than a greeting."""
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call) or _root(node.value) != "print":
        return False
    return any(isinstance(part, ast.Name) for each in node.value.args for part in ast.walk(each))


def _root(node: ast.expr) -> str | None:
    """`a.b(1).c` → a."""
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute | ast.Subscript):
            node = node.value
        else:
            return None
    return node.id
