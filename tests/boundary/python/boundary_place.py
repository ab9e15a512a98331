"""Where the interpreter thinks it is."""

import subprocess
import sys


def place() -> dict:
    return {
        "executable": sys.executable,
        "prefix": sys.prefix,
        "base_prefix": sys.base_prefix,
        "path": list(sys.path),
        "utf8": sys.flags.utf8_mode,
        "isolated": sys.flags.isolated,
        "no_user_site": sys.flags.no_user_site,
        "dont_write_bytecode": sys.dont_write_bytecode,
        "argv": list(sys.argv),
        "version": sys.version,
    }


def surroundings() -> dict:
    """What a hostile machine could have changed."""
    import json
    import random
    import warnings

    import numpy

    flags = {name: getattr(sys.flags, name) for name in dir(sys.flags) if name[0] != "_"}
    return {
        **place(),
        "flags": {name: value for name, value in flags.items() if not callable(value)},
        "places": {module.__name__: module.__file__ for module in (json, random, numpy)},
        "customised": [name for name in ("sitecustomize", "usercustomize") if name in sys.modules],
        "warnings": [str(entry) for entry in warnings.filters],
        "warnoptions": list(sys.warnoptions),
        "pycache_prefix": sys.pycache_prefix,
        "base_executable": sys._base_executable,
        "child": child_says(),
    }


def handles_sigint() -> str:
    import signal

    return str(signal.getsignal(signal.SIGINT))


def imports(names: list[str]) -> list[str]:
    return [__import__(name).__name__ for name in names]


def child_says() -> str:
    """Another process of the same Python."""
    code = "import sys; print(sys.version_info[:2] == " + repr(tuple(sys.version_info[:2])) + ")"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()
