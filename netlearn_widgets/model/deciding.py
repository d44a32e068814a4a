"""Deciding by consent: what became of each wording, read from all that was said and done.

A wording is agreed when the agreement was recorded at a moment when

- it was on the table and, where a host leads the round or shows all results, the positions on it had been shown;
- enough people had taken a position: at least half of those who had taken part in the round, and at least two. Where
  only one has taken part, a group that answers as one, that one is enough;
- nobody's position stood in the way, whether it could be seen or not;

and it stays agreed until somebody takes a position that stands in the way, or until fewer than two positions are left
in a group. Then it is open again, and that is said.

Where a host leads, a host records what came of a wording; in a self-guided round anybody who takes part may. An act
that does not fit its moment changes nothing, whoever sent it. Moving on without agreement undoes no agreement.

What a group learns of this it learns from the positions it may see, with two exceptions, which a page says before
anybody takes a position: that an agreement is open again, and, once somebody tries to record one, that somebody stands
in the way. Neither gives a name or a number; the moment, or who was seen to answer, may tell. Trying is done before
everybody: the act is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from netlearn_widgets.model.act import Act, leads, shows
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.removal import NOBODY
from netlearn_widgets.model.settings import Settings, may_show
from netlearn_widgets.model.text import check_text
from netlearn_widgets.model.workshop import Answer, Proposal, new_id

__all__ = [
    "LONGEST_REASON",
    "OUTCOMES",
    "State",
    "Wording",
    "attempt",
    "decide",
    "is_objected",
    "may_try",
    "on_table",
    "refusal",
    "seen_on",
    "state_of",
    "wordings",
]

AGREED, MOVED_ON = OUTCOMES = ("agreed", "moved on")
"""What may be recorded of a wording."""

LONGEST_REASON = 500
"""The most characters of why a group moved on."""

_TWO = 2
_HEAR_FIRST = "Not agreed: somebody should be heard first."
_REPLACED = "This wording is not on the table any more. A newer one has taken its place."

State: TypeAlias = Literal["open", "hidden", "talk", "ready", "agreed", "moved on"]
"""Too few have taken a position; their positions are not shown yet; somebody should be heard; nobody is seen to stand
in the way and enough have answered; it was recorded as agreed; the group moved on without agreement."""

_Event: TypeAlias = Proposal | Answer | Act


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A wording and what became of it, for whoever may know all of it; what the group knows is in `state_of`.

    Of a wording that was replaced all is as it was until then.

    Attributes
    ----------
    proposal : Proposal
    replaced : bool
        Whether a newer wording has taken its place.
    positions : mapping
        Who took which position on it, in the order people first answered.
    to_hear : tuple of str
        Those whose position stands in the way.
    missing : int
        How many more have to take a position before it can be agreed.
    led : bool
        Whether a host leads the round.
    shown : bool
        Whether the positions may be seen by everybody; where nobody leads, by everybody who took one.
    decision : Act or None
        What holds: the agreement, or that the group moved on.
    reopened : Act or None
        The agreement that no longer holds, because of what somebody said later.
    objected : bool
        Whether the group has learnt that somebody stands in the way, whose position it may not see.
    """

    proposal: Proposal
    replaced: bool = False
    positions: Mapping[str, Answer]
    to_hear: tuple[str, ...] = ()
    missing: int = 0
    led: bool = False
    shown: bool = True
    decision: Act | None = None
    reopened: Act | None = None
    objected: bool = False


def seen_on(record: Record, question: Agreement, wording: Wording) -> list[Answer]:
    """The positions on a wording that may be seen; none while they are hidden, or held back as too few."""
    disclosed = record.disclosure_of(wording.proposal)
    seen = [answer for answer in disclosed.answers.values() if question.fits(answer.value)]
    return seen if wording.shown and len(seen) >= disclosed.threshold else []


def state_of(question: Agreement, wording: Wording, seen: Collection[Answer]) -> State:
    """What a group knows of what became of a wording, when these are the positions that it may see."""
    if wording.decision is not None:
        outcome: State = wording.decision.value["outcome"]
        return outcome
    if (wording.objected and not _sees_all(wording, seen)) or any(_hears(question, answer) for answer in seen):
        return "talk"
    if wording.positions and not seen:
        return "hidden"
    return "open" if wording.missing else "ready"


def is_objected(record: Record, question: Agreement) -> bool:
    """Whether the group knows that somebody stands in the way of the wording on the table."""
    wording = on_table(record, question)
    return wording is not None and state_of(question, wording, seen_on(record, question, wording)) == "talk"


def _sees_all(wording: Wording, seen: Collection[Answer]) -> bool:
    """Whether everybody's newest position is seen; one that was taken again waits as one that changed does."""
    return {answer.id for answer in seen} == {answer.id for answer in wording.positions.values()}


def _hears(question: Agreement, answer: Answer) -> bool:
    """Whether a position stands in the way: whoever took it should be heard."""
    return question.position(str(answer.value.get("position"))).group == "hear"


def decide(proposal: Proposal, outcome: Json, reason: Json = "", *, participant: str = "", name: str = "") -> Act:
    """Record what came of this wording: that it is agreed, or that the group moved on, and why.

    Raises
    ------
    InvalidAnswer
        When there is no such outcome, or the reason cannot be kept.
    """
    if outcome not in OUTCOMES:
        problem = f"A wording is agreed, or the group moves on; not {outcome!r:.40}."
        raise InvalidAnswer(problem)
    kept = check_text(reason, what="The reason", longest=LONGEST_REASON, lines=True)
    return Act(
        id=name or new_id(),
        kind="decide",
        value={"proposal": proposal.id, "outcome": outcome, "reason": kept},
        question=proposal.question,
        participant=participant,
        round=proposal.round,
    )


def attempt(  # noqa: PLR0913  as above
    record: Record, question: Question, proposal: str, outcome: Json, reason: Json = "", *, who: str, name: str
) -> tuple[Act | None, str]:
    """Return the act that records what came of the wording with this id, and why it changes nothing; "" where it does.

    ``who`` "" is the host. The act is to be kept also where somebody stands in the way, for then the group learns that;
    it is None where it was kept before, or nobody learns anything from it.
    """
    if not isinstance(question, Agreement) or (wording := on_table(record, question)) is None:
        return None, _REPLACED
    if wording.proposal.id != proposal:
        return None, _REPLACED
    if any(act.id == name for act in record.acts):  # sent again, for the page did not hear that it was kept
        return None, "" if wording.decision is not None and wording.decision.id == name else _HEAR_FIRST
    act = decide(wording.proposal, outcome, reason, participant=who, name=name)
    problem = refusal(wording, act)
    return act if not problem or (problem == _HEAR_FIRST and not wording.objected) else None, problem


def may_try(record: Record, question: Agreement, outcome: str, *, who: str) -> bool:
    """Whether nothing that everybody may know forbids this outcome now; ``who`` "" is the host."""
    wording = on_table(record, question)
    if wording is None:
        return False
    problem = refusal(wording, decide(wording.proposal, outcome, participant=who))
    return not problem or (problem == _HEAR_FIRST and not _sees_all(wording, seen_on(record, question, wording)))


def refusal(wording: Wording | None, act: Act) -> str:
    """Why this act cannot record what came of this wording now, in words for whoever asked; "" where it can."""
    if wording is None or wording.replaced or act.value.get("proposal") != wording.proposal.id:
        return _REPLACED
    if wording.led and act.participant:
        return "Somebody leads this round, and records what comes of a wording."
    outcome = act.value.get("outcome")
    recorded = wording.decision and wording.decision.value["outcome"]
    if outcome not in OUTCOMES:
        return "This page does not know what to record. Please reload it."
    if outcome == recorded:
        return "This is recorded already."
    if outcome == AGREED:
        return _in_the_way(wording)
    return "This wording is agreed. To change it, put a new wording to the group." if recorded == AGREED else ""


def _in_the_way(wording: Wording) -> str:
    if not wording.shown:
        return "The positions are not shown yet. Show them first, so that everybody with doubts can be heard."
    if wording.missing:
        more = "1 more person has" if wording.missing == 1 else f"{wording.missing} more people have"
        return f"{more} to say where they stand: at least half of those who take part, and at least two."
    return _HEAR_FIRST if wording.to_hear else ""


def wordings(record: Record, question: Agreement, round: int | None = None) -> tuple[Wording, ...]:  # noqa: A002  the word of the field
    """Every wording that was put to the group under a question in a round, the oldest first.

    The last is on the table. ``round`` None means the open round.
    """
    number = record.round.number if round is None else round
    known = record.worked_out
    place = ("wordings", question, number)
    if place not in known:
        fold = _Fold(question, record.settings, waits=_waits(record, question, number))
        for event in _events(record, question.key, number):
            fold.take(event)
        known[place] = (*fold.replaced, *([now] if (now := fold.on_table()) else []))
    found: tuple[Wording, ...] = known[place]
    return found


def on_table(record: Record, question: Agreement, round: int | None = None) -> Wording | None:  # noqa: A002  as above
    """The wording that is on the table, with what became of it; None where there is none."""
    return next(reversed(wordings(record, question, round)), None)


def _waits(record: Record, question: Agreement, number: int) -> bool:
    """Whether positions wait to be shown, also where no host leads: see `Picture.waits`."""
    held = record.settings
    if held.protected or held.reveal != "together":
        return held.waits
    openly = record.disclosure(question.key, number).openly
    return any(answer.participant not in openly for answer in record.said(question.key, number))


def _events(record: Record, question: str, number: int) -> list[_Event]:
    """What bears on a question in a round, in the order it was recorded.

    Of what was said to other questions that is what shows, for the first time, that somebody takes part.

    What no store has kept is ordered by its time, what was said before what was done at the same moment. Times are
    taken as never going back among things of one kind: what somebody said last is what counts, whatever a clock said.
    """
    timed: list[tuple[tuple[int, dt.datetime], _Event]] = []
    kinds: tuple[tuple[_Event, ...], ...] = (record.proposals, record.answers, record.acts)
    for events in kinds:
        last, here = dt.datetime.min.replace(tzinfo=dt.UTC), set[str]()
        for event in events:
            if event.round != number:
                continue
            last = max(last, event.at)
            if event.question == question or isinstance(event, Act) or event.participant not in here:
                timed.append(((event.seq, last), event))
                here.add(event.participant)
    return [event for _, event in sorted(timed, key=lambda one: one[0])]


class _Fold:
    """What is known of the wordings under one question, while all that happened in a round goes by."""

    def __init__(self, question: Agreement, held: Settings, *, waits: bool) -> None:
        self._settings, self._waits = held, waits
        self.replaced: list[Wording] = []
        self._question = question
        self._proposal: Proposal | None = None
        self._newest: dict[str, Answer] = {}
        self._here: set[str] = set()
        self._led = self._shown = self._hid = self._objected = False
        self._decision: Act | None = None
        self._reopened: Act | None = None

    def take(self, event: _Event) -> None:
        """See what this event changes."""
        if isinstance(event, Act):
            self._act(event)
            return
        new = event.participant != NOBODY and event.participant not in self._here
        if new:
            self._here.add(event.participant)
        if event.question == self._question.key:
            if isinstance(event, Proposal):
                self._propose(event)
            else:
                self._newest[event.participant] = event
        elif not new:
            return
        self._hold()

    def _propose(self, proposal: Proposal) -> None:
        if (before := self.on_table()) is not None:
            self.replaced.append(replace(before, replaced=True))
        self._proposal, self._shown, self._hid, self._objected = proposal, False, False, False
        self._decision = self._reopened = None

    def _act(self, act: Act) -> None:
        led, self._led = self._led, self._led or leads(act)
        if act.question != self._question.key or not isinstance(act.value, dict):
            return
        if act.kind == "reveal":
            if may_show(act, self._settings, led=led, hid=self._hid):
                self._shown = shows(act)
                self._hid = not self._shown
        elif act.kind == "decide":
            problem = refusal(self.on_table(), act)
            if not problem:
                self._decision, self._reopened = act, None
            if problem in ("", _HEAR_FIRST):
                self._objected = bool(problem)

    def _hold(self) -> None:
        """Open an agreement again that no longer fits what people say."""
        if self._decision and self._decision.value["outcome"] == AGREED:
            positions = self._positions()
            to_hear = bool(self._to_hear(positions))
            if to_hear or len(positions) < min(_TWO, len(self._here)):
                self._decision, self._reopened, self._objected = None, self._decision, to_hear

    def on_table(self) -> Wording | None:
        """The wording on the table at this moment."""
        if self._proposal is None:
            return None
        positions = self._positions()
        taking_part = len(self._here)
        needed = max(1, min(_TWO, taking_part), (taking_part + 1) // 2)
        return Wording(
            proposal=self._proposal,
            positions=positions,
            to_hear=self._to_hear(positions),
            missing=max(needed - len(positions), 0),
            led=self._led,
            shown=self._shown or not (self._led or self._waits),
            decision=self._decision,
            reopened=self._reopened,
            objected=self._objected,
        )

    def _positions(self) -> dict[str, Answer]:
        return {who: answer for who, answer in self._newest.items() if self._is_about(answer)}

    def _is_about(self, answer: Answer) -> bool:
        value, proposal = answer.value, self._proposal
        return proposal is not None and self._question.fits(value) and bool(value["proposal"] == proposal.id)

    def _to_hear(self, positions: Mapping[str, Answer]) -> tuple[str, ...]:
        return tuple(who for who, answer in positions.items() if _hears(self._question, answer))
