"""What a group said, drawn."""

from __future__ import annotations

from traitlets import Any, Bool

from netlearn_widgets.model.question import Json
from netlearn_widgets.widgets.noun import Noun

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
    """

    noun = "view"
    sheets = ("results",)

    tree = Any(help="What is drawn: [tag, attributes, children] or a text").tag(sync=True)
    large = Bool(default_value=False, help="Drawn for a shared screen").tag(sync=True)

    def __init__(self, *, tree: Json, words: str, large: bool = False) -> None:
        self.words = words
        super().__init__(tree=tree, large=large)

    def show(self, tree: Json, words: str) -> None:
        """Show this from now on."""
        self.words = words
        self.tree = tree

    def __repr__(self) -> str:
        return self.words
