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
        self.key = new_key()
        self.store.add_host(self.workshop.id, self.key)
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

    @property
    def _view(self) -> ViewWidget:
        """What Ada's page shows of the question: it stands below what asks it."""
        held = self.phone.held
        asks = next(place for place, one in enumerate(held) if getattr(one, "spec", {}).get("key") == QUESTION)
        view = held[asks + 1]
        assert isinstance(view, ViewWidget)
        return view

    @property
    def offer(self) -> Json:
        return self._view.offer

    def press(self) -> Json:
        """Press what is offered; return what the page is told."""
        said: list[Json] = []
        self._view.send = lambda content, buffers=None: said.append(content)  # noqa: ARG005
        self._tell(self._view, type="show", id=new_id(), shown=True)
        self._follow()
        return said[-1]

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
        self.store.act(self.workshop.id, Act(kind=kind, value=value, question=question), key=self.key)
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
    """Both invite to begin, and the screen says when something will be seen."""
    assert "Nobody has answered yet." in room.on_phone()
    assert "No answers yet. They appear here once 5 people have answered." in room.on_screen()

    room.host("settings", {"protected": False})
    assert "No answers yet. The first one shows here as soon as it is saved." in room.on_screen()

    room.host("step", {"step": "purpose"})
    assert "No answers yet. They appear here when they are shown to everybody." in room.on_screen()


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


def test_where_results_are_shown_together_whoever_has_answered_may_show_them(room: Room):
    """Six in a room that nobody leads: all six are seen, and not before one of them asks for it."""
    room.host("settings", {"reveal": "together"})
    room.others_say(QUESTION, "One", "Two", "Three", "Four", "Five")
    before = room.offer
    room.ada_says(QUESTION, "Six")
    offered, waiting = room.offer, room.on_phone() + room.on_screen()

    room.press()

    assert before == {}
    assert offered == {
        "words": "Everybody who joined has answered.",
        "label": "Show what we said",
        "sure": "",
        "shown": True,
    }
    assert "6 people have answered. Results appear for everybody when one of you shows them." in waiting
    assert "One" not in waiting
    assert [word for word in ("One", "Two", "Three", "Four", "Five", "Six") if word not in room.on_phone()] == []
    assert "Six" in room.on_screen()
    assert room.offer == {}


def test_what_a_host_hid_is_not_shown_again_by_anybody_else(room: Room):
    room.host("settings", {"reveal": "together"})
    room.others_say(QUESTION, "One", "Two", "Three", "Four", "Five")
    room.ada_says(QUESTION, "Six")
    room.press()
    room.host("reveal", {"shown": False}, QUESTION)

    said = room.press()

    assert room.offer == {}
    assert said["type"] == "refused"
    assert "One" not in room.on_phone() + room.on_screen()
    assert "when the host shows them" in room.on_phone()


def test_switching_protection_off_shows_nothing_that_waited_to_be_shown(room: Room):
    """It was promised so; whoever has answered may still show it."""
    room.host("settings", {"reveal": "together"})
    room.others_say(QUESTION, "One", "Two", "Three", "Four", "Five")
    room.ada_says(QUESTION, "Six")
    room.host("settings", {"protected": False})
    before = room.on_phone() + room.on_screen()

    room.press()

    assert "One" not in before
    assert "One" in room.on_phone()


def test_whoever_shows_results_early_is_told_who_is_missing(room: Room):
    room.host("settings", {"reveal": "together"})
    room.others_say("purpose_for", [{"id": "i1", "text": "Somebody who says nothing to the statement"}])
    room.others_say(QUESTION, "One", "Two", "Three")
    room.ada_says(QUESTION, "Four")
    few = room.offer
    room.others_say(QUESTION, "Five")

    assert few == {}
    assert room.offer["words"] == ""
    assert room.offer["sure"].startswith(
        "1 person who joined has not answered yet. What comes later shows only together"
    )


def test_what_is_not_offered_is_not_shown_by_a_message_either(room: Room):
    """Three have answered: whoever sends what the button would is told so, and nothing is kept."""
    room.host("settings", {"reveal": "together"})
    room.others_say(QUESTION, "One", "Two")
    room.ada_says(QUESTION, "Three")
    before = len(room.store.read(room.workshop.id).acts)

    said = room.press()

    assert said["type"] == "refused"
    assert "or it takes more people who have given theirs, and you among them" in said["message"]
    assert before == len(room.store.read(room.workshop.id).acts)


def test_where_a_host_leads_nobody_else_shows_results(room: Room):
    """The page that has the button still is told why it does nothing."""
    room.host("settings", {"reveal": "together"})
    room.others_say(QUESTION, "One", "Two", "Three", "Four", "Five")
    room.ada_says(QUESTION, "Six")
    room.store.act(room.workshop.id, Act(kind="step", value={"step": "purpose"}), key=room.key)

    said = room.press()

    assert (said["type"], said["message"]) == ("refused", "A host leads now, and shows it when the group is ready.")
    assert room.offer == {}


def test_what_comes_later_waits_and_that_is_said(room: Room):
    """The sixth answer is not shown before the eighth; Ada sees her own where she gave it."""
    room.others_say(QUESTION, "One", "Two", "Three", "Four", "Five")
    room.ada_says(QUESTION, "Ada's own words")

    waits = "What 1 person said last is not in the picture yet. It shows when that of at least 2 others is new too"
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
        assert "6 people have answered. Results appear for everybody when the host shows them." in words
        assert "One" not in words
    assert "Six" in room.on_phone()
    assert "Six" in room.on_screen()


def test_the_plan_says_what_it_holds_back(room: Room):
    """In the step, on the front page, and among what is open."""
    room.others_say("next_steps", [{"id": "1", "what": "Ring the hall", "who": "Bo", "when": ""}])
    plan = Workbook(room.visits[1]).plan()

    assert "Ring the hall" not in plan.held[0].words
    assert "What happens next 1 person has answered. Results appear from 5 answers on" in plan.held[0].words
    assert "Answers that are not all shown yet" in plan.held[0].words


def test_the_plan_says_once_why_something_waits(room: Room):
    """Beside the picture; what is open names the question."""
    room.others_say(QUESTION, "One", "Two", "Three", "Four", "Five", "Six")
    plan = Workbook(room.visits[1]).plan().held[0].words

    assert 1 == plan.count("What 1 person said last is not in the picture yet.")


def test_the_plan_says_it_once_where_one_question_is_compared_with_another(room: Room):
    """What the group does now stands in a picture of its own, and beside what it wants to do."""
    room.others_say("functions_now", *["filtering"] * 6)
    plan = Workbook(room.visits[1]).plan().held[0].words

    assert 1 == plan.count("What 1 person said last is not in the picture yet.")


def test_what_is_agreed_is_not_open_in_the_plan(room: Room):
    """Also while a later position waits for those of others."""
    writer = room.store.join(room.workshop.id, "somebody")
    wording = Proposal(question="purpose_agreement", text="We help", participant=writer.id)
    room.store.propose(room.workshop.id, wording)
    said = {"proposal": wording.id, "position": "5"}
    room.others_say("purpose_agreement", *(said | {"reason": f"Yes {n}"} for n in range(5)))
    room.host("decide", {"proposal": wording.id, "outcome": "agreed", "reason": ""}, "purpose_agreement")
    room.others_say("purpose_agreement", said | {"reason": "Yes, late"})
    front, _, still_open = Workbook(room.visits[1]).plan().held[0].words.partition("What is still open")

    assert "Agreed: everyone can live with it" in front
    assert "Agreed" not in still_open


def test_only_on_ones_own_page_it_says_that_ones_own_answer_waits(room: Room, tmp_path: Path):
    """Neither the screen nor the page of somebody whose answer is shown says so; nor once it is shown."""
    bo = Visit(str(tmp_path / "ours.sqlite"))
    room.visits.append(bo)
    others = Workbook(bo).journey()
    room._tell(others, type="hello", id=new_id(), code=CODE, token="bo's", join=True, at=STEP)  # noqa: SLF001, S106
    bo.answer(QUESTION, new_id(), "Bo's")
    room.others_say(QUESTION, "One", "Two", "Three", "Four")
    room.ada_says(QUESTION, "Ada's own words")
    for one in others.held:
        if isinstance(one, ViewWidget):
            room._tell(one, type="look", open=True)  # noqa: SLF001

    assert "That is yours." in room.on_phone()
    assert "What 1 person said last" in room.views(others)
    assert "yours" not in room.views(others) + room.on_screen()

    room.others_say(QUESTION, "Seven", "Eight")
    assert "Ada's own words" in room.on_phone()
    assert "yours" not in room.on_phone()


def test_a_changed_answer_is_said_to_wait_to_whoever_changed_it(room: Room):
    """A position, a card and a text alike."""
    room.ada_says(QUESTION, "First")
    room.others_say(QUESTION, "One", "Two", "Three", "Four")
    assert "yours" not in room.on_phone()

    room.ada_says(QUESTION, "Second")
    assert "That is yours." in room.on_phone()


def test_the_count_on_the_screen_says_how_many_are_in_the_picture(room: Room):
    """Before anybody has to look for why bars and count differ."""
    room.others_say(QUESTION, "One", "Two", "Three", "Four", "Five")
    assert (5, 5) == (room.screen.slide["answered"], room.screen.slide["seen"])

    room.others_say(QUESTION, "Six")
    assert (6, 5) == (room.screen.slide["answered"], room.screen.slide["seen"])


def test_a_folded_picture_counts_people_and_what_they_wrote(room: Room):
    """14 cards are no 14 answers."""
    cards = [{"id": f"c{n}", "text": f"Card {n}"} for n in range(3)]
    room.others_say("purpose_for", *([card | {"id": f"{n}{card['id']}"} for card in cards] for n in range(4)))
    room.ada_says("purpose_for", [{"id": "a", "text": "Ada's"}])

    assert "What the group says: 13 ideas by 5 people" in room.views(room.phone)


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
