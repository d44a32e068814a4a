"""The shared screen of a workshop."""

from __future__ import annotations

import os
from collections.abc import Callable

import segno

from netlearn_widgets.model.guide import Step
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.pages.here import LOOK, every, people
from netlearn_widgets.pages.parts import Part, Talked, shown
from netlearn_widgets.pages.place import Place
from netlearn_widgets.pages.room import told_all
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.report.tree import Node, h
from netlearn_widgets.widgets.noun import Message
from netlearn_widgets.widgets.screen import ScreenWidget

__all__ = ["Screen", "qr"]


class Screen(Place):
    """Shows how to join, then one question's answers at a time with what to talk about."""

    pace = 0.2

    def __init__(self, visit: Visit, on_hello: Callable[[Message], None]) -> None:
        self._visit = visit
        self._index = self._here = 0
        self._looking: object = None
        self._seen = ""  # by which act the room was last shown something
        widget = ScreenWidget(on_hello=on_hello, on_unsent=visit.unsent, on_go=self.go)
        super().__init__(widget, self._parts)
        self._screen = widget

    @property
    def _questions(self) -> list[tuple[Step, Question]]:
        return [(step, question) for step in self._visit.guide.steps for question in step.questions]

    def _follow(self) -> None:
        """Show what the host takes the room to: the first question of a step, or results that are revealed."""
        led = self._visit.record.steering
        latest, first = led.latest, not self._seen
        if latest is None or latest.id == self._seen:
            return
        self._seen = latest.id
        if first and not led.step:
            return  # results were revealed some time, and nobody was called anywhere: the room begins by joining
        for index, (step, question) in enumerate(self._questions, 1):
            if latest.question == question.key or (not latest.question and latest.value["step"] == step.key):
                self.go(index)
                return

    def _parts(self) -> list[Part]:
        self._index = min(self._index, len(self._questions))  # a changed guide may ask less
        if self._index == 0:
            return []
        _step, question = self._questions[self._index - 1]
        talked = [Talked(self._visit, question)] if question.talk else []
        return [shown(self._visit, question, large=True), *talked]

    def go(self, index: int) -> None:
        """Show the picture with this number: 0 says how to join, then one for each question."""
        self._index = min(max(index, 0), len(self._questions))
        self.fill()
        self._show()

    def tell(self, visit: dict[str, Json]) -> None:
        """Show the pictures once it is known which workshop this is."""
        super().tell(visit)
        if visit["state"] == "here":
            self._follow()
            self.look()
            self._show()
            self._looking = self._looking or every(LOOK, self.look)

    def update(self) -> None:
        """Bring the picture and the counts up to date; go along with the host."""
        self._follow()
        super().update()
        self._show()

    def look(self) -> None:
        """See how many are here, where the room is told how to join."""
        if self._index:
            return
        here = len(people(self._visit.store.here(self._visit.record.workshop.id)))
        if here != self._here:
            self._here = here
            self._show()

    def _show(self) -> None:
        visit, screen = self._visit, self._screen
        first = {"step": "Start", "prompt": "How to join"}
        slides = [{"step": step.title, "prompt": question.prompt} for step, question in self._questions]
        screen.slides = [first, *slides]
        key = self._questions[self._index - 1][1].key if self._index else ""
        screen.slide = {
            "index": self._index,
            **screen.slides[self._index],
            "answered": visit.record.disclosure(key).answered if key else 0,
            "seen": len(visit.record.shown(key)) if key else 0,
            "people": len(visit.record.participants),
            "here": self._here,
        }
        screen.room = told_all(visit.record)
        screen.join = _invitation(visit.record.workshop.code)


def _invitation(code: str) -> dict[str, Json]:
    """How to join: the code, and where the page is served, its address and a picture a phone's camera reads."""
    link = os.environ.get("NETLEARN_LINK", "").rstrip("/")
    if not link:
        return {"code": code}
    return {"code": code, "address": link.partition("://")[2], "qr": qr(f"{link}/join#{code}")}


def qr(text: str) -> Node:
    """The text as a QR code, as a tree; four modules of quiet around it as the standard asks."""
    rows = segno.make(text, error="m").matrix
    size = len(rows) + 8
    squares = [f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    title = h("title", f"QR code for {text}")
    path = h("path", d="".join(squares))
    return h("svg", title, path, viewBox=f"0 0 {size} {size}", role="img", aria_label=f"QR code for {text}")
