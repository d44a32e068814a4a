"""A page's kernel ends, is killed or was put away: the page gets another in place, and typing goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from deaths.visitor import BACK, PATIENCE, SOON, Room, Visitor, kernel_of
from deaths.wire import Wire
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def put_away(ada: Visitor, room: Room) -> None:
    """End a page's kernel behind its back, as happens to the kernels of those who are away too long."""
    secret = ada.page.locator("main").get_attribute("data-pass")
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": room.server.url.rstrip("/")}
    answer = room.server.request("POST", f"/api/kernels/{ada.kernel()}/leave", body=f"pass={secret}", **form)
    assert answer.status < 300


def test_typing_goes_on_when_the_kernel_is_killed(ada: Visitor, room: Room):
    """Focus, caret and scroll stay where they are; what was typed meanwhile is there, saved, and not doubled."""
    ada.reason.fill("We learn well")
    ada.saved("types_reason")
    ada.reason.press("Home")
    for _ in range(len("We learn")):
        ada.page.keyboard.press("ArrowRight")
    before = ada.reason.bounding_box()
    kernel = ada.kernel()

    kernel_of(ada, room.server).kill()
    ada.page.keyboard.type(" how people")
    expect(ada.page.locator("main")).not_to_have_attribute("data-kernel", kernel, timeout=PATIENCE)
    ada.page.keyboard.type(" live")

    expect(ada.reason).to_be_focused()
    expect(ada.reason).to_have_value("We learn how people live well")
    ada.saved("types_reason")
    expect(ada.banner).to_be_empty()
    after = ada.reason.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 2
    said = room.said(ada.name, "types_reason")
    assert "We learn how people live well" == said[-1]
    assert len(said) == len(set(said))


def test_a_kernel_that_ended_under_an_open_socket_is_noticed(ada: Visitor, room: Room):
    """The next answer finds nobody, and is saved by the next kernel; focus stays on what was tapped."""
    kernel = ada.kernel()
    put_away(ada, room)

    ada.choose("types_decides", "peers")

    ada.saved("types_decides")
    assert kernel != ada.kernel()
    expect(ada.question("types_decides").get_by_role("radio", checked=True)).to_be_focused()
    assert ["peers"] == room.said(ada.name, "types_decides")


def test_a_phone_asleep_for_an_hour(invite: Callable[[str], Visitor], wire: Wire, room: Room):
    """Its socket is dead and its kernel was put away: the page is back soon after somebody looks at it."""
    ada = invite(wire.url)
    ada.page.clock.install()
    ada.begin()
    ada.reason.press_sequentially("Half a sen")

    wire.stall()
    put_away(ada, room)
    ada.page.clock.fast_forward("01:00:00")
    wire.flow()
    ada.listen()
    ada.tell("visibilitychange", of="document")

    expect(ada.page.locator("html")).to_have_attribute("data-connection", "open", timeout=SOON)
    expect(ada.reason).to_have_value("Half a sen")
    ada.page.keyboard.type("tence")
    ada.saved("types_reason")
    assert "Half a sentence" == room.said(ada.name, "types_reason")[-1]


def test_a_page_the_browser_froze(ada: Visitor, wire: Wire, room: Room):
    """Timers stood still, the connection died: thawed, the page finds out by itself."""
    browser = ada.page.context.new_cdp_session(ada.page)

    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    wire.stall()
    wire.flow()
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    ada.choose("types_decides", "peers")

    ada.saved("types_decides")
    assert ["peers"] == room.said(ada.name, "types_decides")


def test_a_page_shown_again_as_it_was(ada: Visitor, room: Room):
    """Back leads to a page the browser kept: its kernel ended when it was left, another one takes over."""
    kernel = ada.kernel()

    ada.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    ada.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(ada.page.locator("main")).not_to_have_attribute("data-kernel", kernel, timeout=PATIENCE)

    ada.choose("types_decides", "peers")
    ada.saved("types_decides")
    assert ["peers"] == room.said(ada.name, "types_decides")


def test_a_second_outage_while_the_page_comes_back(ada: Visitor, wire: Wire, room: Room):
    """The kernel is gone, and the network goes again before the new one has told anything."""
    ada.reason.fill("Twice unlucky")
    ada.saved("types_reason")

    wire.cut()
    put_away(ada, room)
    ada.is_lost()
    with ada.page.expect_request("**/join"):
        wire.flow()
        ada.tell("online")
    wire.stall()
    wire.drop()
    wire.flow()
    ada.tell("online")

    ada.is_back(within=PATIENCE)
    expect(ada.banner).to_have_text(BACK)
    expect(ada.reason).to_have_value("Twice unlucky")
    assert ["Twice unlucky"] == room.said(ada.name, "types_reason")


def test_a_new_page_that_never_arrives_is_asked_for_again(ada: Visitor, wire: Wire, room: Room):
    """The connection it was to come by died, and nobody is told: no event of the browser's helps."""
    ada.reason.fill("Still here")
    ada.saved("types_reason")

    wire.cut()
    put_away(ada, room)
    ada.is_lost()
    with ada.page.expect_request("**/join"):
        wire.flow()
        ada.tell("online")
    wire.stall()
    wire.flow()

    ada.is_back(within=PATIENCE)
    expect(ada.reason).to_have_value("Still here")


def test_a_name_half_typed_before_joining_stays(invite: Callable[[str], Visitor], wire: Wire, room: Room):
    """No question keeps it, yet it stands there when the kernel was exchanged, with the caret at its end."""
    ada = invite(wire.url)
    ada.page.goto(f"{wire.url}join#KRTM-27")
    name = ada.page.get_by_label("Your name")
    name.click()
    name.press_sequentially("Ada Love")
    kernel = ada.kernel()

    put_away(ada, room)
    ada.tell("focus")
    expect(ada.page.locator("main")).not_to_have_attribute("data-kernel", kernel, timeout=PATIENCE)
    ada.page.keyboard.type("lace")

    expect(name).to_have_value("Ada Lovelace")
