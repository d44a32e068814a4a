"""Noticing what others have said, wherever they said it."""

from __future__ import annotations

import asyncio
import logging

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.pages.visit import Visit

__all__ = ["follow"]

_EVERY = 0.2  # seconds; a picture follows an answer within a second, and a look costs microseconds
_log = logging.getLogger(__name__)


def follow(visit: Visit) -> asyncio.Task[None] | None:
    """Refresh the visit whenever anybody commits something; None where no event loop runs, as in a plain script."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return None
    return loop.create_task(_watch(visit))


async def _watch(visit: Visit) -> None:
    changes = visit.store.changes()
    new = True  # whatever came between reading the record and watching
    try:
        while True:
            try:
                if new:
                    visit.refresh()
                await asyncio.sleep(_EVERY)
                new = changes.poll()
            except StoreError as problem:
                _log.warning("What others answered is not shown for the moment: %s", problem)
                await asyncio.sleep(_EVERY)
    finally:
        changes.close()
