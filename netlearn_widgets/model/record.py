"""Everything known of one workshop at one moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.question import Json
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
    """

    workshop: Workshop
    rounds: tuple[Round, ...]
    participants: tuple[Participant, ...] = ()
    answers: tuple[Answer, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    acts: tuple[Act, ...] = ()
    mark: int = 0

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
    def _newest(self) -> dict[_Place, dict[str, Answer]]:
        """The newest answer of each participant to each question of each round."""
        return _grown({}, self.answers)

    @cached_property
    def _current(self) -> dict[_Place, dict[str, Answer]]:
        """What `current` returned, to be returned again."""
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
        )
        said: tuple[Answer | Proposal, ...] = (*news.answers, *news.proposals)
        touched = {(one.round, one.question) for one in said}
        grown.__dict__["_newest"] = _grown(self._newest, news.answers)
        grown.__dict__["_current"] = {key: held for key, held in self._current.items() if key not in touched}
        return grown

    def current(self, question: str, round: int | None = None) -> dict[str, Answer]:  # noqa: A002  the word of the field
        """Each participant's current answer to a question, by participant; answers taken back are left out.

        ``round`` None means the open round. A position on a wording that a newer one replaced is left out too. Where
        nobody spoke to the question meanwhile, a grown record returns the very same dictionary: change nothing in it.
        """
        number = self.round.number if round is None else round
        key = (number, question)
        if key not in self._current:
            proposal = self.proposal(question, number)
            self._current[key] = {
                who: answer
                for who, answer in self._newest.get(key, {}).items()
                if answer.value is not None and (proposal is None or _is_about(answer.value, proposal))
            }
        return self._current[key]

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


def _grown(newest: dict[_Place, dict[str, Answer]], answers: Iterable[Answer]) -> dict[_Place, dict[str, Answer]]:
    """What was the newest, with later answers; what they do not touch stays the same object."""
    grown = dict(newest)
    for answer in answers:
        key = (answer.round, answer.question)
        if grown.get(key) is newest.get(key):
            grown[key] = dict(newest.get(key, {}))
        grown[key][answer.participant] = answer
    return grown


def _is_about(position: Json, proposal: Proposal) -> bool:
    return isinstance(position, dict) and position.get("proposal") == proposal.id
