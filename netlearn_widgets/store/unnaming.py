"""What hosts are asked when somebody who left is still named by others, and what they decide about it.

Whoever leaves takes what is theirs; what others said is not theirs to change. Where others name them, in a place for
names (`netlearn_widgets.model.removal`), a question is filed for the hosts. Of the name it holds a fingerprint alone:
the name itself stands where others wrote it, and nowhere else. A host, or the owner of the data file, may

- take the name out (``out``): others' answers are written anew without it, in all of their history, and what they were
  before is kept beside the question;
- put it back (``back``), as often as they like, also into what its writer has made of the answer since;
- leave it (``leave``), or close the question after the name was taken out (``done``): then the fingerprint is deleted,
  and with it what the answers were before.

All of it is one row among the acts, of the kind `UNTOLD`, that no record and no export holds. With each decision every
answer becomes its own words without the names that are out, so that questions may be decided and undone in any order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from netlearn_widgets.model.act import UNTOLD
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.putting_back import put_back
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.removal import Means, Places, names_in, places_of, without, written_in
from netlearn_widgets.model.text import fold
from netlearn_widgets.model.workshop import new_id, now
from netlearn_widgets.store import tables
from netlearn_widgets.store.history import History
from netlearn_widgets.store.values import keep_json

__all__ = ["Asked", "Unnaming"]

_Place = tuple[int, str]
"""A round, and the key of a question in it."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question about somebody who left and whom others name.

    Attributes
    ----------
    id : str
    written : tuple of str
        The name as others wrote it, in all its spellings.
    places : Places
        Where it stands, or stood before it was taken out.
    out : bool
        Whether it is taken out, and can be put back.
    borne : bool
        Whether somebody in the workshop bears the name now: then it stays theirs.
    """

    id: str
    written: tuple[str, ...]
    places: Places
    out: bool
    borne: bool


@dataclass
class _Question:
    id: str
    names: list[str]
    out: bool = False


@dataclass
class Unnaming:
    """A workshop's open questions about names, while one transaction reads or writes them.

    Attributes
    ----------
    reach : int
        The place in the history up to which ``before`` holds what was taken out; an answer after it was made from one
        without the names that were out.
    touched : set of (int, str)
        The rounds and questions whose answers were written anew.
    """

    connection: Connection
    workshop_id: str
    questions: list[_Question] = field(default_factory=list)
    before: dict[str, Json] = field(default_factory=dict)
    reach: int = 0
    touched: set[_Place] = field(default_factory=set)
    _id: str = ""

    @classmethod
    def read(cls, connection: Connection, workshop_id: str) -> Unnaming:
        """Read what is open."""
        here = (tables.acts.c.workshop_id == workshop_id) & (tables.acts.c.kind == UNTOLD)
        row = connection.execute(select(tables.acts).where(here)).one_or_none()
        if row is None:
            return cls(connection, workshop_id)
        value = json.loads(row.value)
        questions = [_Question(**one) for one in value["questions"]]
        return cls(connection, workshop_id, questions, value["before"], value.get("reach", row.seq), _id=row.id)

    def keep(self, history: History) -> None:
        """Keep what is open; where nothing is, no trace of it."""
        here = tables.acts.c.id == self._id
        if not self.questions:
            self.connection.execute(delete(tables.acts).where(here))
            return
        held = {"questions": [vars(one) for one in self.questions], "before": self.before, "reach": self.reach}
        value = keep_json(held, "The question")
        if self._id:
            self.connection.execute(update(tables.acts).where(here).values(value=value))
            return
        self._id = new_id()
        newest = select(tables.rounds.c.number).where(tables.rounds.c.workshop_id == self.workshop_id)
        number = self.connection.execute(newest.order_by(tables.rounds.c.number.desc()).limit(1)).scalar_one()
        row = {"id": self._id, "kind": UNTOLD, "round": number, "question": "", "participant": None, "at": now()}
        history.add(tables.acts, row | {"value": value})

    def ask(self, names: Collection[str]) -> None:
        """File a question about somebody with these names, as `fold` gives them; the same question is asked once."""
        marks = sorted(self._mark(name) for name in names)
        if all(one.names != marks for one in self.questions):
            self.questions.append(_Question(new_id(), marks))

    def asked(self) -> Iterator[Asked]:
        """Each open question, as it stands now."""
        if not self.questions:
            return
        answers = self._answers()
        borne = {self._mark(name) for name in self._borne(answers)}
        said = list(self._own(answers))
        for one in self.questions:
            means = self._means(one.names)
            written = {name for _, value in said for name in written_in(value, means)}
            yield Asked(
                id=one.id,
                written=tuple(sorted(written)),
                places=places_of(said, means),
                out=one.out,
                borne=bool(borne.intersection(one.names)),
            )

    def decide(self, question: str, decision: str) -> None:
        """Decide one question; raise NetlearnError where it cannot be."""
        one = next((one for one in self.questions if one.id == question), None)
        if one is None:
            raise NetlearnError("This question was closed meanwhile. Nothing was changed.")
        if decision not in (("back", "done") if one.out else ("out", "leave")):
            raise NetlearnError("This was decided meanwhile. Look at the question again.")
        if decision == "out" and {self._mark(name) for name in self._borne(self._answers())}.intersection(one.names):
            raise NetlearnError("Somebody in the workshop has this name too: it stays with them. Leave it.")
        if decision in ("out", "back"):
            one.out = decision == "out"
            self._write()
            return
        if decision == "done":
            self._write()  # what was said since then names them no more either
            means = self._means(one.names)
            self.before = {key: without(value, means) for key, value in self.before.items()}
        self.questions.remove(one)
        self._forget_unchanged()

    def take_out(self, means: Means) -> int:
        """Take somebody out for good, of what is said and of what is kept to be put back; say of how many answers."""
        self.before = {key: without(value, means) for key, value in self.before.items()}
        return sum(self._rewrite(row, without(json.loads(row.value), means)) for row in self._answers())

    def forget_deleted(self) -> None:
        """Keep nothing of answers that are there no more."""
        there = {row.id for row in self._answers()}
        self.before = {key: value for key, value in self.before.items() if key in there}

    def _write(self) -> None:
        """Bring every answer to its own words without the names that are out."""
        means = self._means([name for one in self.questions if one.out for name in one.names])
        for row, own in list(self._own(self._answers())):
            self._rewrite(row, without(own, means))
            self.before[row.id] = own
            self.reach = row.seq
        self._forget_unchanged()

    def _own(self, answers: list[Row[Any]]) -> Iterator[tuple[Row[Any], Json]]:
        """Answers and what their writers said, or would have: no name is out of it."""
        last: dict[tuple[Any, ...], tuple[Json, Json]] = {}
        for row in answers:
            place = row.round, row.question, row.participant
            own = value = json.loads(row.value)
            if row.id in self.before:
                own = self.before[row.id]
            elif row.seq > self.reach and place in last:
                own = put_back(value, *last[place])
            last[place] = value, own
            yield row, own

    def _forget_unchanged(self) -> None:
        now_ = {row.id: json.loads(row.value) for row in self._answers()}
        self.before = {key: own for key, own in self.before.items() if key in now_ and own != now_[key]}

    def _rewrite(self, row: Row[Any], kept: Json) -> bool:
        text = keep_json(kept, "The answer")
        if text == row.value:
            return False
        self.connection.execute(update(tables.answers).where(tables.answers.c.id == row.id).values(value=text))
        self.touched.add((row.round, row.question))
        return True

    def _answers(self) -> list[Row[Any]]:
        here = tables.answers.c.workshop_id == self.workshop_id
        return list(self.connection.execute(select(tables.answers).where(here).order_by(tables.answers.c.seq)))

    def _borne(self, answers: list[Row[Any]]) -> set[str]:
        """What people of the workshop are called, by themselves."""
        here = tables.participants.c.workshop_id == self.workshop_id
        joined = self.connection.execute(select(tables.participants.c.name).where(here)).scalars()
        return {
            fold(name) for name in [*joined, *(name for row in answers for name in names_in(json.loads(row.value)))]
        }

    def _mark(self, name: str) -> str:
        """Return a fingerprint of a folded name: enough to know it again where it stands."""
        return hashlib.sha256(f"{self.workshop_id}\n{name}".encode()).hexdigest()

    def _means(self, marks: Collection[str]) -> Means:
        return lambda written: self._mark(fold(written)) in marks
