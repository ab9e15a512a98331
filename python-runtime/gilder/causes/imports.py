"""Packages that are not there, and packages whose compiled parts cannot be loaded."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from ..packs.catalogue import pack_hint
from ..words.sentences import near
from ..words.texts import shortened
from .rules import Cause, Rule

if TYPE_CHECKING:
    from .evidence import Evidence

#: What packages are imported by, where that is not the name they are installed by.
_OTHER_NAMES = {"scikit-learn": "sklearn", "sklearn": "scikit-learn", "pillow": "PIL", "pil": "PIL"}


def _absent(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    name = getattr(evidence.error, "name", None)
    if not isinstance(name, str) or not name:
        return None
    parent, _, part = name.rpartition(".")
    # `import a.b.c` names the first that is not there; with a parent, that one is.
    if parent:
        guess = near(part, _parts(parent))
        told = f"Did you mean '{parent}.{guess}'?" if guess else f"Another version of {parent} may have it."
        return {"cause": f"{parent} is there, but has no part named '{part}'.", "advice": told}
    hint = pack_hint(name)
    if hint is not None:
        return {"advice": hint}
    known = _modules()
    guess = next((each for each in known if each.lower() == name.lower()), None) or near(name, known)
    told = f"Did you mean '{guess}'? " if guess else ""
    return {"advice": f"{told}Use a package that Gilder carries, or leave the import out."}


@cache
def _modules() -> list[str]:
    """Those that an author may import: Python's own and what is installed."""
    from importlib.metadata import packages_distributions

    return sorted(
        {*sys.stdlib_module_names, *packages_distributions()} - {""}, key=lambda name: (name[0] == "_", name)
    )


def _parts(package: str) -> list[str]:
    module = sys.modules.get(package)
    if module is None:
        return []
    import pkgutil

    return [found.name for found in pkgutil.iter_modules(getattr(module, "__path__", None) or ())] or dir(
        module
    )


def _name(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    module = sys.modules.get(match["module"])
    if module is None:
        return None
    guess = near(match["name"], [name for name in dir(module) if not name.startswith("_")])
    version = getattr(module, "__version__", None)
    told = (
        f"Did you mean '{guess}'?"
        if guess
        else "It may be the name of another version: look into its documentation."
    )
    return {
        "which": f"{match['module']} {shortened(version, 30)}"
        if isinstance(version, str)
        else match["module"],
        "advice": told,
    }


def _library(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str]:
    return {"file": shortened(match["file"] or "a library", 200)}


_ENVIRONMENT = (
    "Run `gilder --doctor`; in an environment of your own (GILDER_RUNTIME) install the package again."
)

CAUSES = (
    Cause(
        "no-module",
        "A package or module is imported that this Python does not have.",
        (
            Rule(
                ("ModuleNotFoundError",),
                r"^No module named ",
                "{cause}",
                "{advice}",
                look=_absent,
            ),
        ),
    ),
    Cause(
        "no-name-in-module",
        "A module does not have what is imported from it.",
        (
            Rule(
                ("ImportError",),
                r"^cannot import name '(?P<name>\w+)' from partially initialized module '(?P<module>[\w.]+)'",
                "{module} is not imported to its end when '{name}' is asked of it: probably two files import each other, or a file of your own has the name of a package.",
                "Rename such a file, or move one of the imports into the function that needs it.",
                sure=False,
            ),
            Rule(
                ("ImportError",),
                r"^cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'",
                "{which} has no '{name}'.",
                "{advice}",
                look=_name,
            ),
        ),
    ),
    Cause(
        "version-mismatch",
        "A compiled package was made for another version of Python, NumPy or a library.",
        (
            Rule(
                ("ImportError", "OSError"),
                r"(?P<file>[^\s:]*): undefined symbol: (?P<symbol>\w+)",
                "The compiled part {file} was probably made for another version of a library that it uses.",
                _ENVIRONMENT,
                sure=False,
                look=_library,
            ),
            Rule(
                ("ImportError", "ValueError", "RuntimeError"),
                r"^(?:numpy\.\w+ size changed, may indicate binary incompatibility|module compiled against (?:ABI|API) version|"
                r"\s*A module that was compiled using NumPy 1\.x)",
                "A compiled package was made for another version of NumPy than the one that is there.",
                _ENVIRONMENT,
            ),
        ),
    ),
    Cause(
        "library-not-loaded",
        "A library (DLL, .so) that a package needs is missing or damaged.",
        (
            Rule(
                ("ImportError", "OSError"),
                r"^(?P<file>[^\s:]+): cannot open shared object file: No such file or directory",
                "The library {file}, which is needed here, is not on this computer, or not where it is looked for.",
                "If it belongs to the system, install it there. " + _ENVIRONMENT,
                look=_library,
            ),
            Rule(
                ("ImportError", "OSError"),
                r"^DLL load failed while importing (?P<file>\w+)|^Could not find module '(?P<dll>.*?)' \(or one of its dependencies\)",
                "A DLL is missing or cannot be loaded that {file}{dll} needs; which one Windows does not say.",
                "It may be Microsoft's Visual C++ runtime, or have been removed by an antivirus program. "
                + _ENVIRONMENT,
                sure=False,
                look=lambda _, match: {"file": match["file"] or ""},
            ),
            Rule(
                ("ImportError", "OSError"),
                r"^(?P<file>[^\s:]+): (?:file too short|invalid ELF header|wrong ELF class|cannot read file data|ELF file's phentsize)",
                "The file {file} is damaged, or made for another kind of computer.",
                _ENVIRONMENT,
                look=_library,
            ),
        ),
    ),
)
