"""What waits in a browser is sent, offered, or said to be given up: whoever wrote it, wherever and when."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser.access import AXE, barriers, clipped, wider_than_window
from browser.leading import KEY as HOST_KEY
from browser.leading import Host, let_host
from browser.people import CODE, GUIDE, PATIENCE, SAVED, Phone, Screen, card
from deaths.conftest import founded
from deaths.test_browsers import FORBIDDEN
from deaths.visitor import NOISE
from deaths.wire import Wire
from playwright.sync_api import Locator, Page, expect
from servers import Server

from netlearn_widgets.model.steering import set_state
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

TEXT, IDEAS = "purpose_statement", "purpose_for"
STEP = GUIDE.step_of(TEXT)
WAITING = "Not saved yet. It is safe on this device and will be sent."


@dataclass
class Group:
    """A server of its own, with a wire to it, and its data."""

    server: Server
    wire: Wire
    data: Path

    def texts(self, key: str = TEXT) -> dict[str, list[Any]]:
        """Everything said to a question, by name."""
        with Store.open(self.data) as store:
            record = store.read(store.workshop(CODE).id)
        names = {one.id: one.name for one in record.participants}
        said: dict[str, list[Any]] = {name: [] for name in names.values()}
        for answer in record.answers:
            if answer.question == key:
                said[names[answer.participant]].append(answer.value)
        return said

    def set(self, state: str) -> None:
        """Pause the step, or open it, as a host does."""
        with Store.open(self.data) as store:
            store.act(store.workshop(CODE).id, set_state(GUIDE, STEP.key, state), key=HOST_KEY)

    def run(self, *arguments: str) -> None:
        """Type a command while the server runs."""
        command = [sys.executable, "-m", "netlearn_widgets", *arguments, "--data", str(self.data)]
        subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)


@pytest.fixture
def group(tmp_path: Path, netlearn: Any, wires: Callable[[Server], Wire], visit: Any) -> Iterator[Group]:
    visit.allow(*NOISE)
    data = founded(tmp_path)
    let_host(data)
    server = netlearn(data)
    return Group(server, wires(server), data)


@pytest.fixture
def paused(group: Group) -> Group:
    """The same, while a host has paused the step."""
    group.set("paused")
    return group


@pytest.fixture
def laptop(group: Group, visit: Any) -> Laptop:
    """One laptop for a room, at the page of the step, where Ada has said who she is."""
    one = Laptop(visit(viewport={"width": 1280, "height": 800}), group.wire.url)
    one.named("Ada")
    return one


@pytest.fixture
def ada(group: Group, visit: Any) -> Phone:
    """Ada's phone, at the step."""
    phone = Phone(visit.phone(), group.wire.url)
    phone.page.add_init_script(path=AXE)
    phone.join("Ada")
    phone.go(STEP.title)
    return phone


class Laptop:
    """A step's page, as one person after the other uses it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.add_init_script(path=AXE)
        page.goto(f"{url}purpose#{CODE}")
        expect(page.get_by_label("Who answers?")).to_be_visible(timeout=PATIENCE)

    def question(self, key: str) -> Locator:
        return card(self.page, GUIDE.question(key))

    def named(self, name: str) -> None:
        """Say who answers."""
        self.page.get_by_label("Who answers?").fill(name)
        self.page.get_by_role("button", name="Use this name").click()
        self.says(f"You answer as {name}.")

    def write(self, text: str) -> None:
        box = self.question(TEXT).get_by_role("textbox")
        box.fill(text)
        box.blur()

    def next(self) -> None:
        self.page.get_by_role("button", name="Next person on this device").click()

    def says(self, words: str) -> None:
        """Wait until the page says these words beside the name."""
        expect(self.page.locator(".nl-who [role=status]", has_text=words).first).to_be_visible(timeout=PATIENCE)


def unsent(page: Page) -> Locator:
    """What the page says of all that was not sent."""
    return page.get_by_role("region", name="Not sent")


def is_usable(page: Page) -> None:
    """Whether everybody can use what is said, on a screen as wide as a phone too."""
    assert [] == barriers(page)
    assert 0 == wider_than_window(page)
    assert [] == clipped(page)


def holds(part: Locator, text: str) -> None:
    """Wait until a part of the page offers these words to copy."""
    expect(part.get_by_label("What was not sent")).to_have_value(text, timeout=PATIENCE)


def test_the_next_person_comes_while_a_step_is_paused(paused: Group, laptop: Laptop):
    """The page does not say "saved" before it is; what waits is sent in its writer's name while another is here."""
    laptop.write("Ada's purpose")
    expect(laptop.question(TEXT).get_by_text(WAITING)).to_be_visible(timeout=PATIENCE)

    laptop.next()
    laptop.says("What is not saved yet is sent by itself, for whoever wrote it.")
    laptop.named("Bo")
    expect(unsent(laptop.page)).to_contain_text("What Ada wrote on this device is not saved yet: 1 answer.")
    is_usable(laptop.page)
    laptop.write("Bo's purpose")
    paused.set("open")

    expect(unsent(laptop.page)).to_be_hidden(timeout=PATIENCE)
    expect(laptop.question(TEXT).get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)
    assert {"Ada": ["Ada's purpose"], "Bo": ["Bo's purpose"]} == paused.texts()
    laptop.says("You answer as Bo.")


def test_a_device_that_was_given_away_is_nobodys_until_the_next_person_is_here(paused: Group, laptop: Laptop):
    """Whoever takes it cannot answer in the name of whoever gave it; what is safe on it holds nobody up for long."""
    laptop.write("Ada's purpose")
    laptop.next()
    laptop.says("Waiting until everything is saved…")
    expect(laptop.question(TEXT).locator("xpath=ancestor::*[@inert]")).to_be_attached()

    laptop.says("Ready for the next person. What is not saved yet is sent by itself, for whoever wrote it.")
    expect(laptop.question(TEXT).locator("xpath=ancestor::*[@inert]")).to_have_count(0, timeout=PATIENCE)
    paused.set("open")
    expect(unsent(laptop.page)).to_be_hidden(timeout=PATIENCE)
    assert {"Ada": ["Ada's purpose"]} == paused.texts()


def test_the_next_person_begins_once_the_connection_is_back(laptop: Laptop, group: Group):
    """Without it nobody can answer on the page: it would be in the name of whoever was here before."""
    group.wire.cut()
    laptop.write("Ada's purpose")
    laptop.next()
    laptop.says("One moment… Without a connection, the next person can begin once it is back.")
    expect(laptop.question(TEXT).locator("xpath=ancestor::*[@inert]")).to_be_attached()
    is_usable(laptop.page)
    laptop.next()
    laptop.says("One moment…")
    group.wire.flow()

    laptop.says("Ready for the next person. What is not saved yet is sent by itself, for whoever wrote it.")
    expect(laptop.question(TEXT).get_by_role("textbox")).to_have_value("", timeout=PATIENCE)
    laptop.named("Bo")
    laptop.write("Bo's purpose")
    expect(laptop.question(TEXT).get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)
    expect(unsent(laptop.page)).to_be_hidden(timeout=PATIENCE)
    assert {"Ada": ["Ada's purpose"], "Bo": ["Bo's purpose"]} == group.texts()


def test_the_next_person_opens_the_page_anew_that_was_closed_without_a_connection(laptop: Laptop, group: Group):
    group.wire.cut()
    laptop.write("Ada's purpose")
    laptop.next()
    laptop.says("One moment…")
    group.wire.flow()
    laptop.page.reload()
    expect(laptop.page.get_by_label("Who answers?")).to_be_visible(timeout=PATIENCE)
    laptop.named("Bo")

    expect(unsent(laptop.page)).to_be_hidden(timeout=PATIENCE)
    assert {"Ada": ["Ada's purpose"], "Bo": []} == group.texts()


def test_the_next_sheet_begins_once_the_connection_is_back(laptop: Laptop, group: Group):
    laptop.page.get_by_text("Paper", exact=True).click()
    laptop.page.get_by_role("button", name="Type in a paper sheet").click()
    expect(laptop.page.get_by_text("Typing in paper sheets: sheet 1.")).to_be_visible(timeout=PATIENCE)
    group.wire.cut()
    laptop.write("From the first sheet")
    following = laptop.page.get_by_role("button", name="Next sheet")
    following.click()
    expect(laptop.question(TEXT).locator("xpath=ancestor::*[@inert]")).to_be_attached()
    group.wire.flow()
    expect(laptop.page.get_by_text("Typing in paper sheets: sheet 2.")).to_be_visible(timeout=PATIENCE)
    laptop.write("From the second sheet")
    expect(laptop.question(TEXT).get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)

    expect(unsent(laptop.page)).to_be_hidden(timeout=PATIENCE)
    with Store.open(group.data) as store:
        answers = store.read(store.workshop(CODE).id).answers
    assert {"From the first sheet", "From the second sheet"} == {answer.value for answer in answers}
    assert len({answer.participant for answer in answers}) == len(answers)


def test_another_tab_of_the_browser_is_handed_on_too(laptop: Laptop, group: Group):
    """Nobody writes in another's name on the page that was not looked at meanwhile."""
    other = Laptop(laptop.page.context.new_page(), group.wire.url)
    expect(other.page.get_by_label("Who answers?")).to_have_value("Ada", timeout=PATIENCE)
    laptop.next()
    laptop.says("Ready for the next person.")
    laptop.named("Bo")
    expect(other.page.get_by_label("Who answers?")).to_have_value("", timeout=PATIENCE)
    other.write("Bo's purpose")
    expect(other.question(TEXT).get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)

    assert {"Ada": [], "Bo": ["Bo's purpose"]} == group.texts()


def test_half_an_idea_is_not_handed_on_in_silence(laptop: Laptop):
    """Whoever goes on without it is told; nothing of it is there for the next person."""
    box = laptop.question(IDEAS).get_by_role("textbox")
    box.fill("Half an id")

    laptop.next()
    laptop.says("Something here is not added or not saved. Finish it first, or go on without it.")
    laptop.page.get_by_role("button", name="Finish it first").click()
    expect(box).to_have_value("Half an id")
    box.fill("Half an idea")
    laptop.next()
    is_usable(laptop.page)
    laptop.page.get_by_role("button", name="Go on now").click()
    laptop.says("Ready for the next person. What was answered before is saved.")
    expect(laptop.question(IDEAS).get_by_role("textbox")).to_have_value("", timeout=PATIENCE)
    expect(unsent(laptop.page)).to_be_hidden()


def test_a_wording_on_its_way_is_not_put_to_the_group_behind_its_back(paused: Group, laptop: Laptop):
    """The page says so before the next person comes, and keeps it to be copied or taken away."""
    form = laptop.page.locator(".nl-proposing")
    form.get_by_role("textbox").fill("We learn together")
    form.get_by_role("button", name="Put it to the group").click()
    laptop.next()
    laptop.says("A wording, dots or cards that are on their way to the group stay on this device, to be copied.")
    laptop.next()
    laptop.named("Bo")
    paused.set("open")

    expect(unsent(laptop.page)).to_contain_text("What Ada wrote on this device was not finished, or could not be saved")
    unsent(laptop.page).get_by_text("Show it").click()
    holds(unsent(laptop.page), "We learn together")
    is_usable(laptop.page)
    unsent(laptop.page).get_by_role("button", name="Take it away").click()
    expect(unsent(laptop.page)).to_be_hidden()
    with Store.open(paused.data) as store:
        assert () == store.read(store.workshop(CODE).id).proposals


def test_a_browser_that_keeps_nothing_says_so_to_the_next_person(paused: Group, visit: Any):
    page = visit(viewport={"width": 1280, "height": 800})
    page.add_init_script(FORBIDDEN)
    laptop = Laptop(page, paused.wire.url)
    laptop.named("Ada")
    laptop.write("Ada's purpose")
    laptop.next()
    laptop.says("Keep this page open until then: this browser keeps nothing for later.")
    laptop.next()
    laptop.named("Bo")
    paused.set("open")

    expect(unsent(page)).to_be_hidden(timeout=PATIENCE)
    assert {"Ada": ["Ada's purpose"], "Bo": []} == paused.texts()


def test_a_sheet_of_paper_is_sent_while_the_next_one_is_typed_in(paused: Group, laptop: Laptop):
    """A paused step holds nobody up; what is sent later is from paper still."""
    laptop.page.get_by_text("Paper", exact=True).click()
    laptop.page.get_by_role("button", name="Type in a paper sheet").click()
    expect(laptop.page.get_by_text("Typing in paper sheets: sheet 1.")).to_be_visible(timeout=PATIENCE)
    laptop.write("From a sheet")
    following = laptop.page.get_by_role("button", name="Next sheet")
    following.click()
    expect(laptop.page.get_by_text("Typing in paper sheets: sheet 2.")).to_be_visible(timeout=PATIENCE)
    paused.set("open")

    expect(unsent(laptop.page)).to_be_hidden(timeout=PATIENCE)
    with Store.open(paused.data) as store:
        (answer,) = store.read(store.workshop(CODE).id).answers
    assert ("From a sheet", True) == (answer.value, answer.from_paper)


def test_what_was_written_for_a_question_of_another_kind_is_there_to_copy(ada: Phone, group: Group):
    """It is not put into the question's fields, and breaks no page."""
    group.wire.cut()
    ada.question(TEXT).get_by_role("textbox").fill("A text that waits")
    expect(ada.question(TEXT).get_by_text(WAITING)).to_be_visible(timeout=PATIENCE)
    ada.question(IDEAS).get_by_role("textbox").fill("An idea that waits")
    ada.question(IDEAS).get_by_role("button", name="Add").click()
    expect(ada.question(IDEAS).get_by_text(WAITING)).to_be_visible(timeout=PATIENCE)
    ada.question(IDEAS).get_by_role("textbox").fill("Half an idea")
    ada.page.goto("about:blank")
    with Store.open(group.data) as store:
        workshop = store.workshop(CODE)
        swapped = {f'"{TEXT}"': f'"{IDEAS}"', f'"{IDEAS}"': f'"{TEXT}"'}
        store.set_guide(workshop.id, re.sub("|".join(swapped), lambda found: swapped[found[0]], workshop.guide))
    group.wire.flow()
    ada.page.goto(f"{group.wire.url}join#{CODE}")
    ada.sees_step(STEP.title)

    for key in (TEXT, IDEAS):
        question = ada.page.locator(f'.nl-question[data-question="{key}"]')
        expect(question.get_by_role("textbox")).to_have_value("", timeout=PATIENCE)
    said = unsent(ada.page)
    expect(said.get_by_text("The question has been changed since")).to_have_count(2, timeout=PATIENCE)
    is_usable(ada.page)
    for text in ("A text that waits", "An idea that waits"):
        assert text in [box.input_value() for box in said.get_by_label("What was not sent").all()]
    said.get_by_role("button", name="Take it away").first.click()
    said.get_by_role("button", name="Take it away").first.click()
    expect(said).to_be_hidden()
    assert {"Ada": []} == group.texts(TEXT) == group.texts(IDEAS)


@pytest.mark.parametrize("tap", ["Give it to this round", "Take it away"])
def test_a_new_round_begins_while_something_of_the_last_waits(ada: Phone, group: Group, tap: str):
    """It is offered: to the new round by a tap, or to be given up; never in the browser in silence."""
    group.wire.cut()
    ada.question(TEXT).get_by_role("textbox").fill("Of the first round")
    expect(ada.question(TEXT).get_by_text(WAITING)).to_be_visible(timeout=PATIENCE)
    ada.page.goto("about:blank")
    with Store.open(group.data) as store:
        store.open_round(store.workshop(CODE).id, "Later")
    group.wire.flow()
    ada.page.goto(f"{group.wire.url}join#{CODE}")
    ada.sees_step(STEP.title)

    expect(unsent(ada.page)).to_contain_text("You wrote this on this device in an earlier round", timeout=PATIENCE)
    holds(unsent(ada.page), "Of the first round")
    is_usable(ada.page)
    unsent(ada.page).get_by_role("button", name=tap).click()
    expect(unsent(ada.page)).to_be_hidden(timeout=PATIENCE)
    given = tap == "Give it to this round"
    if given:
        expect(ada.question(TEXT).get_by_role("textbox")).to_have_value("Of the first round", timeout=PATIENCE)
    assert {"Ada": ["Of the first round"] if given else []} == group.texts()


def test_what_waits_in_another_workshop_is_said_with_its_link(ada: Phone, group: Group):
    """And sent when the browser is there again."""
    with Store.open(group.data) as store:
        store.add_workshop(Workshop(code="LUNG-34", title="Lungs", guide=store.workshop(CODE).guide))
    group.wire.cut()
    ada.question(TEXT).get_by_role("textbox").fill("For the frailty network")
    expect(ada.question(TEXT).get_by_text(WAITING)).to_be_visible(timeout=PATIENCE)
    ada.page.goto("about:blank")
    group.wire.flow()
    ada.page.goto(f"{group.wire.url}join#LUNG-34")

    expect(unsent(ada.page)).to_contain_text("“Community Frailty Network” is not saved", timeout=PATIENCE)
    is_usable(ada.page)
    assert {"Ada": []} == group.texts()
    unsent(ada.page).get_by_role("link", name="Open it").click()
    ada.sees_step(STEP.title)
    ada.saved(TEXT)
    expect(unsent(ada.page)).to_be_hidden(timeout=PATIENCE)
    assert {"Ada": ["For the frailty network"]} == group.texts()


def test_whoever_was_taken_out_while_the_page_was_closed_is_told(ada: Phone, group: Group):
    """What they wrote is not sent, and is there to copy; they are nobody until they press Join."""
    group.wire.cut()
    ada.question(TEXT).get_by_role("textbox").fill("Written before")
    expect(ada.question(TEXT).get_by_text(WAITING)).to_be_visible(timeout=PATIENCE)
    ada.page.goto("about:blank")
    group.run("remove", "--person", "Ada", "--yes")
    group.wire.flow()
    ada.page.goto(f"{group.wire.url}join#{CODE}")

    expect(unsent(ada.page)).to_contain_text("You were taken out of this workshop.", timeout=PATIENCE)
    holds(unsent(ada.page), "Written before")
    is_usable(ada.page)
    assert {} == {name: said for name, said in group.texts().items() if name}
    ada.page.get_by_label("Your name").fill("Ada")
    ada.page.get_by_role("button", name="Join").click()
    ada.sees_step(STEP.title)
    holds(unsent(ada.page), "Written before")
    unsent(ada.page).get_by_role("button", name="Take it away").click()
    expect(unsent(ada.page)).to_be_hidden()
    assert [] == group.texts()["Ada"]


def test_two_tabs_of_one_browser_send_for_both_people(paused: Group, laptop: Laptop):
    """The device is handed on in one tab while the other still has something of the first person."""
    tab = laptop.page.context.new_page()
    other = Laptop(tab, paused.wire.url)
    laptop.write("Ada's purpose")
    expect(laptop.question(TEXT).get_by_text(WAITING)).to_be_visible(timeout=PATIENCE)
    other.next()
    other.says("Ready for the next person.")
    laptop.page.close()
    other.named("Bo")
    paused.set("open")

    expect(unsent(tab)).to_be_hidden(timeout=PATIENCE)
    assert {"Ada": ["Ada's purpose"], "Bo": []} == paused.texts()


def test_the_next_person_writes_their_name_before_the_server_has_heard_of_them(group: Group, laptop: Laptop):
    """On a slow network the answers to both messages come late: the page names who is named."""
    group.wire.slow(delay=0.3, rate=100_000)
    laptop.next()
    laptop.says("Ready for the next person. What was answered before is saved.")
    laptop.named("Bo")
    expect(laptop.page.get_by_label("Who answers?")).to_have_value("Bo")


def test_a_text_that_no_server_takes_is_refused_at_its_field(ada: Phone, group: Group):
    """It holds up no other answer, a page that is loaded anew sends it no more, and a shorter text is saved."""
    box = ada.question(TEXT).get_by_role("textbox")
    box.fill("x" * 1_200_000)
    box.blur()
    expect(ada.question(TEXT).get_by_text("This is too long to be sent.")).to_be_visible(timeout=PATIENCE)
    is_usable(ada.page)
    ada.go("Types")
    ada.choose("types_decides", "peers")
    ada.saved("types_decides")
    expect(unsent(ada.page)).to_contain_text("This could not be saved.", timeout=PATIENCE)

    ada.page.reload()
    ada.sees_step("Types")
    expect(ada.page.locator("html")).to_have_attribute("data-connection", "open")
    ada.go(STEP.title)
    expect(ada.question(TEXT).get_by_text("This is too long to be sent.")).to_be_visible(timeout=PATIENCE)
    ada.write(TEXT, "Short")
    expect(unsent(ada.page)).to_be_hidden(timeout=PATIENCE)
    assert {"Ada": ["Short"]} == group.texts()


QUEUE = """(text) => {
  const [key] = Object.keys(localStorage).filter((one) => one.startsWith("netlearn:owner:"));
  const owner = key.split(":")[2];
  const store = (question, value) =>
    localStorage.setItem(
      `netlearn:answer:${owner}:${question}`, JSON.stringify({ id: question, value, base: null, sent: true }));
  store("purpose_statement", text);
  store("no_such_question", "Asked no more");
}"""


def test_what_waits_in_an_older_browser_and_is_never_taken_holds_nothing_up(ada: Phone, group: Group):
    """Too large, and to a question that is asked no more: told in words, with the text, and taken away by a tap."""
    ada.go("Types")
    ada.page.evaluate(QUEUE, "y" * 1_200_000)
    ada.page.reload()
    ada.sees_step("Types")
    ada.choose("types_decides", "peers")
    ada.saved("types_decides")

    expect(unsent(ada.page)).to_contain_text("this one is not asked any more", timeout=PATIENCE)
    expect(unsent(ada.page)).to_contain_text("This is too long to be sent.")
    for _ in range(2):
        unsent(ada.page).get_by_role("button", name="Take it away").first.click()
    expect(unsent(ada.page)).to_be_hidden()
    assert {"Ada": []} == group.texts()


def test_a_name_that_no_server_takes_is_refused(group: Group, visit: Any):
    page = visit.phone()
    page.goto(f"{group.wire.url}join#{CODE}")
    page.get_by_label("Your name").fill("n" * 1_200_000)
    page.get_by_role("button", name="Join").click()

    expect(page.get_by_text("This is too long to be sent.")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", level=1, name=GUIDE.steps[0].title)).to_be_visible(timeout=PATIENCE)


def test_a_workshop_is_deleted_while_people_are_in_it(paused: Group, ada: Phone, visit: Any):
    """Phone, screen and host page say so, and the phone offers what was not sent; loaded anew it still does."""
    screen = Screen(visit(viewport={"width": 1920, "height": 1080}), paused.server.url)
    host = Host(visit(viewport={"width": 1280, "height": 800}), paused.server.url)
    ada.question(TEXT).get_by_role("textbox").fill("Never sent")
    expect(ada.question(TEXT).get_by_text(WAITING)).to_be_visible(timeout=PATIENCE)
    with Store.open(paused.data) as store:
        store.delete(store.workshop(CODE).id)

    for page in (ada.page, screen.page, host.page):
        expect(page.get_by_text("This workshop was deleted by its administrator")).to_be_visible(timeout=PATIENCE)
    expect(ada.page.locator(".nl-question")).to_have_count(0)
    holds(unsent(ada.page), "Never sent")
    is_usable(ada.page)
    ada.page.reload()
    holds(unsent(ada.page), "Never sent")
    unsent(ada.page).get_by_role("button", name="Take it away").click()
    expect(unsent(ada.page)).to_be_hidden()
