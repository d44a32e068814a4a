"""Who answers on this page, and how to hand the device on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from netlearn_widgets.widgets.container import Container
from netlearn_widgets.widgets.noun import Message

__all__ = ["WhoWidget"]

_NAME = {
    "names": "a name is optional",
    "aliases": "a made-up name is optional",
    "nothing": "nobody is asked for a name",
}


class WhoWidget(Container):
    """Asks for the join code where none is known; then says who answers, takes a name, and passes to the next person.

    One laptop serves a whole room: the group answers together, person after person, or on paper that somebody types in.

    Parameters
    ----------
    make : callable
        Returns paper sheets as one HTML page: of the page's own step, or of all of them when called with True.
    others
        As for a container.
    """

    noun = "who"
    hears = (*Container.hears, "sheets")

    def __init__(self, *, make: Callable[[bool], str], **others: Any) -> None:  # noqa: ANN401  a container checks them
        self._make = make
        super().__init__(**others)

    def on_sheets(self, message: Message) -> None:
        """Send paper sheets as a file to the browser that asks."""
        page = self._make(message.get("whole") is True)
        self.send({"type": "file", "id": str(message.get("id", "")), "name": "paper-sheets.html", "text": page})

    def __repr__(self) -> str:
        title = self.visit.get("title")
        name = _NAME[self.visit.get("names", "names")]
        return f"Workshop: {title}. Answers on this page are yours; {name}." if title else super().__repr__()
