"""The plan a group takes home."""

from __future__ import annotations

from collections.abc import Callable

from traitlets import Any

from netlearn_widgets.model.question import Json
from netlearn_widgets.widgets.noun import Message, Noun

__all__ = ["PlanWidget"]


class PlanWidget(Noun):
    """Shows the plan as it stands and gives it as one file.

    Parameters
    ----------
    tree, words
        As for a view.
    make : callable
        Returns the plan as one HTML page.
    """

    noun = "plan"
    sheets = ("results", "document", "container")
    hears = ("download",)

    tree = Any(help="What is drawn: [tag, attributes, children] or a text").tag(sync=True)

    def __init__(self, *, tree: Json, words: str, make: Callable[[], str]) -> None:
        self.words = words
        self._make = make
        super().__init__(tree=tree)

    def show(self, tree: Json, words: str) -> None:
        """Show this from now on."""
        self.words = words
        self.tree = tree

    def on_download(self, message: Message) -> None:
        """Send the plan as a file to the browser that asks."""
        self.send({"type": "file", "id": str(message.get("id", "")), "name": "plan.html", "text": self._make()})

    def __repr__(self) -> str:
        return self.words
