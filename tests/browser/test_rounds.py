"""Meeting again and leaving: a new round opens while pages are open, and whoever asks to be taken out is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from browser.answering import answer
from browser.people import CODE, GUIDE, PATIENCE, SAVED, Phone, Screen
from openly import openly
from playwright.sync_api import expect

from netlearn_widgets.model.record import Record
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

NOW = GUIDE.question("functions_now")
WISH = "Walks with a zebra"
TITLE = "After six months"


@pytest.fixture
def data(data: Path) -> Path:
    """A group that agreed to be named, so that results show from the first answer on."""
    return openly(data)


def run(data: Path, *arguments: str) -> str:
    """Type a command while the server runs; return what it says."""
    command = [sys.executable, "-m", "netlearn_widgets", *arguments, "--data", str(data), "--yes"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def read(data: Path) -> Record:
    with Store.open(data) as store:
        return store.read(store.workshop(CODE).id)


def words_in(data: Path) -> bytes:
    """Everything the data file and its log hold."""
    return b"".join(one.read_bytes() for one in data.parent.glob(f"{data.name}*"))


@pytest.fixture
def room(data: Path, netlearn, visit) -> tuple[Phone, Phone, Screen]:
    """Ada and Bo with their phones and the shared screen, all at the main function now: Ada filters, Bo convenes."""
    server = netlearn(data)
    ada = Phone(visit.phone(), server.url).join("Ada Quagga")
    bo = Phone(visit.phone(), server.url).join("Bo")
    screen = Screen(visit(viewport={"width": 1920, "height": 1080}), server.url)
    screen.show(NOW)
    for someone, option in ((ada, "filtering"), (bo, "convening")):
        someone.go("Functions")
        someone.choose("functions_now", option)
        someone.saved("functions_now")
    expect(screen.count).to_have_text("2 of 2 answered")
    return ada, bo, screen


def test_a_new_round_opens_while_pages_are_open(room: tuple[Phone, Phone, Screen], data: Path):
    """Questions are asked anew where people are, each with what they said last time; the screen shows both rounds."""
    ada, bo, screen = room

    run(data, "round", "--title", TITLE)

    for someone, said in ((ada, "Filtering"), (bo, "Convening")):
        question = someone.question("functions_now")
        expect(question.get_by_text("What you said last time (Round 1)")).to_be_visible(timeout=PATIENCE)
        expect(question.locator(".nl-last")).to_contain_text(said)
        expect(question.get_by_text(SAVED)).to_be_hidden()
        assert question.get_by_role("radio", checked=True).count() == 0
    expect(screen.count).to_have_text("0 of 2 answered")

    for someone in (ada, bo):
        someone.question("functions_now").get_by_role("radio", name="Convening").check()
        someone.saved("functions_now")
    expect(screen.count).to_have_text("2 of 2 answered")
    expect(screen.picture).to_contain_text("Since “Round 1”:")
    expect(screen.picture).to_contain_text("Convening: 1 → 2")
    expect(screen.picture).to_contain_text("Filtering: 1 → 0")
    expect(screen.picture).to_contain_text("now: 2 people")
    expect(screen.picture).to_contain_text("“Round 1”: 2 people")

    record = read(data)
    assert [2, 2] == [len(record.current("functions_now", number)) for number in (1, 2)]


def test_open_actions_are_carried_over(room: tuple[Phone, Phone, Screen], data: Path):
    """A step of last time goes on with one tap, and then says whether it is done."""
    ada, _, _ = room
    ada.go("Plan")
    steps = ada.question("next_steps")
    steps.get_by_role("button", name="Add a first").click()
    steps.get_by_label("What", exact=False).first.fill("Ring the ferry")
    ada.saved("next_steps")

    run(data, "round", "--title", TITLE)
    steps.get_by_role("button", name="Carry over 1 step from last time").click()
    ada.saved("next_steps")
    steps.locator("summary", has_text="Step 1: Ring the ferry").click()
    steps.get_by_label("Done or not").select_option(label="Done")
    ada.saved("next_steps")

    expect(steps.get_by_role("button", name="Carry over")).to_be_hidden()
    record = read(data)
    (then,), (now,) = ([a.value[0] for a in record.current("next_steps", number).values()] for number in (1, 2))
    assert then | {"status": "done"} == now


def test_a_person_takes_everything_out_on_the_phone_by_keyboard(room: tuple[Phone, Phone, Screen], data: Path):
    """Two steps, the first changes nothing; then they are gone from page, screen and file, and may join anew."""
    ada, _, screen = room
    ada.go("Members")
    answer(ada.question("missing"), GUIDE.question("missing"), [WISH])
    ada.saved("missing")
    page = ada.page
    before = read(data).participants

    page.get_by_role("button", name="My answers").press("Enter")
    page.get_by_role("button", name="Take all my answers out").press("Enter")
    expect(page.get_by_role("button", name="No, keep my answers")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Take all my answers out")).to_be_focused()
    assert before == read(data).participants

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Yes, take everything out")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Everything of yours is taken out of this workshop.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1, name="Join")).to_be_focused()
    expect(screen.count).to_have_text("1 of 1 answered", timeout=PATIENCE)
    assert ["Bo"] == [one.name for one in read(data).participants]
    assert [word for word in (b"Quagga", WISH.encode()) if word in words_in(data)] == []

    page.get_by_label("Your name").fill("Cy")
    page.get_by_role("button", name="Join").click()
    ada.sees_step("Members")
    ada.go("Functions")
    assert ada.question("functions_now").get_by_role("radio", checked=True).count() == 0
    ada.choose("functions_now", "amplifying")
    ada.saved("functions_now")
    assert {"Bo", "Cy"} == {one.name for one in read(data).participants}


def test_a_person_is_taken_out_while_their_page_is_open(room: tuple[Phone, Phone, Screen], data: Path):
    """The screen forgets them, and their open page asks them to join: it makes nobody anew by itself."""
    ada, bo, screen = room

    said = run(data, "remove", "--person", "Ada Quagga")

    expect(screen.count).to_have_text("1 of 1 answered", timeout=PATIENCE)
    expect(ada.page.get_by_role("button", name="Join")).to_be_visible(timeout=PATIENCE)
    assert "1 answer is deleted" in said
    ada.page.reload()
    expect(ada.page.get_by_role("button", name="Join")).to_be_visible(timeout=PATIENCE)
    assert ["Bo"] == [one.name for one in read(data).participants]
    assert b"Quagga" not in words_in(data)
    expect(bo.question("functions_now").get_by_role("radio", checked=True)).to_have_count(1)
