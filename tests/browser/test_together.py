"""A small group that nobody leads: each answers alone, one of them shows what all said, and nobody is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.access import AXE, barriers, wider_than_window
from browser.answering import answer
from browser.people import CODE, GUIDE, PATIENCE, Phone, Screen
from browser.test_themes import Board
from playwright.sync_api import Page, expect

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.themes import card_id
from netlearn_widgets.model.workshop import Answer, Proposal, new_key
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

IDEAS = GUIDE.question("purpose_for")
AGREE = GUIDE.question("types_agreement")
OTHERS = ("Bo", "Cy", "Di", "Em")


@pytest.fixture
def data(data: Path) -> Path:
    """A workshop in which results are shown together."""
    with Store.open(data) as store:
        workshop, key = store.workshop(CODE), new_key()
        store.add_host(workshop.id, key)
        store.act(workshop.id, Act(kind="settings", value={"reveal": "together"}), key=key)
    return data


def others_say(data: Path, key: str, *values: object) -> list[str]:
    """Let as many of the others say this to a question; return who they are."""
    with Store.open(data) as store:
        workshop = store.workshop(CODE).id
        people = [store.join(workshop, f"token of {name}", name).id for name in OTHERS[: len(values)]]
        for who, value in zip(people, values, strict=True):
            store.record(workshop, Answer(question=key, participant=who, value=value))
    return people


def barred(page: Page) -> list[str]:
    """What keeps somebody from using the page as it is now."""
    page.evaluate(AXE.read_text("utf-8"))
    return barriers(page)


def test_one_of_a_group_that_nobody_leads_shows_what_all_said(data: Path, netlearn, visit):
    """Six people: all six ideas are there, in one picture; then all dots, by one press more."""
    others = others_say(data, IDEAS.key, *([{"id": "i1", "text": f"Idea of {name}"}] for name in OTHERS))
    server = netlearn(data)
    screen = Screen(visit(viewport={"width": 1280, "height": 720}), server.url)
    screen.show(IDEAS)
    ada, bo = Phone(visit.phone(), server.url).join("Ada"), Phone(visit.phone(), server.url).join("Fay")
    for one, idea in ((ada, "Idea of Ada"), (bo, "Idea of Fay")):
        one.go("Purpose")
        answer(one.question(IDEAS.key), IDEAS, [idea])
        one.saved(IDEAS.key)
        if one is ada:
            press = ada.page.get_by_role("button", name="Show what we said")
            press.click()
            expect(ada.page.get_by_text("1 person who joined has not answered yet.")).to_be_visible()
            ada.page.get_by_role("button", name="Wait").click()
            expect(press).to_be_focused()

    expect(screen.picture).to_contain_text("Results appear for everybody when one of you shows them")
    expect(bo.page.get_by_text("Everybody who joined has answered.")).to_be_visible()
    assert ([], 0) == (barred(bo.page), wider_than_window(bo.page))
    press.press("Enter")
    for name in (*OTHERS, "Ada", "Fay"):
        expect(screen.picture).to_contain_text(f"Idea of {name}", timeout=PATIENCE)
    expect(press).to_be_hidden()

    with Store.open(data) as store:
        workshop = store.workshop(CODE)
        for who in others:
            vote = {card_id(IDEAS.key, others[0], "i1"): 1}
            store.act(workshop.id, Act(kind="dots", question=IDEAS.key, value=vote, participant=who))
    boards = [Board(ada), Board(bo)]
    for board in boards:
        board.card("Idea of Bo").get_by_role("button", name="One dot more").click()
    expect(boards[0].root).to_contain_text("6 people have given dots.", timeout=PATIENCE)
    expect(screen.picture).not_to_contain_text("6 dots")
    boards[0].root.get_by_role("button", name="Show the dots").click()
    expect(screen.picture).to_contain_text("6 dots", timeout=PATIENCE)
    expect(boards[1].card("Idea of Bo")).to_contain_text("6 dots", timeout=PATIENCE)
    ada.page.evaluate("scrollTo(0, 0)")  # what stays at the edge of the window covers half a button at some places
    assert ([], 0) == (barred(ada.page), wider_than_window(ada.page))


def test_where_a_group_stands_is_shown_by_one_of_it_before_it_agrees(data: Path, netlearn, visit):
    """All positions come in together, so that the state and the bars say the same of everybody."""
    with Store.open(data) as store:
        workshop = store.workshop(CODE).id
        someone = store.join(workshop, "token of Bo", "Bo").id
        wording = Proposal(question=AGREE.key, text="We meet each month.", participant=someone)
        store.propose(workshop, wording)
    others_say(data, AGREE.key, *[{"proposal": wording.id, "position": "endorse"}] * len(OTHERS))
    server = netlearn(data)
    ada, fay = Phone(visit.phone(), server.url).join("Ada"), Phone(visit.phone(), server.url).join("Fay")
    for one in (ada, fay):
        one.go("Types")
        one.choose(AGREE.key, "endorse")
        one.saved(AGREE.key)
    expect(ada.page.get_by_text("Where everybody stands is not shown yet")).to_be_visible()
    expect(ada.page.get_by_role("button", name="Record the agreement")).to_be_hidden()
    assert barred(ada.page) == []

    ada.page.get_by_role("button", name="Show where we stand").click()
    expect(fay.page.get_by_role("row", name="I endorse it 6")).to_be_visible(timeout=PATIENCE)
    fay.page.get_by_role("button", name="Record the agreement").click()
    expect(ada.page.get_by_text("Agreed: everyone can live with it").first).to_be_visible(timeout=PATIENCE)
