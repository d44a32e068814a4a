"""Pictures of what people said: their words, their tables, and who holds which role."""

from __future__ import annotations

import re

from netlearn_widgets.model.question import Json
from netlearn_widgets.report.pieces import amount, chips, listed, stacking
from netlearn_widgets.report.tree import Node, h

__all__ = ["cards", "cover", "hidden", "own_words", "table"]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def own_words(texts: list[str]) -> Node:
    """Cards with what people wrote, marked as theirs."""
    label = h("p", "Participants' own words", class_="nl-soft")
    return h("div", label, h("ul", *[h("li", text, dir="auto") for text in texts], class_="nl-cards"))


def cards(picture: Json) -> list[Node]:
    """Each text on a card of its own."""
    shown = [own_words([card["text"] for card in picture["cards"]])] if picture["cards"] else []
    return shown + hidden(picture)


def hidden(picture: Json) -> list[Node]:
    """How many ideas the host took out of sight; nothing where none is."""
    n = picture["hidden"]
    return [h("p", f"The host has hidden {amount(n, 'idea', 'ideas')}.", class_="nl-soft")] if n else []


def table(picture: Json) -> list[Node]:
    """The rows people filled in."""
    columns = [column["label"] for column in picture["columns"]]
    rows = [[_cell(text) for text in row] for row in picture["rows"]]
    return [stacking(picture["prompt"], columns, rows)]


def _cell(text: str) -> Node:
    """A date stays on one line."""
    return h("span", text, class_="nl-date") if _DATE.fullmatch(text) else text


def cover(picture: Json) -> list[Node]:
    """Who holds each role and who could; a role nobody holds says so."""
    rows = [[h("strong", row["label"]), _names(row["holds"], "Nobody yet"), _names(row["could"], "Nobody named")]
            for row in picture["rows"]]  # fmt: skip
    missing = [h("p", "Nobody holds yet: ", h("strong", listed(picture["uncovered"])), class_="nl-say")]
    full = [h("p", "Every role is held by somebody.", class_="nl-say")]
    roles = stacking(picture["prompt"], ["Role", "Holds it now", "Could take it on"], rows)
    key = [h("p", "A number says how many people gave the name.", class_="nl-soft")]
    return [*(missing if picture["uncovered"] else full), roles, *key]


def _names(names: list[Json], nobody: str) -> Node:
    if not names:
        return h("span", nobody, class_="nl-nobody")
    return chips(f"{one['name']} ({one['n']})" if one["n"] > 1 else one["name"] for one in names)
