"""Which run a thread works for: that of the thread that started it.

A new thread begins with an empty context (until Python 3.14's `thread_inherit_context`), and wrapping
`threading.Thread.run` would put a frame of ours into every thread of the process. It is enough to observe:
from 3.12 on Python raises an audit event in the starting thread that names the new one; 3.11 has no event
yet, but calls one function at the same place. Threads without a `threading.Thread` object stay unknown.
"""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Heirs(Generic[T]):
    """What each thread inherits from its starter. `current` says what the calling thread has to give."""

    def __init__(self, current: Callable[[], T | None]) -> None:
        self._current = current
        self._inherited: weakref.WeakKeyDictionary[threading.Thread, T] = weakref.WeakKeyDictionary()
        self._observing = False

    def of_this_thread(self) -> T | None:
        return self._inherited.get(threading.current_thread()) if self._inherited else None

    def observe(self) -> None:
        """Once for good: an audit hook cannot be taken out again."""
        if self._observing:
            return
        self._observing = True
        if sys.version_info >= (3, 12):
            sys.addaudithook(self._on_audit_event)
        else:
            self._observe_starts()

    def _on_audit_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "_thread.start_new_thread" or event == "_thread.start_joinable_thread":
            self._remember(arguments[0])

    def _observe_starts(self) -> None:
        original: Callable[..., int] = vars(threading)["_start_new_thread"]

        def start(bootstrap: Callable[..., object], *rest: Any) -> int:
            self._remember(bootstrap)
            return original(bootstrap, *rest)

        vars(threading)["_start_new_thread"] = start

    def _remember(self, bootstrap: Callable[..., object]) -> None:
        own = self._current()
        thread = getattr(bootstrap, "__self__", None)
        if own is not None and isinstance(thread, threading.Thread):
            self._inherited[thread] = own
