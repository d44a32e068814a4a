"""One workshop's history: written by one at a time, read on from any place in it."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from heapq import merge
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Table, exists, insert, select, update

from netlearn_widgets.model.act import UNTOLD, Act
from netlearn_widgets.model.acting import counts
from netlearn_widgets.model.errors import UnknownWorkshop
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.removal import NOBODY
from netlearn_widgets.model.workshop import Answer, Proposal
from netlearn_widgets.store import tables
from netlearn_widgets.store.database import Database
from netlearn_widgets.store.values import act_of, answer_of, participant_of, proposal_of, round_of, workshop_of

__all__ = ["History", "Known", "read_on", "writing"]

_Said = TypeVar("_Said")

_log = logging.getLogger("netlearn")
_logged: set[str] = set()


class Known(NamedTuple):
    """What is known of something that arrives.

    Whether it was kept before, whether its round and participant exist here, whether the round is open, and whether its
    sender had not read something newer: that the same participant has said about it, or a removal, which changes what
    was said.
    """

    kept: bool
    round: bool
    participant: bool
    open: bool
    overtaken: bool


class History:
    """A workshop's history while one writer holds it.

    Writers of one workshop queue, each until its transaction ends. So the numbers become visible in their order and
    without gaps, and whoever read up to one of them has missed nothing before it.

    Attributes
    ----------
    connection : Connection
        For questions inside the same transaction.
    workshop_id : str
    """

    def __init__(self, database: Database, connection: Connection, workshop_id: str) -> None:
        self.connection = connection
        self._database = database
        self.workshop_id = workshop_id
        database.queue(connection, workshop_id)
        newest = select(tables.workshops.c.mark).where(tables.workshops.c.id == workshop_id)
        mark = connection.execute(newest).scalar_one_or_none()
        if mark is None:
            raise _no_workshop(workshop_id)
        self._mark: int = mark

    def add(self, table: Table, *rows: dict[str, Any]) -> None:
        """Append rows, each with the next number of the history."""
        if rows:
            first = self._take(len(rows))
            numbered = [{"workshop_id": self.workshop_id, "seq": first + n, **row} for n, row in enumerate(rows)]
            self.connection.execute(insert(table), numbered)

    def add_all(self, content: Sequence[tuple[Table, Sequence[dict[str, Any]]]]) -> None:
        """Append rows of several tables, numbered by their time: what came before something else stays before it."""
        timed = [[(_time(row), place, row) for row in rows] for place, (_table, rows) in enumerate(content)]
        first = self._take(sum(map(len, timed)))
        numbered: list[list[dict[str, Any]]] = [[] for _ in content]
        for seq, (_at, place, row) in enumerate(merge(*timed, key=itemgetter(0)), first):
            numbered[place].append({"workshop_id": self.workshop_id, "seq": seq, **row})
        for (table, _rows), rows in zip(content, numbered, strict=True):
            if rows:
                self.connection.execute(insert(table), rows)

    def rename(self, participant_id: str, name: str) -> None:
        """Give a participant another name: their row moves to the end of the history."""
        people = tables.participants.c
        here = (people.workshop_id == self.workshop_id) & (people.id == participant_id)
        self.connection.execute(update(tables.participants).where(here).values(name=name, seq=self._take(1)))

    def look_up(self, table: Table, said: Answer | Proposal | Act, read: int | None = None) -> Known:
        """What is known of an answer, proposal or act that arrives, in one question to the database.

        ``read`` says up to which place in the history its sender knows; left out, it is overtaken by nothing.
        """
        rounds, people, acts = tables.rounds.c, tables.participants.c, tables.acts.c
        in_round = (rounds.workshop_id == self.workshop_id) & (rounds.number == said.round)
        by_person = (people.workshop_id == self.workshop_id) & (people.id == said.participant)
        close = (acts.workshop_id == self.workshop_id) & (acts.round == said.round) & (acts.kind == "close")
        closed = select(acts.value).where(close).order_by(acts.seq.desc()).limit(1).scalar_subquery()
        here = table.c
        about = (here.round == said.round) & (here.question == said.question) & (here.participant == said.participant)
        since = self._mark if read is None else read
        newer = (here.workshop_id == self.workshop_id) & (here.seq > since) & about
        query = select(
            exists().where(here.id == said.id),
            exists().where(in_round),
            exists().where(by_person),
            closed,
            exists().where(newer) | exists().where(_somebody_left(self.workshop_id, since)),
        )
        kept, round_, person, closing, overtaken = self.connection.execute(query).one()
        is_open = json.loads(closing or "null") != {"closed": True}
        return Known(kept, round_, person, is_open, overtaken)

    def _take(self, count: int) -> int:
        """The first of ``count`` new numbers."""
        first = self._mark + 1
        self._mark += count
        here = tables.workshops.c.id == self.workshop_id
        self.connection.execute(update(tables.workshops).where(here).values(mark=self._mark))
        self._database.announce(self.connection)
        return first


@contextmanager
def writing(database: Database, workshop_id: str) -> Iterator[History]:
    """Hold a workshop's history for one transaction; raise UnknownWorkshop where there is no such one."""
    with database.writing() as connection:
        yield History(database, connection, workshop_id)


def read_on(connection: Connection, workshop_id: str, since: Record | None) -> Record:
    """The whole record, reading only what was written after ``since``; ``since`` itself where nothing was."""
    row = connection.execute(select(tables.workshops).where(tables.workshops.c.id == workshop_id)).one_or_none()
    if row is None:
        raise _no_workshop(workshop_id)
    if since is not None and (since.workshop.id != workshop_id or since.mark > row.mark):
        since = None  # of another workshop, or of a later state than the copy that was put back
    if since is not None and since.mark == row.mark:
        return since
    if since is None:
        return _merge(_News(connection, workshop_id, 0), row, Record(workshop=workshop_of(row, ""), rounds=()))
    news = _News(connection, workshop_id, since.mark)
    answers = news.of(tables.answers, answer_of)
    if len(answers) == row.mark - since.mark:  # each number of the history is one of them: nothing else is new
        workshop = workshop_of(row, since.workshop.guide)
        people = since.participants
        return since.grown(Record(workshop=workshop, rounds=(), participants=people, answers=answers, mark=row.mark))
    if connection.execute(select(exists().where(_somebody_left(workshop_id, since.mark)))).scalar_one():
        return read_on(connection, workshop_id, None)  # what is known is more than there is
    return _merge(news, row, since)


def _somebody_left(workshop_id: str, since: int) -> ColumnElement[bool]:
    """The row that says that somebody was taken out of the workshop after this place in its history: see `removing`."""
    people = tables.participants.c
    return (people.workshop_id == workshop_id) & (people.id == NOBODY) & (people.seq > since)


def _time(row: dict[str, Any]) -> dt.datetime:
    """When this happened, as each table calls it."""
    when: dt.datetime = next(row[key] for key in ("at", "opened", "joined") if key in row)
    return when


class _News:
    """What was written in one workshop after a place in its history."""

    def __init__(self, connection: Connection, workshop_id: str, mark: int) -> None:
        self._connection = connection
        self.workshop_id = workshop_id
        self._mark = mark

    def of(self, table: Table, make: Callable[[Row[Any]], _Said]) -> tuple[_Said, ...]:
        here = (table.c.workshop_id == self.workshop_id) & (table.c.seq > self._mark)
        return tuple(map(make, self._connection.execute(select(table).where(here).order_by(table.c.seq))))


def _merge(news: _News, row: Row[Any], known: Record) -> Record:
    guides: Sequence[str] = news.of(tables.guides, lambda guide: str(guide.toml))
    people = {one.id: one for one in known.participants}
    people |= {one.id: one for one in news.of(tables.participants, participant_of) if one.id != NOBODY}
    new = Record(
        workshop=workshop_of(row, guides[-1] if guides else known.workshop.guide),
        participants=tuple(sorted(people.values(), key=lambda one: (one.joined, one.id))),
        rounds=news.of(tables.rounds, round_of),
        answers=news.of(tables.answers, answer_of),
        proposals=news.of(tables.proposals, proposal_of),
        acts=_counting([act for act in news.of(tables.acts, act_of) if act.kind != UNTOLD]),
        mark=row.mark,
    )
    return known.grown(new)


def _counting(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts that say what their kind asks for. Others change nothing; the log has a line of each, once."""
    for act in acts:
        if not counts(act) and act.id not in _logged:
            _logged.add(act.id)
            _log.warning("An act that says something else than its kind asks for changes nothing: %r", act.id[:64])
    return tuple(filter(counts, acts))


def _no_workshop(workshop_id: str) -> UnknownWorkshop:
    return UnknownWorkshop(f"This workshop is no longer here: there is no workshop with the id {workshop_id!r}.")
