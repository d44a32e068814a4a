"""What a small group may see of its own answers: in a group of ten, a bar that moves names whoever has just answered.

The rule, for one question in one round:

1. Nothing is shown while fewer people than the threshold have answered.
2. A picture that was seen moves only when the answers of at least `BATCH` people are new, changed or taken back; then
   it shows all of them. Saving the same answer again is no change. Nor does it come closer than that to any picture
   that was seen earlier, unless it is the same again.
3. In a round that a host leads nothing is shown until the host reveals it. A reveal shows the newest answers where that
   keeps 1 and 2, and else the picture that was seen before. What was never revealed is shown once the next round is
   open; what the host hid stays hidden.
4. When somebody is taken out, their answer leaves at once. So that nobody can tell what it was, the newest answers of
   others leave with it until `BATCH` people are affected, and come back with the next batch; where fewer than the
   threshold would be left, nothing is shown until enough is new.
5. A new wording to agree on begins anew, and waits for a reveal of its own.
6. Where a workshop is not protected, everything is shown at once.

All of this is read from the history alone, so every page, frame, export and plan shows the same picture.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain
from typing import Literal, TypeAlias, TypeVar

from netlearn_widgets.model.act import Act, leads
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.settings import BATCH, Settings, settings
from netlearn_widgets.model.workshop import Answer, Proposal, Round

__all__ = ["HIDES", "Moment", "Showing", "Why", "differing", "is_about", "may_follow", "moment", "showing"]

Why: TypeAlias = Literal["", "few", "unrevealed", "batch", "later"]
"""Nothing is held back; too few answered; the host has not shown it; the rest waits for more; all waits for more."""

HIDES = frozenset({"reveal", "left"})
"""The kinds of act that bear on what is shown of the question they are about; settings, and beginning to lead a round,
bear on all questions, and no other act on any."""

Moment: TypeAlias = tuple[int, dt.datetime]

_Said = TypeVar("_Said", Answer, Act)


def moment(said: Answer | Proposal | Act | Round) -> Moment:
    """Where something stands in the history; what no store has kept is ordered by its time."""
    return said.seq, said.opened if isinstance(said, Round) else said.at


@dataclass(frozen=True, kw_only=True)
class Showing:
    """What may be shown of the answers to one question in one round; two that show and say the same are equal.

    Attributes
    ----------
    answers : mapping
        The answers that may be shown, by participant, in the order people first answered.
    answered : int
        How many people have answered: never held back.
    waiting : int
        Of how many people the answer is not shown as it stands.
    why : str
        Why something is held back: see `Why`.
    hidden : bool
        Whether the round is led and a host has not shown this, or has hidden it.
    threshold : int
        From how many answers on something is shown; 1 where the workshop is not protected.
    pictures : tuple of mapping
        Every picture that was seen since somebody was taken out, in order; the last may be hidden by now.
    seen : mapping
        The answers of the newest picture, whether it is shown now or not.
    after : int
        After how many answers of the history it was made.
    gone : int
        How many people were taken out of it since.
    """

    answers: Mapping[str, Answer]
    answered: int
    waiting: int
    why: Why
    hidden: bool
    threshold: int
    pictures: tuple[Mapping[str, Answer], ...] = field(compare=False)
    seen: Mapping[str, Answer] = field(compare=False)
    after: int = field(compare=False)
    gone: int = field(compare=False)


def showing(
    question: str,
    answers: Iterable[Answer],
    acts: Iterable[Act] = (),
    proposals: Iterable[Proposal] = (),
    after: Iterable[Round] = (),
) -> Showing:
    """Fold the history of one question in one round into what may be shown.

    Parameters
    ----------
    question : str
        Its key.
    answers, proposals : iterable
        Everything said to it, and every wording put to the group under it, in the order it was recorded.
    acts : iterable of Act
        What was done in the round, and all settings.
    after : iterable of Round
        The rounds opened since.

    Examples
    --------
    >>> four = [Answer(question="stage", participant=who, value="emerging") for who in "abcd"]
    >>> held = showing("stage", four)
    >>> len(held.answers), held.answered, held.why
    (0, 4, 'few')
    >>> fifth = Answer(question="stage", participant="e", value="dormant")
    >>> len(showing("stage", [*four, fifth]).answers)
    5
    """
    wordings = list(proposals)
    held = _Held(question, wordings[-1] if wordings else None)
    history: list[Iterable[Answer | Proposal | Act | Round]] = [answers, acts, wordings, after]
    for said in merge(*history, key=moment):
        held.take(said)
    return held.result()


def is_about(position: Json, proposal: Proposal | None) -> bool:
    """Whether an answer stands: it was not taken back, and it is about the wording on the table where there is one."""
    if position is None or proposal is None:
        return position is not None
    return isinstance(position, dict) and position.get("proposal") == proposal.id


class _Held:
    """What was seen so far of one question, and what is new since."""

    def __init__(self, question: str, wording: Proposal | None) -> None:
        self._question, self._wording = question, wording
        self._said: list[Answer] = []
        self._now: dict[str, Answer] = {}
        self._seen: dict[str, Answer] = {}
        self._seen_after = 0
        self._gone = 0
        self._new: set[str] = set()  # whose answer now is not the one that was seen
        self._agreed: list[Act] = []
        self._settings = Settings()
        self._led = False
        self._revealed: bool | None = None
        self._over = False
        self._pictures: list[dict[str, Answer]] = []

    def take(self, said: Answer | Proposal | Act | Round) -> None:
        """Go on by one thing said or done."""
        if isinstance(said, Answer):
            self._answer(said)
        elif isinstance(said, Act):
            if not self._bears(said):
                return
            self._act(said)
        elif isinstance(said, Proposal):
            self._revealed = None
        else:
            self._over = True
        self._move()

    def _answer(self, answer: Answer) -> None:
        self._said.append(answer)
        who = answer.participant
        _put(self._now, answer, self._wording)
        (self._new.add if _differ(self._now.get(who), self._seen.get(who)) else self._new.discard)(who)

    def _bears(self, act: Act) -> bool:
        """Whether this picture depends on an act; on any other it does not even move."""
        is_ours = act.kind in HIDES and act.question == self._question
        return is_ours or act.kind == "settings" or (leads(act) and not self._led)

    def _act(self, act: Act) -> None:
        self._led = self._led or leads(act)
        if act.kind == "settings":
            self._agreed.append(act)
            self._settings = settings(self._agreed)
        elif act.kind == "reveal" and act.question == self._question:
            self._revealed = act.value["shown"]
        elif act.kind == "left" and act.question == self._question:
            self._take_out(act.value["after"], act.value["gone"])

    def _take_out(self, after: int, gone: int) -> None:
        """Go on from the picture that was seen before somebody was taken out: now it is without them."""
        self._seen, self._seen_after, self._gone = self._after(after), after, gone
        self._pictures.clear()
        self._new = differing(self._now, self._seen)

    def _move(self) -> None:
        """Let the picture move to the newest answers that may be seen, where any may."""
        if self._hidden or not (self._new or self._gone):
            return
        if not self._settings.protected or self._may_see(self._now, len(self._new)):
            self._see(len(self._said), self._now)
        elif self._gone:
            self._go_back()

    def _go_back(self) -> None:
        """Show what had been said a little earlier: others' answers leave with that of whoever was taken out."""
        for count in reversed(range(len(self._said))):
            stood = self._after(count)
            if len(stood) < self._settings.threshold:
                return
            if self._may_see(stood, len(differing(stood, self._seen))):
                self._see(count, stood)
                return

    def _may_see(self, answers: dict[str, Answer], moved: int) -> bool:
        """Whether these are enough, and far enough from every picture that was seen; ``moved`` is from the last."""
        return moved + self._gone >= BATCH and may_follow(answers, self._pictures, self._settings.threshold)

    def _see(self, count: int, answers: Mapping[str, Answer]) -> None:
        self._seen, self._seen_after, self._gone = dict(answers), count, 0
        self._new = differing(self._now, self._seen)
        self._pictures.append(self._seen)

    def _after(self, count: int) -> dict[str, Answer]:
        """What stood when so many answers had been recorded."""
        stood: dict[str, Answer] = {}
        for answer in self._said[:count]:
            _put(stood, answer, self._wording)
        return stood

    @property
    def _hidden(self) -> bool:
        return self._led and not (self._revealed or (self._over and self._revealed is None))

    @property
    def _why(self) -> Why:
        if self._hidden:
            return "unrevealed"
        if not self._settings.protected:
            return ""
        if len(self._now) < self._settings.threshold:
            return "few"
        if self._gone or len(self._seen) < self._settings.threshold:
            return "later"
        return "batch" if self._new else ""

    def result(self) -> Showing:
        shown = self._seen if self._why in ("", "batch") else {}
        first = dict.fromkeys(answer.participant for answer in self._said)
        return Showing(
            answers={who: shown[who] for who in first if who in shown},
            answered=len(self._now),
            waiting=len(differing(self._now, shown)),
            why=self._why if self._now or self._seen else "",
            hidden=self._hidden,
            threshold=self._settings.threshold if self._settings.protected else 1,
            pictures=tuple(self._pictures),
            seen=self._seen,
            after=self._seen_after,
            gone=self._gone,
        )


def _put(stood: dict[str, Answer], answer: Answer, wording: Proposal | None) -> None:
    """Let the newest answer of its participant stand, or none."""
    if is_about(answer.value, wording):
        stood[answer.participant] = answer
    else:
        stood.pop(answer.participant, None)


def may_follow(some: dict[str, _Said], pictures: Iterable[dict[str, _Said]], threshold: int) -> bool:
    """Whether a picture of what these people said may be shown after those that were seen.

    There must be as many people as the threshold, and of each earlier picture it must be the same again or differ in
    what at least `BATCH` people said.
    """
    return len(some) >= threshold and all(_is_apart(some, one) for one in pictures)


def differing(some: Mapping[str, _Said], others: Mapping[str, _Said]) -> set[str]:
    """The people who did not say the same in both."""
    return {who for who in some.keys() | others.keys() if _differ(some.get(who), others.get(who))}


def _differ(one: _Said | None, other: _Said | None) -> bool:
    return one is not other and (one is None or other is None or one.value != other.value)


def _is_apart(some: dict[str, _Said], others: dict[str, _Said]) -> bool:
    """Whether they differ by a batch, or not at all; the newest answers are looked at first, for most differ there."""
    different = 0
    for who in chain(reversed(some), (who for who in others if who not in some)):
        different += _differ(some.get(who), others.get(who))
        if different == BATCH:
            return True
    return not different
