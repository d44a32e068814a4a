"""A participant whose connection is about to die, and what remains of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psutil
from browser.answering import kept
from browser.people import GUIDE, Phone
from playwright.sync_api import Locator, Page, expect
from servers import Server

from netlearn_widgets.store import Store

__all__ = ["BACK", "LOST", "NOISE", "PATIENCE", "SOON", "Room", "Visitor", "kernel_of"]

LOST = "No connection. What you type is safe on this device and is sent when it is back."
BACK = "Connected again."
SOON = 3_000  # milliseconds: the page is back so soon after the network is, or after somebody looks at it
PATIENCE = 30_000  # for what takes a moment on a busy machine
NOISE = ("WebSocket", "ERR_", "Failed to load resource")  # what a browser says of a server that is away

LISTEN = """() => {
  window.heard = [];
  const place = document.getElementById("nl-connection");
  new MutationObserver(() => window.heard.push(place.textContent)).observe(place, { childList: true });
}"""


class Visitor(Phone):
    """A participant on the step "Types", with an ear for what a screen reader would say of the connection."""

    def __init__(self, page: Page, url: str, name: str) -> None:
        super().__init__(page, url)
        self.name = name

    def begin(self) -> Visitor:
        """Join, and be on the step."""
        self.join(self.name)
        self.go("Types")
        self.listen()
        return self

    def listen(self) -> None:
        """Remember what the banner says from now on."""
        self.page.evaluate(LISTEN)

    @property
    def heard(self) -> list[str]:
        """What the banner has said, one after the other."""
        return list(self.page.evaluate("window.heard"))

    @property
    def banner(self) -> Locator:
        """The words about the connection."""
        return self.page.locator("#nl-connection")

    @property
    def reason(self) -> Locator:
        """The box for a long text."""
        return self.question("types_reason").get_by_role("textbox")

    def is_back(self, within: int = SOON) -> None:
        """Wait until the page is as good as new."""
        expect(self.page.locator("html")).to_have_attribute("data-connection", "open", timeout=within)

    def is_lost(self) -> None:
        """Wait until the page says that the connection is gone."""
        expect(self.banner).to_have_text(LOST, timeout=PATIENCE)

    def tell(self, event: str, of: str = "window") -> None:
        """Let the browser tell the page that something happened, as it does when a phone wakes up."""
        self.page.evaluate(f"{of}.dispatchEvent(new Event('{event}'))")

    def kernel(self) -> str:
        """The id of the page's kernel."""
        return str(self.page.locator("main").get_attribute("data-kernel"))


class Room:
    """A server and its data file."""

    def __init__(self, server: Server, data: Path) -> None:
        self.server = server
        self.data = data

    def said(self, name: str, key: str) -> list[Any]:
        """Return everything a participant ever said to a question, in order, as `kept` reads it."""
        kind = GUIDE.question(key).kind
        return [value and kept(kind, value) for value in self.kept(name, key)]

    def kept(self, name: str, key: str) -> list[Any]:
        """Return everything a participant ever said to a question, in order, as it is in the file."""
        with Store.open(self.data) as store:
            record = store.read(store.workshop("KRTM-27").id)
        (person,) = [one.id for one in record.participants if one.name == name]
        answers = [one for one in record.answers if (one.participant, one.question) == (person, key)]
        return [one.value for one in answers]


def kernel_of(visitor: Visitor, server: Server) -> psutil.Process:
    """Return the process behind a visitor's page: the one that listens where the page's kernel is spoken to."""
    assert server.process
    mark = f"kernel-{visitor.kernel()}"
    family = psutil.Process(server.process.pid).children(recursive=True)
    return next(
        one
        for one in family
        if mark in " ".join(one.cmdline()) or any(mark in str(end.laddr) for end in one.net_connections("unix"))
    )
