"""Where the cards of a question are put, act by act."""

from __future__ import annotations

from collections.abc import Iterable

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.question import Json

__all__ = ["Sorting"]


class Sorting:
    """Where cards are put, act by act; of cards it knows only the ids, so that one that comes back has its place.

    Cards that say the same lie in one pile, which bears the id of the card they were merged into.
    """

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.home: dict[str, str] = {}
        self.piles: dict[str, str] = {}
        self.hidden: dict[str, str | None] = {}

    @classmethod
    def of(cls, acts: Iterable[Act]) -> Sorting:
        """Fold acts of the right form, in the order they were recorded."""
        sorting = cls()
        for act in acts:
            sorting.do(act.kind, act.value)
        return sorting

    def pile_of(self, card: str) -> str:
        """The pile a card lies in; a card that was not merged is one of its own."""
        return self.piles.get(card, card)

    def theme_of(self, pile: str) -> str:
        """The theme of a pile, or ""."""
        theme = self.home.get(pile, "")
        return theme if self.names.get(theme) else ""

    def do(self, kind: str, value: Json) -> None:
        """Take in an act of the right form; one of a kind that moves no card changes nothing."""
        if kind in ("theme", "group", "merge", "hide"):
            getattr(self, kind)(value)

    def theme(self, value: Json) -> None:
        self.names[value["theme"]] = value["name"]

    def group(self, value: Json) -> None:
        self.piles.pop(value["card"], None)
        self.home[value["card"]] = value["theme"]

    def merge(self, value: Json) -> None:
        card, into = value["card"], value["into"]
        pile = self.pile_of(into)
        if not into:
            self.home[card] = self.home.get(self.pile_of(card), "")
            self.piles.pop(card, None)
        elif card != into and pile == card:  # under a card that lies under it: the pile turns around
            self.home[into] = self.home.get(card, "")
            self._pour(card, into)
        elif card != pile:
            self._pour(card, pile)

    def _pour(self, card: str, pile: str) -> None:
        """Put a card onto a pile, with all that lie under it."""
        for one in [card, *(one for one, its in self.piles.items() if its == card)]:
            self.piles[one] = pile
        self.piles.pop(pile, None)

    def hide(self, value: Json) -> None:
        self.hidden[value["card"]] = None if value.get("hidden") is False else value["reason"]
