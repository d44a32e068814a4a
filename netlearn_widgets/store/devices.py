"""On which device people joined: so much that a host sees who shares one, and nothing that names the device.

A browser draws a number for itself, once, and says it when somebody joins there. Of it a mark is kept that is made with
the workshop: the same for all who joined there on that device, and another in every other workshop.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from netlearn_widgets.store import tables
from netlearn_widgets.store.database import Database
from netlearn_widgets.store.values import sha256

__all__ = ["Device", "DeviceVerbs", "keep_device"]


class Device(NamedTuple):
    """A device several people joined on.

    Attributes
    ----------
    people : tuple of str
        The ids of those who joined there themselves, the first to join first.
    sheets : int
        How many people more were typed in there from their sheets of paper.
    """

    people: tuple[str, ...]
    sheets: int


class DeviceVerbs:
    """The store's verb about devices."""

    database: Database

    def shared_devices(self, workshop_id: str) -> tuple[Device, ...]:
        """Every device on which two people or more joined, or two sheets or more were typed in."""
        here, who = tables.devices.c, tables.participants.c
        joined = (who.workshop_id == here.workshop_id) & (who.id == here.participant)
        query = select(here.mark, here.participant, here.from_paper).join(tables.participants, joined)
        query = query.where(here.workshop_id == workshop_id).order_by(who.joined, who.id)
        people: defaultdict[str, list[str]] = defaultdict(list)
        sheets: Counter[str] = Counter()
        with self.database.reading() as connection:
            for row in connection.execute(query):
                if row.from_paper:
                    sheets[row.mark] += 1
                else:
                    people[row.mark].append(row.participant)
        devices = [Device(tuple(people[mark]), sheets[mark]) for mark in dict.fromkeys([*people, *sheets])]
        return tuple(one for one in devices if len(one.people) > 1 or one.sheets > 1)


def keep_device(connection: Connection, workshop_id: str, participant: str, device: str, *, from_paper: bool) -> None:
    """Keep that a participant joined on this device."""
    mark = sha256(f"device {workshop_id} {device}")
    row = {"workshop_id": workshop_id, "participant": participant, "mark": mark, "from_paper": from_paper}
    connection.execute(insert(tables.devices), row)
