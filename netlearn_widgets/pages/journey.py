"""A participant's page: joining, then all steps in place."""

from __future__ import annotations

from collections.abc import Callable

from netlearn_widgets.model.guide import Step
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.pages.parts import Asked, Part, Planned, Shown
from netlearn_widgets.pages.place import Place
from netlearn_widgets.pages.sorting import Sorted
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.widgets.journey import JourneyWidget
from netlearn_widgets.widgets.noun import Message

__all__ = ["Journey"]


class Journey(Place):
    """Holds one step at a time: each question, and below it what the group says once the visitor has answered."""

    def __init__(self, visit: Visit, on_hello: Callable[[Message], None]) -> None:
        self._visit = visit
        self._index = 0
        widget = JourneyWidget(
            on_hello=self._hello, on_unsent=visit.answer, on_go=self.go, on_mine=self.mine, on_leave=visit.leave
        )
        super().__init__(widget, self._parts)
        self._journey = widget
        self._on_hello = on_hello

    def _hello(self, message: Message) -> None:
        at = message.get("at")
        if not self.parts and isinstance(at, int):
            self._index = max(at, 0)
        self._on_hello(message)

    @property
    def _step(self) -> Step:
        steps = self._visit.guide.steps
        self._index = min(self._index, len(steps) - 1)
        return steps[self._index]

    def _parts(self) -> list[Part]:
        if self._visit.participant is None:
            return []
        parts: list[Part] = []
        for question in self._step.questions:
            parts += [Asked(self._visit, question), Shown(self._visit, question, after_own=True)]
            if isinstance(question, Ideas):
                parts.append(Sorted(self._visit, question, after_own=True))
        if self._step is self._visit.guide.steps[-1]:
            parts.append(Planned(self._visit, front=True))
        return parts

    def tell(self, visit: dict[str, Json]) -> None:
        """Ask the visitor to join first; show the steps to those who have."""
        joined = visit.get("joined", False)
        if joined and not self.parts:
            self.fill()
        super().tell(visit if joined else visit | {"state": "asks"})
        if joined:
            self._show()

    def go(self, index: int) -> None:
        """Show the step with this number, counted from 0; the nearest there is."""
        self._index = max(index, 0)
        self.fill()
        self._show()

    def update(self) -> None:
        """Bring the step and the progress up to date."""
        super().update()
        if self.parts:
            self._show()

    def _show(self) -> None:
        step = self._step
        self._journey.steps = [self._progress(one) for one in self._visit.guide.steps]
        self._journey.step = {
            "index": self._index,
            "title": step.title,
            "why": step.why,
            "minutes": step.minutes,
            "note": step.note,
            "terms": [vars(term) for term in step.terms],
            "source": step.source,
        }

    def _progress(self, step: Step) -> dict[str, Json]:
        answered = sum(self._visit.value(question.key) is not None for question in step.questions)
        return {"title": step.title, "answered": answered, "questions": len(step.questions)}

    def mine(self) -> list[dict[str, Json]]:
        """The visitor's own answers in words, by step; steps without one are left out."""
        steps = []
        for step in self._visit.guide.steps:
            answers = [
                {"prompt": question.prompt, "words": question.words(value)}
                for question in step.questions
                if (value := self._visit.value(question.key)) is not None
            ]
            if answers:
                steps.append({"title": step.title, "answers": answers})
        return steps
