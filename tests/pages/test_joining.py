"""Joining with a name, an alias or nothing, and coming back on another device: what a page is told and what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages.test_rounds_live import CODE, Page

from netlearn_widgets.cli.settings import hold
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.settings import NAMES
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.store import Store


def held(data: Path, **value: object) -> Workshop:
    """Hold the workshop like this."""
    with Store.open(data) as store:
        workshop = store.workshop(CODE)
        hold(store, workshop, value)
        return workshop


def read(data: Path) -> Record:
    with Store.open(data) as store:
        return store.read(store.workshop(CODE).id)


def journey(data: Path, token: str) -> Page:
    return Page(data, token, Workbook.journey)


@pytest.mark.parametrize("names", NAMES)
def test_a_page_is_told_what_to_ask_and_what_to_promise_before_anybody_joins(data: Path, names: str):
    """And made-up names to take, where one is asked for."""
    held(data, names=names, threshold=4)
    ada = journey(data, "ada")
    ada.hello()

    visit = ada.widget.visit
    assert ("asks", names) == (visit["state"], visit["names"])
    assert ["Who sees what", "Where it is kept", "How to take it back"] == [one["title"] for one in visit["privacy"]]
    assert any("once 4 people" in line for line in visit["privacy"][0]["more"])
    assert (6 if names == "aliases" else 0) == len(set(visit["offered"]))
    assert () == read(data).participants


@pytest.mark.parametrize(("names", "kept"), [("names", "Xanthippe"), ("aliases", "Xanthippe"), ("nothing", "")])
@pytest.mark.parametrize("make", [Workbook.journey, Workbook.who], ids=["join page", "step page"])
def test_a_name_is_kept_only_where_one_is_asked_for(data: Path, names: str, kept: str, make: object):
    """Whatever the page sends, when joining and later."""
    held(data, names=names)
    ada = Page(data, "ada", make)
    ada.hello(name="Xanthippe", join=True)
    ada.hello(name="Xanthippe", again=True)

    assert [kept] == [one.name for one in read(data).participants]
    assert kept == ada.widget.visit["name"]
    assert any(b"Xanthippe" in file.read_bytes() for file in data.parent.glob("ours.sqlite*")) == bool(kept)


def test_what_was_settled_just_now_counts(data: Path):
    """A page that was opened before the workshop chose to ask for nothing."""
    ada = journey(data, "ada")
    ada.hello()
    held(data, names="nothing")
    ada.hello(name="Ada", join=True)

    assert [""] == [one.name for one in read(data).participants]


@pytest.mark.parametrize("make", [Workbook.journey, Workbook.who], ids=["join page", "step page"])
def test_an_open_page_says_the_new_words_when_something_is_settled(data: Path, make: object):
    ada = Page(data, "ada", make)
    ada.hello(join=True)
    held(data, threshold=8)
    ada.visit.refresh()

    assert any("once 8 people" in line for line in ada.widget.visit["privacy"][0]["more"])


def test_a_page_is_told_once_what_it_promises(data: Path):
    """Not with each question, which would make it slow."""
    ada = Page(data, "ada", lambda book: book.ask("stage"))
    ada.hello(join=True)

    assert "privacy" not in ada.widget.visit


def test_a_name_of_earlier_is_shown_nowhere_where_nobody_is_asked(data: Path):
    """In the file of a group that changed its mind by another program's hand."""
    ada = journey(data, "ada")
    ada.hello(name="Ada", join=True)
    held(data, names="nothing")
    ada.visit.refresh()
    ada.hello()

    assert "" == ada.widget.visit["name"]
    frame = Workbook(ada.visit).answers()
    assert "Ada" not in set(frame["name"].dropna())


def test_made_up_names_that_are_taken_are_not_offered(data: Path):
    held(data, names="aliases")
    ada, bo = journey(data, "ada"), journey(data, "bo")
    ada.hello()
    alias = ada.widget.visit["offered"][0]
    ada.hello(name=alias, join=True)
    bo.hello()

    assert alias not in bo.widget.visit["offered"]
    assert [] == ada.widget.visit["offered"]


def test_a_personal_code_makes_another_device_the_same_person(data: Path):
    """Both see the same answers, on both what is answered counts for one, and it lasts over a reload."""
    phone, laptop = journey(data, "phone"), journey(data, "laptop")
    phone.hello(name="Ada", join=True)
    phone.send("code")
    code = phone.heard[-1]["message"]
    phone.visit.answer("purpose_statement", "a1", "Fewer falls")
    laptop.hello()
    laptop.send("enter", code=code.lower().replace("-", " "))

    assert "entered" == laptop.heard[-1]["type"]
    assert ("here", "Ada") == (laptop.widget.visit["state"], laptop.widget.visit["name"])
    assert "Fewer falls" == laptop.visit.value("purpose_statement")
    assert ["Ada"] == [one.name for one in read(data).participants]
    again = journey(data, "laptop")
    again.hello()
    assert "Fewer falls" == again.visit.value("purpose_statement")


def test_a_wrong_personal_code_is_told_in_words(data: Path):
    """It changes nothing, names nobody, and the page still asks."""
    phone, laptop = journey(data, "phone"), journey(data, "laptop")
    phone.hello(name="Ada", join=True)
    laptop.hello()
    laptop.send("enter", code="BBBB-2222")

    assert "refused" == laptop.heard[-1]["type"]
    assert "Nobody in this workshop has that personal code" in laptop.heard[-1]["message"]
    assert "asks" == laptop.widget.visit["state"]


def test_a_personal_code_ends_when_a_new_one_is_made_and_when_its_person_goes(data: Path):
    phone, laptop = journey(data, "phone"), journey(data, "laptop")
    phone.hello(name="Ada", join=True)
    laptop.hello()
    codes = []
    for _ in range(2):
        phone.send("code")
        codes.append(phone.heard[-1]["message"])
    laptop.send("enter", code=codes[0])
    first = laptop.heard[-1]["type"]
    phone.send("leave")
    laptop.send("enter", code=codes[1])

    assert codes[0] != codes[1]
    assert ["refused", "refused"] == [first, laptop.heard[-1]["type"]]


def test_who_leaves_on_one_device_has_left_on_the_other(data: Path):
    """And neither brings anybody back."""
    phone, laptop = journey(data, "phone"), journey(data, "laptop")
    phone.hello(name="Ada", join=True)
    phone.send("code")
    laptop.hello()
    laptop.send("enter", code=phone.heard[-1]["message"])
    laptop.send("leave")
    phone.visit.refresh()
    phone.hello(again=True)

    assert (True, "asks") == (phone.widget.visit["removed"], phone.widget.visit["state"])
    assert [] == [one for one in read(data).participants if one.id != "removed"]


def test_nobody_has_a_personal_code_before_joining(data: Path):
    """The button is not there; a message that asks all the same is refused."""
    ada = journey(data, "ada")
    ada.hello()
    ada.send("code")

    assert () == read(data).participants
    assert "refused" == ada.heard[-1]["type"]
