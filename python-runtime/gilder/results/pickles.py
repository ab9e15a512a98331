"""Whether an object could be kept at all."""

from __future__ import annotations

import io
import pickle
import types
from typing import Any

#: Of these a pickle holds but the name: a function that is returned is a mistake.
_NAMES = (type, types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType)
#: What goes on so long is an object with much in it, and not one that fails at its end.
ENOUGH = 16 * 1024 * 1024


def can_be_pickled(value: object) -> bool:
    """Finds out without keeping anything of it."""
    if isinstance(value, _NAMES):
        return False
    try:
        pickle.Pickler(_Nowhere(), protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    except _EnoughError:
        return True
    except Exception:
        return False
    return True


class _EnoughError(Exception):
    pass


class _Nowhere(io.RawIOBase):
    def __init__(self) -> None:
        self._count = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._count += len(data)
        if self._count > ENOUGH:
            raise _EnoughError
        return len(data)
