"""A tablet that goes around quicker than new people may join: everybody's answer is their own, and so is their name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser.access import AXE, barriers, clipped, wider_than_window
from browser.people import CODE, GUIDE, PATIENCE, SAVED, card
from playwright.sync_api import Locator, Page, expect

from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

ASKED = GUIDE.question("types_decides")
OPTIONS = {option.key: option.label for option in ASKED.options}  # type: ignore[attr-defined]
FIRST, SECOND = list(OPTIONS)[:2]
SOON = 60_000  # milliseconds: longer than several people together are held up


def said(data: Path) -> list[tuple[str, object]]:
    """Return the names and what was answered under them, in the order in which people joined."""
    with Store.open(data) as store:
        record = store.read(store.workshop(CODE).id)
    current = record.current(ASKED.key)
    return [(one.name, current[one.id].value if one.id in current else None) for one in record.participants]


def _text(frame: str | bytes) -> str:
    return frame if isinstance(frame, str) else frame.decode(errors="replace")


class Tablet:
    """A step's page that goes around a table."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.sent: list[str] = []
        """What the page has told its kernel."""
        page.on("websocket", lambda line: line.on("framesent", lambda frame: self.sent.append(_text(frame))))
        page.add_init_script(path=AXE)
        page.goto(f"{url}types#{CODE}")
        expect(self.name).to_be_visible(timeout=PATIENCE)

    @property
    def name(self) -> Locator:
        return self.page.get_by_label("Who answers?")

    @property
    def unsent(self) -> Locator:
        return self.page.get_by_role("region", name="Not sent")

    def press(self, button: str = "Next person on this device") -> None:
        self.page.get_by_role("button", name=button).click()

    def tap(self, option: str = FIRST) -> None:
        card(self.page, ASKED).get_by_text(OPTIONS[option], exact=True).click()

    def answer(self, option: str = FIRST) -> None:
        """Answer, and see it saved."""
        self.tap(option)
        expect(card(self.page, ASKED).get_by_text(SAVED)).to_be_visible(timeout=SOON)

    def rests(self) -> None:
        """Wait until this browser holds no answer any more that is not saved."""
        nothing = "() => !Object.keys(localStorage).some((key) => key.startsWith('netlearn:answer:'))"
        self.page.wait_for_function(nothing, timeout=2 * SOON)

    def ready(self) -> None:
        expect(self.page.get_by_text("Ready for the next person.")).to_be_visible(timeout=SOON)


@pytest.fixture
def netlearn_url(data: Path, netlearn: Any) -> str:
    return str(netlearn(data).url)


@pytest.fixture
def tablet(netlearn_url: str, visit: Any) -> Tablet:
    return Tablet(visit(viewport={"width": 820, "height": 1180}, bypass_csp=True), netlearn_url)


def test_five_people_as_quickly_as_they_can(tablet: Tablet, data: Path):
    """Nobody presses "Use this name", nobody waits for "Saved": each answer is its writer's, under the right name."""
    given = list(zip(("Ada", "Bo", "Cy", "Di", "Em"), OPTIONS, strict=False))
    for name, option in given:
        tablet.name.fill(name)
        tablet.tap(option)
        tablet.press()
        tablet.ready()
    tablet.rests()

    assert given == sorted(said(data))
    waited = [text for text in tablet.sent if '"question":"types_decides"' in text]
    assert [] == [text for text in waited if '"of":' not in text and '"owner":' not in text]


def test_five_people_without_a_name(tablet: Tablet, data: Path):
    """Whoever is held up has answered, and the next person goes on meanwhile."""
    for option in list(OPTIONS)[:5]:
        tablet.tap(option)
        tablet.press()
        tablet.ready()
    tablet.rests()

    assert sorted(list(OPTIONS)[:5]) == sorted(str(value) for _, value in said(data))


def test_a_tap_beside_the_name_is_a_tap(tablet: Tablet, data: Path):
    """Nothing is told before the finger is up: what comes back may move the page under it."""
    tablet.name.fill("Ada")
    option = card(tablet.page, ASKED).get_by_text(OPTIONS[FIRST], exact=True)
    option.scroll_into_view_if_needed()
    box = option.bounding_box()
    assert box
    tablet.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tablet.page.mouse.down()
    expect(tablet.name).not_to_be_focused()
    told = [text for text in tablet.sent if '"name":"Ada"' in text]
    tablet.page.mouse.up()
    expect(tablet.page.get_by_text("You answer as Ada.")).to_be_visible(timeout=PATIENCE)

    assert [] == told
    assert [("Ada", FIRST)] == said(data)


def test_a_reload_in_the_middle_is_the_next_person(tablet: Tablet, data: Path):
    """Nobody's answer goes to whoever was here before."""
    tablet.name.fill("Ada")
    tablet.tap(FIRST)
    tablet.press()
    tablet.page.reload()
    tablet.name.fill("Bo")
    tablet.answer(SECOND)
    expect(tablet.unsent).to_be_hidden(timeout=SOON)

    assert [("Ada", FIRST), ("Bo", SECOND)] == sorted(said(data))


def test_a_server_that_starts_anew_in_the_middle(data: Path, netlearn: Any, visit: Any):
    """Nobody can answer until it knows who is next; then each answer is its writer's."""
    server = netlearn(data)
    visit.allow("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "WebSocket", "404 (Not Found)")
    tablet = Tablet(visit(viewport={"width": 390, "height": 844}, bypass_csp=True), server.url)
    tablet.name.fill("Ada")
    tablet.answer(FIRST)
    server.kill()
    tablet.press()
    expect(card(tablet.page, ASKED).locator("xpath=ancestor::*[@inert]")).to_be_attached(timeout=PATIENCE)
    server.start()
    expect(card(tablet.page, ASKED).get_by_role("radio", checked=True)).to_have_count(0, timeout=SOON)
    expect(card(tablet.page, ASKED).locator("xpath=ancestor::*[@inert]")).to_have_count(0, timeout=SOON)
    tablet.name.fill("Bo")
    tablet.answer(SECOND)

    assert [("Ada", FIRST), ("Bo", SECOND)] == said(data)


def test_paper_sheets_typed_in_as_quickly_as_one_can(tablet: Tablet, data: Path):
    tablet.page.locator("summary", has_text="Paper").click()
    tablet.press("Type in a paper sheet")
    for number, option in enumerate(list(OPTIONS)[:5], 1):
        expect(tablet.page.get_by_text(f"Paper sheet {number}.")).to_be_visible(timeout=SOON)
        expect(card(tablet.page, ASKED).get_by_role("radio", checked=True)).to_have_count(0, timeout=PATIENCE)
        tablet.tap(option)
        tablet.press("Next sheet")
    tablet.rests()

    assert sorted(list(OPTIONS)[:5]) == sorted(str(value) for _, value in said(data))


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("present", [True, False], ids=["the person before", "the next person"])
def test_a_name_that_was_typed_after_an_answer_is_asked_for(
    data: Path, netlearn: Any, visit: Any, *, width: int, present: bool
):
    """It may be of whoever answered, or of the one to whom the tablet was just passed."""
    tablet = Tablet(visit(viewport={"width": width, "height": 844}, bypass_csp=True), netlearn(data).url)
    tablet.answer(FIRST)
    tablet.name.fill("Bo")
    tablet.press()
    expect(tablet.page.get_by_text("Whose name is “Bo”?")).to_be_visible()
    whose = "Of whoever answered until now" if present else "Of the next person"
    assert ([], 0, []) == (barriers(tablet.page), wider_than_window(tablet.page), clipped(tablet.page))
    tablet.press(whose)
    if present:
        tablet.ready()
        expect(tablet.name).to_have_value("")
    else:
        expect(tablet.name).to_have_value("Bo")
    tablet.answer(SECOND)
    if not present:
        expect(tablet.page.get_by_text("You answer as Bo.")).to_be_visible(timeout=PATIENCE)

    assert (["Bo", ""] if present else ["", "Bo"]) == [name for name, _ in said(data)]


@pytest.mark.parametrize("present", [True, False], ids=["the person before", "the next person"])
def test_another_name_for_somebody_who_has_answered_is_asked_about(tablet: Tablet, data: Path, *, present: bool):
    """Ada may be called Bo from now on, or Bo may have taken the tablet without a word."""
    tablet.name.fill("Ada")
    tablet.answer(FIRST)
    tablet.name.fill("Bo")
    tablet.press("Use this name")
    expect(tablet.page.get_by_text("Whose name is “Bo”? Until now Ada answered here.")).to_be_visible()
    tablet.press("Of whoever answered until now" if present else "Of the next person")
    expect(tablet.page.get_by_text("You answer as Bo.")).to_be_visible(timeout=PATIENCE)

    assert (["Bo"] if present else ["Ada", "Bo"]) == [name for name, _ in said(data)]


def test_a_name_typed_over_another_is_asked_about_before_anything_is_taken(tablet: Tablet, data: Path):
    """Whoever took the tablet without a word changes nothing of what was answered before."""
    tablet.name.fill("Tom")
    tablet.answer(FIRST)
    tablet.name.fill("Uma")
    box = card(tablet.page, ASKED).get_by_text(OPTIONS[SECOND], exact=True).bounding_box()
    assert box
    tablet.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(tablet.page.get_by_text("Whose name is “Uma”? Until now Tom answered here.")).to_be_visible()
    expect(card(tablet.page, ASKED).locator("xpath=ancestor::*[@inert]")).to_be_attached()
    tablet.press("Of the next person")
    tablet.answer(SECOND)
    expect(tablet.page.get_by_text("Ready for the next person.")).to_be_hidden(timeout=PATIENCE)

    assert [("Tom", FIRST), ("Uma", SECOND)] == said(data)


def test_other_tabs_of_a_browser_say_who_is_here(tablet: Tablet, netlearn_url: str, data: Path):
    """That the device was handed on, and under which name somebody answers."""
    tablet.name.fill("Ann")
    tablet.answer(FIRST)
    other = Tablet(tablet.page.context.new_page(), netlearn_url)
    expect(other.name).to_have_value("Ann", timeout=PATIENCE)
    tablet.press()
    tablet.ready()
    expect(other.page.get_by_text("This device was handed on in another tab.")).to_be_visible(timeout=PATIENCE)
    expect(other.name).to_have_value("")
    other.name.fill("Bob")
    other.press("Use this name")
    for one in (tablet, other):
        expect(one.page.get_by_text("You answer as Bob.")).to_be_visible(timeout=PATIENCE)
        expect(one.name).to_have_value("Bob")

    assert ["Ann", "Bob"] == [name for name, _ in said(data)]


def test_no_name_is_typed_over_while_the_tablet_is_handed_on(tablet: Tablet):
    """Half an idea is asked about first; meanwhile nobody can put their own name to what was answered."""
    tablet.page.goto(tablet.page.url.replace("types", "purpose"))
    tablet.name.fill("Ada")
    box = card(tablet.page, GUIDE.question("purpose_for")).get_by_role("textbox")
    box.fill("Half an id")
    tablet.press()
    expect(tablet.page.get_by_text("Something here is not added or not saved.")).to_be_visible()
    expect(tablet.name.locator("xpath=ancestor::*[@inert]")).to_be_attached()
    tablet.press("Finish it first")
    expect(tablet.name.locator("xpath=ancestor::*[@inert]")).to_have_count(0)
    expect(box).to_have_value("Half an id")
