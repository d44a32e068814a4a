"""A question with what may be shown of a group's answers to it in one round: what every count starts from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.protection import Showing
from netlearn_widgets.model.question import Json, Option, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.workshop import Answer

__all__ = ["Asked", "with_unknown"]

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
        """The answers that may be shown, in the form this kind of question has, in the order people first answered.

        Where a guide made another kind of question of it since, there may be too few of that form: then there are none.
        """
        shown = self.record.shown(self.question.key, self.round)
        answers = tuple(answer for answer in shown.values() if self.question.fits(answer.value))
        return answers if len(answers) >= self._showing.threshold else ()

    @property
    def _showing(self) -> Showing:
        return self.record.showing(self.question.key, self.round)

    @property
    def held(self) -> dict[str, Json] | None:
        """What is held back and why: ``why``, ``answered``, ``waiting``, ``threshold``; None where nothing is.

        See `netlearn_widgets.model.protection.Showing`.
        """
        showing = self._showing
        why = showing.why or ("few" if showing.answers and not self.answers else "")
        if not why:
            return None
        facts = {"answered": showing.answered, "waiting": showing.waiting, "threshold": showing.threshold}
        return {"why": why, **facts}

    @cached_property
    def values(self) -> list[Json]:
        """What these answers say."""
        return [answer.value for answer in self.answers]

    def other(self, key: str) -> Asked[Question]:
        """Another question of the same guide in the same round."""
        return Asked(self.record, self.guide, self.guide.question(key), self.round)

    def parts(self) -> list[tuple[Answer, Json]]:
        """The cards or rows of these answers, in the order each was first recorded.

        A part that is corrected keeps its place, and one that is added comes last, whoever wrote it.
        """
        places: dict[tuple[str, str], int] = {}
        for answer in self.record.said(self.question.key, self.round):
            for part in answer.value if self.question.fits(answer.value) else ():
                places.setdefault((answer.participant, part["id"]), len(places))
        parts = [(answer, part) for answer in self.answers for part in answer.value]
        return sorted(parts, key=lambda pair: places[pair[0].participant, pair[1]["id"]])


def with_unknown(options: Sequence[Option], used: Iterable[str]) -> list[Option]:
    """The options of the guide, then those that were used but are no longer in it, labelled by their key.

    Examples
    --------
    >>> [option.label for option in with_unknown([Option(key="a", label="Apples")], ["b", "a"])]
    ['Apples', 'b']
    """
    known = {option.key for option in options}
    return [*options, *(Option(key=key, label=key) for key in sorted(set(used) - known))]
