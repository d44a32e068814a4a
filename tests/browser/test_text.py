"""Text from people is text: shown as typed, everywhere it goes, or refused in words with nothing lost."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.answering import answer, kept, put_wording
from browser.people import CODE, GUIDE, PATIENCE, Phone, Screen
from browser.taken_home import text_of
from openly import openly
from playwright.sync_api import Dialog, Locator, Page, expect

from netlearn_widgets import workbook
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

TEXTS = [
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://x")',
    "👩‍👩‍👧 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "مرحبا بالعالم",
    "\u05e9\u05dc\u05d5\u05dd!\u200f (a)",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Zoe\u0308 a\u030a o\u0302\u0323 e\u0301",
]
ALL = "\n".join(TEXTS)
LONG = "x" * 10_000
PERSON = {"seat": False}

SAID: dict[str, Any] = {
    "purpose_for": TEXTS,
    "purpose_statement": ALL,
    "purpose_agreement": {"proposal": " ".join(TEXTS), "position": "4", "reason": ALL},
    "roles": {"connector": {"holds": TEXTS, "could": []}},
    "ties": {"people": [{"name": text, "organisation": text, "seat": False} for text in TEXTS], "me": "", "ties": []},
    "next_steps": [{"what": text, "who": text, "when": ""} for text in TEXTS],
}
"""An answer to a question of every kind that takes text, with all texts in every field of it."""


@pytest.fixture
def data(data: Path) -> Path:
    """A group that agreed to be named, so that results show from the first answer on."""
    return openly(data)


class Watched:
    """Pages of which none may ever run what somebody typed."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.dialogs: list[str] = []

    def __call__(self, page: Page) -> Page:
        page.on("dialog", self._close)
        self.pages.append(page)
        return page

    def _close(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@pytest.fixture
def watched() -> Iterator[Watched]:
    """Fails when a page opens a dialog or makes an element of what was typed."""
    watched = Watched()
    yield watched
    assert watched.dialogs == []
    assert [page.locator("img[src=x]").count() for page in watched.pages] == [0] * len(watched.pages)


def test_text_is_shown_as_typed_wherever_it_goes(data: Path, netlearn, visit, watched: Watched, tmp_path: Path):
    """Markup, a formula, emoji, right-to-left and combined letters stand to the letter on phone, screen and plan.

    The same holds for the plan's file and for the frames of an analyst.
    """
    server = netlearn(data)
    ada = Phone(watched(visit.phone()), server.url).join(TEXTS[0])
    screen = Screen(watched(visit()), server.url)
    for step in GUIDE.steps:
        asked = [question for question in step.questions if question.key in SAID]
        if not asked:
            continue
        ada.go(step.title)
        for question in asked:
            answer(ada.question(question.key), question, SAID[question.key])
            ada.saved(question.key)
            screen.show(question)
            for text in TEXTS:
                expect(screen.picture).to_contain_text(text)
    plan = watched(visit())
    plan.goto(f"{server.url}plan#{CODE}")
    file = taken_home(data, tmp_path)
    file_page = watched(visit())
    file_page.set_content(file)
    for text in TEXTS:
        expect(plan.locator(".nl-plan")).to_contain_text(text, timeout=PATIENCE)
        expect(file_page.locator("body")).to_contain_text(text)
        assert text in text_of(file)

    ada.page.reload()
    ada.sees_step("Plan")
    for text in TEXTS:
        expect(ada.question("next_steps")).to_contain_text(text)
    assert_kept(data)


def assert_kept(data: Path) -> None:
    """Data file and frames hold every text to the letter."""
    with Store.open(data) as store:
        record = store.read(store.workshop(CODE).id)
    (who,) = record.participants
    found = {key: kept(GUIDE.question(key).kind, record.current(key)[who.id].value) for key in SAID}
    said = SAID | {"purpose_agreement": {"position": "4", "reason": ALL}}
    assert said == found
    assert who.name == TEXTS[0]

    book = workbook(str(data))
    assert set(TEXTS) <= set(book.answers()["text"])
    assert set(TEXTS) == set(book.members()["name"])


def taken_home(data: Path, folder: Path) -> str:
    """Return the file `netlearn export --plan` writes."""
    file = folder / "plan.html"
    command = [sys.executable, "-m", "netlearn_widgets", "export", "--data", str(data), "--plan", str(file)]
    subprocess.run(command, check=True)
    return file.read_text(encoding="utf-8")


def test_a_name_is_shown_as_typed(data: Path, netlearn, visit, watched: Watched):
    """Whoever answers on a step's page may be called anything; a name that does not fit is refused in words."""
    server = netlearn(data)
    page = watched(visit())
    page.goto(f"{server.url}types#{CODE}")
    name = page.get_by_label("Who answers?")
    use = page.get_by_role("button", name="Use this name")
    for text in TEXTS:
        name.fill(text)
        use.click()
        expect(page.get_by_text(f"You answer as {text}.")).to_be_visible(timeout=PATIENCE)
    page.reload()
    expect(name).to_have_value(TEXTS[-1], timeout=PATIENCE)

    name.fill(LONG)
    use.click()
    expect(page.get_by_role("alert").filter(has_text="10,000 characters")).to_be_visible()
    expect(name).to_have_value(LONG)
    name.fill("Ada")
    use.click()
    expect(page.get_by_text("You answer as Ada.")).to_be_visible()


def test_a_text_that_is_too_long_stays_to_be_shortened(data: Path, netlearn, visit):
    """A text, an idea, a wording or a reason of 10,000 characters: what does not fit is said, and nothing is cut off.

    Every character is still there after a refresh.
    """
    phone = Phone(visit.phone(), netlearn(data).url).join("Ada")
    phone.go("Purpose")
    text = phone.question("purpose_statement")
    text.get_by_role("textbox").fill(LONG)
    expect(text.get_by_role("alert")).to_contain_text("10,000 characters", timeout=PATIENCE)
    ideas = phone.question("purpose_for")
    ideas.get_by_label("Your idea").fill(LONG)
    ideas.get_by_role("button", name="Add", exact=True).click()
    expect(ideas.get_by_text("too long")).to_be_visible()
    agreement = phone.question("purpose_agreement")
    wording = agreement.get_by_label("Put a wording to the group", exact=True)
    wording.fill(LONG)
    agreement.get_by_role("button", name="Put it to the group").click()
    expect(agreement.get_by_text("too long")).to_be_visible()
    phone.page.reload()
    phone.sees_step("Purpose")
    expect(text.get_by_role("textbox")).to_have_value(LONG)
    expect(text.get_by_role("alert")).to_contain_text("10,000 characters")
    expect(ideas.get_by_label("Your idea")).to_have_value(LONG)
    expect(wording).to_have_value(LONG)
    put_wording(agreement, "Short enough.")
    agreement.get_by_text("4 · A good proposal", exact=True).click()
    agreement.get_by_role("textbox").fill(LONG)
    expect(agreement.get_by_text("9500 characters too many")).to_be_visible()
    expect(agreement.get_by_role("textbox")).to_have_value(LONG)


def test_a_name_or_cell_that_is_too_long_stays_to_be_shortened(data: Path, netlearn, visit):
    """One's own name, somebody's in a role or on the map, a place, a cell: the same holds for 10,000 characters."""
    server = netlearn(data)
    phone = Phone(visit.phone(), server.url)
    phone.page.goto(f"{server.url}join#{CODE}")
    name = phone.page.get_by_label("Your name")
    name.fill(LONG)
    phone.page.get_by_role("button", name="Join").click()
    expect(phone.page.get_by_role("alert")).to_contain_text("10,000 characters", timeout=PATIENCE)
    expect(name).to_have_value(LONG)
    name.fill("Ada")
    phone.page.get_by_role("button", name="Join").click()
    phone.sees_step("Welcome")

    phone.go("Roles")
    roles = phone.question("roles")
    roles.get_by_role("button", name="Add a name: Participant, holds it now").click()
    role = roles.get_by_label("A name: Participant, holds it now", exact=True)
    role.fill(LONG)
    roles.get_by_role("button", name="Add: Participant, holds it now", exact=True).click()
    expect(roles.get_by_text("too long")).to_be_visible()
    expect(role).to_have_value(LONG)

    phone.go("Members")
    ties = phone.question("ties")
    for field in ("Name", "Organisation or place, if you like"):
        ties.get_by_label("Name", exact=True).fill("Ada")
        ties.get_by_label(field, exact=True).fill(LONG)
        ties.get_by_role("button", name="Add", exact=True).click()
        expect(ties.get_by_text("too long")).to_be_visible()
        expect(ties.get_by_label(field, exact=True)).to_have_value(LONG)

    phone.go("Plan")
    table = phone.question("next_steps")
    table.get_by_role("button", name="Add a first").click()
    table.get_by_label("What (needed)").fill(LONG)
    expect(table.get_by_text("Not shared yet: “What” is too long")).to_be_visible()
    expect(table.get_by_label("What (needed)")).to_have_value(LONG)


def test_what_is_invisible_is_taken_out_at_the_paste(data: Path, netlearn, visit):
    """A line break of PowerPoint's breaks the line, a PDF's controls go with a word, and later cards are saved."""
    phone = Phone(visit.phone(), netlearn(data).url).join("Ada")
    phone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.go("Purpose")
    ideas = phone.question("purpose_for")
    idea = ideas.get_by_label(re.compile("^(Your|Another) idea"))
    said = ideas.get_by_text("Something invisible was taken out.")

    paste(phone.page, idea, "Line one\x0bLine two")
    expect(idea).to_have_value("Line one\nLine two")
    expect(said).to_have_count(0)
    idea.press("Enter")
    paste(phone.page, idea, "from\x02 a\xad PDF\u200b")
    expect(idea).to_have_value("from a PDF")
    expect(said).to_be_visible()
    idea.press_sequentially(" file")
    expect(said).to_have_count(0)
    idea.press("Enter")
    phone.saved("purpose_for")

    with Store.open(data) as store:
        record = store.read(store.workshop(CODE).id)
    (answer,) = record.current("purpose_for").values()
    assert ["Line one\nLine two", "from a PDF file"] == [card["text"] for card in answer.value]


def paste(page: Page, field: Locator, text: str) -> None:
    """Paste from the clipboard, as people do."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    field.focus()
    field.press("ControlOrMeta+v")
