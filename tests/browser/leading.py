"""A host as a test sees them: somebody with the host link, on a laptop."""

from __future__ import annotations

import re
from pathlib import Path

from browser.people import CODE, PATIENCE
from playwright.sync_api import Locator, Page, expect

from netlearn_widgets.store import Store

__all__ = ["KEY", "Host", "let_host"]

KEY = "a-host-key-that-nobody-else-knows-0123456789"


def let_host(data: Path, code: str = CODE) -> None:
    """Let whoever has `KEY` lead the workshop."""
    with Store.open(data) as store:
        store.add_host(store.workshop(code).id, KEY)


class Host:
    """The host page, as its host uses it."""

    def __init__(self, page: Page, server: str, code: str = CODE) -> None:
        self.page = page
        page.goto(f"{server}host#{code}:{KEY}")
        expect(page.get_by_role("heading", name="Agenda")).to_be_visible(timeout=PATIENCE)

    @property
    def onward(self) -> Locator:
        """The button that takes everybody to the next step."""
        return self.page.get_by_role("button", name="Move everyone on")

    @property
    def step(self) -> Locator:
        """The step that is steered."""
        return self.page.get_by_role("region", name="One step")

    def move_on(self, title: str) -> None:
        """Take everybody to the next step, and see which it is."""
        self.onward.click()
        expect(self.page.get_by_text(re.compile(rf"The group is at step \d+: {title}"))).to_be_visible()

    def view(self, title: str) -> None:
        """Look at a step without taking anybody there."""
        self.page.get_by_role("region", name="Agenda").get_by_role("button", name=title).click()
        expect(self.step.get_by_role("heading", level=2, name=title)).to_be_visible()

    def set(self, state: str) -> None:
        """Open, pause or close the step."""
        button = self.step.get_by_role("button", name=state, exact=True)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

    def say(self, text: str) -> None:
        """Send everybody a message."""
        self.page.get_by_role("textbox", name="Message").fill(text)
        self.page.get_by_role("button", name="Send", exact=True).click()

    def room(self, name: str) -> Locator:
        """Return a part of the room by its heading, such as "Timer"."""
        return self.page.get_by_role("region", name=name)
