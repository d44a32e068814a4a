"""A guide: the steps of a workbook and the questions in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.choosing import Choice, Choices, Horizons, Matrix, Ranking, Scale
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Question
from netlearn_widgets.model.table import Table
from netlearn_widgets.model.telling import Ideas, Text

__all__ = ["KINDS", "Guide", "Step", "Term"]

KINDS: dict[str, type[Question]] = {
    kind.kind: kind
    for kind in (
        Text,
        Ideas,
        Choice,
        Choices,
        Horizons,
        Matrix,
        Scale,
        Ranking,
        Roles,
        Ties,
        Table,
        Agreement,
    )
}
"""Every kind of question, by the name a guide uses for it."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word of the field explained on the page: its name, what it means, and the heading it belongs under."""

    name: str
    meaning: str
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One part of the workbook.

    Attributes
    ----------
    key, title : str
    why : str
        Why it matters, for participants.
    minutes : int
        How long a group of twenty needs.
    note : str
        For the facilitator.
    source : str
        Who is credited.
    part : str
        Which of the three starting questions it serves: "purpose", "people" or "inequality" (a heading of the plan).
    terms : tuple of Term
        Words explained on the page beyond the options' own hints.
    questions : tuple of Question
    """

    key: str
    title: str
    why: str
    minutes: int
    note: str
    source: str
    part: str
    terms: tuple[Term, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Guide:
    """The content of a workshop: steps in order, each with its questions."""

    key: str
    title: str
    language: str
    source: str
    steps: tuple[Step, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its key, in order."""
        return {question.key: question for step in self.steps for question in step.questions}

    def question(self, key: str) -> Question:
        """Return the question with this key; raise NetlearnError naming the keys there are."""
        if key not in self.questions:
            message = f"The guide has no question {key!r}. It has: {', '.join(self.questions)}."
            raise NetlearnError(message)
        return self.questions[key]

    def step(self, key: str) -> Step:
        """Return the step with this key; raise NetlearnError naming the keys there are."""
        for step in self.steps:
            if step.key == key:
                return step
        message = f"The guide has no step {key!r}. It has: {', '.join(step.key for step in self.steps)}."
        raise NetlearnError(message)

    def number(self, question: str) -> str:
        """Where the guide asks this question: "3.2" is the second one of the third step."""
        step = self.step_of(question)
        place = [one.key for one in step.questions].index(question)
        return f"{self.steps.index(step) + 1}.{place + 1}"

    def step_of(self, question: str) -> Step:
        """Return the step that asks this question; raise NetlearnError when none does."""
        self.question(question)
        return next(step for step in self.steps if any(one.key == question for one in step.questions))
