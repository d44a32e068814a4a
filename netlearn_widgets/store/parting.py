"""The store's verbs about people who leave."""

from __future__ import annotations

import logging
from typing import NamedTuple

from sqlalchemy import func, select

from netlearn_widgets.model.errors import NotHost
from netlearn_widgets.model.removal import NOBODY
from netlearn_widgets.store import removing, tables, wiping
from netlearn_widgets.store.keys import KeyVerbs
from netlearn_widgets.store.removing import Removal
from netlearn_widgets.store.unnaming import Asked

__all__ = ["PartingVerbs", "Pulse"]

_log = logging.getLogger("netlearn")


class Pulse(NamedTuple):
    """How far all histories reach, where in them somebody was last taken out, and how often a wipe fell due."""

    marks: int
    partings: int
    due: int


class PartingVerbs(KeyVerbs):
    """Taking people out, deciding what becomes of their names, and writing the file anew after it."""

    def remove(self, workshop_id: str, participant: str, *, everywhere: bool = False) -> Removal:
        """Take somebody out of a workshop for good, with all they said.

        Their words are gone when this returns; the file is written anew by the next `wipe`. Where others name them,
        hosts are asked; ``everywhere`` takes the name out there too, at once, which is for the owner of the data.

        Raises
        ------
        StoreError
            When nobody in the workshop has this id.

        See Also
        --------
        netlearn_widgets.store.removing : what goes and what stays.
        """
        return removing.remove(self.database, workshop_id, participant, everywhere=everywhere)

    def named(self, workshop_id: str) -> tuple[Asked, ...]:
        """What hosts are asked about people who left and whom others name."""
        return removing.asked(self.database, workshop_id)

    def decide_name(self, workshop_id: str, question: str, decision: str, *, key: str) -> None:
        """Decide such a question: "out", "back", "leave" or "done", see `netlearn_widgets.store.unnaming`.

        Raises
        ------
        NotHost
            When the key is no host key of this workshop, nor the administrator's.
        NetlearnError
            When it was decided meanwhile, or somebody else has the name.
        """
        if not key or not (self.is_host(workshop_id, key) or self.is_admin(key)):
            _log.warning("A decision on a name was refused: it came without a host key.")
            raise NotHost("Only a host may do this. Open the host page by its link.")
        removing.decide(self.database, workshop_id, question, decision)

    def decide_name_as_owner(self, workshop_id: str, question: str, decision: str) -> None:
        """Decide such a question at the machine that holds the data, where there is no host's key to show."""
        removing.decide(self.database, workshop_id, question, decision)

    @property
    def wipe_due(self) -> int:
        """How often something was deleted since the file was written anew; 0 where nothing is due."""
        return wiping.due(self.database)

    def wipe(self) -> tuple[str, ...]:
        """Write the file anew without what was deleted; say where such words may still be found, and what to do.

        Raises
        ------
        StoreError
            When there is no room for it; it is still due then.
        """
        return removing.left_over(self.database, wiped=wiping.wipe(self.database))

    def pulse(self) -> Pulse:
        """What a server looks at now and then, to look after the data."""
        marks = select(func.coalesce(func.sum(tables.workshops.c.mark), 0))
        people = tables.participants.c
        partings = select(func.coalesce(func.sum(people.seq), 0)).where(people.id == NOBODY)
        with self.database.reading() as connection:
            reach, parted = (int(connection.scalar(query) or 0) for query in (marks, partings))
        return Pulse(reach, parted, wiping.due(self.database))
