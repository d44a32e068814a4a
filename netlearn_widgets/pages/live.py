"""Noticing what others have said, wherever they said it."""

from __future__ import annotations

import asyncio
import logging
import time

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.pages.visit import Visit

__all__ = ["follow"]

_SHARE = 1 / 40  # of a kernel's time; sixty kernels on a small machine look less often when there is more to draw
_log = logging.getLogger(__name__)


def follow(visit: Visit, every: float) -> asyncio.Task[None] | None:
    """Refresh the visit whenever anybody commits something; None where no event loop runs, as in a plain script.

    Parameters
    ----------
    visit : Visit
    every : float
        Seconds between two looks, at least; after a refresh that took long, the next look waits longer.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return None
    return loop.create_task(_watch(visit, every))


async def _watch(visit: Visit, every: float) -> None:
    changes = visit.store.changes()
    new = True  # whatever came between reading the record and watching
    try:
        while True:
            began = time.monotonic()
            try:
                if new:
                    visit.refresh()
                await asyncio.sleep(max(every, (time.monotonic() - began) / _SHARE))
                new = changes.poll()
            except StoreError as problem:
                _log.warning("What others answered is not shown for the moment: %s", problem)
                await asyncio.sleep(every)
    finally:
        changes.close()
