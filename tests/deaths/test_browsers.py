"""Browsers that can do less than the page needs: each is told in words what to do, none is left with a spinner."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from deaths.visitor import PATIENCE, Room, Visitor
from deaths.wire import Wire
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

UNKEPT = (
    "This browser keeps nothing on this device (a private window, or no room left). "
    "Leave this page open until every answer says “Saved”."
)
LOST_UNKEPT = "No connection. What you type stays on this page while it is open, and is sent when it is back."
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
)
NO_ROOM = "Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError'); }"


@pytest.mark.parametrize("script", [FORBIDDEN, NO_ROOM], ids=["forbidden", "full"])
def test_a_browser_that_keeps_nothing(invite: Callable[[str], Visitor], wire: Wire, room: Room, script: str):
    """It is said once; answers are saved all the same, and an outage is survived while the page is open."""
    ada = invite(wire.url)
    ada.page.add_init_script(script)
    ada.page.goto(f"{wire.url}join#KRTM-27")
    ada.page.get_by_label("Your name").fill(ada.name)
    ada.page.get_by_role("button", name="Join").click()
    ada.sees_step("Welcome")
    ada.go("Types")

    wire.cut()
    ada.choose("types_decides", "peers")
    expect(ada.banner).to_have_text(LOST_UNKEPT, timeout=PATIENCE)
    wire.flow()
    ada.tell("online")

    ada.saved("types_decides")
    expect(ada.page.get_by_text(UNKEPT)).to_have_count(1)
    assert ["peers"] == room.said(ada.name, "types_decides")


def test_a_browser_that_is_too_old(invite: Callable[[str], Visitor], wire: Wire):
    """It cannot read the page's script; a plain one says so at once."""
    ada = invite(wire.url)
    ada.page.add_init_script("delete AbortSignal.prototype.throwIfAborted")
    ada.page.route("**/assets/client.*", lambda route: route.abort())

    ada.page.goto(f"{wire.url}join")

    expect(ada.page.get_by_text("This browser is too old for this page.")).to_be_visible(timeout=3_000)


def test_a_script_that_does_not_arrive(invite: Callable[[str], Visitor], wire: Wire):
    """It is said at once, with what to do."""
    ada = invite(wire.url)
    ada.page.route("**/assets/client.*", lambda route: route.abort())

    ada.page.goto(f"{wire.url}join")

    expect(ada.page.get_by_text("A part of this page did not arrive. Load the page again")).to_be_visible(timeout=3_000)
