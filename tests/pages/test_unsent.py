"""What waited in a browser: for whom it is kept, what is refused, and that it makes nobody a participant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pages.page import CODE, Page

from netlearn_widgets.model.record import Record
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.store import Store
from netlearn_widgets.widgets.container import Container

KEY = "purpose_statement"


def read(data: Path) -> Record:
    with Store.open(data) as store:
        return store.read(store.workshop(CODE).id)


def take_out(data: Path, name: str) -> None:
    """Take somebody out, as the command does."""
    with Store.open(data) as store:
        record = store.read(store.workshop(CODE).id)
        (one,) = [one for one in record.participants if one.name == name]
        store.remove(record.workshop.id, one.id)


def texts(data: Path) -> dict[str, list[object]]:
    """Every answer in the file, by the name of who gave it."""
    record = read(data)
    names = {one.id: one.name for one in record.participants}
    said: dict[str, list[object]] = {name: [] for name in names.values()}
    for answer in record.answers:
        said[names[answer.participant]].append(answer.value)
    return said


def step_page(book: Workbook) -> Container:
    return book.who()


@pytest.mark.parametrize("make", [Workbook.journey, step_page], ids=["join page", "step page"])
def test_whoever_was_taken_out_while_the_page_was_closed_stays_out(data: Path, make: Callable[[Workbook], Container]):
    """What they wrote before is refused in words; they are told, and are somebody new once they press *Join*."""
    Page(data, "ada", make).hello(name="Ada", join=True)
    take_out(data, "Ada")
    ada = Page(data, "ada", make)
    ada.hello()

    assert "refused" == ada.say(KEY, "Written before")
    assert "taken out" in ada.heard[-1]["message"]
    assert ada.widget.visit["removed"]
    assert ({}, ()) == (texts(data), read(data).answers)
    ada.comes_as("anew", name="Ada", join=True)
    assert "saved" == ada.say(KEY, "Written after")
    assert {"Ada": ["Written after"]} == texts(data)


def test_an_answer_that_waited_joins_nobody_where_people_press_join(data: Path):
    """It is kept in the browser until they do."""
    ada = Page(data, "ada", Workbook.journey)
    ada.hello()

    assert "failed" == ada.say(KEY, "Typed elsewhere")
    assert () == read(data).participants
    ada.hello(join=True, name="Ada")
    assert "saved" == ada.say(KEY, "Typed elsewhere")


def test_what_waited_is_kept_for_its_writer_and_changes_nobody_who_is_here(data: Path):
    """One laptop: Ada's answer comes while Bo is the present one."""
    page = Page(data, "ada", step_page)
    page.hello(name="Ada")
    page.comes_as("bo", name="Bo")
    page.send("answer", question=KEY, value="Ada's", of={"token": "ada"}, round=1)

    assert "saved" == page.heard[-1]["type"]
    assert {"Ada": ["Ada's"], "Bo": []} == texts(data)
    assert "Bo" == page.widget.visit["name"]
    assert "saved" == page.say(KEY, "Bo's")
    assert {"Ada": ["Ada's"], "Bo": ["Bo's"]} == texts(data)


def test_what_waited_for_somebody_who_was_taken_out_is_refused(data: Path):
    """While another person is the present one, who is not touched by it."""
    page = Page(data, "ada", step_page)
    page.hello(name="Ada")
    take_out(data, "Ada")
    page.comes_as("bo", name="Bo")
    page.send("answer", question=KEY, value="Ada's", of={"token": "ada"}, round=1)

    assert "refused" == page.heard[-1]["type"]
    assert {"Bo": []} == texts(data)
    assert not page.widget.visit["removed"]


@pytest.mark.parametrize("of", [{"token": "never seen"}, {"token": "never seen", "paper": True}])
def test_a_token_that_never_joined_writes_nothing_where_people_press_join(data: Path, of: object):
    page = Page(data, "ada", Workbook.journey)
    page.hello(name="Ada", join=True)
    page.send("answer", question=KEY, value="Nobody's", of=of, round=1)

    assert "failed" == page.heard[-1]["type"]
    assert {"Ada": []} == texts(data)


@pytest.mark.parametrize(
    "of", [7, [], {}, {"token": ["a"]}, {"token": ""}, {"token": "a" * 1000}, {"paper": "yes"}, None]
)
def test_what_does_not_say_who_wrote_it_is_kept_in_nobodys_name(data: Path, of: object):
    page = Page(data, "ada", Workbook.journey)
    page.hello(name="Ada", join=True)
    page.send("answer", question=KEY, value="Somebody's", of=of, round="first")

    assert "refused" == page.heard[-1]["type"]
    assert {"Ada": []} == texts(data)


def test_what_was_kept_at_the_end_of_a_round_is_known_to_be_saved(data: Path):
    """Its page did not hear it, for the new round began; it asks under the number of the old one."""
    ada = Page(data, "ada", Workbook.journey)
    ada.hello(name="Ada", join=True)
    ada.send("answer", question=KEY, id="a1", value="At the end", round=1)
    with Store.open(data) as store:
        store.open_round(store.workshop(CODE).id, "Later")
    ada.visit.refresh()
    ada.send("answer", question=KEY, id="a1", value="At the end", round=1)

    assert ("saved", "a1") == (ada.heard[-1]["type"], ada.heard[-1]["id"])
    assert {"Ada": ["At the end"]} == texts(data)


def test_what_was_written_for_the_last_round_is_not_put_into_the_new_one(data: Path):
    """Unless its writer says so: then it comes with the new round's number."""
    ada = Page(data, "ada", Workbook.journey)
    ada.hello(name="Ada", join=True)
    with Store.open(data) as store:
        store.open_round(store.workshop(CODE).id, "Later")
    ada.visit.refresh()
    ada.send("answer", question=KEY, value="Of the first round", round=1)

    assert "failed" == ada.heard[-1]["type"]
    assert "new round" in ada.heard[-1]["message"]
    assert 2 == ada.widget.visit["round"]
    ada.send("answer", question=KEY, value="Of the first round", base=None, round=2)
    assert ("saved", [2]) == (ada.heard[-1]["type"], [one.round for one in read(data).answers])


def test_what_waits_for_a_question_that_is_gone_is_refused_in_words(data: Path):
    ada = Page(data, "ada", Workbook.journey)
    ada.hello(name="Ada", join=True)

    assert "refused" == ada.say("no_such_question", "Text")
    assert "saved" == ada.say(KEY, "Other text")


@pytest.mark.parametrize("make", [Workbook.journey, Workbook.screen, step_page], ids=["phone", "screen", "step page"])
def test_pages_say_that_their_workshop_was_deleted(data: Path, make: Callable[[Workbook], Container]):
    """And hold nothing any more that goes on sending; a page that connects again says it too."""
    page = Page(data, "ada", make)
    page.hello(name="Ada", join=True)
    with Store.open(data) as store:
        store.delete(store.workshop(CODE).id)
    with pytest.raises(Exception, match="no longer here"):
        page.visit.refresh()

    for _ in range(2):
        assert ("gone", "Community Frailty Network") == (page.widget.visit["state"], page.widget.visit["title"])
        assert "deleted by its administrator" in page.widget.visit["problem"]
        assert [] == page.widget.items
        page.hello(again=True)


@pytest.mark.parametrize("make", [Workbook.journey, step_page], ids=["join page", "step page"])
def test_what_a_page_sends_before_it_knows_who_is_next_is_not_the_next_persons(
    data: Path, make: Callable[[Workbook], Container]
):
    """It takes it for an answer of the person who is here; it is kept once it comes in its writer's name."""
    page = Page(data, "ada", make)
    page.hello(name="Ada", join=True)
    owner = page.widget.visit["owner"]
    page.comes_as("bo", name="Bo", join=True)
    page.send("answer", question=KEY, value="Of Ada", base=None, round=1, owner=owner)

    assert "failed" == page.heard[-1]["type"]
    assert {"Ada": [], "Bo": []} == texts(data)
    page.send("answer", question=KEY, value="Of Ada", base=None, round=1, of={"token": "ada"})
    page.send("answer", question=KEY, value="Of Bo", base=None, round=1, owner=page.widget.visit["owner"])
    assert {"Ada": ["Of Ada"], "Bo": ["Of Bo"]} == texts(data)
