"""The connections that are open, one for each scheduler: kept for a while, replaced when they are broken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from .link import Link

#: A connection nobody uses is closed after this long.
SECONDS_KEPT = 60.0


class Links:
    def __init__(self) -> None:
        self._current: dict[str, Link] = {}
        #: Of every one that is not closed, also of those that have been replaced, how many runs use it.
        self._users: dict[Link, int] = {}
        self._closing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def using(self, address: str) -> AsyncIterator[Link]:
        link = self._enter(address)
        if not await link.is_whole():
            if self._current.get(address) is link:
                del self._current[address]
            self._leave(link)
            link = self._enter(address)
        try:
            yield link
        finally:
            self._leave(link)

    async def close(self) -> None:
        for link in list(self._users):
            self._close(link)
        await asyncio.gather(*self._closing)

    def _enter(self, address: str) -> Link:
        link = self._current.setdefault(address, Link(address))
        self._users[link] = self._users.get(link, 0) + 1
        return link

    def _leave(self, link: Link) -> None:
        if link not in self._users:
            return  # closed with the others
        self._users[link] -= 1
        if self._users[link]:
            return
        if link.usable and self._current.get(link.address) is link:
            asyncio.get_running_loop().call_later(SECONDS_KEPT, self._close_unused, link)
        else:
            self._close(link)

    def _close_unused(self, link: Link) -> None:
        if self._users.get(link) == 0:
            self._close(link)

    def _close(self, link: Link) -> None:
        del self._users[link]
        if self._current.get(link.address) is link:
            del self._current[link.address]
        task = asyncio.create_task(link.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
