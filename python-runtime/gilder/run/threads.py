"""Which run a thread works for: that of the thread that started it, or that gave it something to do.

A new thread begins with an empty context (until Python 3.14's `thread_inherit_context`), and wrapping
`threading.Thread.run` would put a frame of ours into every thread of the process. It is enough to observe:
from 3.12 on Python raises an audit event in the starting thread that names the new one; 3.11 has no event
yet, but calls one function at the same place. Only what has no `threading.Thread` object is wrapped.
"""

from __future__ import annotations

import _thread
import functools
import sys
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Heirs(Generic[T]):
    """What each thread inherits from its starter.

    `current` says what the calling thread has to give, `belonging_to` hands it to the code inside.
    """

    def __init__(
        self, current: Callable[[], T | None], belonging_to: Callable[[T], AbstractContextManager[None]]
    ) -> None:
        self._current = current
        self._belonging_to = belonging_to
        self._inherited: weakref.WeakKeyDictionary[threading.Thread, T] = weakref.WeakKeyDictionary()
        self._observing = False

    def of_this_thread(self) -> T | None:
        return self._inherited.get(threading.current_thread()) if self._inherited else None

    def of_stillborn(self, beginning: object) -> T | None:
        """What a thread has inherited that was ended before `beginning` had begun; None if it was not.

        Its starter waits to hear that it has begun, and nobody else would ever say so.
        """
        thread: Any = getattr(beginning, "__self__", None)
        if not isinstance(thread, threading.Thread):
            return getattr(beginning, "inherited", None)
        own = self._inherited.get(thread)
        if own is None or vars(thread)["_started"].is_set():
            return None
        vars(threading)["_limbo"].pop(thread, None)
        vars(thread)["_is_stopped"] = True
        vars(thread)["_started"].set()
        return own

    def observe(self) -> None:
        """Once for good: an audit hook cannot be taken out again."""
        if self._observing:
            return
        self._observing = True
        if sys.version_info >= (3, 12):
            sys.addaudithook(self._on_audit_event)
        else:
            self._observe_starts()
        self._wrap_bare_starts()
        self._wrap_submissions()

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
        thread = getattr(bootstrap, "__self__", None)
        if isinstance(thread, threading.Thread) and (own := self._current()) is not None:
            self._inherited[thread] = own

    def _wrap_bare_starts(self) -> None:
        original = _thread.start_new_thread

        @functools.wraps(original)
        def start(function: Callable[..., object], *rest: Any) -> int:
            return original(self._bound(function), *rest)

        _thread.start_new_thread = start

    def _wrap_submissions(self) -> None:
        """The threads of a pool outlive the run that needed them first, and serve several at once."""
        original: Callable[..., Future[Any]] = ThreadPoolExecutor.submit

        @functools.wraps(original)
        def submit(
            self_: ThreadPoolExecutor, function: Callable[..., Any], /, *rest: Any, **named: Any
        ) -> Future[Any]:
            return original(self_, self._bound(function), *rest, **named)

        ThreadPoolExecutor.submit = submit  # type: ignore[method-assign]  # stands in for it

    def _bound(self, function: Callable[..., Any]) -> Callable[..., Any]:
        own = self._current()
        if own is None or not callable(function):
            return function

        def bound(*arguments: Any, **named: Any) -> Any:
            with self._belonging_to(own):
                return function(*arguments, **named)

        vars(bound)["inherited"] = own
        return bound
