"""The network goes away and comes back: nothing is lost or doubled, and the page says calmly what is the matter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.people import SAVED
from deaths.visitor import BACK, LOST, PATIENCE, SOON, Room, Visitor
from deaths.wire import Wire
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SAVING = "Saving…"
WAITING = "Not saved yet. It is safe on this device and will be sent."
BLOCKED = "This network lets the page load but holds back its live connection."


def test_a_short_drop_is_not_worth_a_word(ada: Visitor, wire: Wire, room: Room):
    """The page connects again by itself, and what was answered at that moment is saved once."""
    wire.drop()
    ada.choose("types_decides", "peers")

    ada.saved("types_decides")
    ada.is_back()
    assert [] == ada.heard
    assert ["peers"] == room.said(ada.name, "types_decides")


def test_an_outage_of_minutes_is_said_once_and_survived(invite: Callable[[str], Visitor], wire: Wire, room: Room):
    """After ten minutes the page still says it, still tries, and is back as soon as the network is."""
    ada = invite(wire.url)
    ada.page.clock.install()
    ada.begin()

    wire.cut()
    ada.choose("types_decides", "lead")
    ada.choose("types_decides", "peers")
    ada.is_lost()
    ada.page.clock.fast_forward("10:00")
    expect(ada.question("types_decides").get_by_text(WAITING)).to_be_visible()
    wire.flow()
    ada.tell("online")

    ada.is_back()
    ada.saved("types_decides")
    assert [LOST, BACK] == ada.heard[:2]
    said = room.said(ada.name, "types_decides")
    assert "peers" == said[-1]
    assert len(said) == len(set(said))


def test_a_socket_that_died_in_silence_is_noticed(ada: Visitor, wire: Wire, room: Room):
    """An access point that is gone tells nobody: an answer that nothing follows makes the page look."""
    wire.stall()
    ada.choose("types_decides", "peers")
    ada.is_lost()
    expect(ada.question("types_decides").get_by_text(WAITING)).to_be_visible(timeout=PATIENCE)
    wire.flow()
    ada.tell("online")

    ada.is_back()
    ada.saved("types_decides")
    assert ["peers"] == room.said(ada.name, "types_decides")


def test_a_phone_that_wakes_up_finds_its_dead_socket_at_once(ada: Visitor, wire: Wire, room: Room):
    """Nobody waits for a heartbeat: looking at the page is enough."""
    wire.stall()
    wire.flow()  # the network is there, only the connection is not
    ada.tell("visibilitychange", of="document")
    ada.choose("types_decides", "peers")

    expect(ada.question("types_decides").get_by_text(SAVED)).to_be_visible(timeout=SOON)
    assert ["peers"] == room.said(ada.name, "types_decides")


def test_two_outages_in_the_middle_of_a_long_text(ada: Visitor, wire: Wire, room: Room):
    """Typing goes on through both; the caret stays, and the whole text is saved."""
    ada.reason.press_sequentially("We learn ")
    ada.saved("types_reason")
    for words in ("how people ", "stay well"):
        wire.cut()
        ada.is_lost()
        ada.page.keyboard.type(words)
        wire.flow()
        ada.tell("online")
        ada.is_back()
    ada.page.keyboard.type(" at home")

    expect(ada.reason).to_be_focused()
    expect(ada.reason).to_have_value("We learn how people stay well at home")
    ada.saved("types_reason")
    said = room.said(ada.name, "types_reason")
    assert "We learn how people stay well at home" == said[-1]
    assert len(said) == len(set(said))


def test_a_slow_network_is_slow_and_no_outage(invite: Callable[[str], Visitor], wire: Wire, room: Room):
    """With 300 ms each way and 30 KB a second the page says "Saving…", then "Saved", and never that it is lost."""
    wire.slow(delay=0.3, rate=30_000)
    ada = invite(wire.url).begin()

    ada.choose("types_decides", "peers")
    expect(ada.question("types_decides").get_by_text(SAVING)).to_be_visible()
    ada.saved("types_decides")
    ada.reason.press_sequentially("Slowly")
    ada.saved("types_reason")

    assert [] == ada.heard
    assert ["peers"] == room.said(ada.name, "types_decides")


def test_a_network_that_holds_back_live_connections_is_named(invite: Callable[[str], Visitor], wire: Wire):
    """The page loads, its socket never opens: the words say what to try, and the page lives as soon as it may."""
    wire.hold_back(b"Upgrade: websocket")
    ada = invite(wire.url)
    ada.page.goto(f"{wire.url}join#KRTM-27")

    expect(ada.banner).to_contain_text(BLOCKED, timeout=PATIENCE)
    wire.hold_back(b"")
    ada.is_back(within=PATIENCE)
    expect(ada.page.get_by_label("Your name")).to_be_visible()


def test_the_banner_covers_nothing_somebody_is_in(ada: Visitor, wire: Wire):
    """A field at the upper edge of a scrolled page moves down to where it can be seen."""
    ada.reason.focus()
    ada.page.evaluate("scrollBy(0, document.activeElement.getBoundingClientRect().top - 20)")

    wire.cut()
    ada.is_lost()

    field, banner = ada.reason.bounding_box(), ada.banner.bounding_box()
    assert field
    assert banner
    assert banner["y"] == 0
    assert field["y"] >= banner["y"] + banner["height"]
