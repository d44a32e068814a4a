"""Everything known of one workshop at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.protection import Showing, is_about, showing
from netlearn_widgets.model.settings import Settings, settings
from netlearn_widgets.model.steering import Steering, steering
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Round, Workshop

__all__ = ["Record"]


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
    def _newest(self) -> dict[tuple[int, str], dict[str, Answer]]:
        newest: dict[tuple[int, str], dict[str, Answer]] = {}
        for answer in self.answers:
            newest.setdefault((answer.round, answer.question), {})[answer.participant] = answer
        return newest

    def current(self, question: str, round: int | None = None) -> dict[str, Answer]:  # noqa: A002  the word of the field
        """Each participant's current answer to a question, by participant; answers taken back are left out.

        ``round`` None means the open round. A position on a wording that a newer one replaced is left out too.
        """
        number = self.round.number if round is None else round
        answers = self._newest.get((number, question), {})
        proposal = self.proposal(question, number)
        return {who: answer for who, answer in answers.items() if is_about(answer.value, proposal)}

    @cached_property
    def _said(self) -> dict[tuple[int, str], list[Answer]]:
        said: dict[tuple[int, str], list[Answer]] = {}
        for answer in self.answers:
            said.setdefault((answer.round, answer.question), []).append(answer)
        return said

    def said(self, question: str, round: int | None = None) -> list[Answer]:  # noqa: A002
        """Every answer to a question in a round, replaced ones included, in the order they were recorded."""
        return self._said.get((self.round.number if round is None else round, question), [])

    @cached_property
    def _showing(self) -> dict[tuple[int, str], Showing]:
        return {}

    def showing(self, question: str, round: int | None = None) -> Showing:  # noqa: A002
        """What may be shown of the answers to a question, and what is held back; ``round`` None means the open round.

        Whatever shows what a group said begins here, or with `shown`; `current` is for whoever may know it all.
        """
        number = self.round.number if round is None else round
        place = (number, question)
        if place not in self._showing:
            self._showing[place] = showing(
                question,
                self.said(question, number),
                [act for act in self.acts if act.kind == "settings" or act.round == number],
                [one for one in self.proposals if (one.round, one.question) == place],
                [one for one in self.rounds if one.number > number],
            )
        return self._showing[place]

    def shown(self, question: str, round: int | None = None) -> Mapping[str, Answer]:  # noqa: A002
        """The answers to a question that may be shown, by participant."""
        return self.showing(question, round).answers

    def proposal(self, question: str, round: int | None = None) -> Proposal | None:  # noqa: A002
        """The wording on the table under an agreement question: the newest of the round, or None."""
        number = self.round.number if round is None else round
        return next((p for p in reversed(self.proposals) if (p.round, p.question) == (number, question)), None)

    def participant(self, key: str) -> Participant | None:
        """Return the participant with this id, or None."""
        return next((one for one in self.participants if one.id == key), None)
