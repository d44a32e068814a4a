"""Deciding by consent: what became of each wording, read from all that was said and done.

A wording is agreed when the agreement was recorded at a moment when

- it was on the table and, where a host leads the round, the positions on it had been shown;
- nobody's position stood in the way;
- enough people had taken a position: at least half of those who had taken part in the round, and at least two. Where
  only one has taken part, a group that answers as one, that one is enough;

and it stays agreed until somebody takes a position that stands in the way, or until fewer than two positions are left
in a group. Then it is open again, and that is said.

Where a host leads, a host records what came of a wording; in a self-guided round anybody who takes part may. An act
that does not fit its moment changes nothing, whoever sent it. Moving on without agreement undoes no agreement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from netlearn_widgets.model.act import Act, leads
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.removal import NOBODY
from netlearn_widgets.model.text import check_text
from netlearn_widgets.model.workshop import Answer, Proposal, new_id

__all__ = ["LONGEST_REASON", "OUTCOMES", "State", "Wording", "decide", "decided", "on_table", "refusal", "wordings"]

AGREED, MOVED_ON = OUTCOMES = ("agreed", "moved on")
"""What may be recorded of a wording."""

LONGEST_REASON = 500
"""The most characters of why a group moved on."""

_TWO = 2
_REPLACED = "This wording is not on the table any more. A newer one has taken its place."

State: TypeAlias = Literal["open", "hidden", "talk", "ready", "agreed", "moved on"]
"""Too few have taken a position; their positions are not shown yet; somebody should be heard; nobody stands in the way
and enough have answered; it was recorded as agreed; the group moved on without agreement."""

_Event: TypeAlias = Proposal | Answer | Act


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A wording and what became of it.

    Attributes
    ----------
    proposal : Proposal
    state : State
        Of a wording that was replaced: what it had come to until then.
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
    """

    proposal: Proposal
    state: State = "open"
    replaced: bool = False
    positions: Mapping[str, Answer]
    to_hear: tuple[str, ...] = ()
    missing: int = 0
    led: bool = False
    shown: bool = True
    decision: Act | None = None
    reopened: Act | None = None


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


def decided(  # noqa: PLR0913  as above
    record: Record, question: Question, proposal: str, outcome: Json, reason: Json = "", *, who: str, name: str
) -> Act:
    """The act that records what came of the wording with this id, where it can be recorded now; ``who`` "" is the host.

    Raises
    ------
    InvalidAnswer
        Saying what stands in the way.
    """
    wording = on_table(record, question) if isinstance(question, Agreement) else None
    if wording is None or wording.proposal.id != proposal:
        raise InvalidAnswer(_REPLACED)
    act = decide(wording.proposal, outcome, reason, participant=who, name=name)
    if problem := refusal(wording, act):
        raise InvalidAnswer(problem)
    return act


def refusal(wording: Wording | None, act: Act) -> str:
    """Why this act cannot record what came of this wording now, in words for whoever asked; "" where it can."""
    if wording is None or wording.replaced or act.value.get("proposal") != wording.proposal.id:
        return _REPLACED
    if wording.led and act.participant:
        return "Somebody leads this round, and records what comes of a wording."
    outcome = act.value.get("outcome")
    if outcome not in OUTCOMES:
        return "This page does not know what to record. Please reload it."
    if outcome == wording.state:
        return "This is recorded already."
    if outcome == AGREED:
        return _in_the_way(wording)
    return "This wording is agreed. To change it, put a new wording to the group." if wording.state == AGREED else ""


def _in_the_way(wording: Wording) -> str:
    if not wording.shown:
        return "The positions are not shown yet. Show them first, so that everybody with doubts can be heard."
    if wording.to_hear:
        one = len(wording.to_hear) == 1
        return f"Not agreed: {'1 person' if one else f'{len(wording.to_hear)} people'} should be heard first."
    if wording.missing:
        more = "1 more person has" if wording.missing == 1 else f"{wording.missing} more people have"
        return f"{more} to say where they stand: at least half of those who take part, and at least two."
    return ""


def wordings(record: Record, question: Agreement, round: int | None = None) -> tuple[Wording, ...]:  # noqa: A002  the word of the field
    """Every wording that was put to the group under a question in a round, the oldest first.

    The last is on the table. ``round`` None means the open round.
    """
    number = record.round.number if round is None else round
    known = record.worked_out
    place = ("wordings", question, number)
    if place not in known:
        fold = _Fold(question)
        for event in _events(record, question.key, number):
            fold.take(event)
        known[place] = (*fold.replaced, *([now] if (now := fold.on_table()) else []))
    found: tuple[Wording, ...] = known[place]
    return found


def on_table(record: Record, question: Agreement, round: int | None = None) -> Wording | None:  # noqa: A002  as above
    """The wording that is on the table, with what became of it; None where there is none."""
    return next(reversed(wordings(record, question, round)), None)


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

    def __init__(self, question: Agreement) -> None:
        self.replaced: list[Wording] = []
        self._question = question
        self._proposal: Proposal | None = None
        self._newest: dict[str, Answer] = {}
        self._here: set[str] = set()
        self._led = self._shown = False
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
        self._proposal, self._shown = proposal, False
        self._decision = self._reopened = None

    def _act(self, act: Act) -> None:
        self._led = self._led or leads(act)
        if act.question != self._question.key or not isinstance(act.value, dict):
            return
        if act.kind == "reveal":
            self._shown = act.value.get("shown") is True
        elif act.kind == "decide" and not refusal(self.on_table(), act):
            self._decision, self._reopened = act, None

    def _hold(self) -> None:
        """Open an agreement again that no longer fits what people say."""
        if self._decision and self._decision.value["outcome"] == AGREED:
            positions = self._positions()
            if self._to_hear(positions) or len(positions) < min(_TWO, len(self._here)):
                self._decision, self._reopened = None, self._decision

    def on_table(self) -> Wording | None:
        """The wording on the table at this moment."""
        if self._proposal is None:
            return None
        positions = self._positions()
        taking_part = len(self._here)
        needed = max(1, min(_TWO, taking_part), (taking_part + 1) // 2)
        now = Wording(
            proposal=self._proposal,
            positions=positions,
            to_hear=self._to_hear(positions),
            missing=max(needed - len(positions), 0),
            led=self._led,
            shown=self._shown or not self._led,
            decision=self._decision,
            reopened=self._reopened,
        )
        return replace(now, state=_state(now))

    def _positions(self) -> dict[str, Answer]:
        return {who: answer for who, answer in self._newest.items() if self._is_about(answer)}

    def _is_about(self, answer: Answer) -> bool:
        value, proposal = answer.value, self._proposal
        return proposal is not None and self._question.fits(value) and bool(value["proposal"] == proposal.id)

    def _to_hear(self, positions: Mapping[str, Answer]) -> tuple[str, ...]:
        taken = {who: self._question.position(str(answer.value.get("position"))) for who, answer in positions.items()}
        return tuple(who for who, position in taken.items() if position.group == "hear")


def _state(now: Wording) -> State:
    if now.decision is not None:
        outcome: State = now.decision.value["outcome"]
        return outcome
    if now.positions and not now.shown:
        return "hidden"
    if now.to_hear:
        return "talk"
    return "open" if now.missing else "ready"
