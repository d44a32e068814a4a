"""What a group said, drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from traitlets import Any, Bool, Dict

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import Json
from netlearn_widgets.widgets.noun import Message, Noun, numbered

__all__ = ["OnShow", "ViewWidget", "show"]

OnShow = Callable[[str, bool], None]
"""Shows something to everybody, or hides it again: called with the act's id and whether it is to be shown."""


def show(on_show: OnShow | None, message: Message) -> None:
    """Show what a page asks for: ``{"id": str, "shown": bool}``; raise InvalidAnswer where there is nothing to show."""
    if on_show is None:
        problem = "There is nothing to show here. Please reload the page."
        raise InvalidAnswer(problem)
    on_show(numbered(message), message.get("shown") is True)


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
    offer : dict, optional
        What may be pressed to show it to everybody: see `netlearn_widgets.pages.showing`.
    on_show : callable, optional
        See ``OnShow``.
    """

    noun = "view"
    sheets = ("results",)
    hears: ClassVar[tuple[str, ...]] = ("look", "show")

    tree = Any(help="What is drawn: [tag, attributes, children] or a text").tag(sync=True)
    offer = Dict(help="What may be pressed to show it to everybody, or nothing").tag(sync=True)
    large = Bool(default_value=False, help="Drawn for a shared screen").tag(sync=True)

    def __init__(  # noqa: PLR0913  each is a different thing
        self,
        *,
        tree: Json,
        words: str,
        large: bool = False,
        on_look: Callable[[bool], None] | None = None,
        offer: dict[str, Json] | None = None,
        on_show: OnShow | None = None,
    ) -> None:
        self.words = words
        self._look, self._show = on_look, on_show
        super().__init__(tree=tree, large=large, offer=offer or {})

    def show(self, tree: Json, words: str) -> None:
        """Show this from now on."""
        self.words = words
        self.tree = tree

    def on_look(self, message: Message) -> None:
        """Take note of whether what is folded is looked at."""
        if self._look is not None:
            self._look(message.get("open") is True)

    def on_show(self, message: Message) -> None:
        """Show it to everybody: ``{"id": str, "shown": bool}``."""
        show(self._show, message)
        self.reply(message, "saved")

    def __repr__(self) -> str:
        return self.words
