"""Everybody can use every page: axe-core finds no barrier, nothing is cut off when it is enlarged."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.access import AXE, barriers, clipped, wider_than_window
from browser.answering import answer
from browser.leading import Host, let_host
from browser.people import GUIDE, PATIENCE, Phone, Screen
from browser.said import ADA
from playwright.sync_api import Page, expect
from servers import Server

from netlearn_widgets.store import Store, import_workshop

pytestmark = pytest.mark.browser

CODE = "TIDE-27"
SAMPLE = Path(__file__).parents[2] / "sample_data" / "workshop.json"
SIZES = {"phone": {"width": 390, "height": 844}, "laptop": {"width": 1280, "height": 800}}
STEPS = [
    "welcome",
    "purpose",
    "types",
    "functions",
    "establishing",
    "roles",
    "members",
    "channels",
    "inequality",
    "plan",
]
PHONE_DARK_LAPTOP_LIGHT = pytest.mark.parametrize(
    ("size", "colours"), [("phone", "dark"), ("laptop", "light")], ids=["a dark phone", "a light laptop"]
)
LONG = "x" * 10_000


class Found:
    """What is wrong on any page looked at, page by page, so that one run tells all of it."""

    def __init__(self) -> None:
        self.wrong: dict[str, list[str]] = {}

    def look(self, name: str, page: Page) -> None:
        """Ask axe-core about a page as it is now."""
        self.note(name, barriers(page))

    def note(self, name: str, wrong: list[str]) -> None:
        """Keep what is wrong on a page, if anything."""
        if wrong:
            self.wrong[name] = wrong

    def __str__(self) -> str:
        return "\n".join(f"{name}: {one}" for name, wrong in self.wrong.items() for one in wrong)


@pytest.fixture
def found() -> Iterator[Found]:
    """Fails when anything wrong was found on any page looked at."""
    found = Found()
    yield found
    assert not found.wrong, f"\n{found}"


@pytest.fixture
def opened(visit) -> Callable[..., Page]:
    """Open a browser of a size, with axe-core in every page: `opened("phone")`."""

    def open_(size: str, **options: object) -> Page:
        visit.allow("status of 404")  # of the page that is not there
        page: Page = visit(viewport=SIZES[size], reduced_motion="reduce", **options)
        page.add_init_script(path=AXE)
        return page

    return open_


@PHONE_DARK_LAPTOP_LIGHT
def test_a_participants_pages_have_no_barrier(sample: Server, opened, found: Found, size: str, colours: str):
    """Start page, a wrong code, and every step before it is answered."""
    page = opened(size, color_scheme=colours)
    page.goto(sample.url)
    found.look("start", page)
    page.goto(f"{sample.url}join#NOPE-11")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert").filter(has_text="NOPE-11")).to_be_visible(timeout=PATIENCE)
    found.look("join, wrong code", page)

    ada = Phone(page, sample.url).join("Ada", code=CODE)
    for step in GUIDE.steps:
        ada.sees_step(step.title)
        found.look(f"{step.key}, empty", page)
        if step is not GUIDE.steps[-1]:
            ada.next()


def test_answered_steps_have_no_barrier(sample: Server, opened, found: Found):
    """Every step with every question answered and the group's results open, and My answers."""
    page = opened("phone")
    ada = Phone(page, sample.url).join("Ada", code=CODE)
    for step in GUIDE.steps:
        ada.sees_step(step.title)
        for question in step.questions:
            if question.kind != "agreement":
                answer(ada.question(question.key), question, ADA[question.key])
                ada.saved(question.key)
        for result in page.locator("details.nl-after").all():
            result.locator("> summary").click()
            expect(result.locator("> :nth-child(2)")).to_be_visible()
        page.evaluate("scrollTo(0, 0)")  # where the bar at the foot of the window stands over no half of a control
        found.look(f"{step.key}, answered", page)
        if step is not GUIDE.steps[-1]:
            ada.next()
    page.get_by_role("button", name="My answers").click()
    expect(page.get_by_role("heading", level=1, name="My answers")).to_be_visible()
    found.look("my answers", page)


def test_refusals_have_no_barrier(sample: Server, opened, found: Found):
    """A text, an idea, a name and a row that do not fit are told in a way everybody perceives."""
    page = opened("phone")
    ada = Phone(page, sample.url).join("Ada", code=CODE)
    ada.go("Purpose")
    ada.question("purpose_statement").get_by_role("textbox").fill(LONG)
    ada.question("purpose_for").get_by_role("button", name="Add", exact=True).click()
    expect(ada.question("purpose_statement").get_by_role("alert")).to_contain_text("10,000", timeout=PATIENCE)
    found.look("purpose, refused", page)

    ada.go("Members")
    ada.question("ties").get_by_role("button", name="Add", exact=True).click()
    expect(ada.question("ties").get_by_text("Please write a name first")).to_be_visible()
    found.look("members, refused", page)

    ada.go("Plan")
    ada.question("next_steps").get_by_role("button", name="Add a").click()
    found.look("plan, half a row", page)


@PHONE_DARK_LAPTOP_LIGHT
def test_step_pages_have_no_barrier(sample: Server, opened, found: Found, size: str, colours: str):
    """Every step's page with the sample group's answers, the plan among them, and the page that is not there."""
    page = opened(size, color_scheme=colours)
    for step in STEPS:
        page.goto(f"{sample.url}{step}#{CODE}")
        expect(page.locator(".nl-question").first).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_text("One moment…")).to_have_count(0)
        found.look(step, page)
    page.goto(f"{sample.url}no-such-page")
    expect(page.get_by_role("heading", name="There is no page")).to_be_visible()
    found.look("not found", page)


@pytest.fixture
def led(data: Path, netlearn: Callable[..., Server]) -> Server:
    """A workshop with a host key."""
    let_host(data)
    return netlearn(data)


@PHONE_DARK_LAPTOP_LIGHT
def test_a_led_workshop_has_no_barrier(led: Server, opened, found: Found, size: str, colours: str):
    """The host page before and after the key, and a phone that is led: late, looking back, paused, with a message."""
    page = opened(size, color_scheme=colours)
    page.goto(f"{led.url}host#KRTM-27:{'x' * 43}")
    expect(page.get_by_role("alert").filter(has_text="no host key")).to_be_visible(timeout=PATIENCE)
    found.look("host, no key", page)
    page.goto("about:blank")
    host = Host(page, led.url)
    found.look("host, nobody is led", page)
    host.move_on("Welcome")
    host.move_on("Purpose")
    host.set("Paused")
    host.say("Tea at ten.")
    host.room("Timer").get_by_role("button", name="Start").click()
    host.step.get_by_role("button", name="Show results").first.click()
    page.get_by_text("Change the agenda").click()
    expect(host.step.get_by_role("button", name="Hide results")).to_be_visible()
    expect(page.get_by_role("timer")).to_be_visible()
    expect(page.get_by_label("Minutes for Plan")).to_be_visible()
    found.look("host, leading", page)
    found.note("host, wider than the window", [f"by {wider} px"] if (wider := wider_than_window(page)) > 0 else [])
    found.note("host, cut off", clipped(page))

    phone = opened("phone", color_scheme=colours)
    phone.goto(f"{led.url}join#KRTM-27")
    phone.get_by_role("button", name="Join").click()
    expect(phone.get_by_text("The host has paused this step.")).to_be_visible(timeout=PATIENCE)
    expect(phone.get_by_text("Tea at ten.")).to_be_visible()
    found.look("phone, late and paused", phone)
    phone.get_by_role("button", name="1. Welcome").click()
    expect(phone.get_by_text("The group is at step 2")).to_be_visible(timeout=PATIENCE)
    found.look("phone, looking back", phone)


@pytest.fixture
def met(tmp_path: Path, netlearn: Callable[..., Server]) -> Server:
    """The invented group's workshop, with a host key."""
    path = tmp_path / "sample.sqlite"
    with Store.create(path) as store:
        import_workshop(store, json.loads(SAMPLE.read_text("utf-8")))
    let_host(path, CODE)
    return netlearn(path)


@PHONE_DARK_LAPTOP_LIGHT
def test_a_host_with_much_on_the_desk_has_no_barrier(met: Server, opened, found: Found, size: str, colours: str):
    """Wordings folded and unfolded, the board of ideas, a card about to be hidden; and the screen that is led."""
    screen = opened("laptop", color_scheme=colours)
    Screen(screen, met.url, code=CODE)
    page = opened(size, color_scheme=colours)
    host = Host(page, met.url, CODE)
    host.move_on("Welcome")
    host.move_on("Purpose")
    host.say("Tea at ten.")
    host.room("Timer").get_by_role("button", name="Start").click()
    folded = host.room("Proposals").locator("details:not([open])")
    assert folded.count() > 1
    folded.first.locator("summary").click()
    board = page.locator(".nl-sorting").first
    board.get_by_text("Sort the ideas into themes").click()
    board.get_by_role("button", name=re.compile("^Hide: ")).first.click()
    expect(board.get_by_role("button", name="Hide this card").first).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    found.look("host, much on the desk", page)
    found.note("host, wider than the window", [f"by {wider} px"] if (wider := wider_than_window(page)) > 0 else [])
    found.note("host, cut off", clipped(page))

    expect(screen.get_by_text("Tea at ten.")).to_be_visible(timeout=PATIENCE)
    expect(screen.get_by_role("timer")).to_be_visible()
    found.look("screen, led", screen)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_screen_has_no_barrier(sample: Server, visit, found: Found, colours: str):
    """How to join, and every picture with the sample group's answers, on the large display."""
    page = visit(viewport={"width": 1920, "height": 1080}, color_scheme=colours, reduced_motion="reduce")
    page.add_init_script(path=AXE)
    screen = Screen(page, sample.url, code=CODE)
    found.look("screen, join", page)
    for question in GUIDE.questions.values():
        screen.show(question)
        found.look(f"screen, {question.key}", page)


def test_a_lost_connection_is_told_without_a_barrier(sample: Server, opened, found: Found, visit):
    """The banner and the questions that wait."""
    visit.allow("ERR_", "WebSocket", "Failed to load resource")
    page = opened("phone")
    ada = Phone(page, sample.url).join("Ada", code=CODE)
    page.context.set_offline(True)
    ada.choose("benefits", "growth")
    expect(page.get_by_text("No connection.")).to_be_visible(timeout=PATIENCE)
    expect(ada.question("benefits").get_by_text("Not saved yet.")).to_be_visible(timeout=PATIENCE)
    found.look("connection lost", page)


@pytest.mark.parametrize(
    ("width", "height"), [(320, 640), (640, 400)], ids=["a window of 320 px", "a laptop enlarged to 200 %"]
)
def test_nothing_is_cut_off_in_a_small_window(sample: Server, visit, found: Found, width: int, height: int):
    """No page scrolls sideways and no words are cut off: start page, all steps on phones, step pages, screen, plan."""
    page = visit(viewport={"width": width, "height": height})

    def look(name: str) -> None:
        wider = wider_than_window(page)
        found.note(f"{name}, wider than the window", [f"by {wider} px"] if wider > 0 else [])
        found.note(f"{name}, cut off", clipped(page))

    page.goto(sample.url)
    look("start")
    ada = Phone(page, sample.url).join("Ada", code=CODE)
    for step in GUIDE.steps:
        ada.sees_step(step.title)
        look(f"phone, {step.key}")
        if step is not GUIDE.steps[-1]:
            ada.next()
    for step in STEPS:
        page.goto(f"{sample.url}{step}#{CODE}")
        expect(page.locator(".nl-question").first).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_text("One moment…")).to_have_count(0)
        look(f"page, {step}")
    screen = Screen(page, sample.url, code=CODE)
    look("screen, join")
    for question in GUIDE.questions.values():
        screen.show(question)
        look(f"screen, {question.key}")
