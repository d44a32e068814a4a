"""The picture of ideas that a group has sorted: each theme with its dots and its cards."""

from __future__ import annotations

from netlearn_widgets.model.question import Json
from netlearn_widgets.report.pieces import amount, people, plain_table, twin
from netlearn_widgets.report.said import hidden
from netlearn_widgets.report.tree import Node, h

__all__ = ["themes"]

_LOOSE = "Not in a theme"


def themes(picture: Json) -> list[Node]:
    """The themes in order, each with a bar and its cards; then the cards in none."""
    label = h("p", "Themes the group made, and participants' own words", class_="nl-soft")
    top = max((row["n"] for row in picture["rows"]), default=0) or 1
    items = [_theme(row, picture["by"], row["n"] / top) for row in picture["rows"]]
    items += [_loose(picture)] if picture["loose"] else []
    return [label, h("ul", *items, class_="nl-themes"), *_waiting(picture), *hidden(picture), _twin(picture)]


def _theme(row: Json, by: str, share: float) -> Node:
    ideas = amount(row["ideas"], "idea", "ideas")
    said = f"{amount(row['n'], 'dot', 'dots')} · {ideas}" if by == "dots" else ideas
    head = h("p", h("strong", row["label"], dir="auto"), " ", h("small", said), class_="nl-theme-name")
    return h("li", head, _bar(share) if by == "dots" and row["n"] else None, _cards(row["cards"]))


def _bar(share: float) -> Node:
    """How long a theme's bar is; its number stands beside the name."""
    return h("span", h("span", class_="nl-bar", css={"share": share}), class_="nl-track", aria_hidden="true")


def _loose(picture: Json) -> Node:
    name = h("strong", _LOOSE if picture["rows"] else "Ideas", class_="nl-soft")
    return h("li", h("p", name, class_="nl-theme-name"), _cards(picture["loose"]), class_="nl-loose")


def _cards(cards: list[Json]) -> Node | None:
    return h("ul", *[_card(card) for card in cards], class_="nl-cards") if cards else None


def _card(card: Json) -> Node:
    same = [h("small", "also: ", h("span", one["text"], dir="auto")) for one in card["same"]]
    dots = h("small", amount(card["n"], "dot", "dots")) if card.get("n") else None
    return h("li", h("span", card["text"], dir="auto"), *same, dots)


def _waiting(picture: Json) -> list[Node]:
    n = picture["waiting"]
    if not n:
        return []
    said = (
        f"The dots of {people(n)} come in later, together with those of others, so that nobody can tell whose they are."
    )
    return [h("p", said, class_="nl-soft")]


def _twin(picture: Json) -> Node:
    rows = [[row["label"], str(row["n"]) if picture["by"] == "dots" else "", str(row["ideas"]), _words(row["cards"])]
            for row in picture["rows"]]  # fmt: skip
    loose = picture["loose"]
    total = sum(card["n"] for card in loose)
    count = sum(1 + len(card["same"]) for card in loose)
    rows += [[_LOOSE, str(total) if picture["by"] == "dots" else "", str(count), _words(loose)]] if loose else []
    columns = ["Theme", "Dots", "Ideas", "Cards"]
    kept = [place for place, column in enumerate(columns) if column != "Dots" or picture["by"] == "dots"]
    shown = [[row[place] for place in kept] for row in rows]
    return twin(plain_table("Themes with their ideas", [columns[place] for place in kept], shown))


def _words(cards: list[Json]) -> str:
    return " · ".join(text for card in cards for text in [card["text"], *(one["text"] for one in card["same"])])
