"""Ada has a phone and a laptop, and the phone loses its line: what she does on either is kept, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from browser.access import AXE, barriers
from browser.answering import ideas
from browser.people import CODE, GUIDE, PATIENCE, SAVED, Phone, step_of
from deaths.visitor import Room, Visitor
from deaths.wire import Wire
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser

KEY = "purpose_for"
QUESTION = GUIDE.question(KEY)


@pytest.fixture
def devices(invite: Callable[[str], Visitor], wire: Wire, room: Room, visit: Any) -> tuple[Visitor, Phone]:
    """Ada's phone, on a wire that can be cut, and her laptop, both at a question for ideas."""
    phone = invite(wire.url)
    phone.join(phone.name)
    phone.page.get_by_role("button", name="My answers").click()
    phone.page.locator("summary", has_text="Go on with another device").click()
    phone.page.get_by_role("button", name="Show my personal code").click()
    code = phone.page.locator("output")
    expect(code).to_have_text(re.compile(r"^\w{4}-\w{4}$"), timeout=PATIENCE)
    laptop = Phone(visit(viewport={"width": 1280, "height": 800}), room.server.url)
    laptop.page.add_init_script(path=AXE)
    laptop.page.goto(f"{room.server.url}join#{CODE}")
    laptop.page.locator("summary", has_text="I was here before").click()
    laptop.page.get_by_label("My personal code").fill(code.inner_text())
    laptop.page.get_by_label("My personal code").press("Enter")
    phone.page.get_by_role("button", name="Back to the step").click()
    for device in (phone, laptop):
        device.sees_step(GUIDE.steps[0].title)
        device.go(step_of(KEY))
    phone.listen()
    return phone, laptop


def add(device: Phone, *words: str) -> None:
    ideas(device.question(KEY), QUESTION, words)


def shows(device: Phone, *words: str) -> None:
    """Wait until a page shows these ideas in this order, and no others."""
    expect(device.question(KEY).locator(".nl-said")).to_have_text(list(words), timeout=PATIENCE)


def told(device: Phone) -> Locator:
    """What the page says of another device."""
    return device.question(KEY).locator(".nl-merged")


def test_a_phone_without_a_line_and_a_laptop_lose_nothing_of_each_other(
    devices: tuple[Visitor, Phone], wire: Wire, room: Room
):
    """One and two on both; three on the laptop, four on the phone: the file and both pages have all four."""
    phone, laptop = devices
    add(phone, "one", "two")
    phone.saved(KEY)
    shows(laptop, "one", "two")

    wire.cut()
    add(laptop, "three")
    laptop.saved(KEY)
    add(phone, "four")
    expect(phone.question(KEY).get_by_text(SAVED)).to_have_count(0)
    shows(phone, "one", "two", "four")
    wire.flow()
    phone.tell("online")

    phone.saved(KEY)
    shows(phone, "one", "two", "three", "four")
    shows(laptop, "one", "two", "three", "four")
    assert room.said(phone.name, KEY)[-1] == ["one", "two", "three", "four"]
    expect(told(phone)).to_be_hidden()


def test_what_both_changed_stays_as_it_was_said_last_and_the_page_says_so(
    devices: tuple[Visitor, Phone], wire: Wire, room: Room
):
    """The other words are quoted; the form that is open on the laptop stays as it is, even where its idea is gone."""
    phone, laptop = devices
    add(phone, "one", "two")
    shows(laptop, "one", "two")

    laptop.page.get_by_role("button", name="Edit “two”").click()
    laptop.page.get_by_role("textbox", name="Edit this idea").fill("two of us")
    wire.cut()
    phone.page.get_by_role("button", name="Edit “one”").click()
    phone.page.get_by_role("textbox", name="Edit this idea").fill("one here")
    phone.page.get_by_role("textbox", name="Edit this idea").press("Enter")
    phone.page.get_by_role("button", name="Delete “two”").click()
    wire.flow()
    phone.tell("online")
    phone.saved(KEY)

    expect(laptop.question(KEY).locator(".nl-said").first).to_have_text("one here", timeout=PATIENCE)
    expect(laptop.page.get_by_role("textbox", name="Edit this idea")).to_be_focused()
    expect(laptop.page.get_by_role("textbox", name="Edit this idea")).to_have_value("two of us")
    laptop.page.keyboard.press("Enter")
    laptop.saved(KEY)
    expect(told(laptop)).to_have_text(
        "Your idea “two of us” was taken away on one device and changed on the other. It stays."
    )
    assert [] == barriers(laptop.page)
    shows(phone, "one here", "two of us")
    assert room.said(phone.name, KEY)[-1] == ["one here", "two of us"]


def test_a_page_that_is_loaded_anew_says_what_both_changed(devices: tuple[Visitor, Phone], wire: Wire, room: Room):
    """Its answer is sent before the question is there, and so is one that was made from it."""
    phone, laptop = devices
    add(phone, "one")
    shows(laptop, "one")
    wire.cut()
    for device, words in ((phone, "one here"), (laptop, "one there")):
        device.page.get_by_role("button", name="Edit “one”").click()
        device.page.get_by_role("textbox", name="Edit this idea").fill(words)
        device.page.get_by_role("textbox", name="Edit this idea").press("Enter")
    laptop.saved(KEY)
    add(phone, "two")
    add(laptop, "three")
    laptop.saved(KEY)

    wire.flow()
    phone.page.reload()
    phone.sees_step(step_of(KEY))
    expect(told(phone)).to_contain_text("there it said “one there”", timeout=PATIENCE)
    phone.saved(KEY)
    shows(phone, "one here", "three", "two")
    shows(laptop, "one here", "three", "two")
    assert room.said(phone.name, KEY)[-1] == ["one here", "three", "two"]


def test_a_text_that_is_held_on_one_device_is_not_replaced_by_surprise(devices: tuple[Visitor, Phone]):
    """The box keeps what its writer sees; whoever writes on is told what the other device said."""
    phone, laptop = devices
    key = "types_reason"
    for device in devices:
        device.go(step_of(key))
    phone.write(key, "We learn")
    box = laptop.question(key).get_by_role("textbox")
    expect(box).to_have_value("We learn", timeout=PATIENCE)
    box.focus()
    phone.write(key, "We share")
    phone.saved(key)

    box.press("End")
    laptop.page.keyboard.type(" together")
    expect(laptop.question(key).locator(".nl-merged")).to_contain_text("there it said “We share”", timeout=PATIENCE)
    expect(box).to_have_value("We learn together")
    phone.question(key).get_by_role("textbox").blur()
    expect(phone.question(key).get_by_role("textbox")).to_have_value("We learn together", timeout=PATIENCE)
