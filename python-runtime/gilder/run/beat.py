"""Calls back a moment later. What a job said last must be seen also when it says nothing more for an hour."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Beat:
    """One thread for all runs; it is there once it is needed, and sleeps while nobody asks."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._due: set[Callable[[], None]] = set()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def ask(self, callback: Callable[[], None]) -> None:
        """However often it is asked for the same, it calls once."""
        with self._changed:
            self._due.add(callback)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._go, name="gilder-beat", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _go(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._due))
            time.sleep(self._seconds)
            with self._changed:
                due, self._due = self._due, set()
            for callback in due:
                callback()
