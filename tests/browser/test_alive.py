"""Nothing is lost: not by a refresh, not when server, kernel or network go away, not by going on too early."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psutil
import pytest
from browser.answering import kept
from browser.people import GUIDE, Phone
from playwright.sync_api import Page, expect
from servers import Server

from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

AWAY = 30_000  # milliseconds a page may take to notice, wait and come back
LOST = "No connection. What you type is safe on this device and is sent when it is back."
WAITING = "Not saved yet. It is safe on this device and will be sent."
NOISE = ("WebSocket", "ERR_", "Failed to load resource")  # what a browser says of a server that is away


def said(data: Path, key: str) -> list[Any]:
    """Return everything that was ever said to a question, in order, without the browser's ids."""
    with Store.open(data) as store:
        record = store.read(store.workshop("KRTM-27").id)
    kind = GUIDE.question(key).kind
    return [answer.value and kept(kind, answer.value) for answer in record.answers if answer.question == key]


@pytest.fixture
def server(data: Path, netlearn) -> Server:
    """A server with an empty workshop."""
    served: Server = netlearn(data)
    return served


@pytest.fixture
def ada(server: Server, visit) -> Phone:
    """Ada, who has just joined."""
    return Phone(visit.phone(), server.url).join("Ada")


def test_a_refresh_in_mid_sentence_keeps_the_sentence(ada: Phone, data: Path):
    """Half a sentence, half an idea and half a table row stand there again, on the same step."""
    ada.go("Purpose")
    ada.question("purpose_for").get_by_label("Your idea").fill("Fewer fa")
    ada.question("purpose_statement").get_by_role("textbox").fill("We learn how peo")
    ada.page.reload()
    ada.sees_step("Purpose")

    expect(ada.question("purpose_statement").get_by_role("textbox")).to_have_value("We learn how peo")
    expect(ada.question("purpose_for").get_by_label("Your idea")).to_have_value("Fewer fa")

    ada.go("Plan")
    steps = ada.question("next_steps")
    steps.get_by_role("button", name="Add a first").click()
    steps.get_by_label("Who", exact=True).fill("Bo")
    ada.page.reload()
    ada.sees_step("Plan")

    expect(steps.get_by_label("Who", exact=True)).to_have_value("Bo")
    expect(steps.get_by_text("Not shared yet", exact=True)).to_be_visible()
    assert said(data, "next_steps") == []


def test_a_server_killed_and_started_again_loses_and_doubles_nothing(ada: Phone, server: Server, data: Path, visit):
    """The phone comes back by itself to its step; what was given while the server was away arrives once."""
    visit.allow(*NOISE)
    ada.go("Types")
    ada.choose("types_decides", "peers")
    ada.saved("types_decides")
    ada.question("types_reason").get_by_role("textbox").fill("Because nobody kn")
    ada.saved("types_reason")

    server.kill()
    expect(ada.page.get_by_text(LOST)).to_be_visible(timeout=AWAY)
    ada.choose("types_relates", "cause")
    expect(ada.question("types_relates").get_by_text(WAITING)).to_be_visible(timeout=AWAY)
    server.start()

    expect(ada.page.get_by_text(LOST)).to_be_hidden(timeout=AWAY)
    ada.sees_step("Types")
    ada.saved("types_relates")
    expect(ada.question("types_reason").get_by_role("textbox")).to_have_value("Because nobody kn")
    assert said(data, "types_decides") == ["peers"]
    assert said(data, "types_relates") == ["cause"]
    assert said(data, "types_reason") == ["Because nobody kn"]


def test_a_kernel_that_dies_is_replaced(ada: Phone, server: Server, data: Path, visit):
    """The phone gets a new kernel by itself; the step, the answers and the half sentence are there."""
    visit.allow(*NOISE)
    ada.go("Types")
    ada.choose("types_decides", "peers")
    ada.saved("types_decides")

    kernel_of(ada.page, server).kill()
    ada.choose("types_relates", "cause")
    ada.question("types_reason").get_by_role("textbox").fill("Because")

    ada.saved("types_relates")
    ada.saved("types_reason")
    ada.sees_step("Types")
    assert said(data, "types_decides") == ["peers"]
    assert said(data, "types_relates") == ["cause"]
    assert said(data, "types_reason") == ["Because"]


def kernel_of(page: Page, server: Server) -> psutil.Process:
    """Return the process behind a page: the one that listens where the page's kernel is spoken to."""
    assert server.process
    mark = f"kernel-{page.locator('main').get_attribute('data-kernel')}"
    family = psutil.Process(server.process.pid).children(recursive=True)
    return next(one for one in family if any(mark in str(end.laddr) for end in one.net_connections("unix")))


def test_a_phone_without_network_says_so_and_recovers(ada: Phone, data: Path, visit):
    """A banner says in words that the connection is gone; what is answered meanwhile arrives when it is back."""
    visit.allow(*NOISE)
    network = ada.page.context
    ada.go("Types")

    network.set_offline(True)
    ada.choose("types_decides", "lead")
    ada.choose("types_decides", "peers")
    expect(ada.page.get_by_text(LOST)).to_be_visible(timeout=AWAY)
    expect(ada.question("types_decides").get_by_text(WAITING)).to_be_visible(timeout=AWAY)
    network.set_offline(False)

    expect(ada.page.get_by_text("Connected again.")).to_be_visible(timeout=AWAY)
    ada.saved("types_decides")
    expect(ada.page.get_by_text(LOST)).to_be_hidden()
    assert said(data, "types_decides")[-1] == "peers"
    assert said(data, "types_decides").count("peers") == 1


def test_two_tabs_of_one_person_agree(ada: Phone, data: Path):
    """A second tab knows its person, and each shows what was answered in the other."""
    other = Phone(ada.page.context.new_page(), ada.server)
    other.page.goto(f"{ada.server}join#KRTM-27")
    other.sees_step("Welcome")

    ada.choose("benefits", "growth")
    expect(box(other, "Rapid and expansive growth")).to_be_checked()
    other.choose("benefits", "resilience")
    expect(box(ada, "Resilience")).to_be_checked()

    assert said(data, "benefits") == [["growth"], ["growth", "resilience"]]
    with Store.open(data) as store:
        assert [one.name for one in store.read(store.workshop("KRTM-27").id).participants] == ["Ada"]


def box(someone: Phone, label: str) -> Any:
    return someone.question("benefits").get_by_role("checkbox", name=label)


def test_going_on_while_typing_loses_nothing(ada: Phone, data: Path):
    """Another step opened in the middle of a word: the word is kept, saved, and there when one comes back."""
    ada.go("Purpose")
    ada.question("purpose_statement").get_by_role("textbox").press_sequentially("We learn toge")
    ada.next()
    ada.sees_step("Types")
    ada.go("Purpose")

    expect(ada.question("purpose_statement").get_by_role("textbox")).to_have_value("We learn toge")
    ada.saved("purpose_statement")
    assert said(data, "purpose_statement")[-1] == "We learn toge"


def test_the_browsers_back_button_leads_to_the_step_before(ada: Phone):
    """Back and forward go through the steps as they were visited, and Back from the second leads to the first."""
    ada.go("Types")
    ada.next()
    ada.sees_step("Functions")

    ada.page.go_back()
    ada.sees_step("Types")
    ada.page.go_back()
    ada.sees_step("Welcome")
    ada.page.go_forward()
    ada.sees_step("Types")


def test_the_browsers_back_button_leaves_my_answers(ada: Phone):
    """From "My answers" Back leads to the step, not away from the page."""
    ada.go("Types")
    ada.page.get_by_role("button", name="My answers").click()
    expect(ada.page.get_by_role("heading", level=1, name="My answers")).to_be_visible()

    ada.page.go_back()
    ada.sees_step("Types")
    expect(ada.page.get_by_role("heading", level=1, name="My answers")).to_be_hidden()
