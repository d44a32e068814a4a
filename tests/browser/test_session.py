"""A whole session: a host, the shared screen and six phones go from ideas to an agreement, and take home a plan."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.answering import answer, put_wording
from browser.leading import Host, let_host
from browser.people import GUIDE, PATIENCE, Phone, Screen
from browser.test_themes import Board
from playwright.sync_api import Locator, Page, expect
from servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

NAMES = ("Ada", "Bo", "Cy", "Dee", "Eli", "Fay")
IDEAS = ("Fewer falls", "Nobody falls twice", "Meals together", "A warm home", "Somebody to ring", "Safe stairs")
PURPOSE, WHO, TYPES = (GUIDE.question(key) for key in ("purpose_for", "types_decides", "types_agreement"))
SENTENCE = "People in our villages live at home as they wish, and nobo"
FIRST = "We begin as a managed network with an appointed lead."
SECOND = "We begin as a learning network, and look again in May."
NO_BOSS = "A boss makes it a project, and I came for a network."
AWAY = "I am away until May, and will not stand in the way."


class Session:
    """A host, the shared screen and six phones in one workshop."""

    def __init__(self, server: Server, visit: Callable[..., Page]) -> None:
        self.host = Host(visit(viewport={"width": 1280, "height": 800}), server.url)
        self.screen = Screen(visit(viewport={"width": 1920, "height": 1080}), server.url)
        self.phones = [Phone(visit.phone(), server.url).join(name) for name in NAMES]  # type: ignore[attr-defined]
        expect(self.host.room("Who is here")).to_contain_text("6 here now", timeout=PATIENCE)

    def move_on(self, title: str) -> None:
        """The host takes everybody to the next step."""
        self.host.move_on(title)
        for phone in self.phones:
            phone.sees_step(title)

    def reveal(self, prompt: str) -> None:
        """The host shows everybody what was said to a question of the step."""
        row = self.host.step.get_by_role("listitem").filter(has_text=prompt)
        expect(row).to_contain_text("6 of 6 answered", timeout=PATIENCE)
        row.get_by_role("button", name="Show results").click()

    def collect(self) -> None:
        """Everybody writes an idea alone; then all are shown together."""
        for phone, idea in zip(self.phones, IDEAS, strict=True):
            answer(phone.question(PURPOSE.key), PURPOSE, [idea])
            phone.saved(PURPOSE.key)
        expect(self.screen.picture).to_contain_text("6 people have answered. Results appear", timeout=PATIENCE)
        expect(self.screen.picture).not_to_contain_text(IDEAS[0])
        self.reveal(PURPOSE.prompt)
        for idea in IDEAS:
            expect(self.screen.picture).to_contain_text(idea, timeout=PATIENCE)

    def sort(self) -> None:
        """The ideas become a theme, and everybody gives it a dot: five are counted, the sixth would name somebody."""
        boards = [Board(phone) for phone in self.phones]
        boards[0].root.get_by_label("A new theme").fill("Safe homes")
        boards[0].root.get_by_role("button", name="Add the theme").click()
        expect(boards[1].zone("Safe homes")).to_be_visible(timeout=PATIENCE)
        boards[0].move(IDEAS[0], "Safe homes")
        expect(boards[1].zone("Safe homes").get_by_text(IDEAS[0])).to_be_visible(timeout=PATIENCE)
        boards[1].move(IDEAS[1], IDEAS[0])
        for board in boards:
            expect(board.zone("Safe homes")).to_be_visible(timeout=PATIENCE)
            board.zone("Safe homes").get_by_role("button", name="One dot more").first.press("Enter")
        expect(self.screen.picture).to_contain_text("5 dots", timeout=PATIENCE)

    def choose(self) -> None:
        """A second question, answered alone and shown together."""
        for phone, option in zip(self.phones, ("lead", "lead", "peers", "peers", "peers", "nobody"), strict=True):
            phone.choose(WHO.key, option)
            phone.saved(WHO.key)
        self.reveal(WHO.prompt)
        self.screen.show(WHO)
        expect(self.screen.picture).to_contain_text("An appointed lead2", timeout=PATIENCE)

    @property
    def record(self) -> Locator:
        """The host's button that records an agreement."""
        return self.host.room("Proposals").get_by_role("button", name="Record the agreement")

    def stand(self, wording: str, positions: tuple[str, ...], reason: str) -> None:
        """Everybody says where they stand on a wording, who does not support it with a reason; then all see it."""
        for phone, position in zip(self.phones, positions, strict=True):
            card = phone.question(TYPES.key)
            expect(card.get_by_role("blockquote")).to_have_text(wording, timeout=PATIENCE)
            phone.choose(TYPES.key, position)
            if position in ("block", "aside"):
                card.get_by_role("textbox").fill(reason)
            phone.saved(TYPES.key)
        expect(self.record).to_be_hidden()
        expect(self.host.room("Proposals")).to_contain_text("6 people have answered", timeout=PATIENCE)
        self.host.room("Proposals").get_by_role("button", name="Show the positions").click()

    def sees(self, words: str) -> None:
        """Wait until every phone says this."""
        for phone in self.phones:
            expect(phone.page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)


def test_a_group_goes_from_ideas_to_an_agreement(
    data: Path, netlearn: Callable[..., Server], visit: Callable[..., Page], tmp_path: Path
):
    """Small numbers are protected all along, and what the host has not shown stands on no page."""
    let_host(data)
    room = Session(netlearn(data), visit)
    ada, bo, *_, fay = room.phones
    room.move_on("Welcome")
    room.move_on("Purpose")
    room.collect()
    room.sort()

    fay.question("purpose_statement").get_by_role("textbox").press_sequentially(SENTENCE)
    room.move_on("Types")
    fay.page.get_by_role("button", name="Back to it").click()
    expect(fay.question("purpose_statement").get_by_role("textbox")).to_have_value(SENTENCE)
    fay.page.get_by_role("button", name="Go there").click()
    fay.sees_step("Types")
    room.choose()

    put_wording(ada.question(TYPES.key), FIRST)
    room.stand(FIRST, ("endorse", "block", "minor", "endorse", "minor", "endorse"), NO_BOSS)
    room.sees("Not agreed yet: 1 person should be heard first")
    expect(room.record).to_be_hidden()

    put_wording(bo.question(TYPES.key), SECOND)
    room.stand(SECOND, ("endorse", "endorse", "minor", "endorse", "endorse", "aside"), AWAY)
    room.record.click()
    room.sees("Agreed: everyone can live with it")

    target = tmp_path / "plan.html"
    command = [sys.executable, "-m", "netlearn_widgets", "export", "--plan", str(target), "--data", str(data)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    page = visit(viewport={"width": 1280, "height": 800})
    page.set_content(target.read_text("utf-8"))
    for words in ("Safe homes", IDEAS[2], SECOND, "Agreed: everyone can live with it", AWAY, FIRST):
        expect(page.locator("body")).to_contain_text(words)
