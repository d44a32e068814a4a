"""A guide in another language, with keys and titles of its author's own choice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.leading import Host, let_host
from browser.people import CODE, PATIENCE
from playwright.sync_api import expect
from servers import Server

from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

GUIDE = """
key = "unser"
title = "Unser Netzwerk"
language = "de"
source = "Erfunden."

[[step]]
key = "first"
title = "Anfang"
part = "purpose"
minutes = 5
why = "Darum."
note = "Zeit lassen."
source = "Erfunden."

[[step.question]]
key = "constructor"
kind = "text"
prompt = "Wozu sind wir da?"

[[step]]
key = "boards"
title = "NHS Boards"
part = "purpose"
minutes = 5
why = "Darum."
note = "Zeit lassen."
source = "Erfunden."

[[step.question]]
key = "missing"
kind = "text"
prompt = "Wer fehlt?"
"""


@pytest.fixture
def server(tmp_path: Path, netlearn: Callable[..., Server]) -> Server:
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code=CODE, title="Unser Netzwerk", guide=GUIDE))
    let_host(path)
    return netlearn(path)


def test_pages_speak_the_guides_language_and_keep_its_titles(server: Server, visit):
    """A screen reader is told the language; a title stands as its author wrote it."""
    phone = visit.phone()
    phone.goto(f"{server.url}join#{CODE}")
    phone.get_by_label("Your name").fill("Ada")
    phone.get_by_role("button", name="Join").click()

    expect(phone.get_by_role("button", name="Next: NHS Boards")).to_be_visible(timeout=PATIENCE)
    expect(phone.locator("html")).to_have_attribute("lang", "de")


def test_a_key_that_every_object_has_is_a_key_like_any_other(server: Server, visit):
    """The host page counts who answers `constructor`, and is in the guide's language."""
    host = Host(visit(viewport={"width": 1280, "height": 800}), server.url)
    host.view("Anfang")

    expect(host.step).to_contain_text("0 of 0 answered")
    expect(host.step).not_to_contain_text("typing now")
    expect(host.step).to_contain_text("0 here")
    expect(host.page.locator("html")).to_have_attribute("lang", "de")


def test_a_question_without_prompts_to_talk_about_leaves_no_empty_card(server: Server, visit):
    """The shared screen shows the picture alone."""
    screen = visit(viewport={"width": 1920, "height": 1080})
    screen.goto(f"{server.url}screen#{CODE}")
    screen.get_by_role("button", name="Next").click(timeout=PATIENCE)

    expect(screen.get_by_role("heading", level=1, name="Wozu sind wir da?")).to_be_visible(timeout=PATIENCE)
    for one in screen.locator("main .nl-card:visible").all():
        expect(one).not_to_be_empty()


def test_an_open_page_shows_a_guide_that_is_changed_meanwhile(server: Server, tmp_path: Path, visit):
    """A question that is worded anew keeps what is typed to it; one that is gone leaves the page."""
    phone = visit.phone()
    phone.goto(f"{server.url}join#{CODE}")
    phone.get_by_label("Your name").fill("Ada")
    phone.get_by_role("button", name="Join").click()
    box = phone.get_by_role("textbox", name="Wozu sind wir da?")
    box.fill("Um zu lernen")
    expect(phone.get_by_text("Saved").first).to_be_visible(timeout=PATIENCE)

    def change(guide: str) -> None:
        with Store.open(tmp_path / "ours.sqlite") as store:
            store.set_guide(store.workshop(CODE).id, guide)

    change(GUIDE.replace("Wozu sind wir da?", "Was wollen wir?"))
    anew = phone.get_by_role("textbox", name="Was wollen wir?")
    expect(anew).to_have_value("Um zu lernen", timeout=PATIENCE)
    anew.fill("Um besser zu werden")
    expect(phone.get_by_text("Saved").first).to_be_visible(timeout=PATIENCE)
    change(GUIDE.replace("constructor", "ganz_anders"))
    expect(box).to_have_value("", timeout=PATIENCE)
    box.fill("Ganz anders")
    expect(phone.get_by_text("Saved").first).to_be_visible(timeout=PATIENCE)
