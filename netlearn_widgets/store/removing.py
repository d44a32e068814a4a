"""Taking a person out of a workshop, so that the file holds nothing of theirs.

What goes: the person's row with name and token, their keys, open pages and device's mark, every answer they gave in
every round with its history, their dots, each wording they proposed that nobody else took a position on, and each theme
they named to which nobody else brought a card. A wording others took a position on and a theme others brought cards to
are the group's: they stay, without their author, and so does the order into which cards were brought, which holds no
words, and what they recorded of a wording, without their reason.

What others said is theirs. Where they name the person in a place for names (see `netlearn_widgets.model.removal`), a
question is filed for the hosts (`netlearn_widgets.store.unnaming`); only the owner of the data file takes the name out
at once (``everywhere``). Sentences stay as they were written, and are counted.

Of what was shown with their answers in it only who else was in it with them stays (see
`netlearn_widgets.model.leaving`).

A row with the id `NOBODY` stands for authors who were taken out. It moves to the end of the history each time somebody
is, so that whoever reads on knows to read everything anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, select, update

from netlearn_widgets.content import parse
from netlearn_widgets.model.act import UNTOLD, Act
from netlearn_widgets.model.errors import GuideError, StoreError
from netlearn_widgets.model.leaving import left
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.removal import NOBODY, Places, called, mentions, names_of, places_of
from netlearn_widgets.model.workshop import now
from netlearn_widgets.store import tables
from netlearn_widgets.store.beside import copies
from netlearn_widgets.store.database import Database
from netlearn_widgets.store.history import History, read_on, writing
from netlearn_widgets.store.keys import remember_removed
from netlearn_widgets.store.place import path_of
from netlearn_widgets.store.unnaming import Asked, Unnaming
from netlearn_widgets.store.values import keep_json
from netlearn_widgets.store.wiping import mark_due, settle, wipe

__all__ = ["Removal", "asked", "decide", "delete_workshop", "left_over", "remove"]

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
    named : Places
        Where others name them: the name was taken out there, or hosts are asked about it.
    changed : int
        From how many answers of others their name was taken out.
    mentions : int
        In how many answers, wordings and acts of others a text still has their name.
    """

    answers: int
    wordings: int
    named: Places
    changed: int
    mentions: int


def remove(database: Database, workshop_id: str, participant: str, *, everywhere: bool = False) -> Removal:
    """Take somebody out of a workshop for good; raise StoreError where nobody in it has this id.

    The rows are gone when this returns; that the file is written anew is due then (`netlearn_widgets.store.wiping`).
    """
    with writing(database, workshop_id) as history:
        leaving = _Leaving(history, workshop_id, participant)
        unnaming = Unnaming.read(history.connection, workshop_id)
        names = leaving.names()
        named = leaving.named(names)
        # Where a wording goes, the one before is on the table again, as it was seen: that is what is read now.
        wordings = leaving.leave_wordings()
        before = _as_asked(read_on(history.connection, workshop_id, None))
        answers = leaving.delete_answers()
        changed = unnaming.take_out(called(names)) if everywhere and names else 0
        unnaming.forget_deleted()
        if named and not everywhere:
            unnaming.ask(names)
        unnaming.keep(history)
        leaving.leave_acts()
        mentioned = leaving.mentioned(names)
        leaving.go()
        leaving.mark_places(before, unnaming.touched)
        mark_due(history.connection)
    settle(database)
    return Removal(answers=answers, wordings=wordings, named=named, changed=changed, mentions=mentioned)


def asked(database: Database, workshop_id: str) -> tuple[Asked, ...]:
    """Return what hosts are asked about people who left and whom others name."""
    with database.reading() as connection:
        return tuple(Unnaming.read(connection, workshop_id).asked())


def decide(database: Database, workshop_id: str, question: str, decision: str) -> None:
    """Decide one of these questions; raise NetlearnError where it cannot be."""
    with writing(database, workshop_id) as history:
        before = _as_asked(read_on(history.connection, workshop_id, None))
        unnaming = Unnaming.read(history.connection, workshop_id)
        unnaming.decide(question, decision)
        appoint_nobody(history)
        unnaming.keep(history)
        mark_places(history, left(before, "", (), unnaming.touched))
        mark_due(history.connection)
    settle(database)


def delete_workshop(database: Database, workshop_id: str) -> tuple[str, ...]:
    """Delete a workshop with all that is in it; say where its words may still be found, as `Removal.left` does."""
    with writing(database, workshop_id) as history:
        for table in tables.WITHIN:
            history.connection.execute(delete(table).where(table.c.workshop_id == workshop_id))
        history.connection.execute(delete(tables.workshops).where(tables.workshops.c.id == workshop_id))
        database.announce(history.connection)
        mark_due(history.connection)
    return left_over(database, wiped=wipe(database))


def _as_asked(record: Record) -> Record:
    """What was said as the guide asks for it: what is shown in pieces also leaves in pieces."""
    try:
        guide = parse(record.workshop.guide, kept=True)
    except GuideError:  # no page shows anything of it
        return record
    return record.asked(guide.questions)


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
        said = [*self._rows(tables.answers), *(row for row in self._rows(tables.acts) if row.kind == "dots")]
        self._places = {(row.round, row.question) for row in said if row.participant == self._id}

    def names(self) -> set[str]:
        """What others call this person; a name somebody else bears too is left to them."""
        said = ((row.participant, json.loads(row.value)) for row in self._rows(tables.answers))
        return names_of(self._id, ((one.id, one.name) for one in self._people), said)

    def named(self, names: set[str]) -> Places:
        """Return where others name this person."""
        said = [(row, json.loads(row.value)) for row in self._rows(tables.answers) if row.participant != self._id]
        return places_of(said, called(names))

    def delete_answers(self) -> int:
        theirs = tables.answers.c.participant == self._id
        here = tables.answers.c.workshop_id == self._workshop_id
        return self._connection.execute(delete(tables.answers).where(here & theirs)).rowcount

    def leave_wordings(self) -> int:
        """Delete the wordings only this person cared for, and leave the others to the group; say how many stay."""
        appoint_nobody(self._history)
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
                kept = value | {"reason": ""} if row.kind == "decide" and isinstance(value, dict) else value
                left = {"participant": NOBODY, "value": keep_json(kept, "What was done")}
                self._connection.execute(update(tables.acts).where(here).values(left))

    def mentioned(self, names: set[str]) -> int:
        said = [json.loads(row.value) for row in self._rows(tables.answers)]
        said += [row.text for row in self._rows(tables.proposals)]
        said += [json.loads(row.value) for row in self._rows(tables.acts)]
        return sum(mentions(one, names) for one in said)

    def go(self) -> None:
        """Delete what else is kept of the person, and then their own row; their tokens are known as removed."""
        remember_removed(self._connection, self._workshop_id, self._id)
        for table in (tables.keys, tables.presence, tables.devices):
            theirs = (table.c.workshop_id == self._workshop_id) & (table.c.participant == self._id)
            self._connection.execute(delete(table).where(theirs))
        self._connection.execute(delete(tables.participants).where(self._is(tables.participants, self._id)))

    def mark_places(self, before: Record, touched: set[tuple[int, str]]) -> None:
        """Keep who was in a picture together, so that the next one does not give theirs away."""
        mark_places(self._history, left(before, self._id, self._places, touched))

    def _rows(self, table: Table) -> list[Row[Any]]:
        here = table.c.workshop_id == self._workshop_id
        if table is tables.acts:
            here &= table.c.kind != UNTOLD
        return list(self._connection.execute(select(table).where(here).order_by(table.c.seq)))

    def _is(self, table: Table, key: str) -> Any:  # noqa: ANN401  SQLAlchemy's word for a condition
        return (table.c.workshop_id == self._workshop_id) & (table.c.id == key)


def appoint_nobody(history: History) -> None:
    """Say to whoever reads on that the history was changed: it is to be read anew."""
    people = tables.participants.c
    nobody = (people.workshop_id == history.workshop_id) & (people.id == NOBODY)
    if history.connection.execute(select(people.id).where(nobody)).first():
        history.rename(NOBODY, "")
    else:
        history.add(tables.participants, {"id": NOBODY, "token_sha256": _NO_TOKEN, "name": "", "joined": now()})


def mark_places(history: History, acts: Iterable[Act]) -> None:
    """Keep what is left of pictures that were seen, in the place of what was kept before of the same questions."""
    old = tables.acts.c
    for act in acts:
        here = (old.workshop_id == history.workshop_id) & (old.round == act.round) & (old.question == act.question)
        history.connection.execute(delete(tables.acts).where(here & (old.kind == act.kind)))
        row = {"id": act.id, "kind": act.kind, "round": act.round, "question": act.question, "at": act.at}
        history.add(tables.acts, row | {"participant": None, "value": keep_json(act.value, "What was done")})


def _proposal(row: Row[Any]) -> str:
    value = json.loads(row.value)
    return str(value.get("proposal", "")) if isinstance(value, dict) else ""


def _themes(row: Row[Any]) -> set[str]:
    """The themes an act speaks of; dots do not count, for that a theme stays would tell that hidden ones lie on it."""
    value = json.loads(row.value)
    return {str(value.get("theme", ""))} - {""} if row.kind != "dots" and isinstance(value, dict) else set()


def left_over(database: Database, *, wiped: bool) -> tuple[str, ...]:
    """Where words of whoever was taken out may still be found, each a sentence with what to do about it."""
    path = path_of(database.url)
    if path is None:
        return ("The database server's own backups and logs keep what was there until they expire: ask who runs it.",)
    said = [f"{copy} is a copy of the file, from before: delete it once you do not need it." for copy in copies(path)]
    if not wiped:
        said.append(
            f"Another program reads {path}: traces stay in {path.name}-wal until every program that has it open is "
            "closed."
        )
    return tuple(said)
