"""Small numbers in a room: what is held back is said on phone and screen, and comes in together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.access import AXE, barriers
from browser.leading import Host, let_host
from browser.people import CODE, GUIDE, PATIENCE, Phone, Screen
from playwright.sync_api import Page, expect

from netlearn_widgets.model.workshop import Answer
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser


@pytest.fixture
def others(data: Path) -> Callable[..., None]:
    """Let others answer what the network mainly does: ``others("filtering", …)``."""

    def answer(*options: str) -> None:
        with Store.open(data) as store:
            workshop = store.workshop(CODE)
            for option in options:
                who = store.join(workshop.id, f"token {len(store.read(workshop.id).participants)}")
                store.record(workshop.id, Answer(question="functions_now", participant=who.id, value=option))

    return answer


def seen(page: Page) -> list[str]:
    """What keeps somebody from using the page as it is now."""
    page.evaluate(AXE.read_text("utf-8"))
    return barriers(page)


def test_results_wait_for_five_and_then_come_in_by_three(data: Path, netlearn, visit, others: Callable[..., None]):
    """Three others, Ada and one more make a picture; two more wait for a third. No state has a barrier."""
    others("filtering", "filtering", "convening")
    server = netlearn(data)
    screen = Screen(visit(viewport={"width": 1920, "height": 1080}), server.url)
    screen.show(GUIDE.question("functions_now"))
    ada = Phone(visit.phone(), server.url).join("Ada")
    ada.go("Functions")
    expect(ada.page.get_by_text("3 people have answered. Results appear from 5 answers on").first).to_be_visible()
    expect(screen.picture).to_contain_text("3 people have answered. Results appear from 5 answers on")
    assert [[], []] == [seen(ada.page), seen(screen.page)]

    ada.choose("functions_now", "amplifying")
    ada.saved("functions_now")
    others("convening")
    expect(screen.picture.get_by_role("row", name="Amplifying 1")).to_be_visible(timeout=PATIENCE)
    ada.page.get_by_text("What the group says: 5 people").click()

    others("investing", "investing")
    waits = "What 2 people said last is not in the picture yet. It shows when that of at least 1 other is new too"
    expect(screen.picture).to_contain_text(waits)
    expect(ada.page.get_by_text(waits)).to_be_visible()
    expect(screen.count).to_have_text("7 of 7 answered · 5 in the picture")
    expect(screen.page.get_by_text(waits)).to_be_in_viewport()
    assert [[], []] == [seen(ada.page), seen(screen.page)]

    others("investing")
    expect(screen.picture).not_to_contain_text("more people")
    expect(screen.count).to_have_text("8 of 8 answered")


def test_a_host_who_shows_results_early_is_told_who_is_late(data: Path, netlearn, visit, others: Callable[..., None]):
    """As anybody is where nobody leads: what comes later shows only together with that of others."""
    let_host(data)
    others("filtering", "filtering", "convening")
    server = netlearn(data)
    ada = Phone(visit.phone(), server.url).join("Ada")
    host = Host(visit(viewport={"width": 390, "height": 844}), server.url)
    host.move_on("Welcome")
    host.move_on("Purpose")
    host.move_on("Types")
    host.move_on("Functions")
    ada.sees_step("Functions")
    press = host.step.get_by_role("button", name="Show results").first
    press.click()
    expect(host.page.get_by_text("1 person who joined has not answered yet.")).to_be_visible()
    assert seen(host.page) == []
    host.page.get_by_role("button", name="Wait").click()
    expect(press).to_be_focused()
    press.click()
    host.page.get_by_role("button", name="Show it now").click()
    expect(host.step.get_by_role("button", name="Hide results").first).to_be_visible(timeout=PATIENCE)
