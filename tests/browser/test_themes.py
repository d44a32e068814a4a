"""Ideas become themes: two phones sort, merge, name and vote, the screen follows, and each writer reads what became."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.access import AXE, barriers, clipped, wider_than_window
from browser.answering import answer
from browser.leading import Host, let_host
from browser.people import CODE, GUIDE, PATIENCE, Phone, Screen
from playwright.sync_api import Locator, Page, expect

from netlearn_widgets.analysis import picture
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.workshop import new_key
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

KEY = "purpose_for"
ASKED = GUIDE.question(KEY)


@pytest.fixture
def data(data: Path) -> Path:
    """A workshop in which everybody agreed to be named: small numbers are not held back."""
    with Store.open(data) as store:
        workshop, key = store.workshop(CODE), new_key()
        store.add_host(workshop.id, key)
        store.act(workshop.id, Act(kind="settings", value={"protected": False}), key=key)
    return data


def read(data: Path) -> Record:
    with Store.open(data) as store:
        return store.read(store.workshop(CODE).id)


class Board:
    """The board on somebody's phone."""

    def __init__(self, phone: Phone) -> None:
        self.page: Page = phone.page
        self.root = self.page.locator(f'.nl-sorting[data-question="{KEY}"]')
        self.root.get_by_text("Sort the ideas into themes").click()

    def zone(self, name: str) -> Locator:
        return self.root.get_by_role("group", name=name, exact=True)

    def card(self, words: str) -> Locator:
        return self.root.locator(".nl-sort-card", has=self.page.locator(".nl-card-words > .nl-said", has_text=words))

    def move(self, words: str, where: str) -> None:
        """Choose in "Move to …", by keyboard alone."""
        self.card(words).get_by_role("button", name="Move to …").press("Enter")
        self.card(words).get_by_role("button", name=where, exact=True).press("Enter")

    def drag(self, words: str, target: Locator) -> None:
        """Carry a card by mouse."""
        self.card(words).evaluate("(one) => one.scrollIntoView({ block: 'center' })")
        start, end = self.card(words).locator(".nl-said").first.bounding_box(), target.bounding_box()
        self.page.mouse.move(start["x"] + 4, start["y"] + 4)
        self.page.mouse.down()
        self.page.mouse.move(start["x"] + 12, start["y"] + 12, steps=2)
        self.page.mouse.move(end["x"] + 30, end["y"] + 20, steps=4)
        expect(self.root.locator(".nl-over")).to_have_count(1)
        self.page.mouse.up()


def test_two_phones_sort_name_and_vote_and_the_screen_follows(data: Path, netlearn, visit):
    """By drag and by keyboard; limits are said; each writer reads below the own card what became of it."""
    server = netlearn(data)
    ada = Phone(visit(viewport={"width": 820, "height": 1400}), server.url).join("Ada")
    bo = Phone(visit.phone(), server.url).join("Bo")
    screen = Screen(visit(viewport={"width": 1920, "height": 1080}), server.url)
    screen.show(ASKED)
    for someone, ideas in ((ada, ["Fewer falls at home", "Tea"]), (bo, ["Nobody falls twice"])):
        someone.go("Purpose")
        expect(someone.page.locator(f'.nl-sorting[data-question="{KEY}"]')).to_be_hidden()
        answer(someone.question(KEY), ASKED, ideas)
        someone.saved(KEY)
    hers, his = Board(ada), Board(bo)

    hers.root.get_by_label("A new theme").fill("Safe homes")
    hers.root.get_by_role("button", name="Add the theme").click()
    expect(his.zone("Safe homes")).to_be_visible(timeout=PATIENCE)
    hers.drag("Fewer falls at home", hers.zone("Safe homes"))
    expect(his.zone("Safe homes").get_by_text("Fewer falls at home")).to_be_visible(timeout=PATIENCE)
    his.move("Nobody falls twice", "Fewer falls at home")
    expect(hers.zone("Safe homes").get_by_role("button", name="Take apart: Nobody falls twice")).to_be_visible(
        timeout=PATIENCE
    )

    more = his.zone("Safe homes").get_by_role("button", name="One dot more")
    for _ in range(3):
        more.press("Enter")
    expect(his.root.get_by_role("status")).to_have_text("At most 2 dots fit on one.")
    hers.card("Tea").get_by_role("button", name="One dot more").click()

    expect(screen.picture.get_by_text("2 dots · 2 ideas")).to_be_visible(timeout=PATIENCE)
    expect(screen.picture.locator(".nl-loose")).to_contain_text("Tea", timeout=PATIENCE)
    expect(ada.question(KEY).get_by_text("In the theme “Safe homes”, 2 dots")).to_be_visible(timeout=PATIENCE)
    expect(ada.question(KEY).get_by_text("1 dot", exact=True)).to_be_visible()
    merged = "Merged with “Fewer falls at home”, in the theme “Safe homes”, 2 dots"
    expect(bo.question(KEY).get_by_text(merged)).to_be_visible(timeout=PATIENCE)

    drawn = picture(read(data), GUIDE, KEY)
    assert [(row["label"], row["n"], row["ideas"]) for row in drawn["rows"]] == [("Safe homes", 2, 2)]
    assert [(card["text"], card["n"]) for card in drawn["loose"]] == [("Tea", 1)]


def with_idea(visit, server, name: str, idea: str) -> Phone:
    """Somebody's phone, with one idea of theirs on the board."""
    phone = Phone(visit.phone(), server.url).join(name)
    phone.go("Purpose")
    answer(phone.question(KEY), ASKED, [idea])
    phone.saved(KEY)
    return phone


def test_a_host_undoes_what_one_phone_did_to_the_cards(data: Path, netlearn, visit):
    """Whoever spoils the others' work is read on the host page, and all of it goes back by two presses."""
    let_host(data)
    server = netlearn(data)
    ada, bo = (with_idea(visit, server, *one) for one in (("Ada", "Fewer falls at home"), ("Bo", "Nobody falls twice")))
    hers, his = Board(ada), Board(bo)
    hers.root.get_by_label("A new theme").fill("Safe homes")
    hers.root.get_by_role("button", name="Add the theme").click()
    hers.move("Fewer falls at home", "Safe homes")
    expect(his.zone("Safe homes").get_by_text("Fewer falls at home")).to_be_visible(timeout=PATIENCE)
    his.move("Fewer falls at home", "Nobody falls twice")
    expect(hers.zone("Safe homes").get_by_text("Fewer falls at home")).to_have_count(0, timeout=PATIENCE)

    desk = visit(viewport={"width": 1280, "height": 800})
    desk.add_init_script(path=AXE)
    host = Host(desk, server.url)
    sorting = host.room("Sorting")
    sorting.get_by_text("2 people sorted cards").click()
    sorting.get_by_role("button", name=f"Undo what Bo did: {ASKED.prompt}").click()
    assert barriers(host.page) == []
    sorting.get_by_role("button", name="Undo all of it").click()

    expect(hers.zone("Safe homes").get_by_text("Fewer falls at home")).to_be_visible(timeout=PATIENCE)
    expect(sorting.get_by_text("1 person sorted cards")).to_be_focused()
    expect(sorting).not_to_contain_text("Bo merged")


def test_a_card_a_host_hides_is_gone_and_its_writer_reads_why(data: Path, netlearn, visit):
    """What the store does with a host's key shows on phones that are open."""
    key = new_key()
    with Store.open(data) as store:
        store.add_host(store.workshop(CODE).id, key)
    server = netlearn(data)
    ada, bo = (
        with_idea(visit, server, *one) for one in (("Ada", "Mrs Smith falls each week"), ("Bo", "Nobody falls twice"))
    )
    his = Board(bo)
    expect(his.card("Mrs Smith")).to_be_visible(timeout=PATIENCE)
    card_id = his.card("Mrs Smith").get_attribute("data-card")

    with Store.open(data) as store:
        act = Act(kind="hide", question=KEY, value={"card": card_id, "reason": "It names a patient."})
        store.act(store.workshop(CODE).id, act, key=key)

    expect(his.card("Mrs Smith")).to_have_count(0, timeout=PATIENCE)
    said = ada.question(KEY).get_by_text("Hidden by the host: It names a patient.")
    expect(said).to_be_visible(timeout=PATIENCE)
    expect(ada.question(KEY).get_by_text("Mrs Smith falls each week")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_sorted_question_has_no_barrier_on_a_phone_or_a_laptop(sample, visit, width):
    """Everything of it open, with the cards of a real group."""
    idea = f"Fewer than {width} falls"
    page = visit(viewport={"width": width, "height": 844})
    page.add_init_script(path=AXE)
    ada = Phone(page, sample.url).join("Ada", code="TIDE-27")
    ada.go("Purpose")
    answer(ada.question(KEY), ASKED, [idea])
    ada.saved(KEY)
    board = Board(ada)
    card = board.root.locator(".nl-sort-card").first
    card.get_by_role("button", name="Move to …").click()
    expect(card.get_by_text("It says the same as")).to_be_visible()

    assert barriers(page) == []
    assert clipped(page) == []
    assert wider_than_window(page) == 0
