"""What people see of a question's results on their own page and on the screen, in each state of small numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from netlearn_widgets.content import default_text
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import Answer, Proposal, Workshop, new_id, new_key
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.store import Store
from netlearn_widgets.widgets.container import Container
from netlearn_widgets.widgets.screen import ScreenWidget
from netlearn_widgets.widgets.view import ViewWidget

CODE = "KRTM-27"
STEP, QUESTION = 1, "purpose_statement"


class Room:
    """A workshop with Ada's phone at the step about the purpose, and the shared screen at its statement."""

    def __init__(self, path: Path) -> None:
        self.store = Store.create(path)
        self.workshop = self.store.add_workshop(Workshop(code=CODE, title="Ours", guide=default_text()))
        self._key = new_key()
        self.store.add_host(self.workshop.id, self._key)
        self.visits = [Visit(str(path)), Visit(str(path))]
        self.phone = Workbook(self.visits[0]).journey()
        self.screen = Workbook(self.visits[1]).screen()
        hello = {"type": "hello", "id": new_id(), "code": CODE}
        self._tell(self.phone, **hello | {"token": "ada's"}, join=True, at=STEP)
        self._tell(self.screen, **hello | {"token": "the screen's"})
        self._show()

    def _show(self) -> None:
        prompts = [question.key for step in self.visits[0].guide.steps for question in step.questions]
        self._tell(self.screen, type="go", slide=prompts.index(QUESTION) + 1)

    @staticmethod
    def _tell(widget: Container, **content: Json) -> None:
        widget._handle_custom_msg(content, [])  # noqa: SLF001  as ipywidgets hands it on

    def others_say(self, question: str, *values: Json) -> None:
        for number, value in enumerate(values):
            who = self.store.join(self.workshop.id, f"{question} {number} {value}")
            self.store.record(self.workshop.id, Answer(question=question, participant=who.id, value=value))
        self._follow()

    def ada_says(self, question: str, value: Json) -> None:
        self.visits[0].answer(question, new_id(), value)
        self._follow()

    def host(self, kind: str, value: Json, question: str = "") -> None:
        self.store.act(self.workshop.id, Act(kind=kind, value=value, question=question), key=self._key)
        self._follow()
        self._show()  # the screen has gone to the step

    def _follow(self) -> None:
        for visit in self.visits:
            visit.refresh()

    def views(self, page: Container) -> str:
        return "\n".join(one.words for one in page.held if isinstance(one, ViewWidget))

    def on_phone(self) -> str:
        """What Ada's page shows of results, every folded one opened."""
        for one in self.phone.held:
            if isinstance(one, ViewWidget):
                self._tell(one, type="look", open=True)
        return self.views(self.phone)

    def on_screen(self) -> str:
        return self.views(self.screen)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path / "ours.sqlite")
    yield made
    made.store.close()


def test_nobody_has_answered(room: Room):
    """Both invite to begin."""
    assert "Nobody has answered yet." in room.on_phone()
    assert "No answers yet." in room.on_screen()


def test_below_the_threshold_it_says_how_many_answered_and_from_when_results_appear(room: Room):
    """Whoever has answered, and whoever has not, reads the same."""
    room.others_say(QUESTION, "One", "Two")
    before = room.on_phone()

    room.ada_says(QUESTION, "Three")

    two, three = (
        f"{n} people have answered. Results appear from 5 answers on, so that nobody can be picked out." for n in (2, 3)
    )
    assert two in before
    assert three in room.on_phone()
    assert three in room.on_screen()
    assert "One" not in room.on_phone() + room.on_screen()


def test_from_the_threshold_on_results_show_to_those_who_answered(room: Room):
    """A self-guided group: nobody sees before answering, and the screen shows it to all."""
    room.others_say(QUESTION, "One", "Two", "Three", "Four", "Five")
    before = room.on_phone()

    room.ada_says(QUESTION, "Six")

    assert "5 people have answered. Answer too, and you see what the group says." in before
    assert "One" not in before
    assert "One" in room.on_phone()
    assert "One" in room.on_screen()


def test_what_comes_later_waits_and_that_is_said(room: Room):
    """The sixth answer is not shown before the eighth; Ada sees her own where she gave it."""
    room.others_say(QUESTION, "One", "Two", "Three", "Four", "Five")
    room.ada_says(QUESTION, "Ada's own words")

    waits = "1 answer is new or changed and waits. Answers come in at least 3 at a time"
    assert waits in room.on_phone()
    assert waits in room.on_screen()
    assert "Ada's own words" not in room.on_phone() + room.on_screen()
    assert room.visits[0].value(QUESTION) == "Ada's own words"


def test_a_led_group_waits_for_the_host(room: Room):
    """Nobody sees before the reveal; then everybody does, also who has not answered."""
    room.host("step", {"step": "purpose"})
    room.others_say(QUESTION, "One", "Two", "Three", "Four", "Five", "Six")
    before = room.on_phone(), room.on_screen()

    room.host("reveal", {"shown": True}, QUESTION)

    for words in before:
        assert "6 people have answered. The host shows what was said to everybody at once." in words
        assert "One" not in words
    assert "Six" in room.on_phone()
    assert "Six" in room.on_screen()


def test_the_plan_says_what_it_holds_back(room: Room):
    """In the step, on the front page, and among what is open."""
    room.others_say("next_steps", [{"id": "1", "what": "Ring the hall", "who": "Bo", "when": ""}])
    plan = Workbook(room.visits[1]).plan()

    assert "Ring the hall" not in plan.held[0].words
    assert "What happens next 1 person has answered. Results appear from 5 answers on" in plan.held[0].words
    assert "Not shown yet" in plan.held[0].words


@pytest.mark.parametrize(("led", "people"), [(False, 3), (True, 8)])
def test_nothing_that_is_held_back_is_in_any_widget(room: Room, led: bool, people: int):  # noqa: FBT001
    """Neither as a result, nor as help to answer: names on others' maps, statements to take as a wording."""
    if led:
        room.host("step", {"step": "purpose"})
    person = {"id": "1", "name": "Quagga", "organisation": "Okapi Ltd", "seat": False}
    room.others_say(QUESTION, *(f"Zebra {n}" for n in range(people)))
    room.others_say("ties", *({"people": [person], "me": "", "ties": []} for n in range(people)))
    wording = Proposal(
        question="purpose_agreement", text="We help", participant=room.store.join(room.workshop.id, "b").id
    )
    room.store.propose(room.workshop.id, wording)
    positions = [{"proposal": wording.id, "position": "0", "reason": f"Gnu {n}"} for n in range(people)]
    room.others_say("purpose_agreement", *positions)
    room.ada_says(QUESTION, "Ada's")

    told = ""
    for step in range(len(room.visits[0].guide.steps)):
        room._tell(room.phone, type="go", step=step)  # noqa: SLF001
        room.on_phone()
        told += json.dumps(
            [{name: getattr(one, name) for name in one.keys if name[0] != "_"} for one in room.phone.held], default=str
        )

    assert "Ada's" in told
    assert [] == [word for word in ("Zebra", "Quagga", "Okapi", "Gnu") if word in told]
    assert isinstance(room.screen, ScreenWidget)
    assert "Zebra" not in json.dumps([one.tree for one in room.screen.held if isinstance(one, ViewWidget)])
