"""What people are told before they answer, sort or stay on a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netlearn_widgets.content import default_text
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import Answer, Workshop, new_id
from netlearn_widgets.pages import notices
from netlearn_widgets.pages.parts import Asked
from netlearn_widgets.pages.sorting import Sorted
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.store import Store

CODE, HOST = "KRTM-27", "a key nobody can guess"
_SAID = (text for name, text in vars(notices).items() if name.startswith("_") and name.isupper())
SENTENCES = sorted(text for text in _SAID if isinstance(text, str))


class Room:
    """A protected workshop with the guide everybody begins with, and Ada in it."""

    def __init__(self, path: Path) -> None:
        self.store = Store.create(path)
        self.workshop = self.store.add_workshop(
            Workshop(code=CODE, title="Ours", guide=default_text()), host_key=HOST
        ).id
        self.ada = Visit(str(path))
        self.ada.hello(CODE, "ada's token")
        self.ada.join("Ada")

    def hold(self, **value: Json) -> None:
        self.store.act(self.workshop, Act(kind="settings", value=value), key=HOST)
        self.ada.refresh()

    def asked(self, key: str) -> Asked:
        return Asked(self.ada, self.ada.guide.question(key))

    def told(self, key: str) -> dict[str, str]:
        return dict(self.asked(key).widget.context.get("notices", {}))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path / "ours.sqlite")
    yield room
    room.ada.close()
    room.store.close()


@pytest.mark.parametrize("text", SENTENCES)
def test_a_notice_is_short(text: str):
    """Nobody reads more on a phone, and it is said as a fact."""
    assert 8 <= len(text.split()) <= 16
    assert text.endswith(".")
    assert "!" not in text


def test_the_rule_for_small_numbers_needs_no_notice_of_its_own(room: Room):
    """What is only counted is shown by the rule the note on privacy tells."""
    counted = ("choice", "choices", "horizons", "matrix", "scale", "ranking")
    asked = [key for key, question in room.ada.guide.questions.items() if question.kind in counted]

    assert asked
    assert [] == [key for key in asked if room.told(key)]


def test_words_and_names_of_ones_own_speak_for_themselves(room: Room):
    for key in ("purpose_for", "next_steps"):
        assert "people may know you by them" in room.told(key)[""]
    assert "Ask people before you name them" in room.told("roles")[""]
    assert "Ask people before you name them" in room.told("next_steps")["who"]
    assert room.told("roles")[""] == room.told("ties")[""]
    assert "whom you turn to" in room.told("ties")["me"]


def test_what_holds_for_all_own_words_is_said_once_a_step(room: Room):
    """Above the others, where somebody begins."""
    for step in room.ada.guide.steps:
        told = [room.told(one.key).get("") for one in step.questions if one.kind in {"text", "ideas", "table"}]
        assert [bool(words) for words in told] == [place == 0 for place, _ in enumerate(told)]


def test_every_question_that_is_not_only_counted_has_one(room: Room):
    """Also the next kind somebody adds; the words of a text, ideas or a table may stand above it."""
    told = {key: bool(room.told(key)) for key in room.ada.guide.questions}
    kinds = {room.ada.guide.question(key).kind for key, notice in told.items() if notice}

    assert {"text", "ideas", "table", "roles", "ties", "agreement"} == kinds


def test_an_objection_is_said_to_be_noticed_before_anybody_chooses(room: Room):
    told = room.told("purpose_agreement")

    assert "or when somebody tries to agree" in told["position"]
    assert "people may know you by them" in told["reason"]
    assert "Everybody sees your wording at once" in told["wording"]


def test_an_objection_to_what_is_agreed_is_said_to_open_it_again_at_once(room: Room):
    """Before it is made; and only where the wording on the table is agreed."""
    key = "purpose_agreement"
    room.ada.propose(key, "w1", "To learn together.")
    room.ada.refresh()
    room.ada.answer(key, new_id(), {"proposal": "w1", "position": "5", "reason": ""})
    room.ada.refresh()
    before = room.told(key)["position"]

    room.ada.decide(key, new_id(), "w1", "agreed")
    room.ada.refresh()

    assert "when somebody tries to agree" in before
    assert "opens this agreement again at once" in room.told(key)["position"]


def test_while_it_is_open_again_an_objection_is_said_to_be_known(room: Room):
    """It is no news any more that somebody objects, and nothing else is said to be told when somebody tries."""
    key, bo = "purpose_agreement", room.store.join(room.workshop, "bo's token")
    room.ada.propose(key, "w1", "To learn together.")
    yes, no = ({"proposal": "w1", "position": position, "reason": ""} for position in ("5", "0"))
    room.store.record(room.workshop, Answer(question=key, participant=bo.id, value=yes))
    room.ada.refresh()
    room.ada.answer(key, new_id(), yes)
    room.ada.decide(key, new_id(), "w1", "agreed")
    room.store.record(room.workshop, Answer(question=key, participant=bo.id, value=no))
    room.ada.refresh()

    assert "Everybody knows of an objection." in room.told(key)["position"]
    assert "when somebody tries" not in room.told(key)["position"]


@pytest.mark.parametrize("name", ["_OBJECTION", "_OBJECTION_NOW", "_OBJECTED"])
def test_an_objection_is_promised_no_secrecy(name: str):
    """No name is given; a count and the time may tell."""
    text = vars(notices)[name]

    assert "unnamed" not in text
    assert "people may guess" in text.lower() or "Everybody knows" in text


def test_where_nothing_is_protected_that_is_said_instead(room: Room):
    """Beside every field, and on pages that are open as soon as it is so."""
    open_page = room.asked("stage")
    assert "notices" not in open_page.widget.context

    room.hold(protected=False)
    open_page.update()

    assert "at once" in open_page.widget.context["notices"][""]
    assert "at once" in room.told("purpose_statement")[""]
    agreement = room.told("purpose_agreement")
    assert "with your name" in agreement["position"]
    assert "" == agreement["reason"]


def test_whoever_was_promised_protection_is_told_what_still_holds(room: Room):
    """They keep it for the question they answered, and for no other."""
    room.ada.answer("stage", new_id(), "emerging")
    room.hold(protected=False)

    assert {} == room.told("stage")
    assert "at once" in room.told("size")[""]

    room.ada.answer("size", new_id(), room.ada.guide.question("size").options[0].key)
    assert "at once" in room.told("size")[""]


def test_the_board_says_that_hands_on_it_are_seen(room: Room):
    """By everybody at once, and by the host with whose they are, as far as the host can know."""
    question = room.ada.guide.question("purpose_for")
    board = Sorted(room.ada, question)
    assert "A host sees who did it." in board.widget.notice
    assert bool(question.dots) == ("counted together" in board.widget.notice)

    room.hold(protected=False)
    board.update()
    assert bool(question.dots) == ("each new dot at once" in board.widget.notice)
    assert "" == Sorted(room.ada, question, host_key=HOST).widget.notice


@pytest.mark.parametrize(("names", "said"), [("names", "who is here"), ("nothing", "how many are here")])
def test_an_open_page_says_that_a_host_sees_it(tmp_path: Path, names: str, said: str):
    """And that somebody is typing, before anybody types."""
    path = tmp_path / "other.sqlite"
    with Store.create(path) as store:
        workshop = store.add_workshop(Workshop(code=CODE, title="Ours", guide=default_text()), host_key=HOST)
        store.act(workshop.id, Act(kind="settings", value={"names": names}), key=HOST)
    visit = Visit(str(path))
    page = Workbook(visit).journey()
    page._handle_custom_msg({"type": "hello", "id": new_id(), "code": CODE, "token": "ada's", "join": True}, [])  # noqa: SLF001  as ipywidgets hands it on

    assert said in page.visit["notice"]
    assert "typing" in page.visit["notice"]
    visit.close()
