"""The way to the app around the embedded Python: the built-in module `_gilder`, where there is one."""

from typing import Any

from .running import Run


def run_of_this_call() -> Run:
    """The run for the call that this thread is executing; without the app its events go nowhere."""
    try:
        import _gilder
    except ImportError:
        return Run(lambda _kind, _payload: None, lambda: False)
    call: int = _gilder.current()

    def emit(kind: str, payload: dict[str, Any]) -> None:
        _gilder.emit(call, kind, payload)

    return Run(emit, lambda: _gilder.cancelled(call))
