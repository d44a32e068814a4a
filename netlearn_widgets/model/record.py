"""Everything known of one workshop at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.question import Json
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
        return {
            who: answer
            for who, answer in answers.items()
            if answer.value is not None and (proposal is None or _is_about(answer.value, proposal))
        }

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


def _is_about(position: Json, proposal: Proposal) -> bool:
    return isinstance(position, dict) and position.get("proposal") == proposal.id
