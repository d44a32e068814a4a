"""The ways of use without a host: a link each, one laptop for all, and several workshops in one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.people import CODE, GUIDE, PATIENCE, SAVED, Phone, Screen, card
from openly import openly
from playwright.sync_api import Locator, Page, expect

from netlearn_widgets.content import default_text
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

LAPTOP = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def data(data: Path) -> Path:
    """A group that agreed to be named, so that results show from the first answer on."""
    return openly(data)


def current(data: Path, key: str, code: str = CODE) -> dict[str, object]:
    """Return the answers to a question by the names of those who gave them."""
    with Store.open(data) as store:
        record = store.read(store.workshop(code).id)
    names = {one.id: one.name for one in record.participants}
    return {names[who]: answer.value for who, answer in record.current(key).items()}


class Laptop:
    """A step's page, on which people answer in turn."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        expect(self.who).to_be_visible(timeout=PATIENCE)

    @property
    def who(self) -> Locator:
        """Where somebody says who answers."""
        return self.page.get_by_label("Who answers?")

    def name(self, name: str) -> None:
        """Say who answers from now on."""
        self.who.fill(name)
        self.page.get_by_role("button", name="Use this name").click()
        expect(self.page.get_by_text(f"You answer as {name}.")).to_be_visible()

    def next_person(self) -> None:
        """Hand the laptop on."""
        self.page.get_by_role("button", name="Next person on this device").click()
        expect(self.page.get_by_text("Ready for the next person.")).to_be_visible()

    def choose(self, key: str, label: str) -> None:
        """Choose an option of a question, and see it saved."""
        question = card(self.page, GUIDE.question(key))
        question.get_by_text(label, exact=True).click()
        expect(question.get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)


def test_a_link_each_is_all_a_group_needs(data: Path, netlearn, visit):
    """The link carries the code: no code is typed, a name may be left out, and everybody sees what all say."""
    server = netlearn(data)
    people = [Phone(visit.phone(), server.url) for _ in range(2)]
    for someone in people:
        someone.page.goto(f"{server.url}join#{CODE}")
        someone.page.get_by_role("button", name="Join").click()
        someone.sees_step("Welcome")

    for someone, option in zip(people, ("growth", "resilience"), strict=True):
        someone.choose("benefits", option)
        someone.saved("benefits")

    for someone in people:
        expect(someone.page.get_by_text("What the group says: 2 people")).to_be_visible()


def test_one_laptop_serves_one_person_after_another(data: Path, netlearn, visit):
    """The next person finds empty questions, and nobody's answer is touched."""
    server = netlearn(data)
    laptop = Laptop(visit(**LAPTOP), f"{server.url}functions#{CODE}")
    laptop.name("Ada")
    laptop.choose("functions_now", "Convening")
    laptop.next_person()
    question = card(laptop.page, GUIDE.question("functions_now"))
    expect(question.get_by_role("radio", checked=True)).to_have_count(0)
    laptop.name("Bo")
    laptop.choose("functions_now", "Filtering")

    expect(laptop.page.get_by_text("2 people answered").first).to_be_visible()
    assert current(data, "functions_now") == {"Ada": "convening", "Bo": "filtering"}


def test_a_group_answers_together_on_one_laptop(data: Path, netlearn, visit):
    """The group is one participant; on the next step's page it is the same one, without being asked again."""
    server = netlearn(data)
    laptop = Laptop(visit(**LAPTOP), f"{server.url}types#{CODE}")
    laptop.name("The group")
    laptop.choose("types_decides", "The members, as peers")
    laptop.page.get_by_role("link", name="Next: Functions").last.click()
    expect(laptop.who).to_have_value("The group", timeout=PATIENCE)
    laptop.choose("functions_now", "Convening")

    assert current(data, "types_decides") == {"The group": "peers"}
    assert current(data, "functions_now") == {"The group": "convening"}


def test_codes_keep_two_workshops_in_one_file_apart(data: Path, netlearn, visit):
    """Neither screen nor phones of one workshop show anything of the other."""
    with Store.open(data) as store:
        store.add_workshop(Workshop(code="HALL-33", title="Housing Network", guide=default_text()))
    server = netlearn(openly(data))
    ada = Phone(visit.phone(), server.url).join("Ada")
    bo = Phone(visit.phone(), server.url).join("Bo", code="hall 33")
    screen = Screen(visit(), server.url, code="HALL-33")

    ada.choose("benefits", "growth")
    ada.saved("benefits")
    bo.choose("benefits", "resilience")
    bo.saved("benefits")
    screen.show(GUIDE.question("benefits"))

    expect(screen.count).to_have_text("1 of 1 answered")
    expect(bo.page.get_by_text("What the group says: 1 person", exact=True)).to_be_visible()
    expect(bo.page.get_by_text("Housing Network", exact=True)).to_be_visible()
    assert current(data, "benefits") == {"Ada": ["growth"]}
    assert current(data, "benefits", "HALL-33") == {"Bo": ["resilience"]}


@pytest.mark.parametrize("page", ["join", "screen", "types"])
def test_a_wrong_code_says_so_in_words(data: Path, netlearn, visit, page: str):
    """The page says that there is no such workshop, takes the right code at once, and knows it after a refresh."""
    server = netlearn(data)
    browser = visit()
    browser.goto(f"{server.url}{page}#NOPE-11")
    go_in = browser.get_by_role("button", name="Go on" if page == "join" else "Open", exact=True)

    expect(browser.get_by_role("alert").filter(has_text="NOPE-11")).to_be_visible(timeout=PATIENCE)

    browser.get_by_label("Join code").fill("krtm 27")
    go_in.click()
    inside = {
        "join": browser.get_by_role("heading", level=1, name="Join: Community Frailty Network"),
        "screen": browser.get_by_role("heading", level=1, name="Community Frailty Network"),
        "types": browser.get_by_text("Workshop: Community Frailty Network"),
    }[page]
    expect(inside).to_be_visible(timeout=PATIENCE)
    browser.reload()
    expect(inside).to_be_visible(timeout=PATIENCE)
