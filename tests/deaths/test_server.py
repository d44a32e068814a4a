"""The server goes away and comes back: the same, full, or with another version of the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from deaths.visitor import BACK, PATIENCE, Room, Visitor
from deaths.wire import Wire
from playwright.sync_api import Route, expect
from servers import Server

pytestmark = pytest.mark.browser

FULL = (
    "Every place in the workshop is taken at the moment. This page tries again by itself; "
    "what you typed is safe on this device."
)


def test_typing_goes_on_while_the_server_is_started_again(
    data: Path,
    netlearn: Callable[..., Server],
    wires: Callable[[Server], Wire],
    invite: Callable[[str], Visitor],
):
    """Its kernels went with it: the page gets another one, the sentence stays under the fingers."""
    server = netlearn(data)
    ada = invite(wires(server).url).begin()
    ada.reason.press_sequentially("We lea")

    server.kill()
    ada.is_lost()
    ada.page.keyboard.type("rn toge")
    server.start()
    expect(ada.banner).to_have_text(BACK, timeout=PATIENCE)
    ada.page.keyboard.type("ther")

    expect(ada.reason).to_have_value("We learn together")
    ada.saved("types_reason")
    assert "We learn together" == Room(server, data).said(ada.name, "types_reason")[-1]


def test_a_page_that_finds_no_place_waits_for_one(room: Room, ada: Visitor):
    """The kernel is gone and the server full: the page says so, keeps what is typed, and takes the next place."""
    page = ada.page

    def refuse(route: Route) -> None:
        route.fulfill(status=503, headers={"Retry-After": "10"}, body="<h1>Every place is taken</h1>")

    page.route("**/join", refuse)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(ada.banner).to_have_text(FULL, timeout=PATIENCE)
    ada.choose("types_decides", "peers")
    page.unroute("**/join")
    ada.tell("focus")

    ada.is_back(within=PATIENCE)
    ada.saved("types_decides")
    assert ["peers"] == room.said(ada.name, "types_decides")


def test_another_version_of_the_page_is_taken_whole(room: Room, ada: Visitor):
    """The server came back with other scripts: the page loads them, and half a sentence is there again."""
    page = ada.page
    page.evaluate("window.stays = true")

    def renew(route: Route) -> None:
        if route.request.resource_type != "fetch":  # a whole page of a test's own may not talk to this machine
            route.continue_()
            return
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('.css">', '.css?newer">'))

    page.route("**/join", renew)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    ada.reason.press_sequentially("Half a sen")
    with page.expect_navigation():
        ada.tell("focus")

    ada.sees_step("Types")
    expect(ada.reason).to_have_value("Half a sen")
    assert not page.evaluate("window.stays")
    ada.saved("types_reason")
    assert "Half a sen" == room.said(ada.name, "types_reason")[-1]
