"""A question with what may be shown of a group's answers to it in one round: what every count starts from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from netlearn_widgets.model.disclosure import Disclosure
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.question import Json, Option, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.text import fold
from netlearn_widgets.model.workshop import Answer

__all__ = ["Asked", "held_of", "with_unknown"]

Q_co = TypeVar("Q_co", bound=Question, covariant=True)


@dataclass(frozen=True)
class Asked(Generic[Q_co]):
    """One question of a guide in one round of a record."""

    record: Record
    guide: Guide
    question: Q_co
    round: int

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The answers that may be shown, in the form this kind of question has, in the order of `Disclosure.answers`.

        Where a guide made another kind of question of it since, there may be too few of that form: then there are none.
        """
        shown = self.record.shown(self.question.key, self.round)
        answers = tuple(answer for answer in shown.values() if self.question.fits(answer.value))
        return answers if len(answers) >= self._disclosure.threshold else ()

    @property
    def _disclosure(self) -> Disclosure:
        return self.record.disclosure(self.question.key, self.round)

    @property
    def held(self) -> dict[str, Json] | None:
        """Why something is held back, and of how many: ``why``, ``answered``, ``waiting``, ``apart``, ``threshold``.

        None where nothing is.

        See `netlearn_widgets.model.disclosure.Disclosure`.
        """
        showing = self._disclosure
        return held_of(showing, "few" if showing.answers and not self.answers else "")

    @property
    def appears(self) -> dict[str, Json]:
        """When first answers appear: from how many on, ``threshold``, and whether somebody shows them, ``hidden``."""
        return {"threshold": self._disclosure.threshold, "hidden": self._disclosure.hidden}

    @cached_property
    def values(self) -> list[Json]:
        """What these answers say."""
        return [answer.value for answer in self.answers]

    def other(self, key: str) -> Asked[Question]:
        """Another question of the same guide in the same round."""
        return Asked(self.record, self.guide, self.guide.question(key), self.round)

    def parts(self) -> list[tuple[Answer, Json]]:
        """The cards or rows of these answers: those given openly as they were first recorded, then all others by words.

        A part that was given openly keeps its place when it is corrected.
        """
        disclosed, key, question = self._disclosure, self.question.key, self.question
        places: dict[tuple[str, str], int] = {}
        if disclosed.openly:
            for answer in self.record.said(key, self.round):
                if answer.participant in disclosed.openly and self.question.fits(answer.value):
                    for part in answer.value:
                        places.setdefault((answer.participant, part["id"]), len(places))

        def place(pair: tuple[Answer, Json]) -> tuple[int, str, str]:
            who, part = pair[0].participant, pair[1]["id"]
            return places.get((who, part), len(places)), fold(" ".join(question.words([pair[1]]))), part

        return sorted(((answer, part) for answer in self.answers for part in answer.value), key=place)


def held_of(showing: Disclosure, why: str = "") -> dict[str, Json] | None:
    """Why something is held back, and of how many people, as `Asked.held` tells it; ``why`` where nothing else is.

    See `netlearn_widgets.model.disclosure.Disclosure`.
    """
    why = showing.why or why
    if not why:
        return None
    return {
        "why": why,
        "answered": showing.answered,
        "waiting": showing.waiting,
        "apart": showing.apart,
        "threshold": showing.threshold,
    }


def with_unknown(options: Sequence[Option], used: Iterable[str]) -> list[Option]:
    """The options of the guide, then those that were used but are no longer in it, labelled by their key.

    Examples
    --------
    >>> [option.label for option in with_unknown([Option(key="a", label="Apples")], ["b", "a"])]
    ['Apples', 'b']
    """
    known = {option.key for option in options}
    return [*options, *(Option(key=key, label=key) for key in sorted(set(used) - known))]
