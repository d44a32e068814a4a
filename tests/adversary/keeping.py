"""A course as a store keeps it, in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from adversary.guide import GUIDE
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.deciding import attempt
from netlearn_widgets.model.leaving import left
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.removal import NOBODY
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Round, Workshop

__all__ = ["START", "Event", "Kept", "save_id", "value_of"]

START = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


class Event(NamedTuple):
    """One thing that somebody does: "answer", "propose", "attempt", "round", "remove" or an act; ``who`` "" is a host.

    Of an answer ``value`` is what is said, a token for each piece by its name; nothing takes it back.
    """

    kind: str
    who: str = ""
    question: str = ""
    value: Json = None


def value_of(question: str, said: Mapping[str, str], wording: Proposal | None = None) -> Json:
    """Return the answer that says these tokens."""
    if not said:
        return None
    if question == "ideas":
        return [{"id": name, "text": token} for name, token in said.items()]
    if question == "grid":
        return dict(said)
    if question == "consent":
        position, _, reason = said[""].partition("~")
        return {"proposal": wording.id if wording else "none", "position": position, "reason": reason}
    return said[""]


_FIRST = 1  # in the history: the round


def save_id(at: int) -> str:
    """Return the id of an answer that is the event in this place of a course."""
    return f"a{at + _FIRST + 1}"


class Kept:
    """A workshop as it goes on; ``record`` is what a store would read."""

    def __init__(self, people: tuple[str, ...]) -> None:
        self.record = Record(
            workshop=Workshop(code="KRTM-27", title="Falls", guide="", id="w", created=START),
            rounds=(Round(number=1, title="", opened=START, seq=1),),
            participants=tuple(Participant(id=who, name="", joined=START) for who in people),
            questions=GUIDE.questions,
        )
        self.number = _FIRST

    def do(self, event: Event) -> str:
        """Let this happen, and return the words that whoever did it is answered with, if any."""
        self.number += 1
        does = getattr(self, f"_{event.kind}", self._act)
        return str(does(event) or "")

    @property
    def round(self) -> int:
        return self.record.round.number

    def _where(self, letter: str) -> dict[str, Json]:
        at = START + dt.timedelta(seconds=self.number)
        return {"id": f"{letter}{self.number}", "seq": self.number, "at": at, "round": self.round}

    def _grow(self, **news: Json) -> None:
        known = self.record
        self.record = known.grown(
            Record(**{"workshop": known.workshop, "participants": known.participants, "rounds": (), **news})
        )

    def _answer(self, event: Event) -> None:
        value = value_of(event.question, event.value, self.record.proposal(event.question))
        answer = Answer(question=event.question, participant=event.who, value=value, **self._where("a"))
        self._grow(answers=(answer,))

    def _propose(self, event: Event) -> None:
        proposal = Proposal(question=event.question, text=event.value, participant=event.who, **self._where("p"))
        self._grow(proposals=(proposal,))

    def _attempt(self, event: Event) -> str:
        question, wording = GUIDE.question(event.question), self.record.proposal(event.question)
        name = f"d{self.number}"
        act, problem = attempt(
            self.record, question, wording.id if wording else "", event.value, who=event.who, name=name
        )
        if act:
            self._grow(acts=(replace(act, **self._where("d")),))
        return problem

    def _round(self, event: Event) -> None:  # noqa: ARG002  as every event
        where = self._where("r")
        new = Round(number=self.round + 1, title="", opened=where["at"], seq=where["seq"])
        self._grow(rounds=(new,))

    def _act(self, event: Event) -> None:
        act = Act(
            kind=event.kind, value=event.value, question=event.question, participant=event.who, **self._where("x")
        )
        self._grow(acts=(act,))

    def _remove(self, event: Event) -> None:
        """Take somebody out, as `netlearn_widgets.store.removing` does."""
        who, record = event.who, self.record
        said = [*record.answers, *(act for act in record.acts if act.kind == "dots")]
        places = {(one.round, one.question) for one in said if one.participant == who}
        record = replace(record, proposals=self._wordings_left(who))
        marks = [replace(act, seq=self.number, id=f"l{self.number}") for act in left(record, who, places)]
        marked = {(act.round, act.question) for act in marks}
        acts = [act for act in self._acts_left(who) if act.kind != "left" or (act.round, act.question) not in marked]
        self.record = replace(
            record,
            answers=tuple(one for one in record.answers if one.participant != who),
            acts=(*acts, *marks),
            participants=tuple(one for one in record.participants if one.id != who),
        )

    def _wordings_left(self, who: str) -> tuple[Proposal, ...]:
        others = [one.value for one in self.record.answers if one.participant != who]
        spoken_of = {value.get("proposal") for value in others if isinstance(value, dict)}
        kept = (one for one in self.record.proposals if one.participant != who or one.id in spoken_of)
        return tuple(replace(one, participant=NOBODY) if one.participant == who else one for one in kept)

    def _acts_left(self, who: str) -> list[Act]:
        used = {theme for act in self.record.acts if act.participant != who for theme in _themes(act)}
        kept = []
        for act in self.record.acts:
            alone = act.kind == "dots" or (act.kind == "theme" and not used.intersection(_themes(act)))
            if act.participant != who:
                kept.append(act)
            elif not alone:
                value = act.value | {"reason": ""} if act.kind == "decide" else act.value
                kept.append(replace(act, participant=NOBODY, value=value))
        return kept


def _themes(act: Act) -> set[str]:
    """The themes an act speaks of; dots do not count, for where they lie is not for everybody to know."""
    return {str(act.value.get("theme", ""))} - {""} if act.kind != "dots" and isinstance(act.value, dict) else set()
