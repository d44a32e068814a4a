"""Questions answered in one's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from netlearn_widgets.model.merging import Merged, clash_words, merge_entries, quoted, stays_words
from netlearn_widgets.model.question import ANY, Json, Question, distinct, mapping, sequence, texts
from netlearn_widgets.model.text import check_text

__all__ = ["Ideas", "Text"]


@dataclass(frozen=True, kw_only=True)
class Text(Question):
    """A short text. Answer: ``str``."""

    kind: ClassVar[str] = "text"
    longest: int = 1000

    def _check(self, value: Json) -> str:
        return check_text(value, what="Your text", longest=self.longest, lines=True)

    def fits(self, value: Json) -> bool:
        return isinstance(value, str)

    def words(self, value: Json) -> list[str]:
        return [str(value)] if value else []


@dataclass(frozen=True, kw_only=True)
class Ideas(Question):
    """Several ideas, one a card. Answer: ``[{"id": str, "text": str}, …]``; an id is made in the browser and lasts.

    The group sorts the cards into themes. Each person has ``dots`` to vote with (0: no vote), at most ``most_on_one``
    of them on one theme (0: no limit).
    """

    kind: ClassVar[str] = "ideas"
    longest: int = 280
    most: int = 20
    dots: int = 0
    most_on_one: int = 0

    @property
    def most_dots(self) -> int:
        """How many dots one person may put on one theme."""
        return min(self.most_on_one or self.dots, self.dots)

    def _check(self, value: Json) -> list[dict[str, str]]:
        cards, ids = [], set()
        for entry in sequence(value, "Ideas", self.most):
            card = mapping(entry, "An idea")
            name = check_text(card.get("id"), what="An idea's number", longest=40)
            text = check_text(card.get("text"), what="This idea", longest=self.longest, lines=True)
            if text and name not in ids:
                ids.add(name)
                cards.append({"id": name, "text": text})
        return cards

    def _read(self, value: Json) -> Json:
        return super(Ideas, replace(self, longest=ANY, most=ANY))._read(value)

    def _merge(self, base: Json, mine: Json, theirs: Json) -> Merged:
        cards, clashes = merge_entries(*({card["id"]: card for card in value or []} for value in (base, mine, theirs)))
        said = []
        for clash in clashes:
            idea = f"Your idea {quoted(cards[clash.key]['text'])}"
            said.append(clash_words(idea, clash.theirs) if clash.part else stays_words(idea))
        return Merged(list(cards.values()), tuple(said))

    def pieces(self, value: Json) -> dict[str, Json]:
        return {entry["id"]: entry for entry in value}

    def joined(self, pieces: Mapping[str, Json]) -> Json:
        return list(pieces.values())

    def fits(self, value: Json) -> bool:
        return (
            isinstance(value, list)
            and all(texts(card, "id", "text") for card in value)
            and distinct([card["id"] for card in value])
        )

    def words(self, value: Json) -> list[str]:
        return [card["text"] for card in value or []]
