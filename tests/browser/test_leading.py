"""A host leads two phones and the shared screen; nobody loses a word, and nobody else leads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser.leading import KEY, Host, let_host
from browser.people import CODE, GUIDE, PATIENCE, Phone, Screen
from playwright.sync_api import Locator, Page, expect

from netlearn_widgets.model.record import Record
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

SECOND = 1000  # milliseconds: what is promised
SENTENCE = "People in our coast villages live at home as they"
IDEA = "Half an idea"


def read(data: Path) -> Record:
    with Store.open(data) as store:
        return store.read(store.workshop(CODE).id)


def heading(page: Page, title: str) -> Locator:
    return page.get_by_role("heading", level=1, name=title, exact=True)


@pytest.fixture
def server(data: Path, netlearn) -> str:
    let_host(data)
    return netlearn(data).url


@pytest.fixture
def host(server: str, visit) -> Host:
    return Host(visit(viewport={"width": 1280, "height": 800}), server)


def test_a_host_leads_the_room(host: Host, server: str, visit, data: Path):
    """Phones and the screen follow within a second; what somebody was writing is kept, and one tap away."""
    ada = Phone(visit.phone(), server).join("Ada")
    bo = Phone(visit.phone(), server).join("Bo")
    screen = Screen(visit(viewport={"width": 1920, "height": 1080}), server)
    expect(host.room("Who is here")).to_contain_text("2 here now", timeout=PATIENCE)
    expect(host.room("Who is here")).to_contain_text("Ada, Bo")

    host.move_on("Welcome")
    host.move_on("Purpose")
    for page in (ada.page, bo.page):
        expect(heading(page, "Purpose")).to_be_visible(timeout=SECOND)
    first = GUIDE.step("purpose").questions[0].prompt
    expect(heading(screen.page, first)).to_be_visible(timeout=SECOND)

    ada.question("purpose_for").get_by_role("textbox").press_sequentially(IDEA)
    ada.question("purpose_statement").get_by_role("textbox").press_sequentially(SENTENCE)
    expect(host.step.get_by_text("1 typing now")).to_be_visible(timeout=PATIENCE)
    ada.question("purpose_statement").get_by_role("textbox").press_sequentially(" wish")
    host.move_on("Types")
    for page in (ada.page, bo.page):
        expect(heading(page, "Types")).to_be_visible(timeout=SECOND)
    expect(heading(ada.page, "Types")).to_be_focused()

    ada.page.get_by_role("button", name="Back to it").click()
    ada.sees_step("Purpose")
    expect(ada.question("purpose_statement").get_by_role("textbox")).to_have_value(f"{SENTENCE} wish")
    expect(ada.question("purpose_for").get_by_role("textbox")).to_have_value(IDEA)
    ada.saved("purpose_statement")
    assert [one.value for one in read(data).current("purpose_statement").values()] == [f"{SENTENCE} wish"]
    expect(ada.page.get_by_text("The group is at step 3: Types.")).to_be_visible()
    ada.page.get_by_role("button", name="Go there").click()
    ada.sees_step("Types")
    expect(ada.page.get_by_text("The group is at step 3: Types.")).to_be_hidden()


def test_a_paused_step_keeps_answers_on_the_phone(host: Host, server: str, visit, data: Path):
    """It says so, and sends them by itself when the step goes on; also from another step."""
    ada = Phone(visit.phone(), server).join("Ada")
    host.view("Functions")
    host.set("Paused")
    ada.go("Functions")
    expect(ada.page.get_by_text("The host has paused this step.").first).to_be_visible()

    ada.choose("functions_now", "filtering")
    expect(ada.question("functions_now").get_by_text("Not saved yet.")).to_be_visible(timeout=PATIENCE)
    ada.choose("functions_future", "convening")
    expect(ada.question("functions_future").get_by_role("alert")).to_contain_text("kept on this device")
    assert read(data).answers == ()

    host.set("Open")
    ada.saved("functions_now")
    ada.saved("functions_future")
    host.set("Closed")
    expect(ada.page.get_by_text("This step is closed: it takes no more answers.")).to_be_visible()
    ada.choose("functions_now", "amplifying")
    expect(ada.question("functions_now").get_by_text("Not saved yet.")).to_be_visible(timeout=PATIENCE)
    ada.go("Welcome")
    host.set("Open")
    ada.go("Functions")
    ada.saved("functions_now")
    (answer,) = read(data).current("functions_now").values()
    assert answer.value == "amplifying"


def test_a_clock_that_is_set_right_meanwhile_moves_no_timer(host: Host, server: str, visit):
    """A phone three hours behind joins, and then its clock is corrected: the time that is left goes on."""
    page = visit.phone()
    page.add_init_script("const { now } = Date; window.behind = 3 * 3600_000; Date.now = () => now() - window.behind;")
    Phone(page, server).join("Ada")
    host.room("Timer").get_by_role("button", name="Start").click()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(5:00|4:..) left$"), timeout=PATIENCE)

    page.evaluate("window.behind = 0")
    host.room("Timer").get_by_role("button", name="+1 min").click()

    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(6:00|5:..) left$"), timeout=PATIENCE)
    expect(page.get_by_text("Time is up.")).to_have_count(0)


def test_a_message_and_a_timer_reach_everybody(host: Host, server: str, visit):
    """Whoever has read the message puts it away; a new one is shown again."""
    ada, bo = (Phone(visit.phone(), server).join(name) for name in ("Ada", "Bo"))
    screen = Screen(visit(viewport={"width": 1920, "height": 1080}), server)

    host.say("Tea at ten.")
    for page in (ada.page, bo.page, screen.page):
        expect(page.get_by_text("Tea at ten.")).to_be_visible(timeout=SECOND)
    ada.page.get_by_role("button", name="Got it").click()
    expect(ada.page.get_by_text("Tea at ten.")).to_be_hidden()
    expect(bo.page.get_by_text("Tea at ten.")).to_be_visible()
    host.say("Back to work.")
    expect(ada.page.get_by_text("Back to work.")).to_be_visible(timeout=SECOND)

    host.room("Timer").get_by_role("button", name="Start").click()
    for page in (ada.page, screen.page):
        expect(page.get_by_role("timer")).to_have_text("5:00 left", timeout=SECOND)
    host.room("Timer").get_by_role("button", name="+1 min").click()
    expect(screen.page.get_by_role("timer")).to_have_text(re.compile("^(6:00|5:5.) left$"), timeout=SECOND)
    host.room("Timer").get_by_role("button", name="Stop").click()
    expect(ada.page.get_by_role("timer")).to_be_hidden(timeout=SECOND)


def test_who_comes_late_begins_where_the_group_is(host: Host, server: str, visit):
    """And sees what can still be answered; a refresh leads there too."""
    for step in ("Welcome", "Purpose", "Types"):
        host.move_on(step)
    page = visit.phone()
    page.goto(f"{server}join#{CODE}")
    page.get_by_role("button", name="Join").click()
    cy = Phone(page, server)
    cy.sees_step("Types")

    expect(page.get_by_text("You can still answer")).to_be_visible()
    page.get_by_role("button", name="1. Welcome").click()
    cy.sees_step("Welcome")
    page.reload()
    cy.sees_step("Types")


def test_the_key_stays_with_the_tab_of_its_host(host: Host, server: str):
    """It leaves the address at once, and opens the page again after a refresh; another tab is asked for it."""
    assert host.page.url == f"{server}host#{CODE}"

    host.page.reload()
    expect(host.page.get_by_role("heading", name="Agenda")).to_be_visible(timeout=PATIENCE)
    other = host.page.context.new_page()
    other.goto(f"{server}host#{CODE}")
    expect(other.get_by_label("Host key")).to_be_visible(timeout=PATIENCE)
    other.get_by_label("Host key").fill("not-the-key-of-this-workshop")
    other.get_by_role("button", name="Open").click()
    expect(other.get_by_role("alert")).to_contain_text("no host key", timeout=PATIENCE)
    other.get_by_label("Host key").fill(KEY)
    other.get_by_role("button", name="Open").click()
    expect(other.get_by_role("heading", name="Agenda")).to_be_visible(timeout=PATIENCE)


def test_two_hosts_share_the_work_with_the_keyboard_alone(host: Host, server: str, visit, data: Path):
    """What one does with Tab, Enter and letters, the other sees; a note half written is not lost to that."""
    other = Host(visit(viewport={"width": 820, "height": 1180}), server)
    other.page.get_by_label("Your own notes").fill("Ask Bo")

    press(host.page, host.onward, "Enter")
    expect(host.onward).to_be_focused()
    press(host.page, host.step.get_by_role("button", name="Paused"), "Space")
    press(host.page, host.step.get_by_role("button", name="Show results").first, "Enter")
    press(host.page, host.room("Timer").get_by_label("Minutes"), "Enter")
    press(host.page, host.page.get_by_role("textbox", name="Message"))
    host.page.keyboard.type("Tea at ten.")
    host.page.keyboard.press("Enter")

    expect(other.step.get_by_role("button", name="Paused")).to_have_attribute("aria-pressed", "true")
    expect(other.step.get_by_role("button", name="Hide results")).to_have_count(1)
    expect(other.page.get_by_text("Tea at ten.")).to_be_visible()
    expect(other.page.get_by_label("Your own notes")).to_have_value("Ask Bo")
    other.page.keyboard.press("Tab")
    expect(other.page.get_by_text("Your note is kept.")).to_be_visible()
    assert [act.kind for act in read(data).acts] == ["step", "state", "reveal", "timer", "message", "note"]


def press(page: Page, place: Locator, *keys: str) -> None:
    """Go to a place with Tab alone, and press keys there."""
    for _ in range(80):
        if place.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(place).to_be_focused()
    expect(place).to_be_in_viewport()
    for key in keys:
        page.keyboard.press(key)
