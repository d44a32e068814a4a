"""What a group said, drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from traitlets import Any, Bool

from netlearn_widgets.model.question import Json
from netlearn_widgets.widgets.noun import Message, Noun

__all__ = ["ViewWidget"]


class ViewWidget(Noun):
    """Shows a tree of tags and text, and follows when it changes.

    Parameters
    ----------
    tree : Json
        ``[tag, attributes, children]`` or a text.
    words : str
        The same in plain text.
    large : bool
        For a shared screen.
    on_look : callable, optional
        Called when somebody unfolds what is folded, and when they fold it again: with whether it is looked at.
    """

    noun = "view"
    sheets = ("results",)
    hears: ClassVar[tuple[str, ...]] = ("look",)

    tree = Any(help="What is drawn: [tag, attributes, children] or a text").tag(sync=True)
    large = Bool(default_value=False, help="Drawn for a shared screen").tag(sync=True)

    def __init__(
        self, *, tree: Json, words: str, large: bool = False, on_look: Callable[[bool], None] | None = None
    ) -> None:
        self.words = words
        self._look = on_look
        super().__init__(tree=tree, large=large)

    def show(self, tree: Json, words: str) -> None:
        """Show this from now on."""
        self.words = words
        self.tree = tree

    def on_look(self, message: Message) -> None:
        """Take note of whether what is folded is looked at."""
        if self._look is not None:
            self._look(message.get("open") is True)

    def __repr__(self) -> str:
        return self.words
