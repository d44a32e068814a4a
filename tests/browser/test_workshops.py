"""The administrator makes a workshop without a command line, and looks after it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browser.access import AXE, barriers, clipped, wider_than_window
from browser.people import PATIENCE
from playwright.sync_api import Page, expect

from netlearn_widgets.model.workshop import new_key
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

LINK = re.compile(r"^Workshops +(\S+)$", re.MULTILINE)


class Desk:
    """The page of workshops, as the administrator uses it."""

    def __init__(self, page: Page, link: str) -> None:
        self.page = page
        page.goto(link)
        expect(page.get_by_text("Make a new workshop")).to_be_visible(timeout=PATIENCE)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def everybody_can_use_it(self) -> None:
        """No barrier that axe-core knows, nothing cut off, no wider than the window."""
        assert barriers(self.page) == []
        assert clipped(self.page) == []
        assert wider_than_window(self.page) == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_a_workshop_from_its_making_to_its_end(data: Path, netlearn, visit, width: int):
    """Made with aliases, joined by somebody, closed, taken home, deleted; each state is fit for everybody."""
    link = LINK.search(netlearn(data).output())
    assert link
    page = visit(viewport={"width": width, "height": 844}, bypass_csp=True, accept_downloads=True)
    page.add_init_script(path=AXE)
    desk = Desk(page, link[1])
    assert "#" not in page.url  # the key is out of sight at once
    page.get_by_text("Make a new workshop").click()
    desk.everybody_can_use_it()

    page.get_by_text("A guide of our own").click()
    page.get_by_label("Or paste it here").fill('key = "mine"\n')
    desk.press("Check the guide")
    expect(page.get_by_role("listitem").filter(has_text="your guide, line 1").first).to_be_visible(timeout=PATIENCE)
    desk.everybody_can_use_it()
    page.get_by_role("radio", name="Ten steps, from purpose").click()

    desk.press("Make the workshop")
    expect(page.get_by_role("alert").filter(has_text="Give it a title")).to_be_visible()
    page.get_by_label("Title").fill("Falls at home")
    host_shows, together = (
        page.get_by_role("radio", name=name) for name in ("Only when a host", "Together, when somebody")
    )
    expect(together).to_be_checked()
    page.get_by_text("A name of their choice").click()
    expect(host_shows).to_be_checked()
    for step in ("Types", "Functions"):
        page.get_by_role("checkbox", name=step, exact=True).uncheck()
    desk.press("Make the workshop")
    expect(page.get_by_role("heading", name="Ready for the room")).to_be_focused(timeout=PATIENCE)
    desk.everybody_can_use_it()
    code = page.locator(".nl-big-code").inner_text()
    with Store.open(data) as store:
        record = store.read(store.workshop(code).id)
    assert (record.settings.names, record.settings.reveal) == ("aliases", "host")
    assert "types" not in record.steering.agenda
    assert record.steering.agenda["purpose"] == 25

    card = page.get_by_role("region", name="Falls at home")
    with Store.open(data) as store:
        store.join(record.workshop.id, "somebody's token")
    expect(card.get_by_text(re.compile(f"Join code {code} .* 1 person"))).to_be_visible(timeout=PATIENCE)

    card.get_by_role("button", name="Close", exact=True).click()
    expect(card.get_by_text("Closed", exact=True)).to_be_visible(timeout=PATIENCE)
    card.get_by_text("Take it home", exact=True).click()
    with page.expect_download() as given:
        card.get_by_role("button", name="Everything, to import elsewhere").click()
    assert json.loads(Path(given.value.path()).read_text())["workshop"]["code"] == code

    card.get_by_role("button", name="Delete…").click()
    desk.everybody_can_use_it()
    card.get_by_label("To delete it, type its join code").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Falls at home” was deleted.")).to_be_visible(timeout=PATIENCE)
    with Store.open(data) as store:
        assert [one.code for one in store.workshops()] == ["KRTM-27"]


def test_without_the_link_the_page_says_where_it_is(data: Path, netlearn, visit):
    """It shows no workshop; a refresh of the page that had the link still has it."""
    server = netlearn(data)
    link = LINK.search(server.output())
    assert link
    page = visit(bypass_csp=True)
    page.add_init_script(path=AXE)
    page.goto(f"{server.url}workshops")
    expect(page.get_by_text("This page makes workshops and looks after them.")).to_be_visible(timeout=PATIENCE)
    assert barriers(page) == []
    expect(page.get_by_text("Community Frailty Network")).to_have_count(0)

    page.goto(link[1])
    card = page.get_by_role("region", name="Community Frailty Network")
    expect(card).to_be_visible(timeout=PATIENCE)
    page.reload()
    expect(card).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("deed", ["Make the workshop", "New host link", "Close"])
def test_a_link_that_ended_while_its_page_is_open(data: Path, netlearn, visit, deed: str):
    """The page says so and shows no empty list; with a new link in the same tab, what was typed is there."""
    server = netlearn(data)
    link = LINK.search(server.output())
    assert link
    page = visit()
    desk = Desk(page, link[1])
    card = page.get_by_role("region", name="Community Frailty Network")
    page.get_by_text("Make a new workshop").click()
    page.get_by_label("Title").fill("Falls at home")
    page.get_by_role("checkbox", name="Types", exact=True).uncheck()
    key = new_key()
    with Store.open(data) as store:
        store.end_admins()
        store.add_admin(key)

    desk.press(deed)
    expect(page.get_by_role("alert").filter(has_text="This link is not good, or not any more.")).to_be_visible()
    expect(page.get_by_text("What you typed on this page is kept")).to_be_visible()
    expect(page.get_by_text("There is no workshop yet")).to_be_hidden()
    expect(card).to_have_count(0)

    page.goto(f"{server.url}workshops#{key}")
    expect(card).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Falls at home")
    expect(page.get_by_role("checkbox", name="Types", exact=True)).not_to_be_checked()
    expect(page.get_by_text("Only the administrator may do this")).to_have_count(0)
