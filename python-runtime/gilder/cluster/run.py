"""One run on a cluster, from the app: sent, begun at most once, followed, stopped, its files fetched."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
from collections.abc import Callable, Coroutine
from typing import Any

from ..errors import GilderError
from ..results.files import output_errors, settle_folder, whole_file
from ..results.storing import FOLDER
from ..run import checkpoints
from ..run.report import report_of
from . import visit as visits
from . import wording
from .link import Link
from .package import package
from .parcels import PIECE, sha256_of

Json = dict[str, Any]
Emit = Callable[[str, Json], None]

MOST_SENT = 256 * 1024 * 1024
#: From the flag to the exception, and from there to giving up. `insist.ts` has the first for runs in the app.
SECONDS_TO_LISTEN = 2.0
SECONDS_TO_END = 5.0


class ClusterRun:
    def __init__(self, order: Json, emit: Emit) -> None:
        self._order = order
        self._emit = emit
        self._stopped = asyncio.Event()
        #: Where it is, by worker and visit, and whether the job may have begun there.
        self._visit: tuple[str, str] | None = None
        self._granted = False
        #: Of files that are here: their hashes.
        self._kept: dict[str, str] = {}

    def cancel(self) -> None:
        self._stopped.set()

    async def outcome(self, link: Link) -> Json:
        work = asyncio.create_task(self._work(link))
        stop = asyncio.create_task(self._stop(link))
        try:
            await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
            return await work if work.done() else {"state": "cancelled"}
        except wording.LostError as lost:
            return self._lost(link, lost)
        except asyncio.CancelledError:
            # What waits on a connection that is closed under it is told in this way.
            return self._lost(link, wording.scheduler_lost(link.address))
        except GilderError as error:
            return {"state": "failed", "error": report_of(error, "")}
        except Exception as error:
            return {"state": "failed", "error": report_of(error, "") | {"kind": "internal"}}
        finally:
            await _ended(work, stop)

    def _lost(self, link: Link, lost: wording.LostError) -> Json:
        if self._stopped.is_set():
            return {"state": "cancelled"}
        if not self._granted:
            return {"state": "failed", "error": report_of(wording.lost_before(link.address), "")}
        return {
            "state": "crashed",
            "error": {"kind": "cluster", "message": lost.message, "hint": lost.hint},
        }

    async def _work(self, link: Link) -> Json:
        await link.open()
        if await link.check() == 0:
            self._say(wording.NO_WORKERS)
        future = None
        with link.announcements(self._order["run"]) as announcements:
            try:
                future = self._submit(link)
                worker, visit = await self._begun(link, future, announcements)
                return await self._follow(link, worker, visit, announcements)
            finally:
                if self._visit is not None:
                    _in_background(link.ask(self._visit[0], visits.release, self._visit[1]))
                if future is not None:
                    # The scheduler forgets the task, and gives it to nobody else.
                    _in_background(future.cancel())

    def _submit(self, link: Link) -> Any:
        own = package()
        job = self._order["job"]
        code = {
            "param": None,
            "path": job["file"],
            "bytes": os.path.getsize(job["file"]),
            "sha256": job["sha256"],
        }
        names = ("param", "path", "bytes", "sha256")
        inputs = [{name: file[name] for name in names} for file in self._order.get("inputs") or []]
        inputs += _state(self._order["folder"])
        order = {
            "run": self._order["run"],
            "job": job,
            "params": self._order["params"],
            "seed": self._order.get("seed"),
            "files": [code, *inputs],
        }
        self._files = order["files"]
        surroundings = {"PACKAGE": own.data, "SHA256": own.sha256, "ORDER": order, "TOPIC": link.topic}
        key = f"gilder-{order['run']}"
        return link.client.submit(exec, own.boot, surroundings, key=key, pure=False, retries=0)

    async def _begun(self, link: Link, future: Any, announcements: asyncio.Queue[Json]) -> tuple[str, str]:
        """The worker and its visit, once it has all that the job needs. Not yet begun."""
        told = asyncio.create_task(announcements.get())
        ended = asyncio.ensure_future(future.exception())
        try:
            while not told.done() and not ended.done():
                # A scheduler that goes cannot say so.
                look = asyncio.create_task(link.wait())
                await asyncio.wait({told, ended, look}, return_when=asyncio.FIRST_COMPLETED)
                if look.done():
                    look.result()
                await _ended(look)
            if not told.done():
                raise _why_not_begun(link, ended)
            first = told.result()
        finally:
            await _ended(told, ended)
        if "other" in first:
            raise wording.other_package(first["worker"], first["other"])
        worker, visit = self._visit = (first["worker"], first["visit"])
        link.compare_one(worker, first["versions"])
        await self._send(link, worker, visit, first["needs"])
        return worker, visit

    async def _send(self, link: Link, worker: str, visit: str, needs: list[int]) -> None:
        files = [(number, self._files[number]) for number in needs]
        total = sum(file["bytes"] for number, file in files if number)
        if total > MOST_SENT:
            raise wording.too_large(total, MOST_SENT)
        for number, file in files:
            for offset in range(0, max(file["bytes"], 1), PIECE):
                data = await asyncio.to_thread(_piece, file["path"], offset)
                answer = await link.ask(worker, visits.receive, visit, number, offset, data)
                if "trouble" in answer:
                    raise wording.not_sent(file["path"], answer["trouble"])

    async def _follow(self, link: Link, worker: str, visit: str, announcements: asyncio.Queue[Json]) -> Json:
        elsewhere = asyncio.create_task(_other(announcements, visit))
        after = 0
        try:
            if self._stopped.is_set():
                return {"state": "cancelled"}
            self._granted = True
            while True:
                asked = asyncio.create_task(link.ask(worker, visits.attend, visit, after, True))
                await asyncio.wait({asked, elsewhere}, return_when=asyncio.FIRST_COMPLETED)
                if not asked.done():
                    await _ended(asked)
                    raise wording.worker_lost(worker)
                answer = asked.result()
                if "gone" in answer:
                    raise wording.worker_lost(worker)
                for number, kind, payload in answer["events"]:
                    if number > after:
                        if kind in visits.WITH_FILES:
                            await self._fetch_first(link, worker, visit, kind, payload)
                        else:
                            self._emit(kind, payload)
                        after = number
                if answer["outcome"] is not None:
                    return await self._fetched(link, worker, visit, answer["outcome"])
        finally:
            await _ended(elsewhere)

    async def _fetch_first(self, link: Link, worker: str, visit: str, kind: str, payload: Json) -> None:
        """What an event tells of is here before anybody hears of it."""
        try:
            for file in payload["carried"]:
                await self._keep(link, worker, visit, file)
        except wording.ChangedError:
            # Shown anew since: the event that says so follows, and at the end everything is compared.
            return
        self._emit(kind, {name: value for name, value in payload.items() if name != "carried"})

    async def _fetched(self, link: Link, worker: str, visit: str, outcome: Json) -> Json:
        """The outcome, with its files in the run's folder: all of them, whole."""
        folder = self._order["folder"]
        files = outcome.pop("files", [])
        for file in files:
            if self._kept.get(file["path"]) != file["sha256"]:
                await self._keep(link, worker, visit, file)
        if files:
            with output_errors(folder):
                await asyncio.to_thread(settle_folder, os.path.join(folder, FOLDER))
        return outcome

    async def _keep(self, link: Link, worker: str, visit: str, file: Json) -> None:
        folder = self._order["folder"]
        parts = file["path"].split("/")
        known = parts == [checkpoints.NAME] or (parts[0] == FOLDER and len(parts) > 1)
        if not known or any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
            raise wording.not_fetched(file["path"])
        digest = hashlib.sha256()
        target = os.path.join(folder, *parts[:-1])
        with output_errors(folder):
            os.makedirs(target, exist_ok=True)
            with whole_file(target, parts[-1]) as stream:
                got = 0
                while got < file["bytes"]:
                    data = file.get("data")
                    if data is None:
                        answer = await link.ask(worker, visits.fetch, visit, file["path"], got, PIECE)
                        if "gone" in answer:
                            raise wording.worker_lost(worker)
                        data = answer["data"]
                    if not data:
                        raise wording.not_fetched(file["path"])
                    await asyncio.to_thread(stream.write, data)
                    digest.update(data)
                    got += len(data)
                if got != file["bytes"] or digest.hexdigest() != file["sha256"]:
                    raise wording.not_fetched(file["path"])
        self._kept[file["path"]] = file["sha256"]

    async def _stop(self, link: Link) -> None:
        """Ends when there is nothing more to wait for; the run is then given up."""
        await self._stopped.wait()
        self._emit("stopping", {"stage": "asked"})
        if self._visit is None or not self._granted:
            return
        worker, visit = self._visit
        with contextlib.suppress(TimeoutError, wording.LostError):
            await asyncio.wait_for(link.ask(worker, visits.stop, visit), SECONDS_TO_LISTEN)
        await asyncio.sleep(SECONDS_TO_LISTEN)
        self._emit("stopping", {"stage": "interrupted"})
        with contextlib.suppress(TimeoutError, wording.LostError):
            await asyncio.wait_for(self._insist(link, worker, visit), SECONDS_TO_END)
        await asyncio.sleep(SECONDS_TO_END)
        self._say(wording.still_busy(worker))

    async def _insist(self, link: Link, worker: str, visit: str) -> None:
        while not await link.ask(worker, visits.insist, visit):
            await asyncio.sleep(0.25)

    def _say(self, text: str) -> None:
        line = {"at": 0.0, "level": "warning", "text": text}
        self._emit("log", {"lines": [line], "leftOut": {"lines": 0, "bytes": 0}})


def _why_not_begun(link: Link, ended: asyncio.Future[Any]) -> GilderError:
    cause = None if ended.cancelled() else ended.exception() or ended.result()
    # Without a cause: so Dask tells what waits on a scheduler that is gone.
    if cause is None or isinstance(cause, asyncio.CancelledError):
        return wording.lost_before(link.address)
    return wording.not_begun(link.address, cause)


async def _other(announcements: asyncio.Queue[Json], visit: str) -> None:
    """Returns when the run is offered by another worker: the scheduler has given the first one up."""
    while (await announcements.get()).get("visit") == visit:
        pass


def _state(folder: str) -> list[Json]:
    """The state to go on from, which the app has put into the folder of the run."""
    path = os.path.join(folder, checkpoints.NAME)
    if not os.path.exists(path):
        return []
    return [{"param": None, "path": path, "bytes": os.path.getsize(path), "sha256": sha256_of(path)}]


def _piece(path: str, offset: int) -> bytes:
    try:
        with open(path, "rb") as stream:
            stream.seek(offset)
            return stream.read(PIECE)
    except OSError as error:
        raise wording.not_sent(path, error.strerror or str(error)) from error


async def _ended(*tasks: asyncio.Future[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


_background: set[asyncio.Future[Any]] = set()


def _in_background(work: Coroutine[Any, Any, Any]) -> None:
    """Nobody waits for it, and nothing hangs on it."""
    task = asyncio.ensure_future(work)
    _background.add(task)

    def done(ended: asyncio.Future[Any]) -> None:
        _background.discard(ended)
        if not ended.cancelled():
            ended.exception()

    task.add_done_callback(done)
