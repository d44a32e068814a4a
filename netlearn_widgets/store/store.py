"""The store's verbs: what pages, the command line and reports ask of it."""

from __future__ import annotations

import datetime as dt
import logging
import os
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from netlearn_widgets.model.act import BY_HOST, BY_PARTICIPANT, WHERE_NOBODY_LEADS, Act, leads
from netlearn_widgets.model.acting import counts, flaw
from netlearn_widgets.model.codes import alike, read_code
from netlearn_widgets.model.errors import Closed, InvalidAnswer, NotHost, Overtaken, StoreError, UnknownWorkshop
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.settings import may_show, settings
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Round, Workshop, new_id, now
from netlearn_widgets.store import tables
from netlearn_widgets.store.changes import Changes, watch
from netlearn_widgets.store.database import PATIENCE, Database
from netlearn_widgets.store.devices import DeviceVerbs, keep_device
from netlearn_widgets.store.founding import found, update
from netlearn_widgets.store.history import History, Known, read_on, writing
from netlearn_widgets.store.keys import holder, keep_key
from netlearn_widgets.store.overview import Overview, overview
from netlearn_widgets.store.parting import PartingVerbs
from netlearn_widgets.store.place import path_of, read_target
from netlearn_widgets.store.presence import PresenceVerbs
from netlearn_widgets.store.removing import delete_workshop
from netlearn_widgets.store.rescue import is_hindered, snapshot
from netlearn_widgets.store.values import act_of, code_key, keep_json, keep_text, keep_time, sha256, workshop_of

__all__ = ["Store"]

_TABLES: dict[type[Answer | Proposal | Act], Table] = {
    Answer: tables.answers,
    Proposal: tables.proposals,
    Act: tables.acts,
}
_log = logging.getLogger("netlearn")


class Store(PartingVerbs, PresenceVerbs, DeviceVerbs):
    """All workshops of one data file or database.

    What was acknowledged is kept, whatever happens to the process; nothing that was said is overwritten. Any number of
    processes may use the same data at once; each opens its own store, after it was forked.

    Every verb raises StoreError, in words, when the database fails.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Store.create(Path(folder) / "ours.sqlite") as store:
    ...     workshop = store.add_workshop(Workshop(code="KRTM-27", title="Falls at home", guide=""))
    ...     ada = store.join(workshop.id, token="made in Ada's browser", name="Ada")
    ...     store.record(workshop.id, Answer(question="purpose", participant=ada.id, value="Fewer falls"))
    ...     store.read(workshop.id).current("purpose")[ada.id].value
    True
    'Fewer falls'
    """

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database

    @classmethod
    def create(cls, target: str | os.PathLike[str], *, patience: float = PATIENCE) -> Self:
        """Make a new store and open it; raise StoreError when something is there already.

        Parameters
        ----------
        target : path or str
            A file to be, or the address of a PostgreSQL database (``postgresql://user@host/database``).
        patience : float
            Seconds a write waits for other writers.
        """
        url = read_target(target)
        found(url)
        return cls(Database(url, patience=patience))

    @classmethod
    def open(cls, target: str | os.PathLike[str], *, patience: float = PATIENCE, held: str = "") -> Self:
        """Open a store that `create` made; one of an older version is brought up to date, and a copy of it kept.

        Parameters
        ----------
        target : path or str
            As in `create`.
        patience : float
            Seconds a write waits for other writers.
        held : str
            The `netlearn_widgets.store.holding.Holding.mark` of the server this process belongs to.
        """
        database = Database(read_target(target), patience=patience, held=held)
        try:
            update(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @classmethod
    def open_to_read(cls, target: str | os.PathLike[str]) -> Self:
        """Open a store as `open` does; where its drive is full or may only be read, open what is in it now.

        Nothing that is written to it then is kept.

        See Also
        --------
        netlearn_widgets.store.rescue : how, and what it needs.
        """
        try:
            return cls.open(target)
        except StoreError as problem:
            path = path_of(read_target(target))
            if path is None or not is_hindered(problem):
                raise
            database = snapshot(path)
        update(database)
        return cls(database)

    @property
    def url(self) -> str:
        """The file or the database's address, without a password: to show."""
        return self.database.place

    def fold(self) -> bool:
        """Put everything into the one data file, which can then be copied alone; False where another program reads it.

        True for a database server, where there is nothing to do.
        """
        return self.database.fold()

    def close(self) -> None:
        """Give all connections back."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def add_workshop(
        self,
        workshop: Workshop,
        round: Round | None = None,  # noqa: A002  the word of the field
        *,
        host_key: str = "",
    ) -> Workshop:
        """Add a workshop with its first round and a first host key; raise StoreError when its code or id is taken."""
        first = round or Round(number=1, title="")
        if first.number != 1 or not code_key(workshop.code):
            raise StoreError("A new workshop begins with round 1, and its join code has letters or digits.")
        with self.database.writing() as connection:
            history = add_row(self.database, connection, workshop)
            at = keep_time(workshop.created, "When the workshop was made")
            history.add(tables.guides, {"toml": keep_text(workshop.guide, "The guide"), "at": at})
            history.add(tables.rounds, _round_row(first))
            if host_key:
                keep_key(connection, "host", host_key, workshop.id)
        return workshop

    def workshops(self) -> tuple[Workshop, ...]:
        """Every workshop, the oldest first."""
        return self._workshops()

    def overview(self) -> tuple[Overview, ...]:
        """Every workshop at a glance, the oldest first."""
        workshops = self._workshops()
        with self.database.reading() as connection:
            return overview(connection, workshops)

    def workshop(self, code: str) -> Workshop:
        """The workshop with this join code, as people type and misread codes; where two could be meant, it is neither.

        Raises
        ------
        UnknownWorkshop
            When none has it.
        """
        here = tables.workshops.c
        for key in dict.fromkeys((code_key(code), code_key(read_code(code)))):
            if matches := self._workshops(here.code_key == key):
                return matches[0]
        with self.database.reading() as connection:
            known = connection.execute(select(here.id, here.code)).all()
        meant = [row.id for row in known if read_code(code) and alike(row.code) == alike(code)]
        if len(meant) == 1 and (matches := self._workshops(here.id == meant[0])):
            return matches[0]
        raise UnknownWorkshop(f"No workshop has the code {code!r}. Compare it with the screen, or ask for it again.")

    def set_guide(self, workshop_id: str, toml_text: str) -> None:
        """From now on the workshop uses this guide; earlier ones stay in its history, and so do all answers."""
        row = {"toml": keep_text(toml_text, "The guide"), "at": now()}
        guides = tables.guides.c
        newest = select(guides.toml).where(guides.workshop_id == workshop_id).order_by(guides.seq.desc()).limit(1)
        with writing(self.database, workshop_id) as history:
            if history.connection.execute(newest).scalar_one() != toml_text:
                history.add(tables.guides, row)

    def open_round(self, workshop_id: str, title: str, opened: dt.datetime | None = None) -> Round:
        """Open the next round; the ones before stay as they are."""
        with writing(self.database, workshop_id) as history:
            here = tables.rounds.c.workshop_id == workshop_id
            last = history.connection.execute(select(func.max(tables.rounds.c.number)).where(here)).scalar_one()
            round_ = Round(number=last + 1, title=title, opened=opened or now())
            history.add(tables.rounds, _round_row(round_))
        return round_

    def join(
        self, workshop_id: str, token: str, name: str = "", *, device: str = "", from_paper: bool = False
    ) -> Participant:
        """The participant with this token, new or known; a given name takes the place of the old one.

        Of the token only its sha256 is kept; of the device on which somebody joins, or is typed in ``from_paper``, a
        mark (see `netlearn_widgets.store.devices`).
        """
        if not token:
            raise StoreError("Nobody can join without a token. Reload the page: the browser makes one.")
        known = self.participant(workshop_id, token)
        if known and name in ("", known.name):
            return known
        with writing(self.database, workshop_id) as history:
            known = holder(history.connection, workshop_id, token)  # another page of theirs may have been quicker
            if known is None:
                new = self._welcome(history, token, name)
                if device:
                    keep_device(history.connection, workshop_id, new.id, device, from_paper=from_paper)
                return new
            if name not in ("", known.name):
                history.rename(known.id, keep_text(name, "The name"))
            return Participant(id=known.id, name=name or known.name, joined=known.joined)

    def participant(self, workshop_id: str, token: str) -> Participant | None:
        """The participant who has this token, or None."""
        with self.database.reading() as connection:
            return holder(connection, workshop_id, token)

    def record(self, workshop_id: str, answer: Answer, *, read: int | None = None) -> bool:
        """Keep an answer for good; False when its id was kept before, and then nothing changes.

        Parameters
        ----------
        workshop_id : str
        answer : Answer
        read : int, optional
            The ``mark`` of the record the answer was made with: it is kept only where the participant has not answered
            the question since, and nobody was taken out. Left out, it replaces whatever is there.

        Raises
        ------
        StoreError
            When the workshop, its round or the participant does not exist, or the value is no JSON.
        Closed
            When a host closed the round.
        Overtaken
            When the participant has answered the question since it was ``read``, or somebody was taken out.
        """
        content = {"value": keep_json(answer.value, "The answer"), "from_paper": answer.from_paper}
        return self._append(workshop_id, answer, content, read=read)

    def propose(self, workshop_id: str, proposal: Proposal) -> bool:
        """Keep a proposal for good; False when its id was kept before. Raises as `record` does."""
        text = keep_text(proposal.text, "The proposal")
        return self._append(workshop_id, proposal, {"text": text})

    def act(self, workshop_id: str, act: Act, *, key: str = "") -> bool:
        """Keep an act for good; False when its id was kept before.

        Raises
        ------
        StoreError, Closed
            As `record` does; a host may act in a closed round.
        NotHost
            When only a host may do this, and the key is no host key of this workshop, nor the administrator's.
        InvalidAnswer
            When it does not say what its kind asks for; sending it again changes nothing.
        """
        if act.kind not in BY_HOST | BY_PARTICIPANT | WHERE_NOBODY_LEADS:
            raise StoreError(f"There is no act of the kind {act.kind!r}. Reload the page.")
        by_host = bool(key) and (self.is_host(workshop_id, key) or self.is_admin(key))
        if not by_host and (not act.participant or self._takes_a_host(workshop_id, act)):
            _log.warning("An act of the kind %r was refused: it came without a host key.", act.kind)
            raise NotHost("Only a host may do this. Open the host page by its link.")
        if not act.participant and act.kind == "dots":
            raise StoreError("Dots are a person's own: join the workshop, then give yours.")
        value = keep_json(act.value, "What was done")
        if problem := flaw(act):
            raise InvalidAnswer(f"This cannot be done: {problem} Please reload the page.")
        content = {"kind": act.kind, "value": value}
        return self._append(workshop_id, act, content, by_host=by_host)

    def delete(self, workshop_id: str) -> tuple[str, ...]:
        """Delete a workshop with all that is in it, for good; say where its words may still be found.

        See Also
        --------
        netlearn_widgets.store.transfer.export_workshop : a copy, to be made before.
        """
        return delete_workshop(self.database, workshop_id)

    def read(self, workshop_id: str, since: Record | None = None) -> Record:
        """Everything known of a workshop at this moment.

        Parameters
        ----------
        workshop_id : str
        since : Record, optional
            What an earlier call returned: only what came after it is fetched, and where nothing did, it is returned
            itself.
        """
        with self.database.reading() as connection:
            return read_on(connection, workshop_id, since)

    def count(self) -> int:
        """How many answers are kept, of all workshops, corrected ones included."""
        with self.database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(tables.answers)) or 0

    def changes(self) -> Changes:
        """A way to notice commits by anybody, this process included, at the price of a glance; close it when done."""
        return watch(self.database)

    def _takes_a_host(self, workshop_id: str, act: Act) -> bool:
        """Whether only a host may do this, at this moment."""
        if act.kind not in WHERE_NOBODY_LEADS:
            return act.kind in BY_HOST
        done = tables.acts.c
        leading = (done.round == act.round) & done.kind.in_(("step", "reveal"))
        bears = (done.workshop_id == workshop_id) & (leading | (done.kind == "settings"))
        with self.database.reading() as connection:
            rows = connection.execute(select(tables.acts).where(bears).order_by(done.seq))
            acts = [one for one in map(act_of, rows) if counts(one)]
        led = any(map(leads, acts))
        return led if act.kind == "decide" else not may_show(act, settings(acts), led=led)

    def _workshops(self, *conditions: ColumnElement[bool]) -> tuple[Workshop, ...]:
        guides, here = tables.guides.c, tables.workshops.c
        newest = select(guides.toml).where(guides.workshop_id == here.id).order_by(guides.seq.desc()).limit(1)
        query = select(tables.workshops, newest.scalar_subquery().label("guide")).where(*conditions)
        with self.database.reading() as connection:
            rows = connection.execute(query.order_by(here.created, here.id))
            return tuple(workshop_of(row, row.guide) for row in rows)

    def _welcome(self, history: History, token: str, name: str) -> Participant:
        new = Participant(id=new_id(), name=keep_text(name, "The name"))
        row = {"id": new.id, "token_sha256": sha256(token), "name": new.name, "joined": new.joined}
        history.add(tables.participants, row)
        return new

    def _append(
        self,
        workshop_id: str,
        said: Answer | Proposal | Act,
        content: dict[str, Any],
        *,
        by_host: bool = False,
        read: int | None = None,
    ) -> bool:
        row = {
            "id": keep_text(said.id, "The number of what was said"),
            "round": said.round,
            "question": keep_text(said.question, "The question's key"),
            "participant": keep_text(said.participant, "The participant's number") or None,
            "at": keep_time(said.at, "When it was said"),
            **content,
        }
        table = _TABLES[type(said)]
        with writing(self.database, workshop_id) as history:
            known = history.look_up(table, said, read)
            if not known.kept:
                _check_belongs(known, said, by_host=by_host)
                if known.overtaken:
                    raise Overtaken("Something else was answered here meanwhile. It is read, and this tried again.")
                history.add(table, row)
        return not known.kept


def add_row(database: Database, connection: Connection, workshop: Workshop) -> History:
    """Add a workshop's own row and hold its history; raise StoreError when its code or id is taken."""
    row = {
        "id": keep_text(workshop.id, "The workshop's id"),
        "code": keep_text(workshop.code, "The join code"),
        "code_key": code_key(workshop.code),
        "title": keep_text(workshop.title, "The workshop's title"),
        "created": keep_time(workshop.created, "When the workshop was made"),
        "invented": workshop.invented,
        "mark": 0,
    }
    try:
        connection.execute(insert(tables.workshops), row)
    except IntegrityError as fault:
        raise StoreError(
            f"A workshop with the code {workshop.code} or the id {workshop.id} is in {database.place} already. "
            "Open that one, or take another code."
        ) from fault
    return History(database, connection, workshop.id)


def _check_belongs(known: Known, said: Answer | Proposal | Act, *, by_host: bool) -> None:
    if not known.open and not by_host:
        raise Closed("This workshop is closed: it takes no more answers. A host can open it again.")
    if not known.round:
        raise StoreError(f"The workshop has no round {said.round}. Reload the page: it then takes the open round.")
    if not known.participant and (said.participant or not by_host):
        raise StoreError(f"Nobody with the id {said.participant!r} has joined this workshop. Join first, then answer.")


def _round_row(round_: Round) -> dict[str, Any]:
    opened = keep_time(round_.opened, "When the round was opened")
    return {"number": round_.number, "title": keep_text(round_.title, "The round's title"), "opened": opened}
