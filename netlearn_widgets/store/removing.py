"""Taking a person out of a workshop, so that the file holds nothing of theirs.

What goes: the person's row with name and token, their keys and open pages, every answer they gave in every round with
its history, their dots, each wording they proposed that nobody else took a position on, and each theme they named that
nobody else used. A wording others took a position on and a theme others used are the group's: they stay, without their
author, and so does the order into which cards were brought, which holds no words, and what they recorded of a wording,
without their reason. In what others said, the person
leaves maps (with their ties), roles and lists, and a table's cell that says nothing but the name becomes open;
sentences stay as they were written, and are counted.

Of what was shown with their answers in it only places in the history stay (see `netlearn_widgets.model.leaving`).

A row with the id `NOBODY` stands for authors who were taken out. It moves to the end of the history each time somebody
is, so that whoever reads on knows to read everything anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, select, update

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.leaving import left
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.removal import NOBODY, mentions, names_in, unsigned, without
from netlearn_widgets.model.text import fold
from netlearn_widgets.model.workshop import now
from netlearn_widgets.store import tables
from netlearn_widgets.store.database import Database
from netlearn_widgets.store.history import History, read_on, writing
from netlearn_widgets.store.place import path_of
from netlearn_widgets.store.values import keep_json

__all__ = ["Removal", "delete_workshop", "remove"]

_NO_TOKEN = "0" * 64  # no token has this sha256


@dataclass(frozen=True, kw_only=True)
class Removal:
    """What was done to take a person out.

    Attributes
    ----------
    answers : int
        How many answers of theirs were deleted, replaced ones included.
    wordings : int
        How many wordings of theirs stay without an author, because others took a position on them.
    changed : int
        From how many answers of others their name was taken out.
    mentions : int
        In how many answers, wordings and acts of others a sentence still has their name.
    left : tuple of str
        Where their words may still be found outside the workshop, each a sentence with what to do about it.
    """

    answers: int
    wordings: int
    changed: int
    mentions: int
    left: tuple[str, ...]


def remove(database: Database, workshop_id: str, participant: str) -> Removal:
    """Take somebody out of a workshop for good; raise StoreError where nobody in it has this id."""
    with writing(database, workshop_id) as history:
        leaving = _Leaving(history, workshop_id, participant)
        names = leaving.names()
        # Where a wording goes, the one before is on the table again, as it was seen: that is what is read now.
        wordings = leaving.leave_wordings()
        before = read_on(history.connection, workshop_id, None)
        changed = leaving.rewrite(names)
        answers = leaving.delete_answers()
        leaving.leave_acts()
        mentioned = leaving.mentioned(names)
        leaving.go()
        leaving.mark_places(before)
    wiped = database.wipe()
    return Removal(
        answers=answers, wordings=wordings, changed=changed, mentions=mentioned, left=_left(database, wiped=wiped)
    )


def delete_workshop(database: Database, workshop_id: str) -> tuple[str, ...]:
    """Delete a workshop with all that is in it; say where its words may still be found, as `Removal.left` does."""
    with writing(database, workshop_id) as history:
        for table in tables.WITHIN:
            history.connection.execute(delete(table).where(table.c.workshop_id == workshop_id))
        history.connection.execute(delete(tables.workshops).where(tables.workshops.c.id == workshop_id))
        database.announce(history.connection)
    return _left(database, wiped=database.wipe())


class _Leaving:
    """One person on the way out, inside one transaction."""

    def __init__(self, history: History, workshop_id: str, participant: str) -> None:
        self._history = history
        self._connection: Connection = history.connection
        self._workshop_id = workshop_id
        self._id = participant
        people = self._rows(tables.participants)
        if participant == NOBODY or participant not in {one.id for one in people}:
            raise StoreError(
                f"Nobody with the id {participant!r} is in this workshop. See who is: netlearn people\n"
                "Whoever was taken out before is gone already."
            )
        self._people = people
        self._places = {(row.round, row.question) for row in self._rows(tables.answers) if row.participant == self._id}

    def names(self) -> set[str]:
        """What others call this person, as they gave it; a name somebody else bears too is left to them."""
        own: set[str] = set()
        others: set[str] = set()
        for one in self._people:
            (own if one.id == self._id else others).add(fold(one.name))
        for row in self._rows(tables.answers):
            (own if row.participant == self._id else others).update(map(fold, names_in(json.loads(row.value))))
        return own - others - {""}

    def rewrite(self, names: set[str]) -> int:
        """Take the names out of what others said, in all of its history; say out of how many answers."""
        changed = 0
        for row in self._rows(tables.answers) if names else ():
            value = json.loads(row.value)
            kept = without(value, names)
            if row.participant != self._id and kept is not value:
                here = self._is(tables.answers, row.id)
                text = keep_json(kept, "The answer")
                self._connection.execute(update(tables.answers).where(here).values(value=text))
                self._places.add((row.round, row.question))
                changed += 1
        for row in self._rows(tables.acts) if names else ():
            text = keep_json(unsigned(json.loads(row.value), names), "What was done")
            if text != row.value:
                self._connection.execute(update(tables.acts).where(self._is(tables.acts, row.id)).values(value=text))
        return changed

    def delete_answers(self) -> int:
        theirs = tables.answers.c.participant == self._id
        here = tables.answers.c.workshop_id == self._workshop_id
        return self._connection.execute(delete(tables.answers).where(here & theirs)).rowcount

    def leave_wordings(self) -> int:
        """Delete the wordings only this person cared for, and leave the others to the group; say how many stay."""
        self._appoint_nobody()
        spoken_of = {_proposal(row) for row in self._rows(tables.answers) if row.participant != self._id}
        stay = 0
        for row in self._rows(tables.proposals):
            if row.participant != self._id:
                continue
            here = self._is(tables.proposals, row.id)
            if row.id in spoken_of:
                stay += 1
                self._connection.execute(update(tables.proposals).where(here).values(participant=NOBODY))
            else:
                self._connection.execute(delete(tables.proposals).where(here))
        return stay

    def leave_acts(self) -> None:
        """Delete what is the person's alone; leave the order of cards, others' themes and agreements to the group."""
        acts = self._rows(tables.acts)
        used = {theme for row in acts if row.participant != self._id for theme in _themes(row)}
        for row in acts:
            if row.participant != self._id:
                continue
            here = self._is(tables.acts, row.id)
            if row.kind == "dots" or (row.kind == "theme" and not used.intersection(_themes(row))):
                self._connection.execute(delete(tables.acts).where(here))
            else:
                value = json.loads(row.value)
                kept = value | {"reason": ""} if row.kind == "decide" else value
                left = {"participant": NOBODY, "value": keep_json(kept, "What was done")}
                self._connection.execute(update(tables.acts).where(here).values(left))

    def mentioned(self, names: set[str]) -> int:
        said = [json.loads(row.value) for row in self._rows(tables.answers)]
        said += [row.text for row in self._rows(tables.proposals)]
        said += [json.loads(row.value) for row in self._rows(tables.acts)]
        return sum(mentions(one, names) for one in said)

    def go(self) -> None:
        """Delete the person's keys and open pages, and then their own row."""
        for table in (tables.keys, tables.presence):
            theirs = (table.c.workshop_id == self._workshop_id) & (table.c.participant == self._id)
            self._connection.execute(delete(table).where(theirs))
        self._connection.execute(delete(tables.participants).where(self._is(tables.participants, self._id)))

    def mark_places(self, before: Record) -> None:
        """Keep after how many answers each picture was made, so that the next one does not give theirs away."""
        for act in left(before, self._id, sorted(self._places)):
            row = {"id": act.id, "kind": act.kind, "round": act.round, "question": act.question, "at": act.at}
            self._history.add(tables.acts, row | {"participant": None, "value": keep_json(act.value, "What was done")})

    def _appoint_nobody(self) -> None:
        """Say to whoever reads on that somebody was taken out."""
        if any(one.id == NOBODY for one in self._people):
            self._history.rename(NOBODY, "")
        else:
            row = {"id": NOBODY, "token_sha256": _NO_TOKEN, "name": "", "joined": now()}
            self._history.add(tables.participants, row)

    def _rows(self, table: Table) -> list[Row[Any]]:
        here = table.c.workshop_id == self._workshop_id
        return list(self._connection.execute(select(table).where(here).order_by(table.c.seq)))

    def _is(self, table: Table, key: str) -> Any:  # noqa: ANN401  SQLAlchemy's word for a condition
        return (table.c.workshop_id == self._workshop_id) & (table.c.id == key)


def _proposal(row: Row[Any]) -> str:
    value = json.loads(row.value)
    return str(value.get("proposal", "")) if isinstance(value, dict) else ""


def _themes(row: Row[Any]) -> set[str]:
    """The themes an act speaks of."""
    value = json.loads(row.value)
    return set(value) if row.kind == "dots" else {value.get("theme", "")} - {""}


def _left(database: Database, *, wiped: bool) -> tuple[str, ...]:
    path = path_of(database.url)
    if path is None:
        return ("The database server's own backups and logs keep what was there until they expire: ask who runs it.",)
    said = [f"{copy} is an older copy of the file: delete it once you do not need it." for copy in _copies(path)]
    if not wiped:
        said.append(
            f"Another program reads {path}: traces stay in {path.name}-wal until every program that has it open is "
            "closed."
        )
    return tuple(said)


def _copies(path: Path) -> list[Path]:
    """The copies that were kept beside the file when it was brought up to date: see `founding.keep_copy`."""
    dated = f"{path.stem}.[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]-[0-9]*{path.suffix}"
    return sorted(path.parent.glob(dated))
