"""Who has a page open now: said by each page again and again, forgotten when it stops saying so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.presence import Presence
from netlearn_widgets.model.workshop import now
from netlearn_widgets.store import tables
from netlearn_widgets.store.database import Database
from netlearn_widgets.store.values import keep_text, presence_of

__all__ = ["AGAIN", "GONE", "PresenceVerbs"]

AGAIN = dt.timedelta(seconds=15)
"""How often a page that says nothing new is written down: saying it more often costs nothing."""

GONE = dt.timedelta(seconds=45)
"""After how long a page that was not heard of counts as closed; so does one that was heard of in the future, before
the clock was set back."""


class PresenceVerbs:
    """The store's verbs about open pages. None of them moves a workshop's history or wakes another page."""

    database: Database

    def __init__(self) -> None:
        self.clock: Callable[[], dt.datetime] = now
        self._said: dict[tuple[str, str], Presence] = {}

    def be_here(
        self,
        workshop_id: str,
        page: str,
        *,
        participant: str = "",
        step: str = "",
        typing: str = "",
    ) -> None:
        """Say that a page is open, and what it shows; to be said again every 15 seconds, and at each change.

        Raises
        ------
        StoreError
            When the workshop or the participant does not exist.

        See Also
        --------
        netlearn_widgets.model.presence.Presence : the meaning of each value.
        """
        new = Presence(page=page, participant=participant, step=step, typing=typing, seen=self.clock())
        old = self._said.get((workshop_id, page))
        if old is None or abs(new.seen - old.seen) >= AGAIN or _shown(old) != _shown(new):
            self._write(workshop_id, new)
            self._said[workshop_id, page] = new

    def gone(self, workshop_id: str, page: str) -> None:
        """Say that a page was closed."""
        self._said.pop((workshop_id, page), None)
        here = tables.presence.c
        with self.database.writing(lasting=False) as connection:
            left = (here.workshop_id == workshop_id) & (here.page == page)
            connection.execute(delete(tables.presence).where(left))

    def here(self, workshop_id: str) -> tuple[Presence, ...]:
        """Every page of the workshop that is open now."""
        here = tables.presence.c
        time = self.clock()
        open_ = (here.workshop_id == workshop_id) & (here.seen > time - GONE) & (here.seen < time + GONE)
        with self.database.reading() as connection:
            rows = connection.execute(select(tables.presence).where(open_).order_by(here.page))
            return tuple(map(presence_of, rows))

    def _write(self, workshop_id: str, new: Presence) -> None:
        here = tables.presence.c
        row = {
            "participant": new.participant or None,
            "step": keep_text(new.step, "The step's key"),
            "typing": keep_text(new.typing, "The question's key"),
            "seen": new.seen,
        }
        key = {"workshop_id": workshop_id, "page": keep_text(new.page, "The page's name")}
        with self.database.writing(lasting=False) as connection:
            long_ago = (here.seen <= new.seen - GONE) | (here.seen >= new.seen + GONE)
            connection.execute(delete(tables.presence).where(long_ago))
            this = (here.workshop_id == workshop_id) & (here.page == new.page)
            try:
                if not connection.execute(update(tables.presence).where(this).values(row)).rowcount:
                    connection.execute(insert(tables.presence), key | row)
            except IntegrityError as fault:
                raise StoreError("The workshop or this person is no longer in it. Reload the page.") from fault


def _shown(presence: Presence) -> tuple[str, str, str]:
    return presence.participant, presence.step, presence.typing
