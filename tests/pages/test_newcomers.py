"""How quickly new people join on one page: as quickly as people pass a device on, and no quicker."""

from __future__ import annotations

from pathlib import Path

import pytest
from openly import openly
from pages.page import CODE, Page

from netlearn_widgets.model.errors import Crowded
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import Participant
from netlearn_widgets.pages.newcomers import Newcomers
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.store import Store

TAP = 8.0  # seconds to answer one question by a tap and pass the device on: few are that quick


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("netlearn_widgets.pages.visit.Newcomers", lambda: Newcomers(clock))
    return clock


@pytest.fixture
def tablet(data: Path, clock: Clock) -> Page:  # noqa: ARG001  it must be there first
    """A step's page, on which a device is passed on."""
    return Page(data, "the first", Workbook.who)


def joined(data: Path) -> tuple[Participant, ...]:
    with Store.open(data) as store:
        return store.read(store.workshop(CODE).id).participants


def pass_on(page: Page, number: int, **content: Json) -> str:
    """Somebody else takes the device and answers; return what became of that."""
    page.comes_as(f"person {number}", **content)
    return page.say("stage", "emerging")


def test_one_page_is_not_four_people_at_once(tablet: Page, data: Path):
    """The fourth is told so in words, under the answer's own number, and is nobody yet."""
    said = [pass_on(tablet, number) for number in range(4)]

    assert ["saved", "saved", "saved", "failed"] == said
    assert "goes on by itself in about 10 seconds, and nothing typed is lost" in tablet.heard[-1]["message"]
    assert 3 == len(joined(data))


def test_what_is_held_up_is_kept_some_seconds_later(tablet: Page, data: Path, clock: Clock):
    """The page sends it again, and joins meanwhile nobody else."""
    for number in range(3):
        pass_on(tablet, number)
    waits = [pass_on(tablet, 3)]
    while waits[-1] == "failed":
        clock.now += 4
        waits.append(tablet.say("stage", "emerging"))

    assert ["failed"] * 3 + ["saved"] == waits
    assert 4 == len(joined(data))


@pytest.mark.parametrize("paper", [False, True], ids=["a tablet", "paper sheets"])
def test_a_device_that_is_passed_on_is_never_held_up(tablet: Page, data: Path, clock: Clock, *, paper: bool):
    """Around a table of ten, each with one tap; and sheets of one cross each, typed in one after the other."""
    said = []
    for number in range(10):
        said.append(pass_on(tablet, number, paper=paper))
        clock.now += TAP

    assert {"saved"} == set(said)
    assert 10 == len(joined(data))


def test_whoever_joined_before_is_nobody_new(tablet: Page, data: Path):
    """A page that says hello again, a name, and a device that goes round a second time."""
    for _ in range(3):
        for number in range(3):
            assert "saved" == pass_on(tablet, number, name=f"Person {number}")
    tablet.hello(again=True, name="Person two")

    assert ["Person 0", "Person 1", "Person two"] == [one.name for one in joined(data)]


def test_who_joined_on_another_page_is_nobody_new_here(tablet: Page, data: Path):
    """Their other tab, or a reload, is not held up."""
    for number in range(3):
        pass_on(tablet, number)
    with Store.open(data) as store:
        tablet.comes_as("ada's token")
        store.join(store.workshop(CODE).id, "ada's token", "Ada")

    assert "saved" == tablet.say("stage", "emerging")


def test_a_join_that_is_held_up_is_tried_again_by_the_page(data: Path, clock: Clock):
    """It is told why beside its form, and not welcomed; so it says the same once more, and then it is in."""
    phone = Page(data, "the first", Workbook.journey)
    for number in range(4):
        phone.comes_as(f"person {number}", join=True, name=f"Person {number}")

    assert "Several people joined on this page just now" in phone.widget.visit["problem"]
    assert ("asks", False) == (phone.widget.visit["state"], phone.widget.visit["joined"])
    assert "failed" == phone.heard[-1]["type"]
    clock.now += 10
    phone.hello(join=True, name="Person 3")
    assert "problem" not in phone.widget.visit
    assert ("welcome", "Person 3") == (phone.heard[-1]["type"], phone.widget.visit["name"])


def test_answers_that_waited_for_others_make_no_crowd_either(tablet: Page, data: Path):
    """What is sent for whoever was at this browser before joins them at the same pace."""
    tablet.hello()
    said = []
    for number in range(5):
        tablet.send("answer", question="stage", value="emerging", of={"token": f"writer {number}"}, round=1)
        said.append(tablet.heard[-1]["type"])

    assert ["saved"] * 3 + ["failed"] * 2 == said
    assert 3 == len(joined(data))


def test_a_data_file_that_fails_uses_up_no_place(clock: Clock):
    """Only those who joined count."""
    newcomers = Newcomers(clock)
    for _ in range(9):
        newcomers.check()
    for _ in range(3):
        newcomers.add()

    with pytest.raises(Crowded):
        newcomers.check()


def test_where_nothing_is_protected_nobody_is_held_up(tablet: Page, data: Path):
    """Everybody agreed to be named: a crowd of invented people would bring nothing to light."""
    openly(data)
    said = [pass_on(tablet, number, name=f"Person {number}") for number in range(9)]

    assert {"saved"} == set(said)
    assert 9 == len(joined(data))
