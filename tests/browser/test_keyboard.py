"""The workbook without mouse or touch: Tab, Space, Enter, arrows and letters answer every kind of question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser.answering import kept
from browser.keys import Keys
from browser.people import CODE, GUIDE, PATIENCE, Phone
from playwright.sync_api import expect

from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser


@pytest.fixture
def ada(data: Path, netlearn, visit) -> Phone:
    """Ada on a laptop, who joins with the keyboard alone."""
    server = netlearn(data)
    page = visit(viewport={"width": 1280, "height": 800})
    page.goto(server.url)
    keys = Keys(page)
    keys.to(page.get_by_label("The code on the shared screen"))
    keys.type("krtm27")
    keys.press("Enter")
    name = page.get_by_label("Your name")
    expect(name).to_be_visible(timeout=PATIENCE)
    keys.to(name)
    keys.type("Ada")
    keys.press("Enter")
    phone = Phone(page, server.url)
    phone.sees_step("Welcome")
    return phone


def current(data: Path, key: str) -> Any:
    """Return Ada's answer as it is kept."""
    with Store.open(data) as store:
        (answer,) = store.read(store.workshop(CODE).id).current(key).values()
    return kept(GUIDE.question(key).kind, answer.value)


def onward(ada: Phone, keys: Keys, step: str) -> None:
    """Go to the next step with the keyboard; its heading takes the focus."""
    keys.to(ada.page.get_by_role("group", name="Steps").get_by_role("button", name="Next"))
    keys.press("Enter")
    ada.sees_step(step)
    expect(ada.page.get_by_role("heading", level=1, name=step)).to_be_focused()


def test_whatever_is_chosen_can_be_chosen_with_the_keyboard(ada: Phone, data: Path):
    """Space chooses, arrows go through options and numbers, and places in an order are changed with buttons."""
    keys = Keys(ada.page)
    keys.to(ada.question("benefits").get_by_role("checkbox").nth(1))
    keys.press("Space")
    ada.saved("benefits")
    keys.to(ada.question("characteristics").get_by_role("radio").first)
    keys.press("Space", "ArrowRight", "ArrowRight")
    ada.saved("characteristics")

    onward(ada, keys, "Purpose")
    onward(ada, keys, "Types")
    keys.to(ada.question("types_decides").get_by_role("radio").first)
    keys.press("Space", "ArrowDown")
    keys.to(ada.question("types").get_by_role("radio").first)
    keys.press("Space", "ArrowDown")
    ada.saved("types")

    onward(ada, keys, "Functions")
    ranking = ada.question("functions_first")
    for function in ("Filtering", "Convening"):
        keys.to(ranking.get_by_role("button", name=f"Add: {function}"))
        keys.press("Space")
    keys.press("Shift+Tab", "Shift+Tab")
    expect(ranking.get_by_role("button", name="Up: Convening")).to_be_focused()
    keys.press("Enter")
    ada.saved("functions_first")

    assert current(data, "benefits") == ["diffusion"]
    assert current(data, "characteristics") == {"cooperative_structures": 3}
    assert current(data, "types_decides") == "mandate"
    assert current(data, "types") == {"now": "agency"}
    assert current(data, "functions_first") == ["convening", "filtering"]


def test_whatever_is_written_can_be_written_with_the_keyboard(ada: Phone, data: Path):
    """Ideas, a text, a wording and where one stands on it, names and rows are given from step to step."""
    keys = Keys(ada.page)
    onward(ada, keys, "Purpose")
    keys.to(ada.question("purpose_for").get_by_label("Your idea"))
    keys.type("Fewer falls")
    keys.press("Enter")
    keys.to(ada.question("purpose_statement").get_by_role("textbox"))
    keys.type("We learn together.")
    agreement = ada.question("purpose_agreement")
    keys.to(agreement.get_by_label("Put a wording to the group", exact=True))
    keys.type("We learn.")
    keys.press("Tab", "Enter")
    expect(agreement.get_by_role("blockquote")).to_be_focused(timeout=PATIENCE)
    keys.to(agreement.get_by_role("radio").first)
    keys.press("Space", "ArrowDown")
    ada.saved("purpose_agreement")

    ada.go("Roles")
    keys.to(ada.question("roles").get_by_role("button", name="Add a name: ").first)
    keys.press("Enter")
    keys.type("Bo")
    keys.press("Enter")
    ada.saved("roles")
    onward(ada, keys, "Members")
    keys.to(ada.question("ties").get_by_label("Name", exact=True))
    keys.type("Bo")
    keys.press("Enter")
    ada.saved("ties")
    onward(ada, keys, "Channels")
    keys.to(ada.question("channels").get_by_role("radio").first)
    keys.press("Space", "ArrowRight")
    ada.saved("channels")
    onward(ada, keys, "Inequality")
    onward(ada, keys, "Plan")
    keys.to(ada.question("next_steps").get_by_role("button", name="Add a first"))
    keys.press("Enter")
    keys.type("Ask ten people")
    ada.saved("next_steps")

    assert current(data, "purpose_for") == ["Fewer falls"]
    assert current(data, "purpose_statement") == "We learn together."
    assert current(data, "purpose_agreement")["position"] == "4"
    assert current(data, "roles")["connector"]["holds"] == ["Bo"]
    assert [person["name"] for person in current(data, "ties")["people"]] == ["Bo"]
    assert current(data, "channels") == {"conferences": "virtual"}
    assert [row["what"] for row in current(data, "next_steps")] == ["Ask ten people"]


def test_arrow_keys_turn_the_screens_pages(data: Path, netlearn, visit):
    """Right shows the next picture, left the one before; in the list of pictures they choose there."""
    server = netlearn(data)
    page = visit()
    page.goto(f"{server.url}screen#{CODE}")
    first, second = list(GUIDE.questions.values())[:2]
    expect(page.get_by_role("heading", level=1, name="Community Frailty Network")).to_be_visible(timeout=PATIENCE)

    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1, name=first.prompt)).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1, name=second.prompt)).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1, name=first.prompt)).to_be_visible()
