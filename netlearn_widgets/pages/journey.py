"""A participant's page: joining, then all steps in place."""

from __future__ import annotations

from collections.abc import Callable

from netlearn_widgets.model.guide import Step
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.pages.joining import invitation
from netlearn_widgets.pages.parts import Asked, Part, Planned, shown
from netlearn_widgets.pages.place import Place
from netlearn_widgets.pages.room import told_all
from netlearn_widgets.pages.sorting import Sorted
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.widgets.journey import JourneyWidget
from netlearn_widgets.widgets.noun import Message

__all__ = ["Journey"]


class Journey(Place):
    """Holds one step at a time: each question, and below it what the group says once the visitor has answered."""

    def __init__(self, visit: Visit, on_hello: Callable[[Message], None], on_enter: Callable[[str], None]) -> None:
        self._visit = visit
        self._at = 0  # the number of the step the browser was at when it came
        self._key = ""  # of the step that is wanted
        self._held = ""  # of the step that is on the page
        self._called = ""  # by which act the group was last taken along
        widget = JourneyWidget(
            on_hello=self._hello,
            on_unsent=visit.unsent,
            on_go=self.go,
            on_mine=self.mine,
            on_leave=visit.leave,
            on_enter=on_enter,
            on_code=visit.personal_code,
        )
        super().__init__(widget, self._parts)
        self._journey = widget
        self._on_hello = on_hello

    def _hello(self, message: Message) -> None:
        at = message.get("at")
        if not self._held and isinstance(at, int):
            self._at = at
        self._on_hello(message)

    @property
    def _steps(self) -> list[Step]:
        """The steps of today, in order."""
        return [step for step, _ in self._visit.record.steering.today(self._visit.guide)]

    @property
    def step(self) -> Step:
        """The step the visitor is at; the group's where theirs is not among today's, else the first."""
        steps = {step.key: step for step in self._steps}
        group = steps.get(self._visit.record.steering.step)
        return steps.get(self._key) or group or next(iter(steps.values()))

    def _follow(self) -> None:
        """Go where a host has called the group since the last look; a new page begins there too."""
        calls = self._visit.record.steering.calls
        if calls and calls[-1].id != self._called:
            self._called, self._key = calls[-1].id, calls[-1].value["step"]

    def _parts(self) -> list[Part]:
        self._held = ""
        if self._visit.participant is None:
            return []
        self._key = self._key or self._numbered(self._at)
        self._follow()
        self._held = self.step.key
        parts: list[Part] = []
        for question in self.step.questions:
            parts += [Asked(self._visit, question), shown(self._visit, question, after_own=True)]
            if isinstance(question, Ideas):
                parts.append(Sorted(self._visit, question, after_own=True))
        if self.step is self._visit.guide.steps[-1]:
            parts.append(Planned(self._visit, front=True))
        return parts

    def tell(self, visit: dict[str, Json]) -> None:
        """Ask the visitor to join first; show the steps to those who have."""
        joined = visit.get("joined", False)
        if self._visit.opened:
            visit = visit | invitation(self._visit)
        with self.widget.hold_sync():
            if joined and not self._held:
                self.fill()
            super().tell(visit if joined else visit | {"state": "asks"})
            if joined:
                self._show()

    def go(self, index: int) -> None:
        """Show the step with this number, counted from 0; the nearest there is."""
        self._key = self._numbered(index)
        with self.widget.hold_sync():
            self.fill()
            self._show()

    def _numbered(self, index: int) -> str:
        steps = self._steps
        return steps[min(max(index, 0), len(steps) - 1)].key

    def update(self) -> None:
        """Bring the step and the progress up to date; go along when the host takes the group to another step."""
        if not self._held:
            return
        self._follow()
        with self.widget.hold_sync():  # a page sees where it is taken before what it shows is gone
            if self.step.key != self._held:
                self.fill()
            else:
                super().update()
            self._show()

    def _show(self) -> None:
        step, steps, led = self.step, self._steps, self._visit.record.steering
        group = next((index for index, one in enumerate(steps) if one.key == led.step), -1)
        self._journey.steps = [self._progress(one) for one in steps]
        self._journey.room = told_all(self._visit.record) | {"step": group, "call": self._called}
        self._journey.step = {
            "index": steps.index(step),
            "title": step.title,
            "why": step.why,
            "minutes": step.minutes,
            "note": step.note,
            "terms": [vars(term) for term in step.terms],
            "source": step.source,
        }

    def _progress(self, step: Step) -> dict[str, Json]:
        answered = sum(self._visit.value(question.key) is not None for question in step.questions)
        state = self._visit.record.steering.state(step.key)
        return {"title": step.title, "answered": answered, "questions": len(step.questions), "state": state}

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
