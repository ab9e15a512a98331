"""The connection to one scheduler: checked before it is used, and asked about its workers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import uuid
import warnings
from collections.abc import Callable
from typing import Any

from . import wording
from .versions import PACKAGES, Versions, differences, own_versions

Json = dict[str, Any]

SECONDS_TO_CONNECT = 5.0
#: A worker that does not answer may be busy or gone: the scheduler knows.
SECONDS_TO_WONDER = 30.0
SECONDS_FOR_SCHEDULER = 5.0
SECONDS_BETWEEN_LOOKS = 2.0
MOST_TRIES = 4


class Link:
    def __init__(self, address: str) -> None:
        self.address = address
        self.topic = f"gilder-{uuid.uuid4().hex}"
        self._client: Any = None
        self._opened: asyncio.Task[None] | None = None
        #: By what it calls itself, which no other one ever does.
        self._scheduler: str | None = None
        #: Workers whose versions have been looked at.
        self._checked: set[str] = set()
        self._waiting: dict[str, asyncio.Queue[Json]] = {}
        self._looking: asyncio.Task[None] | None = None

    @property
    def client(self) -> Any:
        return self._client

    @property
    def usable(self) -> bool:
        if self._opened is None or not self._opened.done():
            return True
        return self._client is not None and self._client.status == "running"

    async def is_whole(self) -> bool:
        """Whether it reaches the scheduler that it was made to. Dask connects again by itself, also to one
        that was restarted, which knows nothing of who listens to what."""
        if self._opened is None or not self._opened.done():
            return True
        try:
            await self._workers()
        except Exception:
            return False
        return self.usable

    async def open(self) -> None:
        """Several runs may wait for it; raises a ClusterError."""
        self._opened = self._opened or asyncio.create_task(self._open())
        await asyncio.shield(self._opened)

    async def check(self) -> int:
        """How many workers there are; a ClusterError says which of them no job can be sent to, and why."""
        try:
            workers = await self._workers()
        except Exception as error:
            raise wording.unreachable(self.address, error) from error
        unknown = workers - self._checked
        if unknown:
            await self._compare(unknown)
            self._checked |= unknown
        return len(workers)

    def compare_one(self, worker: str, versions: Versions) -> None:
        """As the worker itself tells them: it may have come after the check."""
        found = differences(own_versions(), None, {worker: versions})
        if found:
            raise wording.different_versions(self.address, found)

    @contextlib.contextmanager
    def announcements(self, run: str) -> Any:
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._waiting[run] = queue
        try:
            yield queue
        finally:
            del self._waiting[run]

    async def ask(self, worker: str, function: Callable[..., Any], *arguments: Any) -> Any:
        """What the function answers on the worker. `LostError` when that is gone, or the scheduler."""
        for _ in range(MOST_TRIES):
            call = asyncio.ensure_future(self._client.run(function, *arguments, workers=[worker]))
            try:
                while not (await asyncio.wait({call}, timeout=SECONDS_TO_WONDER))[0]:
                    await self.confirm(worker)
                return call.result()[worker]
            except wording.LostError:
                raise
            except Exception:
                # Only ways fail: what is asked answers with a value.
                await self.confirm(worker)
                await asyncio.sleep(0.2)
            finally:
                call.cancel()
        raise wording.worker_lost(worker)

    async def confirm(self, worker: str) -> None:
        """`LostError` when the scheduler does not know the worker any more, or is gone itself."""
        try:
            workers = await self._workers()
        except Exception as error:
            raise wording.scheduler_lost(self.address) from error
        if worker not in workers:
            raise wording.worker_lost(worker)

    async def wait(self) -> None:
        """A while; `LostError` when the scheduler is gone by then. All that wait together ask it once."""
        self._looking = self._looking or asyncio.create_task(self._look())
        await asyncio.shield(self._looking)

    async def _look(self) -> None:
        try:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            await self._workers()
        except Exception as error:
            raise wording.scheduler_lost(self.address) from error
        finally:
            self._looking = None

    async def _workers(self) -> set[str]:
        asked = self._client.scheduler.identity(n_workers=-1)
        identity = await asyncio.wait_for(asked, SECONDS_FOR_SCHEDULER)
        self._scheduler = self._scheduler or identity["id"]
        if identity["id"] != self._scheduler:
            raise ConnectionError("another scheduler answers at this address")
        return set(identity["workers"])

    async def close(self) -> None:
        if self._opened is not None and not self._opened.done():
            self._opened.cancel()
        client, self._client = self._client, None
        if client is not None:
            await _closed(client)

    async def _open(self) -> None:
        from distributed import Client
        from distributed.versions import VersionMismatchWarning

        _quieten(threading.get_ident())
        # Our own check has a sentence for it.
        warnings.simplefilter("ignore", VersionMismatchWarning)
        # Not the one that a job finds when it asks for a client of its own.
        client = Client(self.address, asynchronous=True, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        try:
            await asyncio.wait_for(client, SECONDS_TO_CONNECT + 1)
        except Exception as error:
            await _closed(client)
            raise wording.unreachable(self.address, error) from error
        client.subscribe_topic(self.topic, self._hear)
        self._client = client

    def _hear(self, event: tuple[float, Json]) -> None:
        announcement = event[1]
        queue = self._waiting.get(announcement["run"])
        if queue is not None:
            queue.put_nowait(announcement)

    async def _compare(self, workers: set[str]) -> None:
        packages = list(PACKAGES)
        scheduler = self._client.scheduler
        own = await scheduler.versions(packages=packages)
        answers = await scheduler.broadcast(
            msg={"op": "versions", "packages": packages}, workers=sorted(workers), on_error="ignore"
        )
        told = {worker: answer["packages"] for worker, answer in answers.items()}
        found = differences(own_versions(), own["packages"], told)
        if found:
            raise wording.different_versions(self.address, found)


async def _closed(client: Any) -> None:
    with contextlib.suppress(Exception):
        await asyncio.wait_for(client.close(timeout=1), 2)


def _quieten(thread: int) -> None:
    """What Dask logs about our connections is told by the run they are for; jobs keep their own."""
    for handler in logging.getLogger("distributed").handlers:
        handler.addFilter(lambda record: record.thread != thread)
