"""What a small group may see of its own answers: in a group of ten, a bar that moves names whoever has just answered.

The rule, for one question in one round:

1. Nothing is shown while fewer people than the threshold have answered.
2. Answers, piece by piece where they are said so (`netlearn_widgets.model.question.Question.pieces`), come into the
   picture, change in it and leave it in cohorts of `BATCH` people or more: see `netlearn_widgets.model.cohorts`. Every
   save of what is one piece is a change, also where it says the same again.
3. In a round that a host leads nothing is shown until the host reveals it; in a workshop whose setting says so, in no
   round until the host, or anybody who takes part, does. A reveal shows the newest answers as far as 1 and 2 allow.
   What was never revealed is shown once the next round is open; what the host hid stays hidden.
4. When somebody is taken out, their answer leaves at once, and others of its cohort with it.
5. A new wording to agree on begins anew, and waits for a reveal of its own.
6. Where a workshop is not protected, everything is shown at once. Whoever answered a question before that was so keeps
   what they were promised, for that question in that round.

Dots are a picture of their own, by 1, 2, 4 and 6. All of this is read from the history alone, so every page, frame,
export and plan shows the same picture.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from typing import Literal, TypeAlias

from netlearn_widgets.model.act import Act, leads, shows
from netlearn_widgets.model.breakdown import COUNTED
from netlearn_widgets.model.cohorts import Cohorts, Piece
from netlearn_widgets.model.picture import Picture
from netlearn_widgets.model.question import WHOLE, Json, Question
from netlearn_widgets.model.settings import may_show
from netlearn_widgets.model.workshop import Answer, Proposal, Round

__all__ = [
    "HIDES",
    "Disclosing",
    "Disclosure",
    "History",
    "Moment",
    "Why",
    "disclose",
    "is_about",
    "left_behind",
    "moment",
]

Why: TypeAlias = Literal["", "few", "unrevealed", "together", "batch", "later"]
"""Nothing is held back; too few answered; the host has not shown it; nobody has; the rest waits for more; all waits for
more."""

HIDES = frozenset({"reveal", "left"})
"""The kinds of act that bear on what is shown of the question they are about; settings, and beginning to lead a round,
bear on all questions, and no other act on any."""

Moment: TypeAlias = tuple[int, dt.datetime]

_Event: TypeAlias = Answer | Proposal | Act | Round

History: TypeAlias = tuple[Sequence[Answer], Sequence[Act], Sequence[Proposal], Sequence[Round]]
"""Everything said to a question in a round, what was done in it and how the workshop is held, every wording put to the
group under it, and the rounds opened since: each in the order it was recorded."""


def moment(said: _Event) -> Moment:
    """Where something stands in the history; what no store has kept is ordered by its time."""
    return said.seq, said.opened if isinstance(said, Round) else said.at


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """What may be shown of the answers to one question in one round; two that show and say the same are equal.

    Attributes
    ----------
    answers : mapping
        The answers that may be shown, by participant: those given openly in the order people first answered, then the
        others by what they say. Each has in it only the pieces that may be shown.
    answered : int
        How many people have answered: never held back.
    waiting : int
        Of how many people the answer is not shown as it stands, and may be later.
    apart : int
        Of how many people the answer stays out of the picture, for it left with that of somebody who was taken out.
    why : str
        Why something is held back: see `Why`.
    hidden : bool
        Whether it waits for somebody to show it, or a host has hidden it.
    threshold : int
        From how many answers on something is shown; 1 where the workshop is not protected.
    cohorts : tuple of frozenset of str
        The people in the picture, by cohort.
    openly : frozenset of str
        Those who answered where nothing was protected.
    """

    answers: Mapping[str, Answer]
    answered: int
    waiting: int
    apart: int
    why: Why
    hidden: bool
    threshold: int
    cohorts: tuple[frozenset[str], ...] = field(compare=False)
    openly: frozenset[str] = field(compare=False)


def disclose(  # noqa: PLR0913  a whole history
    question: str,
    answers: Iterable[Answer],
    acts: Iterable[Act] = (),
    proposals: Iterable[Proposal] = (),
    after: Iterable[Round] = (),
    *,
    asked: Question | None = None,
) -> Disclosure:
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
    asked : Question, optional
        The question as the guide asks it now, so that what is said in pieces is shown in pieces.

    Examples
    --------
    >>> four = [Answer(question="stage", participant=who, value="emerging") for who in "abcd"]
    >>> held = disclose("stage", four)
    >>> len(held.answers), held.answered, held.why
    (0, 4, 'few')
    >>> fifth = Answer(question="stage", participant="e", value="dormant")
    >>> len(disclose("stage", [*four, fifth]).answers)
    5
    """
    history = list(answers), list(acts), list(proposals), list(after)
    return _read(question, asked, history).result()


def left_behind(  # noqa: PLR0913  as above, and who leaves
    question: str,
    answers: Iterable[Answer],
    acts: Iterable[Act],
    proposals: Iterable[Proposal],
    after: Iterable[Round],
    *,
    asked: Question | None,
    who: str,
    parts: Iterable[Collection[str]] = (),
) -> tuple[list[dict[str, Json]], bool]:
    """Return the cohorts, as a store keeps them, once somebody is taken out, and whether they were in a picture.

    The pictures of a wording that was replaced are known from the history alone: where there was one, they count.
    ``parts`` are the people of each sum that was shown beside the picture: cohorts keep to them from now on.
    """
    wordings = list(proposals)
    held = _read(question, asked, (list(answers), list(acts), wordings, list(after)))
    held.cohorts.part(parts)
    was_seen = held.cohorts.take_out(who)
    return held.cohorts.kept(), was_seen or len(wordings) > 1


def _read(question: str, asked: Question | None, history: History) -> Disclosing:
    held = Disclosing(question, asked)
    held.read(history)
    return held


def is_about(position: Json, proposal: Proposal | None) -> bool:
    """Whether an answer stands: it was not taken back, and it is about the wording on the table where there is one."""
    if position is None or proposal is None:
        return position is not None
    return isinstance(position, dict) and position.get("proposal") == proposal.id


class Disclosing:
    """What may be shown of one question in one round, while its history goes by.

    Parameters
    ----------
    question : str
        Its key.
    asked : Question, optional
        The question as the guide asks it now.
    """

    def __init__(self, question: str, asked: Question | None = None) -> None:
        self._question, self._asked = question, asked
        self._wording: Proposal | None = None
        self._taken = [0, 0, 0, 0]
        self._answers: dict[str, Answer] = {}
        self._picture = Picture()
        self._led = False
        self._revealed: bool | None = None
        self._over = False

    @property
    def cohorts(self) -> Cohorts:
        return self._picture.cohorts

    def read(self, history: History) -> None:
        """Go on to the end of a history, of which no more is taken than what came since it was read last.

        It may have grown by anything but a wording: of each that was said, it is taken whether it is about the last.
        """
        parts: tuple[Sequence[_Event], ...] = history
        wordings = history[2]
        self._wording = wordings[-1] if wordings else None
        news = [part[count:] for part, count in zip(parts, self._taken, strict=True)]
        self._taken = [len(part) for part in parts]
        for said in merge(*news, key=moment):
            self._take(said)

    def _take(self, said: _Event) -> None:
        """Go on by one thing said or done."""
        if isinstance(said, Answer):
            self._answer(said)
        elif isinstance(said, Act):
            self._act(said)
        else:
            if isinstance(said, Proposal):
                self._revealed = None
            else:
                self._over = True
            self._move()

    def _answer(self, answer: Answer) -> None:
        self._answers[answer.id] = answer
        self._picture.say(answer.participant, answer.id, self._pieces(answer))
        self._move()

    def _pieces(self, answer: Answer) -> Mapping[str, Json]:
        """What stands of an answer, in pieces; what no guide asks any more is one."""
        if not is_about(answer.value, self._wording):
            return {}
        return self._asked.pieces(answer.value) if self._asked else {WHOLE: answer.value}

    def _act(self, act: Act) -> None:
        """Take what bears on the picture; nothing else even lets it move."""
        if act.kind == "settings":
            self._picture.hold(act)
        elif act.kind == "close":
            if act.value["closed"] and self._asked and self._asked.kind in COUNTED:
                self.cohorts.fix()
            return
        elif act.kind == "left" and act.question == self._question:
            self._leave(act.value)
        elif act.kind == "reveal" and act.question == self._question:
            if not may_show(act, self._picture.settings, led=self._led, hid=self._revealed is False):
                return
            self._revealed = shows(act)
            self._led = self._led or leads(act)
        elif leads(act) and not self._led:
            self._led = True
        else:
            return
        self._move()

    def _leave(self, value: Mapping[str, Json]) -> None:
        """Go on from what was kept when somebody was taken out."""
        if "after" in value:  # a store kept only how far the picture went, and how many are gone from it
            stood = self._stood(value["after"])
            pieces = [[who, part, name] for who, name, part in stood if who not in self._picture.openly]
            self._picture.go_on([{"pieces": pieces, "gone": value["gone"], "out": False}])
        elif value["cohorts"] is not None:
            self._picture.go_on(value["cohorts"])

    def _stood(self, count: int) -> list[tuple[str, str, str]]:
        """What stood when so many answers had been recorded: whose, in which answer, and the names of its pieces."""
        newest = {answer.participant: answer for answer in list(self._answers.values())[:count]}
        return [(who, answer.id, part) for who, answer in newest.items() for part in self._pieces(answer)]

    def _move(self) -> None:
        if not self._hidden:
            self._picture.move()

    @property
    def _hidden(self) -> bool:
        waits = self._led or self._picture.waits
        return waits and not (self._revealed or (self._over and self._revealed is None))

    @property
    def _why(self) -> Why:
        few, together = len(self.cohorts.now) < self._picture.threshold, self._picture.settings.reveal == "together"
        if self._hidden and (self._led or not together or self._revealed is False):
            return "unrevealed"
        if few:
            return "few"
        if self._hidden:
            return "together"
        if len(self.cohorts.shown) < self._picture.threshold and (self.cohorts.waiting or self.cohorts.apart):
            return "later"
        return "batch" if self.cohorts.waiting or self.cohorts.apart else ""

    def result(self) -> Disclosure:
        """Return what may be shown now."""
        why = self._why
        answered, seen = len(self.cohorts.now), len(self.cohorts.shown)
        shown = self.cohorts.shown if why in ("", "batch") else {}
        return Disclosure(
            answers={
                said.participant: said
                for said in sorted(filter(None, map(self._shown, shown.values())), key=self._place)
            },
            answered=answered,
            waiting=self.cohorts.waiting if shown else answered - self.cohorts.apart,
            apart=self.cohorts.apart,
            why=why if answered or seen else "",
            hidden=self._hidden,
            threshold=self._picture.threshold,
            cohorts=self.cohorts.shown_together(),
            openly=frozenset(self._picture.openly),
        )

    def _shown(self, pieces: Mapping[str, Piece]) -> Answer | None:
        """What somebody said, as far as it may be shown; None where that is nothing by itself."""
        newest = max((self._answers[piece.id] for piece in pieces.values()), key=moment)
        said = {name: piece.value for name, piece in pieces.items()}
        value = self._asked.joined(said) if self._asked else said[WHOLE]
        return newest if value == newest.value else replace(newest, value=value) if value else None

    def _place(self, answer: Answer) -> tuple[int, str, str]:
        """Where an answer stands: one given openly as it came, all others by what they say, which tells no more."""
        first = self._picture.openly.get(answer.participant, len(self._picture.openly))
        return first, json.dumps(answer.value, sort_keys=True), answer.participant
