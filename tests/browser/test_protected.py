"""Small numbers in a room: what is held back is said on phone and screen, and comes in together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.access import AXE, barriers
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
    ada.page.get_by_text("What the group says: 5 answers").click()

    others("investing", "investing")
    waits = "2 answers are new or changed and wait. Answers come in at least 3 at a time"
    expect(screen.picture).to_contain_text(waits)
    expect(ada.page.get_by_text(waits)).to_be_visible()
    assert [[], []] == [seen(ada.page), seen(screen.page)]

    others("investing")
    expect(screen.picture).not_to_contain_text("new or changed")
    expect(screen.count).to_have_text("8 of 8 answered")
