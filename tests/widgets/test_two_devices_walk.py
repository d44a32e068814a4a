"""Controls that are held on one device while another changes what they show: what they send says what was seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from widgets.kernels import Kernel
from widgets.test_drawn import draw, press, saved
from widgets.test_walks import NETWORK, ROW

from netlearn_widgets.model.question import Json

pytestmark = pytest.mark.browser

__all__ = ["draw"]  # a fixture of the other questions, used here too


def follow(page: Page, ada: Kernel, value: Json) -> None:
    """Let the page hear what another device has kept."""
    ada.widget.value = value
    page.evaluate("value => window.follow(value)", value)


def test_a_cell_that_is_written_in_was_made_from_what_its_writer_saw(draw):
    """The other cells of its row follow, and are not taken back."""
    ada = Kernel("table", [ROW])
    page = draw(ada)
    page.get_by_text("Action 1: Ask ten people").click()
    cell = page.get_by_label("What (needed)")
    cell.focus()
    press(page, "End")

    there = ROW | {"what": "Ask them", "way": "virtual"}
    follow(page, ada, [there])
    expect(page.get_by_label("How")).to_have_value("virtual")
    expect(cell).to_have_value("Ask ten people")
    page.keyboard.type(" soon")
    saved(page)

    assert [[there | {"what": "Ask ten people"}]] == ada.bases
    assert [there | {"what": "Ask ten people soon"}] == ada.widget.value


def test_a_row_that_waited_was_made_from_what_it_was_when_it_began_to(draw):
    """Also where another device has changed or taken away the row meanwhile."""
    ada = Kernel("table", [ROW])
    page = draw(ada)
    page.get_by_text("Action 1: Ask ten people").click()
    page.get_by_label("What (needed)").fill("")
    follow(page, ada, [ROW | {"way": "virtual"}])
    page.get_by_label("What (needed)").fill("Ask twenty")
    saved(page)
    assert [[ROW]] == ada.bases
    assert [ROW | {"what": "Ask twenty"}] == ada.widget.value

    page.get_by_label("What (needed)").fill("")
    follow(page, ada, None)
    page.get_by_label("What (needed)").fill("Ask thirty")
    saved(page)
    assert [ROW | {"what": "Ask twenty"}] == ada.bases[-1]
    assert [ROW | {"what": "Ask thirty"}] == ada.widget.value


def test_an_idea_that_is_reworded_was_made_from_what_it_said_when_that_began(draw):
    """The form stays open, whatever becomes of the idea elsewhere."""
    ada = Kernel("ideas", [{"id": "1", "text": "Fewer falls"}])
    page = draw(ada)
    page.get_by_role("button", name="Edit").click()
    page.keyboard.type(" at home")
    follow(page, ada, [{"id": "2", "text": "Less waiting"}])

    expect(page.get_by_role("textbox", name="Edit this idea")).to_be_focused()
    press(page, "Enter")
    saved(page)

    was, now = ({"id": "1", "text": text} for text in ("Fewer falls", "Fewer falls at home"))
    other = {"id": "2", "text": "Less waiting"}
    assert [[other, was]] == ada.bases
    assert [other, now] == ada.widget.value


def test_a_person_who_is_changed_was_made_from_who_they_were_when_that_began(draw):
    """What the other device changed of them is not taken for what is changed here."""
    ada = Kernel("ties", NETWORK)
    page = draw(ada)
    page.get_by_role("button", name="Change Bo").click()
    people = [one | {"organisation": "Library"} if one["id"] == "b" else one for one in NETWORK["people"]]
    follow(page, ada, NETWORK | {"people": people})
    page.get_by_role("textbox", name="Name").or_(page.get_by_role("combobox", name="Name")).fill("Bob")
    press(page, "Enter")
    saved(page)

    assert [NETWORK] == ada.bases
    assert {"id": "b", "name": "Bob", "organisation": "", "seat": False} in ada.widget.value["people"]


def test_whoever_holds_what_another_device_changes_is_told(draw):
    """In a cell, in the form of a person or of an idea; not where the field follows, and not of other entries."""
    ada = Kernel("table", [ROW])
    page = draw(ada)
    told = page.locator(".nl-merged")
    page.get_by_text("Action 1: Ask ten people").click()
    page.get_by_label("What (needed)").focus()
    follow(page, ada, [ROW | {"when": ""}, ROW | {"id": "2", "what": "Meet"}])
    expect(page.get_by_text("Action 2: Meet")).to_be_visible()
    expect(told).to_be_hidden()
    follow(page, ada, [ROW | {"what": "Ask them"}])
    expect(told).to_have_text(
        "“Ask ten people” was changed on another device. What was done there came later and counts."
    )
    page.get_by_label("How").focus()
    expect(page.get_by_label("What (needed)")).to_have_value("Ask them")
    follow(page, ada, [ROW | {"what": "Ask them", "way": "virtual"}])
    expect(told).to_contain_text("“In a room” was changed on another device.")


def test_whoever_has_the_form_of_a_person_open_is_told_too(draw):
    """Of any part of a person on the map."""
    ada = Kernel("ties", NETWORK)
    page = draw(ada)
    told = page.locator(".nl-merged")
    page.get_by_role("button", name="Change Ada").click()
    people = [one | {"organisation": "Library"} if one["id"] == "a" else one for one in NETWORK["people"]]
    follow(page, ada, NETWORK | {"people": people})
    expect(told).to_contain_text("“Harbour Surgery” was changed on another device.")


def test_an_idea_whose_form_is_open_is_told_of_and_one_whose_form_is_closed_is_not(draw):
    """The form keeps what it says until it is opened anew."""
    ada = Kernel("ideas", [{"id": "1", "text": "Fewer falls"}])
    page = draw(ada)
    told = page.locator(".nl-merged")
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("button", name="Leave as it was").click()
    follow(page, ada, [{"id": "1", "text": "No falls"}])
    expect(page.get_by_text("No falls", exact=True)).to_be_visible()
    expect(told).to_be_hidden()
    page.get_by_role("button", name="Edit").click()
    follow(page, ada, [{"id": "1", "text": "Fewer"}])
    expect(told).to_contain_text("“No falls” was changed on another device.")


IDEA = {"id": "1", "text": "Fewer falls"}
HELD = {"connector": {"holds": ["Ada"], "could": []}}
BACK = [
    ("table", [ROW], [ROW | {"what": "Ask them"}], "Take away action 1"),
    ("ideas", [IDEA], [IDEA | {"text": "No falls"}], "Delete “Fewer falls”"),
    ("roles", HELD, HELD, "Take away Ada: Connector, holds it now"),
    ("ties", NETWORK, NETWORK, "Take off Bo"),
    ("ties", NETWORK, NETWORK, "Take away: Bo turns to Cy"),
]


@pytest.mark.parametrize(("kind", "value", "there", "button"), BACK)
def test_what_is_back_already_is_not_offered_to_be_put_back(draw, kind: str, value: Json, there: Json, button: str):
    """Another device had changed it, so it stays: the offer goes, the focus is on it, and nothing stands twice."""
    ada = Kernel(kind, value)
    page = draw(ada)
    if kind == "table":
        page.get_by_text("Action 1: Ask ten people").click()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(page.locator(".nl-status")).not_to_have_text("Saving…")

    follow(page, ada, there)

    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    expect(page.locator("li :focus")).to_have_count(1)
    assert there == ada.widget.value
