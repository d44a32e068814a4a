"""A tab stays in its workshop: two workshops in one browser, links, codes, fragments, Back, and reconnects."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.access import clipped, wider_than_window
from browser.people import PATIENCE, SAVED
from playwright.sync_api import Locator, Page, expect
from servers import Server, free_port

from netlearn_widgets.content import default_text
from netlearn_widgets.model.workshop import Workshop, new_key
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

FALLS, LUNGS = "KRTM-27", "BELP-45"
TITLES = {FALLS: "Falls at home", LUNGS: "Lungs in the valley"}
KEY = new_key()
PURPOSE = "purpose_statement"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two workshops in one file; the host key opens the first."""
    path = tmp_path_factory.mktemp("two") / "ours.sqlite"
    with Store.create(path) as store:
        for code, title in TITLES.items():
            workshop = store.add_workshop(Workshop(code=code, title=title, guide=default_text()))
            if code == FALLS:
                store.add_host(workshop.id, KEY)
    return path


@pytest.fixture(scope="module")
def url(data: Path) -> Iterator[str]:
    """Both workshops are served at this address."""
    port = free_port()
    command = [sys.executable, "-m", "netlearn_widgets", "serve", "--data", str(data), "--port", str(port)]
    server = Server(command, port, data.with_name("server.log"))
    yield server.start().url
    server.clear()


@pytest.fixture
def tab(visit) -> Callable[..., Page]:
    """Open one more tab of the same browser: `tab(address)`."""
    first: list[Page] = []

    def open_(address: str) -> Page:
        page = first[0].context.new_page() if first else visit(viewport={"width": 1280, "height": 800})
        first.append(page)
        page.goto(address)
        return page

    return open_


def is_in(page: Page, code: str) -> None:
    """A step's page, or the join page, is the one of this workshop; so says its address."""
    title = TITLES[code]
    there = page.get_by_text(f"Workshop: {title}", exact=True).or_(page.get_by_role("heading", name=f"Join: {title}"))
    expect(there.first).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile(f"#{code}$"))


def asks(page: Page) -> Locator:
    """Return the field of a page that asks for a code."""
    field = page.get_by_label("Join code")
    expect(field).to_be_visible(timeout=PATIENCE)
    return field


def answers(data: Path, code: str) -> list[object]:
    with Store.open(data) as store:
        return [one.value for one in store.read(store.workshop(code).id).answers if one.question == PURPOSE]


def write_purpose(page: Page, text: str) -> None:
    question = page.locator(f"[data-question={PURPOSE}]")
    question.get_by_role("textbox").fill(text)
    expect(question.get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)


def test_two_tabs_stay_each_in_its_workshop(url: str, tab, data: Path):
    """Next, Back, a reload and the browser's Back: what is answered there is kept there."""
    falls = tab(f"{url}welcome#{FALLS}")
    is_in(falls, FALLS)
    is_in(tab(f"{url}join#{LUNGS}"), LUNGS)
    falls.get_by_role("link", name="Next: Purpose").first.click()
    is_in(falls, FALLS)
    write_purpose(falls, "Fewer falls.")
    falls.reload()
    is_in(falls, FALLS)
    falls.get_by_role("link", name="Next: Types").last.click()
    is_in(falls, FALLS)
    falls.go_back()
    is_in(falls, FALLS)

    assert ["Fewer falls."] == answers(data, FALLS)
    assert [] == answers(data, LUNGS)


def test_every_link_of_a_page_leads_on_with_its_code(url: str, tab):
    """Header, footer, brand and steps; of pages, of the start page, and of a page that says what is wrong."""
    page = tab(f"{url}purpose#{FALLS}")
    is_in(page, FALLS)
    ways = "[...document.querySelectorAll('a[href]:not(.nl-skip)')].map((link) => link.href)"

    assert {FALLS} == {way.partition("#")[2] for way in page.evaluate(ways)}
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.get_by_label("The code on the shared screen")).to_have_value(FALLS)
    assert {FALLS} == {way.partition("#")[2] for way in page.evaluate(ways)}


def test_a_page_that_is_not_there_leads_back_with_the_code(url: str, tab, visit):
    """To the start page of the same workshop."""
    visit.allow("404")
    page = tab(f"{url}nosuch#{FALLS}")
    page.get_by_role("link", name="Go to the start page").click()
    expect(page.get_by_label("The code on the shared screen")).to_have_value(FALLS)


def test_a_page_without_a_code_asks_and_offers_the_last_workshop_in_words(url: str, tab, axe):
    """It goes nowhere by itself, whatever other tabs do; one press of the keyboard goes on."""
    is_in(tab(f"{url}join#{LUNGS}"), LUNGS)
    page = tab(f"{url}purpose")
    expect(asks(page)).to_have_value("")
    offer = page.get_by_role("button", name=f"Go on in “{TITLES[LUNGS]}”")
    expect(offer).to_be_visible()
    assert [] == axe(page)
    assert [] == clipped(page)
    assert 0 >= wider_than_window(page)
    page.evaluate("dispatchEvent(new Event('netlearn:connected'))")
    expect(asks(page)).to_be_visible()

    offer.press("Enter")
    is_in(page, LUNGS)


def test_no_reconnect_turns_a_tab_into_another_workshop(url: str, tab, data: Path):
    """Not even where its address has lost its code; the address then has it again."""
    falls = tab(f"{url}purpose#{FALLS}")
    is_in(falls, FALLS)
    falls.evaluate("history.replaceState(null, '', location.pathname)")
    is_in(tab(f"{url}join#{LUNGS}"), LUNGS)
    falls.evaluate("dispatchEvent(new Event('netlearn:connected'))")
    is_in(falls, FALLS)
    write_purpose(falls, "Still falls.")

    assert "Still falls." in answers(data, FALLS)
    assert [] == answers(data, LUNGS)


def test_another_link_in_the_same_tab_goes_to_that_workshop(url: str, tab, data: Path):
    """Only the fragment changes. Back leads to the first again, and to what was typed there."""
    page = tab(f"{url}purpose#{FALLS}")
    is_in(page, FALLS)
    page.locator(f"[data-question={PURPOSE}]").get_by_role("textbox").fill("Half a sent")
    page.evaluate(f"location.hash = '{LUNGS}'")
    is_in(page, LUNGS)
    write_purpose(page, "Breathe.")
    page.go_back()
    is_in(page, FALLS)
    expect(page.locator(f"[data-question={PURPOSE}]").get_by_role("textbox")).to_have_value(
        "Half a sent", timeout=PATIENCE
    )

    assert ["Breathe."] == answers(data, LUNGS)


def test_on_a_page_that_asks_the_right_link_works_when_it_is_pasted(url: str, tab):
    """Into its address; and the whole link into its field."""
    page = tab(f"{url}join")
    asks(page)
    page.evaluate(f"location.hash = '{FALLS}'")
    is_in(page, FALLS)

    other = tab(f"{url}join")
    asks(other).fill(f"<{url}join#{LUNGS}>,")
    other.get_by_role("button", name="Go on", exact=True).click()
    is_in(other, LUNGS)


def test_a_wrong_code_is_said_to_be_wrong_and_stays_in_the_field(url: str, tab, axe):
    """No other workshop opens in its place, though this browser has been in one."""
    is_in(tab(f"{url}join#{LUNGS}"), LUNGS)
    page = tab(url)
    page.get_by_label("The code on the shared screen").fill("KRTM-2")
    page.get_by_role("button", name="Join").click()
    field = asks(page)
    expect(page.get_by_role("alert").filter(has_text="No workshop has the code")).to_be_visible(timeout=PATIENCE)
    expect(field).to_have_value("KRTM-2")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert [] == axe(page)

    field.fill("krtm–٢7.")  # noqa: RUF001  as phones write it
    page.get_by_role("button", name="Go on", exact=True).click()
    is_in(page, FALLS)


def test_what_can_be_no_code_is_said_so_at_once(url: str, tab):
    """On the start page and on the page that asks, without asking the server."""
    page = tab(url)
    page.get_by_label("The code on the shared screen").fill("…")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("alert").filter(has_text="This is no join code.")).to_be_visible()
    expect(page.get_by_label("The code on the shared screen")).to_be_focused()

    page.goto(f"{url}join")
    asks(page).fill("…")
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="Type the join code")).to_be_visible()
    expect(asks(page)).to_have_value("…")


@pytest.mark.parametrize("written", [f"{LUNGS}%", "belp45", "BELP%E2%80%9345", "8ELP-4S.", f"{LUNGS}:{'k' * 43}"])
def test_the_start_page_reads_the_code_in_its_address(url: str, tab, written: str):
    """However it came: no script breaks, and the field holds what the screen shows."""
    page = tab(f"{url}#{written}")
    expect(page.get_by_label("The code on the shared screen")).to_have_value(LUNGS)


def skip(page: Page) -> None:
    """Follow the skip link by keyboard."""
    link = page.get_by_role("link", name="Skip to the content")
    link.focus()
    link.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_the_skip_link_moves_the_focus_and_touches_no_address(url: str, tab):
    """On the start page what was typed stays; on others the code stays in the address, also when it is copied."""
    page = tab(url)
    field = page.get_by_label("The code on the shared screen")
    field.fill(LUNGS)
    skip(page)
    expect(field).to_have_value(LUNGS)
    expect(page).to_have_url(url)
    page.goto(f"{url}join#{FALLS}")
    is_in(page, FALLS)
    skip(page)
    is_in(page, FALLS)


def test_a_place_on_the_page_is_no_code(url: str, tab):
    """Where a link inside the page was followed, the code comes back into the address."""
    page = tab(f"{url}purpose#{FALLS}")
    is_in(page, FALLS)
    page.evaluate("location.hash = 'main'")
    is_in(page, FALLS)


def test_a_host_is_not_asked_for_the_key_again(url: str, tab):
    """After the skip link, another workshop in another tab, and a reload."""
    page = tab(f"{url}host#{FALLS}:{KEY}")
    leads = page.get_by_role("heading", level=1, name=TITLES[FALLS])
    expect(leads).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(f"{url}host#{FALLS}")
    skip(page)
    is_in(tab(f"{url}join#{LUNGS}"), LUNGS)
    page.reload()
    expect(leads).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(f"{url}host#{FALLS}")


def test_a_wrong_host_key_is_said_at_the_key(url: str, tab, axe):
    """The code is right, and stays; the person is led to the field for the key."""
    page = tab(f"{url}host#{FALLS}:{'x' * 43}")
    expect(page.get_by_role("alert").filter(has_text="no host key")).to_be_visible(timeout=PATIENCE)
    expect(asks(page)).to_have_value(FALLS)
    expect(page.get_by_label("Host key")).to_be_focused()
    expect(page.get_by_label("Host key")).to_have_attribute("aria-invalid", "true")
    expect(asks(page)).to_have_attribute("aria-invalid", "false")
    assert [] == axe(page)
    page.get_by_label("Host key").fill(KEY)
    page.get_by_label("Host key").press("Enter")
    expect(page.get_by_role("heading", level=1, name=TITLES[FALLS])).to_be_visible(timeout=PATIENCE)


def test_whoever_leads_may_paste_the_host_link_into_the_field(url: str, tab):
    """Then the key need not be typed."""
    page = tab(f"{url}host")
    asks(page).fill(f"{url}host#{FALLS}:{KEY}")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=TITLES[FALLS])).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(f"{url}host#{FALLS}")


def test_handing_a_device_on_in_one_workshop_changes_nobody_in_the_other(url: str, tab):
    """The next person, and sheets of paper, are of the workshop in which they are."""
    lungs = tab(f"{url}purpose#{LUNGS}")
    is_in(lungs, LUNGS)
    owner = lungs.evaluate("Object.keys(localStorage)")
    lungs.get_by_label("Who answers?").fill("Ada")
    lungs.get_by_role("button", name="Use this name").click()
    expect(lungs.get_by_text("You answer as Ada.")).to_be_visible(timeout=PATIENCE)
    falls = tab(f"{url}purpose#{FALLS}")
    is_in(falls, FALLS)
    falls.get_by_role("button", name="Next person on this device").click()
    falls.locator("summary", has_text="Paper").click()
    falls.get_by_role("button", name="Type in a paper sheet").click()
    expect(falls.get_by_text("Typing in paper sheets: sheet 1.")).to_be_visible(timeout=PATIENCE)

    lungs.reload()
    is_in(lungs, LUNGS)
    expect(lungs.get_by_label("Who answers?")).to_have_value("Ada", timeout=PATIENCE)
    expect(lungs.get_by_role("button", name="Next person on this device")).to_be_visible()
    assert owner


def test_what_an_older_script_kept_is_not_lost(url: str, tab):
    """The workshop used last is offered, and the sheet that was typed in there goes on there and nowhere else."""
    page = tab(url)
    old = {"code": f'"{FALLS}"', "paper": '{"token": "a-sheet-of-paper", "number": 3}', "token": '"mine"'}
    page.evaluate(
        "(old) => Object.entries(old).forEach(([key, text]) => localStorage.setItem(`netlearn:${key}`, text))", old
    )
    page.goto(f"{url}purpose")
    page.get_by_role("button", name=f"Go on in “{FALLS}”").click()
    expect(page.get_by_text("Typing in paper sheets: sheet 3.")).to_be_visible(timeout=PATIENCE)
    page.evaluate(f"location.hash = '{LUNGS}'")
    is_in(page, LUNGS)
    expect(page.get_by_text("Typing in paper sheets")).to_be_hidden()
    assert "mine" == page.evaluate("JSON.parse(localStorage['netlearn:token'])")


@pytest.mark.parametrize(
    "changed", ["join%23BELP-45", "join/#BELP-45", "join/%23BELP-45.", "join.#BELP-45", "join#BELP-45),"]
)
def test_a_link_that_was_changed_on_its_way_leads_to_the_workshop(url: str, tab, changed: str):
    """By mail programs, link checkers and viewers."""
    is_in(tab(url + changed), LUNGS)


def test_the_address_on_the_screen_is_served(data: Path, netlearn: Callable[..., Server], tab):
    """Below a path too: what people read there leads to the start page."""
    port = free_port()
    link = f"http://127.0.0.1:{port}/workbook/"
    netlearn(data, "--link", link, port=port, base="/workbook/")
    screen = tab(f"{link}screen#{LUNGS}")
    shown = screen.locator(".nl-address")
    expect(shown).to_have_text(f"127.0.0.1:{port}/workbook", timeout=PATIENCE)
    page = tab(f"http://{shown.inner_text()}#{LUNGS}")
    expect(page.get_by_label("The code on the shared screen")).to_have_value(LUNGS)
