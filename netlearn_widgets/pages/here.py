"""Telling the group that a page is open, and what is typed on it: never what."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.presence import Presence
from netlearn_widgets.model.workshop import new_id
from netlearn_widgets.pages.visit import Visit

__all__ = ["LOOK", "Here", "every", "people"]

LOOK = 1.5
"""Seconds between two looks at who is here."""

_AGAIN = 15.0  # seconds; the store forgets a page that it has not heard of for three times as long
_SILENT = 80.0  # seconds without a word from the browser, after which its page is taken for asleep
_log = logging.getLogger(__name__)


class Here:
    """One open page of a participant's: says so again and again, for as long as its browser does.

    Parameters
    ----------
    visit : Visit
    step : callable
        Returns the key of the step the page shows, or "".
    """

    def __init__(self, visit: Visit, step: Callable[[], str]) -> None:
        self._visit, self._step = visit, step
        self._page = ""  # named when its browser first speaks: before, many kernels are forked from this one
        self._typing = ""
        self._heard = float("-inf")
        self._telling: object = None

    def hear(self, typing: str) -> None:
        """The browser says that the page is open, and which question is being typed in, if any."""
        if not self._visit.opened:
            return
        self._page = self._page or new_id()
        self._typing = typing if typing in self._visit.guide.questions else ""
        self._heard = time.monotonic()
        self._telling = self._telling or every(_AGAIN, self.tell)
        self.tell()

    def tell(self) -> None:
        """Tell the store, where somebody has joined on this page and it is awake."""
        who = self._visit.participant
        if who is None or time.monotonic() - self._heard > _SILENT:
            return
        workshop = self._visit.record.workshop.id
        self._visit.store.be_here(workshop, self._page, participant=who.id, step=self._step(), typing=self._typing)

    def leave(self) -> None:
        """The page is closed."""
        self._heard = float("-inf")
        if self._page:
            self._visit.store.gone(self._visit.record.workshop.id, self._page)


def people(pages: Iterable[Presence]) -> dict[str, Presence]:
    """Who has a page open, by participant: whoever has two counts once, by the last of them."""
    return {one.participant: one for one in pages if one.participant}


def every(seconds: float, act: Callable[[], None]) -> asyncio.Task[None] | None:
    """Act again and again from now on; None where no event loop runs. What the store cannot do is tried again."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return None
    return loop.create_task(_repeat(seconds, act))


async def _repeat(seconds: float, act: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            act()
        except StoreError as problem:
            _log.warning("Who is here is not known for the moment: %s", problem)
