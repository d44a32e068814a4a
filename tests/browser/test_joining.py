"""Joining with a name, an alias or nothing; the privacy note; coming back on another device by a personal code."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.access import AXE, barriers, clipped, wider_than_window
from browser.keys import Keys
from browser.people import CODE, PATIENCE, Phone
from playwright.sync_api import Locator, Page, expect
from servers import Server

from netlearn_widgets.cli.settings import hold
from netlearn_widgets.model.settings import NAMES
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser


@pytest.fixture
def room(data: Path, netlearn: Callable[..., Server]) -> Callable[..., Server]:
    """Serve the workshop, held like this: `room(names="nothing")`."""

    def serve(**value: object) -> Server:
        with Store.open(data) as store:
            hold(store, store.workshop(CODE), value)
        return netlearn(data)

    return serve


def names_in(data: Path) -> list[str]:
    with Store.open(data) as store:
        return [one.name for one in store.read(store.workshop(CODE).id).participants]


def opened(page: Page, server: Server) -> Page:
    """Open the join page by the link, as a phone's camera does."""
    page.add_init_script(path=AXE)
    page.goto(f"{server.url}join#{CODE}")
    expect(page.get_by_role("heading", level=1, name="Join: Community Frailty Network")).to_be_visible(timeout=PATIENCE)
    return page


def press_join(page: Page) -> None:
    page.get_by_role("button", name="Join", exact=True).click()


def accessible(page: Page) -> None:
    """No barrier for anybody, nothing wider than the window or cut off."""
    assert [] == barriers(page)
    assert [] == clipped(page)
    assert 0 >= wider_than_window(page)


def folded(page: Page, words: str) -> Locator:
    """What opens when it is pressed."""
    return page.locator("summary", has_text=words)


def test_where_names_are_asked_for_a_name_may_be_given(room, data: Path, visit):
    server = room(names="names")
    page = opened(visit.phone(), server)
    accessible(page)
    page.get_by_label("Your name").fill("Ada")
    press_join(page)
    Phone(page, server.url).sees_step("Welcome")

    expect(page.get_by_role("heading", level=1, name="Welcome")).to_be_visible()
    assert ["Ada"] == names_in(data)


def test_where_aliases_are_asked_for_one_is_offered_and_another(room, data: Path, visit):
    """Joining is one press; who likes takes another one, or writes one."""
    server = room(names="aliases")
    page = opened(visit.phone(), server)
    accessible(page)
    name = page.get_by_label("A name you make up")
    first = name.input_value()
    page.get_by_role("button", name="Another made-up name").click()
    expect(name).not_to_have_value(first)
    second = name.input_value()
    press_join(page)
    Phone(page, server.url).sees_step("Welcome")

    assert all(re.fullmatch("[A-Z][a-z]+ [A-Z][a-z]+", one) for one in (first, second))
    assert [second] == names_in(data)


def test_where_nothing_is_asked_for_there_is_nothing_to_type(room, data: Path, visit):
    """On the join page, on a step's page and on paper that is typed in."""
    server = room(names="nothing")
    page = opened(visit.phone(), server)
    accessible(page)
    expect(page.get_by_text("nobody asks who you are").first).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    press_join(page)
    Phone(page, server.url).sees_step("Welcome")
    page.goto(f"{server.url}purpose#{CODE}")
    expect(page.get_by_role("button", name="Next person on this device")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Who answers?")).to_have_count(0)
    expect(page.get_by_role("button", name="Use this name")).to_have_count(0)

    assert [""] == names_in(data)


def test_a_page_without_a_code_asks_for_it_first(room, visit):
    """Then it says whose workshop it is; a wrong code is told, and the focus goes along."""
    server = room()
    page = visit.phone()
    page.add_init_script(path=AXE)
    page.goto(f"{server.url}join")
    code = page.get_by_label("Join code")
    expect(code).to_be_visible(timeout=PATIENCE)
    accessible(page)
    code.fill("KRTM-99")
    code.press("Enter")
    expect(page.get_by_text("No workshop has the code 'KRTM-99'")).to_be_visible(timeout=PATIENCE)
    accessible(page)
    code.fill("krtm 27")
    code.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Join: Community Frailty Network")).to_be_focused(timeout=PATIENCE)


@pytest.mark.parametrize("names", NAMES)
def test_the_privacy_note_is_read_by_keyboard_before_joining_and_at_any_time_after(room, visit, names: str):
    """In short without a press, in full with one; the page that opens is at its heading."""
    server = room(names=names, threshold=4)
    page = opened(visit(viewport={"width": 1280, "height": 800}), server)
    keys = Keys(page)
    for title in ("Who sees what", "Where it is kept", "How to take it back"):
        expect(page.get_by_role("term").filter(has_text=title).first).to_be_in_viewport()
    expect(page.get_by_role("button", name="Join", exact=True)).to_be_in_viewport()
    keys.to(folded(page, "More about this"))
    keys.press("Enter")
    expect(page.get_by_text("shown once 4 people have given theirs").first).to_be_visible()
    accessible(page)

    keys.to(page.get_by_role("button", name="Join", exact=True))
    keys.press("Enter")
    Phone(page, server.url).sees_step("Welcome")
    expect(page.get_by_role("heading", level=1, name="Welcome")).to_be_focused()
    keys.to(folded(page, "Who sees what, and how to take it back"))
    keys.press("Enter")
    expect(page.get_by_text("shown once 4 people have given theirs").last).to_be_visible()
    accessible(page)


def test_somebody_goes_on_on_another_device(room, data: Path, visit):
    """By keyboard: the phone shows a code, the laptop takes it, and both see and give the same answers."""
    server = room()
    phone = Phone(opened(visit.phone(), server), server.url)
    phone.page.get_by_label("Your name").fill("Ada")
    press_join(phone.page)
    phone.sees_step("Welcome")
    phone.choose("benefits", "growth")
    phone.saved("benefits")
    phone.page.get_by_role("button", name="My answers").click()
    folded(phone.page, "Go on with another device").click()
    phone.page.get_by_role("button", name="Show my personal code").click()
    shown = phone.page.locator("output")
    expect(shown).to_have_text(re.compile(r"^\w{4}-\w{4}$"), timeout=PATIENCE)
    accessible(phone.page)

    laptop = Phone(opened(visit(viewport={"width": 1280, "height": 800}), server), server.url)
    keys = Keys(laptop.page)
    keys.to(folded(laptop.page, "I was here before"))
    keys.press("Enter")
    keys.to(laptop.page.get_by_label("My personal code"))
    keys.type(shown.inner_text().lower())
    keys.press("Enter")
    laptop.sees_step("Welcome")
    expect(laptop.page.get_by_role("heading", level=1, name="Welcome")).to_be_focused()
    expect(laptop.question("benefits").get_by_role("checkbox", checked=True)).to_have_count(1)

    laptop.choose("benefits", "diffusion")
    laptop.saved("benefits")
    phone.page.get_by_role("button", name="Back to the step").click()
    expect(phone.question("benefits").get_by_role("checkbox", checked=True)).to_have_count(2, timeout=PATIENCE)
    laptop.page.reload()
    laptop.sees_step("Welcome")
    assert ["Ada"] == names_in(data)


def test_who_tries_codes_is_told_and_then_held_up(room, data: Path, visit):
    """Five wrong ones are told as wrong; more have to wait; joining as somebody new still works."""
    server = room()
    page = opened(visit.phone(), server)
    folded(page, "I was here before").click()
    code = page.get_by_label("My personal code")
    problem = page.locator(".nl-before").get_by_role("alert")
    for number in range(2, 7):
        code.fill(f"B2C3-D4F{number}")
        code.press("Enter")
        expect(problem).to_contain_text("Nobody in this workshop has that personal code", timeout=PATIENCE)
    accessible(page)
    for number in range(2, 10):
        code.fill(f"B2C3-F4D{number}")
        code.press("Enter")
    expect(problem).to_contain_text("Wait", timeout=PATIENCE)
    accessible(page)

    assert [] == names_in(data)
    press_join(page)
    Phone(page, server.url).sees_step("Welcome")
    assert [""] == names_in(data)
