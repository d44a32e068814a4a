"""Everything known of one workshop at one moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from netlearn_widgets.model.act import Act, leads
from netlearn_widgets.model.disclosure import (
    HIDES,
    Disclosing,
    Disclosure,
    History,
    Moment,
    disclose,
    is_about,
    left_behind,
    moment,
)
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.settings import Settings, settings
from netlearn_widgets.model.steering import Steering, steering
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Round, Workshop

__all__ = ["Record"]

_Place = tuple[int, str]
"""The number of a round and the key of a question in it."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """A workshop with all that was said in it; a store makes it, everything else reads it.

    Attributes
    ----------
    answers, proposals, acts : tuple
        The whole history, in the order it was recorded.
    mark : int
        How far into the store's history this reaches; a store reads on from here.
    questions : mapping
        The questions of the guide in use, by key, once they are known: see `asked`.
    """

    workshop: Workshop
    rounds: tuple[Round, ...]
    participants: tuple[Participant, ...] = ()
    answers: tuple[Answer, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    acts: tuple[Act, ...] = ()
    mark: int = 0
    questions: Mapping[str, Question] = field(default_factory=dict, compare=False, repr=False)

    @property
    def round(self) -> Round:
        """The round that is open now: the newest."""
        return self.rounds[-1]

    @cached_property
    def settings(self) -> Settings:
        """How the workshop is held."""
        return settings(self.acts)

    @cached_property
    def steering(self) -> Steering:
        """How a host leads the open round."""
        return steering(act for act in self.acts if act.round == self.round.number)

    @cached_property
    def _said(self) -> dict[_Place, tuple[Answer, ...]]:
        """Every answer to each question of each round, in the order it was recorded."""
        return _with({}, map(self._as_asked, self.answers))

    def asked(self, questions: Mapping[str, Question]) -> Record:
        """The same as these questions ask it: an answer of another form than its question has now counts as none.

        Whoever shows answers to questions of a guide reads them from here; `unfit` has the others.
        """
        return self if questions is self.questions else replace(self, questions=questions)

    def _fits(self, answer: Answer) -> bool:
        question = self.questions.get(answer.question)
        return question is None or answer.value is None or question.fits(answer.value)

    def _as_asked(self, answer: Answer) -> Answer:
        return answer if self._fits(answer) else replace(answer, value=None)

    @cached_property
    def worked_out(self) -> dict[tuple[str, Question, int], Any]:
        """What others make of a question in a round, by what they call it, to be made once.

        It may depend on all that was said and done about the question, and on who took part in the round.
        """
        return {}

    @cached_property
    def _speakers(self) -> frozenset[tuple[int, str]]:
        """Who took part in which round."""
        said: tuple[Answer | Proposal, ...] = (*self.answers, *self.proposals)
        return frozenset((one.round, one.participant) for one in said)

    @cached_property
    def _current(self) -> dict[_Place, dict[str, Answer]]:
        """What `current` returned, to be returned again."""
        return {}

    @cached_property
    def _disclosures(self) -> dict[_Place, Disclosure]:
        """What `disclosure` returned, to be returned again."""
        return {}

    @cached_property
    def _disclosing(self) -> dict[_Place, Disclosing]:
        """How far the history of each question was read; the record that this one grows into reads on in its place."""
        return {}

    def grown(self, news: Record) -> Record:
        """What is known with what came after it; where nobody spoke to a question, it is not counted anew.

        Parameters
        ----------
        news : Record
            The workshop, the people and the mark of now; of rounds, answers, proposals and acts only what is new.
        """
        grown = replace(
            news,
            rounds=self.rounds + news.rounds,
            answers=self.answers + news.answers,
            proposals=self.proposals + news.proposals,
            acts=self.acts + news.acts,
            questions=self.questions,
        )
        said: tuple[Answer | Proposal, ...] = (*news.answers, *news.proposals)
        touched = {(one.round, one.question) for one in said}
        speakers = frozenset((one.round, one.participant) for one in said)
        grown.__dict__["_said"] = _with(self._said, map(self._as_asked, news.answers))
        grown.__dict__["_current"] = {key: held for key, held in self._current.items() if key not in touched}
        grown.__dict__["_speakers"] = self._speakers | speakers
        worded = {(one.round, one.question) for one in news.proposals}
        read = self.__dict__.pop("_disclosing", {})
        grown.__dict__["_disclosing"] = {key: held for key, held in read.items() if key not in worded}
        if not (news.rounds or news.acts):
            folded = ("settings", "steering")
            grown.__dict__.update({name: self.__dict__[name] for name in folded if name in self.__dict__})
        if news.rounds or any(act.kind == "settings" for act in news.acts):
            return grown
        led = self._newly_led(news.acts)
        hidden = touched | {(act.round, act.question) for act in news.acts if act.kind in HIDES}
        grown.__dict__["_disclosures"] = {
            key: held for key, held in self._disclosures.items() if key not in hidden and key[0] not in led
        }
        if speakers <= self._speakers:
            about = touched | {(act.round, act.question) for act in news.acts}
            grown.__dict__["worked_out"] = {
                (what, question, number): held
                for (what, question, number), held in self.worked_out.items()
                if (number, question.key) not in about and number not in led
            }
        return grown

    def _newly_led(self, acts: tuple[Act, ...]) -> set[int]:
        """The rounds that a host leads by these acts and did not lead before."""
        leading = {act.round for act in acts if leads(act)}
        return leading and leading - {act.round for act in self.acts if leads(act)}

    def said(self, question: str, round: int | None = None) -> tuple[Answer, ...]:  # noqa: A002  the word of the field
        """Every answer to a question, replaced ones included, in the order they were recorded.

        One that is of another form than the question has now says nothing: its value is None.
        """
        return self._said.get((self.round.number if round is None else round, question), ())

    def done(self, question: str, round: int | None = None) -> list[Act]:  # noqa: A002
        """Every act about a question, in the order they were recorded."""
        about = (self.round.number if round is None else round, question)
        return [act for act in self.acts if (act.round, act.question) == about]

    def held_and_done(self, question: str, round: int | None = None) -> list[Act]:  # noqa: A002
        """Every act about a question, and all settings, in the order they were recorded."""
        about = (self.round.number if round is None else round, question)
        return [act for act in self.acts if act.kind == "settings" or (act.round, act.question) == about]

    def current(self, question: str, round: int | None = None) -> dict[str, Answer]:  # noqa: A002
        """Each participant's current answer to a question, by participant; answers taken back are left out.

        ``round`` None means the open round. A position on a wording that a newer one replaced is left out too. Where
        nobody spoke to the question meanwhile, a grown record returns the very same dictionary: change nothing in it.

        This is for whoever may know all of it; what others may see is in `shown`.
        """
        number = self.round.number if round is None else round
        key = (number, question)
        if key not in self._current:
            proposal = self.proposal(question, number)
            newest = {answer.participant: answer for answer in self.said(question, number)}
            self._current[key] = {who: answer for who, answer in newest.items() if is_about(answer.value, proposal)}
        return self._current[key]

    def unfit(self, question: str, round: int | None = None) -> dict[str, Answer]:  # noqa: A002
        """The newest answers to a question that are of another form than it has now, by participant.

        They are kept, and count as none. This is for whoever may know all of it; see `shown_unfit`.
        """
        number = self.round.number if round is None else round
        newest = {one.participant: one for one in self.answers if (one.round, one.question) == (number, question)}
        return {who: answer for who, answer in newest.items() if not self._fits(answer)}

    def shown_unfit(self, question: str, round: int | None = None) -> Mapping[str, Answer]:  # noqa: A002
        """Those of `unfit` that may be shown, by the same rule as answers to a question the guide no longer has."""
        number = self.round.number if round is None else round
        there = [one for one in self.answers if (one.round, one.question) == (number, question)]
        return disclose(
            question,
            [replace(one, value=None) if self._fits(one) else one for one in there],
            self._held_in(number),
            after=[one for one in self.rounds if one.number > number],
        ).answers

    def disclosure(self, question: str, round: int | None = None) -> Disclosure:  # noqa: A002
        """What may be shown of the answers to a question, and what is held back and why."""
        number = self.round.number if round is None else round
        key = (number, question)
        if key not in self._disclosures:
            if key not in self._disclosing:
                self._disclosing[key] = Disclosing(question, self.questions.get(question))
            self._disclosing[key].read(self._history(question, number))
            self._disclosures[key] = self._disclosing[key].result()
        return self._disclosures[key]

    def _held_in(self, round: int) -> list[Act]:  # noqa: A002
        """Every act in a round, and all settings, in the order they were recorded."""
        return [act for act in self.acts if act.kind == "settings" or act.round == round]

    def _wordings(self, question: str, round: int) -> list[Proposal]:  # noqa: A002
        """Every wording put to the group under a question in a round, the oldest first."""
        return [one for one in self.proposals if (one.round, one.question) == (round, question)]

    def _history(self, question: str, round: int) -> History:  # noqa: A002
        """What was said to a question in a round, and what bears on what is shown of it."""
        return (
            self.said(question, round),
            self._held_in(round),
            self._wordings(question, round),
            [one for one in self.rounds if one.number > round],
        )

    def left_behind(
        self,
        question: str,
        round: int,  # noqa: A002
        who: str,
        parts: Iterable[Collection[str]] = (),
    ) -> tuple[list[dict[str, Json]], bool]:
        """What a store keeps when somebody is taken out: see `netlearn_widgets.model.disclosure.left_behind`."""
        asked = self.questions.get(question)
        return left_behind(question, *self._history(question, round), asked=asked, who=who, parts=parts)

    def disclosure_at(self, question: str, round: int, until: Moment) -> Disclosure:  # noqa: A002
        """What could be seen just before a moment of the history.

        Nothing, once somebody who had answered the question was taken out: what was seen before is not known then.
        """
        acts = self._held_in(round)
        if any(act.kind == "left" and act.question == question for act in acts):
            return disclose(question, ())
        wordings = self._wordings(question, round)
        return disclose(
            question,
            [answer for answer in self.said(question, round) if moment(answer) < until],
            [act for act in acts if moment(act) < until],
            [one for one in wordings if moment(one) < until],
            [one for one in self.rounds if one.number > round and moment(one) <= until],
            asked=self.questions.get(question),
        )

    def disclosure_of(self, wording: Proposal) -> Disclosure:
        """What may be shown of the positions on a wording: if it was replaced, what could be seen at that moment."""
        wordings = self._wordings(wording.question, wording.round)
        later = wordings[wordings.index(wording) + 1 :]
        if later:
            return self.disclosure_at(wording.question, wording.round, moment(later[0]))
        return self.disclosure(wording.question, wording.round)

    def shown(self, question: str, round: int | None = None) -> Mapping[str, Answer]:  # noqa: A002
        """The answers to a question that may be shown, by participant: what every page, plan and export begins with."""
        return self.disclosure(question, round).answers

    def proposal(self, question: str, round: int | None = None) -> Proposal | None:  # noqa: A002
        """The wording on the table under an agreement question: the newest of the round, or None."""
        number = self.round.number if round is None else round
        return next((p for p in reversed(self.proposals) if (p.round, p.question) == (number, question)), None)

    def called(self, person: Participant) -> str:
        """The name to show for somebody: the one they gave, or "" where they gave none or the workshop shows none."""
        return "" if self.settings.names == "nothing" else person.name

    def participant(self, key: str) -> Participant | None:
        """Return the participant with this id, or None."""
        return next((one for one in self.participants if one.id == key), None)


def _with(said: dict[_Place, tuple[Answer, ...]], answers: Iterable[Answer]) -> dict[_Place, tuple[Answer, ...]]:
    """What was said, with later answers; what they do not touch stays the same object."""
    news: dict[_Place, list[Answer]] = {}
    for answer in answers:
        news.setdefault((answer.round, answer.question), []).append(answer)
    return said | {key: (*said.get(key, ()), *new) for key, new in news.items()}
