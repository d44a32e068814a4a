"""Paper: sheets to print from a step's page, and sheets typed in there afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.people import CODE, GUIDE, PATIENCE, SAVED, Phone, card
from openly import openly
from playwright.sync_api import Locator, Page, expect

from netlearn_widgets.model.workshop import Answer
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

LAPTOP = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def data(data: Path) -> Path:
    """A group that agreed to be named, so that results show from the first answer on."""
    return openly(data)


def recorded(data: Path) -> list[tuple[str, Answer]]:
    """Every answer with the name of who gave it, in the order of recording."""
    with Store.open(data) as store:
        record = store.read(store.workshop(CODE).id)
    names = {one.id: one.name for one in record.participants}
    return [(names[answer.participant], answer) for answer in record.answers]


class Laptop:
    """A step's page on the facilitator's laptop."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        expect(page.get_by_label("Who answers?")).to_be_visible(timeout=PATIENCE)

    def question(self, key: str) -> Locator:
        """A question's card."""
        return card(self.page, GUIDE.question(key))

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name).click()

    def paper(self) -> None:
        """Open what there is for paper."""
        self.page.get_by_text("Paper", exact=True).click()

    def begin(self) -> None:
        """Type in paper sheets from now on."""
        self.paper()
        self.press("Type in a paper sheet")
        expect(self.page.get_by_text("Typing in paper sheets: sheet 1.")).to_be_visible(timeout=PATIENCE)

    def name(self, name: str) -> None:
        """Write the name that stands on the sheet."""
        self.page.get_by_label("Name on the sheet").fill(name)
        self.press("Use this name")
        expect(self.page.get_by_text(f"This is the sheet of {name}.")).to_be_visible()

    def first_has_focus(self, key: str) -> None:
        """The first question's first control has the focus, and nothing is answered there."""
        expect(self.question(key).get_by_role("radio").first).to_be_focused(timeout=PATIENCE)
        expect(self.question(key).get_by_role("radio", checked=True)).to_have_count(0)


def test_two_sheets_are_typed_in_with_the_keyboard(data: Path, netlearn, visit):
    """Each sheet is a person of its own, and each answer is marked; the own answers before and after are not."""
    server = netlearn(data)
    laptop = Laptop(visit(**LAPTOP), f"{server.url}functions#{CODE}")
    keyboard = laptop.page.keyboard
    laptop.question("functions_now").get_by_text("Convening", exact=True).click()
    expect(laptop.question("functions_now").get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)

    laptop.begin()
    laptop.first_has_focus("functions_now")
    keyboard.press("Space")
    expect(laptop.question("functions_now").get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)
    laptop.name("Ada")
    keyboard.press("Control+Enter")
    expect(laptop.page.get_by_text("Typing in paper sheets: sheet 2.")).to_be_visible()
    laptop.first_has_focus("functions_now")
    keyboard.press("Space")
    keyboard.press("ArrowDown")
    expect(laptop.question("functions_now").get_by_role("radio").nth(1)).to_be_checked()
    expect(laptop.question("functions_now").get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)
    laptop.press("Stop typing in sheets")

    expect(laptop.page.get_by_role("button", name="Type in a paper sheet")).to_be_focused(timeout=PATIENCE)
    expect(laptop.question("functions_now").get_by_role("radio", name="Convening")).to_be_checked(timeout=PATIENCE)
    laptop.question("functions_now").get_by_text("Amplifying", exact=True).click()
    expect(laptop.question("functions_now").get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)
    expect(laptop.page.get_by_text("3 people answered").first).to_be_visible()
    answers = [(name, answer.value, answer.from_paper) for name, answer in recorded(data)]
    assert ("", "convening", False) == answers[0]
    assert ("Ada", "community_building", True) == answers[1]
    assert {("", True)} == {(name, paper) for name, _, paper in answers[2:-1]}
    assert ("", "amplifying", False) == answers[-1]
    assert 3 == len({answer.participant for _, answer in recorded(data)})


def test_a_sheet_goes_on_over_the_steps_and_never_on_the_phones_page(data: Path, netlearn, visit):
    """The mode is the step pages' alone: on the join page of the same browser one is oneself."""
    server = netlearn(data)
    laptop = Laptop(visit(**LAPTOP), f"{server.url}types#{CODE}")
    laptop.begin()
    laptop.question("types_decides").get_by_text("The members, as peers", exact=True).click()
    expect(laptop.question("types_decides").get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)
    laptop.page.get_by_role("link", name="Next: Functions").first.click()
    expect(laptop.page.get_by_text("Typing in paper sheets: sheet 1.")).to_be_visible(timeout=PATIENCE)
    laptop.question("functions_now").get_by_text("Convening", exact=True).click()
    expect(laptop.question("functions_now").get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)
    own = Phone(laptop.page, server.url).join("Bo")
    own.choose("benefits", "growth")
    own.saved("benefits")

    sheet, again, mine = (answer for _, answer in recorded(data))
    assert sheet.participant == again.participant != mine.participant
    assert [True, True, False] == [sheet.from_paper, again.from_paper, mine.from_paper]


def test_half_an_idea_is_not_lost_with_the_next_sheet(data: Path, netlearn, visit):
    """What is typed but not added is named first; whoever goes on does so knowingly."""
    server = netlearn(data)
    laptop = Laptop(visit(**LAPTOP), f"{server.url}purpose#{CODE}")
    laptop.begin()
    box = laptop.question("purpose_for").get_by_role("textbox")
    box.fill("Fewer falls")
    laptop.press("Next sheet")

    expect(laptop.page.get_by_text("Something on this sheet is not added or not saved.")).to_be_visible()
    laptop.press("Finish it first")
    box.press("Enter")
    expect(laptop.question("purpose_for").get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)
    box.fill("Half a")
    laptop.press("Next sheet")
    expect(laptop.page.get_by_text("Something on this sheet is not added or not saved.")).to_be_visible()
    laptop.press("Next sheet")
    expect(laptop.page.get_by_text("Typing in paper sheets: sheet 2.")).to_be_visible()
    expect(box).to_be_focused(timeout=PATIENCE)
    expect(box).to_have_value("")
    assert [["Fewer falls"]] == [[card["text"] for card in answer.value] for _, answer in recorded(data)]


def test_a_text_that_is_being_typed_is_saved_before_the_next_sheet(data: Path, netlearn, visit):
    """The next sheet waits for the kernel's word that the last one is kept."""
    server = netlearn(data)
    laptop = Laptop(visit(**LAPTOP), f"{server.url}purpose#{CODE}")
    laptop.begin()
    laptop.question("purpose_statement").get_by_role("textbox").press_sequentially("We help")
    laptop.page.keyboard.press("Control+Enter")

    expect(laptop.page.get_by_text("Typing in paper sheets: sheet 2.")).to_be_visible(timeout=PATIENCE)
    assert ["We help"] == [answer.value for _, answer in recorded(data)]


def test_questions_bear_the_numbers_of_the_paper(data: Path, netlearn, visit):
    """Only while sheets are typed in."""
    server = netlearn(data)
    laptop = Laptop(visit(**LAPTOP), f"{server.url}functions#{CODE}")
    expect(laptop.question("functions_first")).to_be_visible(timeout=PATIENCE)
    expect(laptop.page.get_by_text("4.3", exact=True)).to_have_count(0)

    laptop.begin()
    expect(laptop.question("functions_first").get_by_text("4.3", exact=True)).to_be_visible(timeout=PATIENCE)


def test_sheets_to_print_are_one_file(data: Path, netlearn, visit):
    """Of the page's step, or of all steps, with the workshop's code."""
    server = netlearn(data)
    laptop = Laptop(visit(**LAPTOP), f"{server.url}functions#{CODE}")
    laptop.paper()

    for button, steps in (("Paper sheets to print", 1), ("Sheets of all steps", len(GUIDE.steps))):
        with laptop.page.expect_download() as download:
            laptop.press(button)
        page = Path(download.value.path()).read_text("utf-8")
        assert CODE in page
        assert steps == page.count('<section class="nl-sheet ')


def test_typing_in_has_no_barriers(data: Path, netlearn, visit, axe):
    """The step page is sound with the bar for sheets, too."""
    server = netlearn(data)
    laptop = Laptop(visit(**LAPTOP), f"{server.url}functions#{CODE}")
    laptop.begin()
    laptop.first_has_focus("functions_now")

    assert [] == axe(laptop.page)
