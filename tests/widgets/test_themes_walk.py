"""The board of ideas in Chromium: sorted by drag, by touch and by keyboard, by several people at once."""

from __future__ import annotations

import pytest
from browser.access import clipped, wider_than_window
from playwright.sync_api import Page, expect
from widgets.table_of_ideas import TableOfIdeas

pytestmark = pytest.mark.browser

FALLS, TWICE, NIGHT, LEARN = "c0", "c1", "c2", "c3"
SMALL = """[...document.querySelectorAll("button, input, summary")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([one]) => one.outerHTML)"""


@pytest.fixture
def table() -> TableOfIdeas:
    """A table with two themes."""
    table = TableOfIdeas()
    table.do("theme", {"theme": "t1", "name": "Safe homes"})
    table.do("theme", {"theme": "t2", "name": "Learning"})
    return table


def told(table: TableOfIdeas) -> dict[str, list[list[str]]]:
    """The board in short: themes by name, then what is in none."""
    found = table.found()
    piles = {theme.name: theme.piles for theme in found.themes} | {"": found.loose}
    return {name: [[card.id for card in (pile.card, *pile.same)] for pile in those] for name, those in piles.items()}


def zone(page: Page, name: str):
    return page.get_by_role("group", name=name, exact=True)


def card(page: Page, name: str):
    return page.locator(f'[data-card="{name}"]')


def drag(page: Page, what: str, target) -> None:
    """Carry a card by mouse to the middle of something."""
    box = card(page, what).locator(".nl-said").bounding_box()
    there = target.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 15, box["y"] + 15, steps=2)
    page.mouse.move(there["x"] + there["width"] / 2, there["y"] + there["height"] / 2, steps=4)
    expect(page.locator(".nl-over")).to_have_count(1)
    page.mouse.up()


def test_cards_are_dragged_into_a_theme_and_onto_each_other(table, visit):
    """On another card of the same theme they are merged; anywhere else in a theme they are put there."""
    page = table.seat().draw(visit, viewport={"width": 1280, "height": 800})

    drag(page, FALLS, zone(page, "Safe homes"))
    expect(page.get_by_role("status")).to_have_text("“Fewer falls at home” is in “Safe homes”.")
    drag(page, TWICE, card(page, FALLS))
    expect(card(page, TWICE)).to_be_visible()
    assert told(table) == {"Safe homes": [[FALLS], [TWICE]], "Learning": [], "": [[NIGHT], [LEARN]]}

    drag(page, TWICE, card(page, FALLS))
    expect(page.get_by_role("status")).to_contain_text("is merged with “Fewer falls at home”")
    assert told(table) == {"Safe homes": [[FALLS, TWICE]], "Learning": [], "": [[NIGHT], [LEARN]]}

    page.get_by_role("button", name="Undo").click()
    expect(card(page, TWICE)).to_be_visible()
    assert told(table)["Safe homes"] == [[FALLS], [TWICE]]


def test_a_card_let_go_outside_stays_where_it_was(table, visit):
    page = table.seat().draw(visit, viewport={"width": 1280, "height": 800})
    before = len(table.acts)
    box = card(page, FALLS).locator(".nl-said").bounding_box()

    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(2, 2, steps=3)
    page.mouse.up()

    expect(page.locator(".nl-carried")).to_have_count(0)
    assert len(table.acts) == before


def test_a_finger_carries_a_card_by_its_sign(table, visit):
    """Anywhere else a finger scrolls the page."""
    page = table.seat().draw(visit, has_touch=True, is_mobile=True)
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    card(page, LEARN).evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    grip = card(page, LEARN).locator(".nl-handle").bounding_box()
    x, y = grip["x"] + 10, grip["y"] + 10
    there = zone(page, "Safe homes").bounding_box()
    touch("Start", x, y)
    touch("Move", x + 10, y + 5)
    touch("Move", there["x"] + 60, there["y"] + 30)
    expect(page.locator(".nl-over")).to_have_count(1)
    touch("End")

    expect(page.get_by_role("status")).to_contain_text("is in “Safe homes”.")
    assert told(table)["Safe homes"] == [[LEARN]]


def test_everything_is_done_by_keyboard(table, visit):
    """The focus goes with the card; Escape leaves; nothing needs a pointer."""
    page = table.seat().draw(visit)
    move = card(page, FALLS).get_by_role("button", name="Move to …")

    move.focus()
    page.keyboard.press("Enter")
    expect(card(page, FALLS).get_by_role("button", name="Safe homes")).to_be_focused()
    page.keyboard.press("Escape")
    expect(move).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(zone(page, "Safe homes").get_by_role("button", name="Move to …")).to_be_focused()
    assert told(table)["Safe homes"] == [[FALLS]]

    card(page, TWICE).get_by_role("button", name="Move to …").focus()
    page.keyboard.press("Enter")
    card(page, TWICE).get_by_role("button", name="Fewer falls at home").focus()
    page.keyboard.press("Enter")
    expect(card(page, FALLS).get_by_role("button", name="Move to …")).to_be_focused()
    assert told(table)["Safe homes"] == [[FALLS, TWICE]]

    page.get_by_role("button", name="Take apart: Nobody falls twice").focus()
    page.keyboard.press("Enter")
    expect(card(page, TWICE).get_by_role("button", name="Move to …")).to_be_focused()
    assert told(table)["Safe homes"] == [[FALLS], [TWICE]]

    card(page, NIGHT).get_by_role("button", name="Move to …").focus()
    page.keyboard.press("Enter")
    card(page, NIGHT).get_by_role("button", name="A new theme …").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("A new theme for “Carers sleep through the night”")).to_be_focused()
    page.keyboard.type("Fair for carers")
    page.keyboard.press("Enter")
    expect(zone(page, "Fair for carers").get_by_role("button", name="Move to …")).to_be_focused()
    assert told(table)["Fair for carers"] == [[NIGHT]]

    zone(page, "Learning").get_by_role("button", name="Rename").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Learning together")
    page.keyboard.press("Enter")
    expect(zone(page, "Learning together").get_by_role("button", name="Rename")).to_be_focused()

    zone(page, "Fair for carers").get_by_role("button", name="Take away").focus()
    page.keyboard.press("Enter")
    expect(zone(page, "Fair for carers")).to_have_count(0)
    assert told(table) == {"Safe homes": [[FALLS], [TWICE]], "Learning together": [], "": [[NIGHT], [LEARN]]}


def test_dots_are_put_and_taken_back_within_the_limits(table, visit):
    """What does not fit is said, and nothing is sent."""
    page = table.seat().draw(visit)
    safe, learning = (page.get_by_role("group", name=f"Your dots on {name}") for name in ("Safe homes", "Learning"))

    safe.get_by_role("button", name="One dot more").click()
    safe.get_by_role("button", name="One dot more").click()
    expect(page.locator(".nl-purse")).to_have_text("1 of 3 dots left · at most 2 on one")
    safe.get_by_role("button", name="One dot more").press("Enter")
    expect(page.get_by_role("status")).to_have_text("At most 2 dots fit on one.")
    learning.get_by_role("button", name="One dot more").click()
    learning.get_by_role("button", name="One dot more").press("Enter")
    expect(page.get_by_role("status")).to_have_text("All your 3 dots are used. Take one back first.")
    assert table.found().votes == {"ada": {"t1": 2, "t2": 1}}

    safe.get_by_role("button", name="One dot less").click()
    expect(page.locator(".nl-purse")).to_contain_text("1 of 3 dots left")
    expect(page.get_by_role("status")).to_have_text("")
    assert table.found().votes == {"ada": {"t1": 1, "t2": 1}}


def test_others_hands_take_neither_focus_nor_words(table, visit):
    """What somebody types stays, and the focus stays, while cards move around it; a card that moves takes it along."""
    page = table.seat().draw(visit)
    page.get_by_label("A new theme", exact=True).fill("Half a na")
    page.get_by_label("A new theme", exact=True).focus()

    table.do("theme", {"theme": "t9", "name": "What Bo said"})
    expect(zone(page, "What Bo said")).to_be_visible()
    expect(page.get_by_label("A new theme", exact=True)).to_be_focused()
    expect(page.get_by_label("A new theme", exact=True)).to_have_value("Half a na")

    card(page, LEARN).get_by_role("button", name="Move to …").focus()
    table.do("group", {"card": LEARN, "theme": "t9"})
    expect(zone(page, "What Bo said").get_by_role("button", name="Move to …")).to_be_focused()

    page.reload()
    expect(page.get_by_label("A new theme", exact=True)).to_have_value("Half a na")


def test_a_drag_under_way_is_not_disturbed(table, visit):
    """What others do meanwhile is drawn when the card is let go."""
    page = table.seat().draw(visit, viewport={"width": 1280, "height": 800})
    box = card(page, LEARN).locator(".nl-said").bounding_box()
    there = zone(page, "Safe homes").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(there["x"] + 40, there["y"] + 40, steps=4)

    table.do("group", {"card": FALLS, "theme": "t2"})
    expect(card(page, LEARN)).to_have_class("nl-sort-card nl-carried")
    expect(zone(page, "Learning").locator("[data-card]")).to_have_count(0)
    page.mouse.up()

    expect(zone(page, "Learning").locator("[data-card]")).to_have_count(1)
    expect(zone(page, "Safe homes").locator("[data-card]")).to_have_count(1)
    assert told(table) == {"Safe homes": [[LEARN]], "Learning": [[FALLS]], "": [[TWICE], [NIGHT]]}


def test_what_is_done_without_connection_is_drawn_and_sent_later(table, visit):
    """A refresh loses none of it."""
    seat = table.seat()
    seat.deaf = True
    page = seat.draw(visit)
    card(page, FALLS).get_by_role("button", name="Move to …").click()
    card(page, FALLS).get_by_role("button", name="Safe homes").click()
    expect(zone(page, "Safe homes").locator("[data-card]")).to_have_count(1)
    page.reload()
    expect(zone(page, "Safe homes").locator("[data-card]")).to_have_count(1)
    assert told(table)["Safe homes"] == []

    seat.deaf = False
    page.evaluate("dispatchEvent(new Event('netlearn:connected'))")

    expect(page.locator(".nl-zone")).to_have_count(3)
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.endsWith(':sorting'))")
    assert told(table)["Safe homes"] == [[FALLS]]


def test_a_refused_name_is_taken_back_and_said(table, visit):
    page = table.seat().draw(visit)

    page.get_by_label("A new theme", exact=True).fill("safe homes")
    page.get_by_role("button", name="Add the theme").click()

    expect(page.get_by_role("status")).to_have_text(
        "There is a theme “Safe homes” already. Please choose another name."
    )
    expect(page.locator(".nl-zone")).to_have_count(3)


def test_a_host_hides_a_card_and_shows_it_again(table, visit):
    """With a reason; to everybody else the card is gone."""
    host = table.seat("", host=True).draw(visit)
    ada = table.seat("ada").draw(visit)
    expect(card(ada, TWICE)).to_be_visible()
    expect(ada.get_by_role("button", name="Hide")).to_have_count(0)

    card(host, TWICE).get_by_role("button", name="Hide: Nobody falls twice").click()
    host.get_by_role("button", name="Hide this card").click()
    expect(host.get_by_text("Please write the reason first")).to_be_visible()
    host.get_by_label("Why?").and_(host.locator(":visible")).fill("It names a patient.")
    host.get_by_role("button", name="Hide this card").click()
    expect(card(host, TWICE)).to_have_count(0)
    expect(card(ada, TWICE)).to_have_count(0)

    host.get_by_text("Cards you have hidden").click()
    expect(host.get_by_text("Why: It names a patient.")).to_be_visible()
    host.get_by_role("button", name="Show again").click()
    expect(card(ada, TWICE)).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_board_has_no_barrier(table, visit, axe, width):
    """Open and closed, for a host too; nothing is too small to tap, cut off, or wider than the window."""
    table.do("group", {"card": FALLS, "theme": "t1"})
    table.do("merge", {"card": TWICE, "into": FALLS})
    table.do("dots", {"t1": 2})
    page = table.seat("ada", host=True).draw(visit, viewport={"width": width, "height": 800})
    card(page, NIGHT).get_by_role("button", name="Move to …").click()
    card(page, NIGHT).get_by_role("button", name="Hide:").click()

    assert axe(page) == []
    assert page.evaluate(SMALL) == []
    assert wider_than_window(page) == 0
    assert clipped(page) == []
