"""A run on a worker: announced to the app that sent it, begun once that has agreed, looked after to its end.

The scheduler gives a task to another worker when one is lost. A job must not be run twice, so no run begins
by itself: it says where it is, and the app, which knows whether it has begun anywhere, grants it or not.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import os
import shutil
import tempfile
import threading
import time
import uuid
from typing import Any

from .. import host
from ..run import checkpoints
from .parcels import Shelf, listed, packed, paths_of
from .stand_in import interrupt, stand_in
from .wording import in_words_of_the_app

Json = dict[str, Any]

#: Beyond this a job that reports waits until somebody has fetched what it said.
MOST_EVENTS = 2000
SECONDS_BETWEEN_ANNOUNCEMENTS = 1.0
#: Until its app asks again. Its end is told by the scheduler at once; this is for a network that eats words.
SECONDS_OF_SILENCE = 600.0
#: Between the flag and the exception for a run whose app is gone.
SECONDS_TO_LISTEN = 2.0
#: An answer waits this long for something to tell, and then for what else is said in the same moment.
SECONDS_OF_ANSWER = 1.0
SECONDS_OF_MOMENT = 0.03

#: Events that tell of files in the folder of the run.
WITH_FILES = ("result", "checkpoint")

_visits: dict[str, Visit] = {}


def receive_run(worker: Any, order: Json, topic: str, home: str) -> None:
    """Returns when nobody needs this worker for the run any more."""
    visit = Visit(worker, order, topic, home)
    _visits[visit.id] = visit
    try:
        visit.stay()
    finally:
        del _visits[visit.id]
        visit.clear()


async def attend(id: str, after: int, grant: bool) -> Json:
    """What happened since event `after`; those up to it have arrived. With `grant` the job may begin."""
    visit = _visits.get(id)
    return {"gone": True} if visit is None else await visit.attend(after, grant)


def receive(id: str, number: int, offset: int, data: bytes) -> Json:
    """A piece of an input file. The same piece may come twice."""
    visit = _visits.get(id)
    if visit is None:
        return {"gone": True}
    try:
        visit.shelf.add(number, offset, data)
    except OSError as error:
        return {"trouble": error.strerror or str(error)}
    return {}


def fetch(id: str, path: str, offset: int, size: int) -> Json:
    """A piece of a result file."""
    visit = _visits.get(id)
    if visit is None:
        return {"gone": True}
    with open(os.path.join(visit.folder, path), "rb") as stream:
        stream.seek(offset)
        return {"data": stream.read(size)}


def stop(id: str) -> None:
    if (visit := _visits.get(id)) is not None:
        visit.stop()


async def insist(id: str) -> bool:
    """False while the run imports something: to be asked again."""
    visit = _visits.get(id)
    return visit is None or await asyncio.to_thread(visit.insist)


def release(id: str) -> None:
    """Nobody asks for it any more; a job that still runs is to stop."""
    if (visit := _visits.get(id)) is not None:
        visit.stop()
        visit.released.set()


class Visit:
    def __init__(self, worker: Any, order: Json, topic: str, home: str) -> None:
        self.id = uuid.uuid4().hex
        self.cancelled = False
        self.released = threading.Event()
        self._worker = worker
        self._order = order
        self._topic = topic
        self._folder = tempfile.mkdtemp(prefix="gilder-run-", dir=os.path.abspath(worker.local_directory))
        self.folder = os.path.join(self._folder, "run")
        self.shelf = Shelf(order["files"], os.path.join(self._folder, "inputs"), os.path.join(home, "code"))
        self._granted = threading.Event()
        self._heard = time.monotonic()
        self._lock = threading.Condition()
        self._events: list[tuple[int, str, Json]] = []
        self._count = 0
        self._outcome: Json | None = None
        self._wake: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None
        #: The job's thread and the number of its call, while it can be interrupted.
        self._working: tuple[int, int] | None = None
        self._interrupted = False
        self._returned: Json = {}

    def stay(self) -> None:
        self.shelf.look()
        while not self._granted.is_set():
            self._worker.log_event(self._topic, self._announcement())
            self._granted.wait(SECONDS_BETWEEN_ANNOUNCEMENTS)
            if self.released.is_set() or self._is_orphan():
                return
        os.mkdir(self.folder)
        # A thread of its own: an exception that comes too late for the job must hit nothing of Dask's.
        work = contextvars.copy_context().run
        thread = threading.Thread(target=work, args=(self._work,), name="gilder-run", daemon=True)
        thread.start()
        asked = None
        while thread.is_alive():
            thread.join(0.5)
            if asked is None and self._is_orphan():
                asked = time.monotonic()
                self.stop()
            if asked is not None and time.monotonic() - asked > SECONDS_TO_LISTEN:
                self.insist()
        while not self.released.wait(0.5) and not self._is_orphan():
            pass

    def clear(self) -> None:
        self.released.set()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def attend(self, after: int, grant: bool) -> Json:
        loop, wake = asyncio.get_running_loop(), asyncio.Event()
        with self._lock:
            self._heard = time.monotonic()
            self._wake = (loop, wake)
            self._events = [event for event in self._events if event[0] > after]
            self._lock.notify_all()
            told = bool(self._events) or self._outcome is not None
        if grant:
            self._granted.set()
        if not told:
            await self._something_to_tell(wake)
        with self._lock:
            self._heard = time.monotonic()
            # The outcome is there only when all events are: it goes with the last of them.
            return {"events": list(self._events), "outcome": self._outcome}

    async def _something_to_tell(self, wake: asyncio.Event) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(wake.wait(), SECONDS_OF_ANSWER)
            end = time.monotonic() + SECONDS_OF_MOMENT
            while self._outcome is None and (left := end - time.monotonic()) > 0:
                wake.clear()
                await asyncio.wait_for(wake.wait(), left)

    def emit(self, kind: str, payload: Json) -> None:
        if kind in WITH_FILES:
            # The app fetches them before it tells anybody of the event.
            payload = payload | {"carried": listed(self.folder, paths_of(kind, payload))}
        with self._lock:
            while len(self._events) >= MOST_EVENTS and not self.released.is_set():
                self._lock.wait(1)
            self._count += 1
            self._events.append((self._count, kind, payload))
            self._ring()

    def stop(self) -> None:
        self.cancelled = True

    def insist(self) -> bool:
        working = self._working
        if working is None:
            return True
        if not host.may_be_interrupted(working[1]):
            return False
        with self._lock:
            if self._working is not None and not self._interrupted:
                self._interrupted = True
                interrupt(self._working[0])
        return True

    def _announcement(self) -> Json:
        from .versions import own_versions

        return {
            "run": self._order["run"],
            "visit": self.id,
            "worker": self._worker.address,
            "needs": self.shelf.needs,
            "versions": dict(own_versions()),
        }

    def _work(self) -> None:
        outcome: Json = {"state": "cancelled"}
        try:
            stand_in().execute(self, self._call)
            outcome = self._packed()
        except BaseException as error:
            if not self._interrupted:
                outcome = {
                    "state": "failed",
                    "error": {"kind": "cluster", "message": str(error) or repr(error)},
                }
        with self._lock:
            self._outcome = outcome
            self._ring()

    def _call(self, number: int) -> None:
        order = self._order
        job = order["job"] | {"file": self.shelf.place(order["job"]["file"])}
        here = {
            "run": order["run"],
            "folder": self.folder,
            "job": job,
            "params": self.shelf.settled(order["params"]),
            "seed": order.get("seed"),
        }
        state = self.shelf.state
        if state is not None:
            shutil.copyfile(state, os.path.join(self.folder, checkpoints.NAME))
        with self._lock:
            self._working = (threading.get_ident(), number)
        try:
            self._returned = host.run(here)
        finally:
            with self._lock:
                self._working = None

    def _packed(self) -> Json:
        outcome = dict(self._returned)
        if "error" in outcome:
            outcome["error"] = in_words_of_the_app(
                outcome["error"], self.shelf.places(), self._worker.address
            )
        return outcome | {"files": packed(self.folder, outcome.get("results") or [])}

    def _is_orphan(self) -> bool:
        """Whether nobody waits for it: the scheduler is gone, or has taken the task back as that of an app
        that is."""
        if self._worker.status.name in ("closing", "closed", "failed"):
            return True
        task = self._worker.state.tasks.get("gilder-" + self._order["run"])
        taken = task is None or task.state not in ("executing", "long-running")
        return taken or time.monotonic() - self._heard > SECONDS_OF_SILENCE

    def _ring(self) -> None:
        if self._wake is not None:
            loop, wake = self._wake
            loop.call_soon_threadsafe(wake.set)
