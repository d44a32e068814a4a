"""The host page: who leads the workshop steers it here."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from netlearn_widgets.analysis.asked import held_of
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import NetlearnError, NotHost
from netlearn_widgets.model.guide import Step
from netlearn_widgets.model.presence import Presence
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.steering import (
    close,
    move_to,
    note,
    plan_day,
    reveal,
    say,
    set_state,
    set_timer,
)
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.workshop import new_id, now
from netlearn_widgets.pages.deeds import back, deeds_told
from netlearn_widgets.pages.here import LOOK, every, people
from netlearn_widgets.pages.parts import Part
from netlearn_widgets.pages.place import Place
from netlearn_widgets.pages.proposals import Proposals
from netlearn_widgets.pages.room import milliseconds, told_all
from netlearn_widgets.pages.showing import missing
from netlearn_widgets.pages.sorting import Sorted
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.report.held import host_words
from netlearn_widgets.store.devices import Device
from netlearn_widgets.widgets.host import HostWidget
from netlearn_widgets.widgets.noun import Message, told

__all__ = ["Host"]

_MILLISECOND = dt.timedelta(milliseconds=1)
_NO_KEY = "This is no host key of this workshop. Open the page again with the host link you were given."


class Host(Place):
    """Shows a workshop to somebody with its host key, and does what they ask for; to nobody else it shows anything.

    The store checks the key again with every act.
    """

    def __init__(self, visit: Visit, on_hello: Callable[[Message], None]) -> None:
        self._visit, self._on_hello = visit, on_hello
        self._key = self._at = ""
        self._here: tuple[Presence, ...] = ()
        self._devices: tuple[Device, ...] = ()
        self._looking: object = None
        self._looked_at = ("", 0)  # the workshop, and how far its history reached, at the last look
        widget = HostWidget(on_hello=self._hello, on_act=self._act)
        super().__init__(widget, self._parts)
        self._host = widget

    def _hello(self, message: Message) -> None:
        if self._visit.gone:
            self._on_hello(message)
            return
        key, code = str(message.get("key") or ""), str(message.get("code") or "")
        self._key = ""
        try:
            if key and self._visit.store.is_host(self._visit.store.workshop(code).id, key):
                self._key = key
        except NetlearnError as problem:
            self._ask(told(problem))
            return
        if not self._key:
            self._ask(_NO_KEY if key else "", about="key")
            return
        self._on_hello({"code": code, "again": message.get("again") is True})
        self._looking = self._looking or every(LOOK, self.look)

    def _ask(self, problem: str, about: str = "code") -> None:
        super().tell({"state": "asks", "problem": problem, "about": about})

    def _parts(self) -> list[Part]:
        """The wordings on the table, and the ideas of the group's step, whose cards a host may hide."""
        if not self._key:
            return []
        visit, self._at = self._visit, self._visit.record.steering.step
        asked = [one for step in visit.guide.steps if step.key == self._at for one in step.questions]
        boards = [Sorted(visit, one, host_key=self._key) for one in asked if isinstance(one, Ideas)]
        return [Proposals(visit, self.do), *boards]

    def tell(self, visit: dict[str, Json]) -> None:
        """Show the workshop to its host."""
        if not self._key:
            return
        with self.widget.hold_sync():
            super().tell(visit)
            if visit["state"] == "here":
                self.meet(anew=False)
                self.look()
                self._show()

    def update(self) -> None:
        """Bring everything up to date."""
        if self._key:
            with self.widget.hold_sync():
                if self._visit.record.steering.step == self._at:
                    super().update()
                else:
                    self.fill()
                self._show()

    def look(self) -> None:
        """See who is here."""
        here = self._visit.store.here(self._visit.record.workshop.id)
        if self._key and here != self._here:
            self._here = here
            self._host.people = self._people()

    def do(self, act: Act) -> None:
        """Do an act as the host, in the open round; raise NetlearnError when the store does not take it."""
        record = self._visit.record
        try:
            self._visit.store.act(record.workshop.id, replace(act, round=record.round.number), key=self._key)
        except NotHost:
            self._visit.refresh()  # a workshop that was deleted has no host
            raise
        self._visit.refresh()

    def _act(self, message: Message) -> None:
        if not self._key:
            raise NotHost(_NO_KEY)
        if message.get("kind") == "name":
            self._decide_name(message)
            return
        if message.get("kind") == "undo":
            self._undo(str(message.get("deeds", "")))
            return
        name = str(message.get("id", ""))[:40]
        self.do(replace(self._made(message), id=name or new_id()))

    def _look_back(self) -> None:
        """See what people did to others' words, and who joined on one device.

        Whom those who left are named by, and who sorted which cards.
        """
        record = self._visit.record
        if not self._key or (record.workshop.id, record.mark) == self._looked_at:
            return
        self._looked_at = (record.workshop.id, record.mark)
        self._devices = self._visit.store.shared_devices(record.workshop.id)
        self._host.deeds = deeds_told(record, self._visit.guide)
        self._host.named = [
            vars(one) | {"places": str(one.places)} for one in self._visit.store.named(record.workshop.id)
        ]

    def _decide_name(self, message: Message) -> None:
        question, decision = str(message.get("question", "")), str(message.get("decision", ""))
        self._visit.store.decide_name(self._visit.record.workshop.id, question, decision, key=self._key)
        self._visit.refresh()

    def _undo(self, mark: str) -> None:
        record = self._visit.record
        for act in back(record, self._visit.guide, mark):
            self._visit.store.act(record.workshop.id, replace(act, round=record.round.number), key=self._key)
        self._visit.refresh()

    def _made(self, message: Message) -> Act:
        """The checked act a message asks for."""
        guide, led = self._visit.guide, self._visit.record.steering
        match message:
            case {"kind": "step", "step": str(step)}:
                act = move_to(guide, step)
            case {"kind": "state", "step": str(step), "state": str(state)}:
                act = set_state(guide, step, state)
            case {"kind": "reveal", "question": str(question), "shown": bool(shown)}:
                act = reveal(guide, question, shown=shown)
            case {"kind": "timer", "minutes": minutes}:
                act = set_timer(minutes)
            case {"kind": "timer", "more": minutes}:
                act = set_timer(minutes, after=max(now(), led.timer or now()))
            case {"kind": "message", "text": str(text)}:
                act = say(text)
            case {"kind": "note", "step": str(step), "text": str(text)}:
                act = note(guide, step, text)
            case {"kind": "agenda", "steps": [*steps]}:
                act = plan_day(
                    guide, [(str(one.get("key")), one.get("minutes", -1)) for one in steps if isinstance(one, dict)]
                )
            case {"kind": "close", "closed": bool(closed)}:
                act = close(closed=closed)
            case _:
                problem = "This page asks for something that is not understood. Please reload it."
                raise NetlearnError(problem)
        return act

    def _show(self) -> None:
        visit, host = self._visit, self._host
        today = visit.record.steering.today(visit.guide)
        keys = {step.key for step, _ in today}
        host.agenda = [_planned(step, minutes) for step, minutes in today]
        host.others = [
            {"key": step.key, "title": step.title, "minutes": step.minutes}
            for step in visit.guide.steps
            if step.key not in keys
        ]
        host.led = self._led()
        host.room = told_all(visit.record)
        self._look_back()
        host.people = self._people()

    def _led(self) -> dict[str, Json]:
        led, guide = self._visit.record.steering, self._visit.guide
        last = led.calls[-1] if led.calls else None
        return {
            "step": led.step,
            "since": milliseconds(last.at) if last else None,
            "spent": {step.key: led.spent(step.key, last.at) // _MILLISECOND for step in guide.steps} if last else {},
            "states": {step.key: led.state(step.key) for step in guide.steps},
            "shown": {key: led.led and not self._visit.record.disclosure(key).hidden for key in guide.questions},
            "notes": dict(led.notes),
            "closed": led.closed,
        }

    def _people(self) -> dict[str, Json]:
        """Counts, and names where people gave them; whoever has two pages open counts once."""
        record = self._visit.record
        pages = people(self._here)
        names = [name for one in record.participants if one.id in pages and (name := record.called(one))]
        answered = {key: record.disclosure(key).answered for key in self._visit.guide.questions}
        return {
            "joined": len(record.participants),
            "here": len(pages),
            "names": sorted(names, key=str.casefold),
            "at": Counter(one.step for one in pages.values() if one.step),
            "answered": answered,
            "early": {key: missing(record, number, "answered") for key, number in answered.items()},
            "waiting": {key: words for key in self._visit.guide.questions if (words := self._waits(key))},
            "seen": {key: len(record.shown(key)) for key in self._visit.guide.questions},
            "typing": Counter(one.typing for one in pages.values() if one.typing),
            "devices": [self._device(one) for one in self._devices],
        }

    def _waits(self, key: str) -> str:
        """What of the answers to a question is not shown, and why; "" where nothing is to be said of it."""
        disclosed = self._visit.record.disclosure(key)
        held = held_of(disclosed)
        return host_words(held, len(disclosed.answers)) if held and held["answered"] else ""

    def _device(self, device: Device) -> dict[str, Json]:
        """How many people joined on a device, their names where they gave them, and how many sheets were typed in."""
        record = self._visit.record
        known = [one for one in map(record.participant, device.people) if one]
        names = [name for one in known if (name := record.called(one))]
        return {"people": len(device.people), "names": sorted(names, key=str.casefold), "sheets": device.sheets}


def _planned(step: Step, minutes: int) -> dict[str, Json]:
    questions = [{"key": question.key, "prompt": question.prompt} for question in step.questions]
    return {"key": step.key, "title": step.title, "minutes": minutes, "note": step.note, "questions": questions}
