"""Questions in which people write, walked through by keyboard in Chromium with their kernels behind them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from widgets.kernels import HOSTILE, PROPOSAL, Kernel
from widgets.test_drawn import draw, press, saved

pytestmark = pytest.mark.browser

__all__ = ["draw"]  # a fixture of the other questions, used here too

NETWORK = {
    "people": [
        {"id": "a", "name": "Ada", "organisation": "Harbour Surgery", "seat": False},
        {"id": "b", "name": "Bo", "organisation": "", "seat": False},
        {"id": "c", "name": "Cy", "organisation": "", "seat": False},
    ],
    "me": "a",
    "ties": [{"from": "a", "to": "b"}, {"from": "b", "to": "c"}],
}
ROW = {"id": "1", "what": "Ask ten people", "way": "room", "when": "2027-03-31"}
LIVE_WITH_IT = {"proposal": "p1", "position": "3", "reason": ""}

SMALL = """[...document.querySelectorAll("button, input, select, textarea, summary")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one, (one.type === "radio" ? one.closest("label") : one).getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([one]) => one.outerHTML)"""


def texts(kernel: Kernel) -> list[str]:
    """The ideas as they are kept."""
    return [card["text"] for card in kernel.widget.value or []]


def test_ideas_are_added_edited_and_taken_away_by_keyboard(draw):
    """Enter adds, Shift and Enter break the line; the focus is never lost, and what was taken away can come back."""
    ada = Kernel("ideas")
    page = draw(ada, width=320)
    box = page.get_by_role("textbox", name="Your idea")

    box.press_sequentially("Fewer falls")
    press(page, "Enter")
    expect(page.get_by_role("textbox", name="Another idea")).to_be_focused()
    page.keyboard.type("Less")
    press(page, "Shift+Enter")
    page.keyboard.type("waiting")
    press(page, "Enter")
    saved(page)
    assert texts(ada) == ["Fewer falls", "Less\nwaiting"]

    page.get_by_role("button", name="Edit “Fewer falls”").focus()
    press(page, "Enter")
    page.keyboard.type(" at home")
    press(page, "Enter")
    expect(page.get_by_role("button", name="Edit “Fewer falls at home”")).to_be_focused()
    press(page, "Tab", "Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    saved(page)
    assert texts(ada) == ["Less\nwaiting"]

    press(page, "Enter")
    expect(page.get_by_role("button", name="Edit “Fewer falls at home”")).to_be_focused()
    saved(page)
    assert texts(ada) == ["Fewer falls at home", "Less\nwaiting"]


def test_half_an_idea_survives_a_refresh(draw):
    """Also one that is being edited; neither is sent before it is finished."""
    ada = Kernel("ideas", [{"id": "1", "text": "Fewer falls"}])
    page = draw(ada)

    page.get_by_role("textbox", name="Another idea").fill("Half a thou")
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("textbox", name="Edit this idea").fill("Fewer f")
    page.reload()

    expect(page.get_by_role("textbox", name="Another idea")).to_have_value("Half a thou")
    expect(page.get_by_role("textbox", name="Edit this idea")).to_have_value("Fewer f")
    assert ada.kept == []


def test_an_idea_too_long_is_told_before_it_is_sent(draw):
    """By how much, and the text stays."""
    ada = Kernel("ideas")
    page = draw(ada)
    box = page.get_by_role("textbox")

    box.fill("x" * 61)
    expect(page.get_by_text("1 character too many")).to_be_visible()
    box.press("Enter")

    expect(page.get_by_text("This idea is too long")).to_be_visible()
    expect(box).to_have_value("x" * 61)
    assert ada.kept == []


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_shown_as_they_wrote_it(draw, text):
    """Never as markup; and kept so."""
    ada = Kernel("ideas")
    page = draw(ada)

    page.get_by_role("textbox").fill(text)
    press(page, "Enter")
    saved(page)

    assert texts(ada) == [text]
    expect(page.locator(".nl-said")).to_have_text(text, use_inner_text=True)
    assert page.locator("main img, main script").count() == 0


def test_a_name_is_put_to_a_role_and_taken_away(draw):
    """Where nobody is named, the page says so; a name is not put twice."""
    ada = Kernel("roles", context={"people": ["Ada Lum", "Bo"]})
    page = draw(ada, width=320)
    assert page.get_by_text("Nobody yet").count() == 4

    page.get_by_role("button", name="Add a name: Connector, holds it now").focus()
    press(page, "Enter")
    assert page.eval_on_selector(":focus", "field => field.list.options.length") == 2
    page.keyboard.type("Ada Lum")
    press(page, "Enter")
    saved(page)
    assert ada.widget.value == {"connector": {"holds": ["Ada Lum"], "could": []}}

    page.keyboard.type("ada lum")
    press(page, "Enter")
    expect(page.get_by_text("ada lum is there already.")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("button", name="Add a name: Connector, holds it now")).to_be_focused()

    page.get_by_role("button", name="Take away Ada Lum").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("button", name="Take away Ada Lum")).to_be_focused()
    saved(page)
    assert ada.widget.value == {"connector": {"holds": ["Ada Lum"], "could": []}}


def test_a_map_says_first_who_sees_it(draw):
    """Before anybody is named; and before one puts oneself on it, what that shows."""
    page = draw(Kernel("ties", context={"notices": {"": "Everybody sees it.", "me": "Whom you turn to, too."}}))

    expect(page.get_by_label("Name")).to_have_accessible_description("Everybody sees it.")
    expect(page.get_by_label("Who is it?")).to_have_value("me")
    expect(page.get_by_text("Everybody sees it.")).to_be_visible()
    expect(page.get_by_text("Whom you turn to, too.")).to_be_visible()
    expect(page.get_by_label("Who is it?")).to_have_accessible_description("Whom you turn to, too.")

    page.get_by_label("Who is it?").select_option("Somebody else")
    expect(page.get_by_text("Whom you turn to, too.")).to_be_hidden()


def test_a_notice_stands_before_what_is_asked(draw):
    """Below the prompt and above the field, which a screen reader describes by it."""
    notices = {"position": "An objection is noticed.", "reason": "As you wrote it.", "wording": "Seen at once."}
    page = draw(Kernel("agreement", context={"proposal": PROPOSAL, "notices": notices}))

    stand = page.get_by_role("group", name="Where do you stand?")
    expect(stand).to_have_accessible_description("An objection is noticed.")
    expect(page.get_by_text("As you wrote it.")).to_be_hidden()
    page.get_by_label("2 · I need to talk first").check()
    expect(page.get_by_label("What would have to change?")).to_have_accessible_description("As you wrote it.")
    page.get_by_role("button", name="Change the wording").click()
    expect(page.get_by_label("The new wording")).to_have_accessible_description(re.compile("^Seen at once"))
    first, second = (page.get_by_text(words).bounding_box()["y"] for words in ("An objection", "5 · I will help"))
    assert first < second


def test_people_are_put_on_the_map_one_at_a_time(draw):
    """Oneself if one likes, others, and seats; then each can be tied to oneself."""
    ada = Kernel("ties")
    page = draw(ada, width=320)
    name = page.get_by_role("textbox", name="Name").or_(page.get_by_role("combobox", name="Name"))

    page.get_by_label("Who is it?").select_option("Me")
    name.fill("Ada")
    name.press("Enter")
    expect(page.get_by_text("This is you")).to_be_visible()
    page.get_by_label("Who is it?").select_option("A seat nobody fills")
    page.get_by_label("What the seat is for").fill("Carer")
    page.get_by_label("What the seat is for").press("Enter")
    expect(name).to_be_focused()
    page.get_by_label("You and Carer").select_option("I turn to them")
    saved(page)

    me, seat = ada.widget.value["people"]
    assert (me["name"], seat["name"], seat["seat"]) == ("Ada", "Carer", True)
    assert ada.widget.value["ties"] == [{"from": me["id"], "to": seat["id"]}]


def test_a_person_taken_off_takes_their_ties_along_and_can_come_back(draw):
    """With the ties."""
    ada = Kernel("ties", NETWORK)
    page = draw(ada)

    page.get_by_role("button", name="Take off Bo").click()
    expect(page.get_by_text("Bo taken off, with 2 ties")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    saved(page)
    assert ada.widget.value["ties"] == []

    press(page, "Enter")
    expect(page.get_by_role("button", name="Change Bo")).to_be_focused()
    saved(page)
    assert ada.widget.value == NETWORK


def test_others_are_tied_to_each_other(draw):
    """By two choices and a button; a tie can be taken away and come back."""
    ada = Kernel("ties", NETWORK)
    page = draw(ada)

    page.get_by_label("Who", exact=True).select_option("Cy")
    page.get_by_label("turns to", exact=True).select_option("Bo")
    page.get_by_role("button", name="Add this tie").click()
    saved(page)
    assert {"from": "c", "to": "b"} in ada.widget.value["ties"]

    page.get_by_role("button", name="Take away: Cy turns to Bo").click()
    saved(page)
    assert ada.widget.value == NETWORK
    expect(page.get_by_role("button", name="Undo")).to_be_focused()


def test_a_row_waits_on_the_device_until_it_is_fit(draw):
    """It says what it waits for, survives a refresh, and is then shared by itself."""
    ada = Kernel("table")
    page = draw(ada, width=320)

    page.get_by_role("button", name="Add a first action").focus()
    press(page, "Enter")
    expect(page.get_by_label("What (needed)")).to_be_focused()
    page.get_by_label("How").select_option("In a room")
    expect(page.get_by_text("Not shared yet: fill in “What”. It is kept on this device.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("How")).to_have_value("room")
    assert ada.kept == []

    page.get_by_label("What (needed)").fill("Ask ten people")
    page.get_by_label("When").fill("2027-03-31")
    saved(page)
    assert [{**row, "id": "1"} for row in ada.widget.value] == [ROW]


def test_while_a_shared_row_is_changed_the_group_keeps_the_earlier_words(draw):
    """Emptying a needed cell takes nothing from the group."""
    ada = Kernel("table", [ROW])
    page = draw(ada)

    page.get_by_text("Action 1: Ask ten people").click()
    page.get_by_label("What (needed)").fill("")
    expect(page.get_by_text("and the group still has the earlier words.")).to_be_visible()
    page.get_by_label("What (needed)").fill("Ask twenty")
    saved(page)

    assert [value[0]["what"] for _, value in ada.kept] == ["Ask twenty"]


def test_a_row_taken_away_can_come_back(draw):
    """The focus goes to the offer, and then to the row."""
    ada = Kernel("table", [ROW])
    page = draw(ada)

    page.get_by_text("Action 1: Ask ten people").click()
    page.get_by_role("button", name="Take away action 1").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("✓ Your answer is taken back.")
    press(page, "Enter")
    saved(page)

    assert ada.widget.value == [ROW]
    expect(page.locator("summary")).to_be_focused()


def test_a_position_is_taken_and_its_reason_asked_for(draw):
    """The further from full support, the more the page asks why."""
    ada = Kernel("agreement", context={"proposal": PROPOSAL})
    page = draw(ada, width=320)
    expect(page.get_by_text(PROPOSAL["text"])).to_be_visible()

    page.get_by_label("5 · I will help lead it").focus()
    press(page, "ArrowDown", "ArrowDown", "ArrowDown")
    page.get_by_label("What would have to change?").fill("Who is “we”?")
    saved(page)

    assert ada.widget.value == {"proposal": "p1", "position": "2", "reason": "Who is “we”?"}


def test_a_position_on_an_earlier_wording_is_shown_as_not_taken(draw):
    """What was said before is told, and nothing is chosen."""
    page = draw(Kernel("agreement", {**LIVE_WITH_IT, "proposal": "p0"}, context={"proposal": PROPOSAL}))

    expect(page.get_by_text("The wording has changed since you answered “3 · I can live with it”.")).to_be_visible()
    assert page.get_by_role("radio", checked=True).count() == 0


def test_a_first_wording_is_put_to_the_group_from_what_others_wrote(draw):
    """What is in the box already stays."""
    ada = Kernel("agreement", context={"proposal": None, "drafts": ["We learn together."]})
    page = draw(ada)

    page.get_by_role("textbox", name="Put a wording to the group").fill("For carers.")
    page.get_by_role("button", name="Start from this: We learn together.").click()
    page.get_by_role("button", name="Put it to the group").click()
    expect(page.get_by_text("Your wording is on the table.")).to_be_focused()

    assert [text for _, text in ada.proposed] == ["For carers.\nWe learn together."]


def test_a_new_wording_warns_that_positions_start_afresh(draw):
    """It begins with the wording on the table; what was changed is kept when the form is left."""
    page = draw(Kernel("agreement", LIVE_WITH_IT, context={"proposal": PROPOSAL}))

    page.get_by_role("button", name="Change the wording").click()
    expect(page.get_by_text("everybody is asked again")).to_be_visible()
    box = page.get_by_role("textbox", name="The new wording")
    expect(box).to_be_focused()
    expect(box).to_have_value(PROPOSAL["text"])
    box.fill("We learn how carers stay well.")
    press(page, "Escape")
    expect(page.get_by_role("button", name="Change the wording")).to_be_focused()

    press(page, "Enter")
    expect(box).to_have_value("We learn how carers stay well.")


def test_a_wording_without_connection_is_kept_and_goes_on_later(draw):
    """A refresh does not lose it; it is put once."""
    ada = Kernel("agreement", context={"proposal": None})
    page = draw(ada, deaf=True)

    page.get_by_role("textbox").fill("Together")
    page.get_by_role("button", name="Put it to the group").click()
    expect(page.get_by_text("Sending…")).to_be_visible()
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value("Together")
    expect(page.get_by_text("Sending…")).to_be_visible()


@pytest.mark.parametrize("kind", ["ideas", "roles", "ties", "table", "agreement"])
def test_nothing_is_clipped_and_all_can_be_tapped_at_320_pixels(draw, kind):
    """Whatever is there to press is at least 44 by 44 pixels; nothing is wider than the screen."""
    filled = {
        "ideas": [{"id": "1", "text": "Fewer falls " + "e" * 45}],
        "roles": {"connector": {"holds": ["A" * 80], "could": ["Bo"]}},
        "ties": NETWORK,
        "table": [ROW],
        "agreement": LIVE_WITH_IT,
    }
    page = draw(Kernel(kind, filled[kind], context={"proposal": PROPOSAL}), width=320)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(SMALL) == []
