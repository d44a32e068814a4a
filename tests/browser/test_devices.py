"""One device, several people: a tablet is passed on around a table, and its host reads so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser.access import AXE, barriers, clipped, wider_than_window
from browser.leading import Host, let_host
from browser.people import CODE, GUIDE, PATIENCE, SAVED, card
from playwright.sync_api import Page, expect

from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

MEANS = "A shared tablet, or one person answering several times. Look around before you show results."
ASKED = GUIDE.question("types_decides")


def answers(page: Page, name: str) -> None:
    """Somebody takes the tablet, says who they are if they like, and answers."""
    if name:
        page.get_by_label("Who answers?").fill(name)
        page.get_by_role("button", name="Use this name").click()
    card(page, ASKED).get_by_text("The members, as peers", exact=True).click()


def next_person(page: Page) -> None:
    page.get_by_role("button", name="Next person on this device").click()
    expect(page.get_by_text("Ready for the next person.")).to_be_visible(timeout=PATIENCE)
    expect(card(page, ASKED).get_by_role("radio", checked=True)).to_have_count(0, timeout=PATIENCE)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_tablet_that_is_passed_on(data: Path, netlearn: Any, visit: Any, width: int):
    """Three in a row as quickly as they like; the fourth reads one calm sentence, and is saved by itself."""
    let_host(data)
    server = netlearn(data).url
    page = visit(viewport={"width": width, "height": 844}, bypass_csp=True)
    page.add_init_script(path=AXE)
    host = Host(page, server)
    room = host.room("Who is here")
    tablet: Page = visit(viewport={"width": 1280, "height": 800})
    tablet.goto(f"{server}types#{CODE}")
    expect(tablet.get_by_label("Who answers?")).to_be_visible(timeout=PATIENCE)
    saved = card(tablet, ASKED).get_by_text(SAVED)
    for name in ("Ada", "Bo", ""):
        answers(tablet, name)
        expect(saved).to_be_visible(timeout=PATIENCE)
        next_person(tablet)
    expect(room).to_contain_text("3 people joined from one device: Ada, Bo and one without a name.", timeout=PATIENCE)
    expect(room).to_contain_text(MEANS)

    answers(tablet, "")
    expect(card(tablet, ASKED).get_by_text("Several people joined on this page just now.")).to_be_visible()
    expect(card(tablet, ASKED).get_by_role("radio", checked=True)).to_have_count(1)
    expect(saved).to_be_visible(timeout=PATIENCE)
    expect(room).to_contain_text("4 people joined from one device: Ada, Bo and 2 without a name.", timeout=PATIENCE)
    assert (barriers(host.page), clipped(host.page), wider_than_window(host.page)) == ([], [], 0)
    with Store.open(data) as store:
        record = store.read(store.workshop(CODE).id)
    assert 4 == len(record.participants) == len(record.current(ASKED.key))
