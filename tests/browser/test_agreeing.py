"""A group without a host agrees on its phones: a wording fails, the next one passes, and the plan tells all of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from browser.access import AXE, barriers, clipped, wider_than_window
from browser.answering import put_wording
from browser.keys import Keys
from browser.people import CODE, GUIDE, PATIENCE, Phone, Screen
from playwright.sync_api import Locator, Page, ViewportSize, expect

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.deciding import seen_on, state_of, wordings
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

QUESTION = GUIDE.question("types_agreement")
PHONE: ViewportSize = {"width": 390, "height": 844}
FIRST = "We begin as a managed network with an appointed lead."
SECOND = "We begin as a learning network, and look again in May."
NO_BOSS = "A boss makes it a project, and I came for a network."
HOST = "a key nobody can guess"
AWAY = "I am away until May, and will not stand in the way."


class Member(Phone):
    """Somebody with a phone, at the agreement on the type."""

    def __init__(self, page: Page, server: str, name: str) -> None:
        super().__init__(page, server)
        page.add_init_script(path=AXE)
        self.join(name)
        self.go("Types")

    @property
    def card(self) -> Locator:
        """The wording, and where to say where one stands."""
        return self.question(QUESTION.key)

    def stand(self, position: str, reason: str = "") -> None:
        """Take a position on the wording that is on the table."""
        self.choose(QUESTION.key, position)
        if reason:
            self.card.get_by_role("textbox").fill(reason)
        self.saved(QUESTION.key)

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words, exact=False).first).to_be_visible(timeout=PATIENCE)


@pytest.fixture
def three(data: Path, netlearn, visit) -> tuple[Member, Member, Member]:
    """Ada, Bo and Cy with a phone each, and nobody in charge; they agreed to be named."""
    with Store.open(data) as store:
        (workshop,) = store.workshops()
        store.add_host(workshop.id, HOST)
        store.act(workshop.id, Act(kind="settings", value={"protected": False}), key=HOST)
    server = netlearn(data)
    ada, bo, cy = (Member(visit.phone(), server.url, name) for name in ("Ada", "Bo", "Cy"))
    return ada, bo, cy


def found(data: Path) -> list[tuple[str, bool]]:
    """What became of each wording, and whether it was replaced, as everybody sees it."""
    with Store.open(data) as store:
        record = store.read(store.workshop(CODE).id)
    assert isinstance(QUESTION, Agreement)
    return [
        (state_of(QUESTION, one, seen_on(record, QUESTION, one)), one.replaced) for one in wordings(record, QUESTION)
    ]


def plan(data: Path, folder: Path) -> Path:
    target = folder / "plan.html"
    command = [sys.executable, "-m", "netlearn_widgets", "export", "--plan", str(target), "--data", str(data)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target


def sound(*members: Member) -> None:
    """Nobody finds a barrier, and nothing is cut off."""
    for one in members:
        one.page.set_viewport_size({"width": 390, "height": 9000})  # so that no bar lies over what it is above
        found = [barriers(one.page), clipped(one.page), wider_than_window(one.page)]
        one.page.set_viewport_size(PHONE)
        assert [[], [], 0] == found


def test_a_wording_fails_and_its_next_form_is_agreed(
    three: tuple[Member, Member, Member], data: Path, visit, tmp_path: Path
):
    """One person is heard, somebody words it anew, one stands aside with a reason; all of it is in the plan."""
    ada, bo, cy = three
    put_wording(ada.card, FIRST)
    for someone in (bo, cy):
        expect(someone.card.get_by_role("blockquote")).to_have_text(FIRST, timeout=PATIENCE)
        someone.sees("Nobody has taken a position yet.")
    ada.stand("endorse")
    bo.sees("1 person has taken a position. Take yours, and you see them.")
    bo.stand("block", NO_BOSS)
    cy.stand("minor")
    for someone in three:
        someone.sees("Not agreed yet: 1 person should be heard first")
        someone.sees("Please hear first")
        expect(someone.card.get_by_role("button", name="Record the agreement")).to_be_hidden()
    ada.sees("Bo · ")
    sound(*three)

    put_wording(cy.card, SECOND)
    for someone, position, reason in ((ada, "endorse", ""), (bo, "minor", ""), (cy, "aside", AWAY)):
        expect(someone.card.get_by_role("blockquote")).to_have_text(SECOND, timeout=PATIENCE)
        someone.sees("1 of 3 people asked to be heard.")
        someone.stand(position, reason)
    for someone in three:
        someone.sees("Nobody stands in the way; not recorded as agreed yet")
        expect(someone.card.get_by_role("button", name="Record the agreement")).to_be_visible(timeout=PATIENCE)
    sound(*three)

    ada.card.get_by_role("button", name="Record the agreement").click()
    expect(ada.card.get_by_text("✓ It is recorded.")).to_be_focused(timeout=PATIENCE)
    for someone in three:
        someone.sees("Agreed: everyone can live with it")
        someone.sees(AWAY)
        expect(someone.card.get_by_role("button", name="Record the agreement")).to_be_hidden()
    sound(*three)
    assert [("talk", True), ("agreed", False)] == found(data)

    screen = Screen(visit(viewport={"width": 1920, "height": 1080}), ada.server)
    screen.page.add_init_script(path=AXE)
    screen.show(QUESTION)
    for words in (SECOND, "Agreed: everyone can live with it", AWAY, FIRST):
        expect(screen.picture).to_contain_text(words, timeout=PATIENCE)

    page = visit(viewport={"width": 1280, "height": 800}, bypass_csp=True)  # to look with axe
    page.set_content(plan(data, tmp_path).read_text("utf-8"))
    step = page.locator("#plan-step-types")
    for words in (
        SECOND,
        "Agreed: everyone can live with it",
        "I stand aside",
        AWAY,
        FIRST,
        "1 of 3 people asked to be heard.",
    ):
        expect(step).to_contain_text(words)
    expect(page.get_by_text("We agreed: Types")).to_be_visible()
    page.add_script_tag(path=AXE)
    assert [] == barriers(page)


def test_an_objection_opens_the_agreement_again(three: tuple[Member, Member, Member], data: Path):
    """Every phone says so, and the agreement has to be recorded anew."""
    ada, bo, _ = three
    put_wording(ada.card, FIRST)
    for someone in (ada, bo):
        expect(someone.card.get_by_role("blockquote")).to_have_text(FIRST, timeout=PATIENCE)
        someone.stand("endorse")
    bo.card.get_by_role("button", name="Record the agreement").click()
    ada.sees("Agreed: everyone can live with it")

    bo.stand("out", NO_BOSS)

    ada.sees("Open again after it was agreed: 1 person should be heard first")
    assert [("talk", False)] == found(data)
    sound(ada, bo)


def test_a_group_moves_on_by_keyboard(three: tuple[Member, Member, Member], data: Path, tmp_path: Path):
    """Escape goes back; with a reason it is recorded as that, and the plan says it."""
    ada, bo, _ = three
    put_wording(ada.card, FIRST)
    expect(bo.card.get_by_role("blockquote")).to_have_text(FIRST, timeout=PATIENCE)
    bo.stand("block", NO_BOSS)
    ada.stand("endorse")
    keys = Keys(ada.page)
    move = ada.card.get_by_role("button", name="Move on without agreement")

    keys.to(move)
    keys.press("Enter")
    why = ada.card.get_by_label("Why do you move on?")
    expect(why).to_be_focused()
    sound(ada)
    keys.press("Escape")
    expect(move).to_be_focused()
    keys.press("Enter")
    keys.type("The bell rang")
    keys.to(ada.card.get_by_role("button", name="Record that we move on"))
    keys.press("Enter")

    expect(ada.card.get_by_text("✓ It is recorded.")).to_be_focused(timeout=PATIENCE)
    for someone in (ada, bo):
        someone.sees("Moved on without agreement")
        someone.sees("The bell rang")
    assert [("moved on", False)] == found(data)
    assert "The bell rang" in plan(data, tmp_path).read_text("utf-8")
    sound(ada, bo)
