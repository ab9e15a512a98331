"""Runs on Dask schedulers: one event loop for all of them, in a thread that the app lends for good."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from .links import Links
from .run import ClusterRun

Json = dict[str, Any]


class Service:
    def __init__(self, emit: Callable[[str, Json], None]) -> None:
        self.loop = asyncio.get_running_loop()
        self.closed = asyncio.Event()
        self._emit = emit
        self._links = Links()
        self._runs: dict[str, ClusterRun] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, order: Json) -> None:
        name = order["run"]

        def emit(kind: str, payload: Json) -> None:
            self._emit("event", {"run": name, "kind": kind, "payload": payload})

        self._runs[name] = run = ClusterRun(order, emit)
        task = self.loop.create_task(self._drive(name, run, order["cluster"]))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def cancel(self, name: str) -> None:
        if (run := self._runs.get(name)) is not None:
            run.cancel()

    async def end(self) -> None:
        await self._links.close()

    async def _drive(self, name: str, run: ClusterRun, address: str) -> None:
        async with self._links.using(address) as link:
            outcome = await run.outcome(link)
        del self._runs[name]
        self._emit("end", {"run": name, "outcome": outcome})


_service: Service | None = None


def serve() -> None:
    """Returns after `close`. Says `ready`, and of each run `event`s and in the end its `end`."""
    import _gilder

    call: int = _gilder.current()
    asyncio.run(_serve(lambda kind, payload: _gilder.emit(call, kind, payload)))


async def _serve(emit: Callable[[str, Json], None]) -> None:
    global _service
    _service = service = Service(emit)
    emit("ready", {})
    try:
        await service.closed.wait()
    finally:
        _service = None
        await service.end()


def begin(order: Json) -> None:
    """Of a `WorkOrder` with a scheduler's address; how it goes is told by `serve`."""
    service = _serving()
    service.loop.call_soon_threadsafe(service.begin, order)


def cancel(run: str) -> None:
    service = _serving()
    service.loop.call_soon_threadsafe(service.cancel, run)


def close() -> None:
    if (service := _service) is not None:
        service.loop.call_soon_threadsafe(service.closed.set)


def _serving() -> Service:
    if _service is None:
        raise RuntimeError("nobody serves runs on clusters here")
    return _service
