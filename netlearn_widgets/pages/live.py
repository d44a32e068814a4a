"""Noticing what others have said, wherever they said it."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Protocol

from netlearn_widgets.model.errors import StoreError, UnknownWorkshop
from netlearn_widgets.store import Store

__all__ = ["Followed", "follow"]

_GLANCE = 0.3  # seconds between two questions whether there is news: they cost next to nothing
_SHARE = 1 / 10  # of a kernel's time at most, so that sixty kernels on a small machine leave room for answers
_LATE = 4  # times the usual pace at most: a page that is slow to draw still follows
_log = logging.getLogger(__name__)


class Followed(Protocol):
    """What can be kept up to date: a visit, or a list of workshops."""

    @property
    def store(self) -> Store:
        """Where others write."""

    def refresh(self) -> None:
        """Read what is new, and show it."""


def follow(visit: Followed, every: float) -> asyncio.Task[None] | None:
    """Refresh the visit whenever anybody commits something; None where no event loop runs, as in a plain script.

    Parameters
    ----------
    visit : Followed
    every : float
        Seconds between two refreshes, at least; after one that took long, the next waits longer. News that comes
        after a quiet while is taken in at once.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return None
    return loop.create_task(_watch(visit, every))


async def _watch(visit: Followed, every: float) -> None:
    changes = visit.store.changes()
    new = True  # whatever came between reading the record and watching
    said = ""
    try:
        while True:
            began = time.monotonic()
            try:
                if new:
                    visit.refresh()
                took = time.monotonic() - began
                rested = began + min(max(every, took / _SHARE), _LATE * every)
                new, said = False, ""
                while not new or time.monotonic() < rested:
                    await asyncio.sleep(min(_GLANCE, every))
                    new = changes.poll() or new
            except UnknownWorkshop:
                _log.warning("A workshop was deleted while a page of it was open.")
                return
            except StoreError as problem:
                if said != str(problem):
                    _log.warning("What others answered is not shown for the moment: %s", problem)
                said = str(problem)
                await asyncio.sleep(every)
    finally:
        changes.close()
