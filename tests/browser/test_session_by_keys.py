"""A whole session without a mouse: a host and three people join, answer, sort, agree, and keep the plan, by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.keys import Keys
from browser.leading import KEY, Host, let_host
from browser.people import CODE, GUIDE, PATIENCE, Phone, Screen
from browser.taken_home import text_of
from playwright.sync_api import Locator, Page, expect
from servers import Server

from netlearn_widgets.model.act import Act
from netlearn_widgets.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

IDEAS = ("Fewer falls", "Nobody falls twice", "Meals together")
PURPOSE, TYPES = GUIDE.question("purpose_for"), GUIDE.question("types_agreement")
FIRST = "We begin with an appointed lead."
SECOND = "We begin as a learning network."
NO_BOSS = "I came for a network."


class Member(Phone):
    """Somebody with a laptop and no mouse."""

    def __init__(self, page: Page, server: str, name: str) -> None:
        super().__init__(page, server)
        self.keys = Keys(page)
        page.goto(server)
        self.keys.write_at(page.get_by_label("The code on the shared screen"), "krtm27")
        self.keys.press("Enter")
        field = page.get_by_label("Your name")
        expect(field).to_be_visible(timeout=PATIENCE)
        self.keys.write_at(field, name)
        self.keys.press("Enter")
        self.sees_step("Welcome")

    @property
    def board(self) -> Locator:
        """Where the ideas are sorted."""
        return self.page.locator(f'.nl-sorting[data-question="{PURPOSE.key}"]')

    def zone(self, name: str) -> Locator:
        """A theme on the board."""
        return self.board.get_by_role("group", name=name, exact=True)

    def idea(self, words: str) -> Locator:
        """A card on the board."""
        said = self.page.locator(".nl-card-words > .nl-said", has_text=words)
        return self.board.locator(".nl-sort-card", has=said)

    def move(self, words: str, where: str) -> None:
        """Put a card elsewhere."""
        self.keys.press_at(self.idea(words).get_by_role("button", name="Move to …"))
        target = self.idea(words).get_by_role("button", name=where, exact=True)
        if target.evaluate("one => one !== document.activeElement"):
            self.keys.to(target)
        self.keys.press("Enter")

    def stand(self, place: int, reason: str = "") -> None:
        """Take the position at this place in the list."""
        card = self.question(TYPES.key)
        wanted = card.get_by_role("radio").nth(place)
        self.keys.press_at(card.get_by_role("radio"), "Space")  # a browser chooses which one of a group is reached
        for _ in TYPES.options:
            if not wanted.is_checked():
                self.keys.press("ArrowDown")
        expect(wanted).to_be_checked()
        if reason:
            self.keys.write_at(card.get_by_role("textbox"), reason)
        self.saved(TYPES.key)


class Room:
    """Everybody who is there, each with a keyboard."""

    def __init__(self, server: str, visit: Callable[..., Page]) -> None:
        self.members = [Member(visit(viewport={"width": 1280, "height": 800}), server, name) for name in "ABC"]
        self.screen = Screen(visit(viewport={"width": 1920, "height": 1080}), server)
        self.host = Host(visit(viewport={"width": 1280, "height": 800}), server)
        self.keys = Keys(self.host.page)
        expect(self.host.room("Who is here")).to_contain_text("3 here now", timeout=PATIENCE)

    def move_on(self, title: str) -> None:
        """The host takes everybody to the next step; the heading there has everybody's focus."""
        self.keys.press_at(self.host.onward)
        for member in self.members:
            member.sees_step(title)
            expect(member.page.get_by_role("heading", level=1, name=title)).to_be_focused()

    def reveal(self, prompt: str) -> None:
        """The host shows everybody what was said to a question of the step."""
        row = self.host.step.get_by_role("listitem").filter(has_text=prompt)
        expect(row).to_contain_text("3 of 3 answered", timeout=PATIENCE)
        self.keys.press_at(row.get_by_role("button", name="Show results"))

    def show_positions(self) -> None:
        """The host shows everybody where all stand."""
        expect(self.host.room("Proposals")).to_contain_text("3 people have answered", timeout=PATIENCE)
        self.keys.press_at(self.host.room("Proposals").get_by_role("button", name="Show the positions"))

    def sees(self, words: str) -> None:
        """Wait until all pages say this."""
        for member in self.members:
            expect(member.page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)


@pytest.fixture
def room(data: Path, netlearn: Callable[..., Server], visit: Callable[..., Page]) -> Room:
    """A workshop whose results appear from three answers on."""
    let_host(data)
    with Store.open(data) as store:
        workshop = store.workshop(CODE).id
        store.act(workshop, Act(kind="settings", value={"threshold": 3}), key=KEY)
    return Room(netlearn(data).url, visit)


def test_nobody_needs_a_mouse(room: Room, visit: Callable[..., Page]):
    """From the code on the shared screen to the file that is taken home."""
    ada, bo, cy = room.members
    room.move_on("Welcome")
    room.keys.write_at(room.host.page.get_by_role("textbox", name="Message"), "Coffee at ten.")
    room.keys.press_at(room.host.page.get_by_role("button", name="Send", exact=True))
    room.sees("Coffee at ten.")
    room.move_on("Purpose")
    for member, idea in zip(room.members, IDEAS, strict=True):
        member.keys.write_at(member.question(PURPOSE.key).get_by_label("Your idea"), idea)
        member.keys.press("Enter")
        member.saved(PURPOSE.key)
    room.reveal(PURPOSE.prompt)
    for idea in IDEAS:
        expect(room.screen.picture).to_contain_text(idea, timeout=PATIENCE)

    for member in room.members:
        member.keys.press_at(member.board.locator("summary"))
    ada.keys.write_at(ada.board.get_by_label("A new theme"), "Safe homes")
    ada.keys.press("Enter")
    expect(bo.zone("Safe homes")).to_be_visible(timeout=PATIENCE)
    ada.move(IDEAS[0], "Safe homes")
    expect(bo.zone("Safe homes").get_by_text(IDEAS[0])).to_be_visible(timeout=PATIENCE)
    bo.move(IDEAS[1], IDEAS[0])
    expect(cy.zone("Safe homes")).to_contain_text("Take apart", timeout=PATIENCE)
    for member in room.members:
        member.keys.press_at(member.zone("Safe homes").get_by_role("button", name="One dot more").first)
    expect(room.screen.picture).to_contain_text("3 dots", timeout=PATIENCE)

    room.move_on("Types")
    ada.keys.write_at(ada.question(TYPES.key).get_by_label("Put a wording to the group", exact=True), FIRST)
    ada.keys.press("Tab", "Enter")
    expect(cy.question(TYPES.key).get_by_role("blockquote")).to_have_text(FIRST, timeout=PATIENCE)
    last = len(TYPES.options) - 1
    for member, place in zip(room.members, (0, 1, last), strict=True):
        member.stand(place, NO_BOSS if place == last else "")
    room.show_positions()
    room.sees("Not agreed yet: 1 person should be heard first")

    cy.keys.press_at(cy.question(TYPES.key).get_by_role("button", name="Change the wording"))
    cy.page.keyboard.press("Control+a")
    cy.keys.type(SECOND)
    cy.keys.press_at(cy.question(TYPES.key).get_by_role("button", name="Put it to the group"))
    for member in room.members:
        expect(member.question(TYPES.key).get_by_role("blockquote")).to_have_text(SECOND, timeout=PATIENCE)
        member.stand(0)
    room.show_positions()
    room.keys.press_at(room.host.room("Proposals").get_by_role("button", name="Record the agreement"))
    room.sees("Agreed: everyone can live with it")

    plan = visit(viewport={"width": 1280, "height": 800})
    plan.goto(f"{ada.server}plan#{CODE}")
    keep = plan.get_by_role("button", name="Keep the plan as a file")
    expect(plan.locator(".nl-document")).to_contain_text("Safe homes", timeout=PATIENCE)
    Keys(plan).to(keep)
    with plan.expect_download() as download:
        plan.keyboard.press("Enter")
    kept = text_of(Path(download.value.path()).read_text("utf-8"))
    for words in ("Safe homes", IDEAS[2], FIRST, SECOND):
        assert words in kept
