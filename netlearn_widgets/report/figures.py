"""Every picture of results, drawn as a tree."""

from __future__ import annotations

from collections.abc import Callable

from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.question import Json
from netlearn_widgets.report.agreed import spread
from netlearn_widgets.report.bars import bars, gap, grid, shift
from netlearn_widgets.report.held import held_back, held_note, is_held
from netlearn_widgets.report.map import network
from netlearn_widgets.report.moved import beside
from netlearn_widgets.report.pieces import people
from netlearn_widgets.report.ratings import ranks, ratings
from netlearn_widgets.report.said import cards, cover, table
from netlearn_widgets.report.themes import themes
from netlearn_widgets.report.tree import Node, h, walk

__all__ = ["figure", "is_empty", "talk"]

_DRAWN: dict[str, Callable[[Json], list[Node]]] = {
    "bars": bars,
    "shift": shift,
    "gap": gap,
    "ratings": ratings,
    "ranks": ranks,
    "cards": cards,
    "themes": themes,
    "cover": cover,
    "table": table,
    "grid": grid,
    "spread": spread,
    "map": network,
}
_INVITATIONS = {
    "cover": "No names yet. Who already does this work, perhaps without the title?",
    "table": "Nothing is written down yet. Begin with one small thing that can really happen.",
    "spread": "No wording is on the table yet. Anyone may propose one.",
    "map": "Nobody is on the map yet. Begin with yourself and two people you turn to.",
}


def figure(picture: Json, *, level: int = 3, title: str | None = None, opened: bool = False) -> Node:
    """Draw one picture: its question as a heading, how many answered, the results, and a table that says the same.

    Parameters
    ----------
    picture : dict
        From ``analysis.picture``.
    level : int
        The level of the heading, 1 to 4.
    title : str, optional
        A heading in the place of the question; "" leaves heading and count out, where the page says both already.
    opened : bool
        Whether what stands one tap away is open, as on paper.

    Raises
    ------
    NetlearnError
        When there is no such kind of picture.
    """
    kind = picture["kind"]
    if kind not in _DRAWN:
        message = f"There is no picture of the kind {kind!r}. There are: {', '.join(_DRAWN)}."
        raise NetlearnError(message)
    body = [_nothing(picture)] if is_empty(picture) else [*_withheld(picture), *_compared(picture)]
    heading = picture["prompt"] if title is None else title
    answered = None if is_empty(picture) or is_held(picture) else _answered(picture)
    caption = h("figcaption", h(f"h{level}", heading, dir="auto"), answered) if heading else None
    drawn = h(
        "figure",
        caption,
        *body,
        class_=f"nl-figure nl-figure-{kind}",
        aria_label=None if heading else picture["prompt"],
    )
    for tag, attributes, _ in walk(drawn):
        if tag == "details" and opened:
            attributes["open"] = ""
    return drawn


def _nothing(picture: Json) -> Node:
    """What stands in the place of a picture: why it is held back, or an invitation to begin."""
    words = " ".join(held_back(picture)) or _INVITATIONS.get(picture["kind"]) or _awaited(picture)
    return h("p", words, class_="nl-empty")


def _awaited(picture: Json) -> str:
    """That nobody has said anything, and when it will be seen."""
    what = "No ideas yet." if picture["kind"] == "themes" else "No answers yet."
    threshold, hidden = picture["appears"]["threshold"], picture["appears"]["hidden"]
    if hidden:
        return f"{what} They appear here when they are shown to everybody."
    if threshold > 1:
        return f"{what} They appear here once {people(threshold)} have answered."
    return f"{what} The first one shows here as soon as it is saved."


def _withheld(picture: Json) -> list[Node]:
    """What the picture does not show, above it; of positions that stands beside what became of the wording."""
    return [] if picture["kind"] == "spread" else held_note(picture)


def _compared(picture: Json) -> list[Node]:
    """The picture; where there is an earlier round, with what moved since."""
    above, below = beside(picture)
    return [*above, *_DRAWN[picture["kind"]](picture), *below]


def is_empty(picture: Json) -> bool:
    """Whether there is nothing to show yet."""
    if picture["kind"] == "spread":
        return picture["proposal"] is None and not picture["answered"]
    if picture["kind"] == "gap":
        return not (picture["answered"] or picture["answered_now"])
    return not picture["answered"]


def _answered(picture: Json) -> Node:
    said = f"{people(picture['answered'])} answered"
    held = picture.get("held")
    if picture["kind"] == "gap":
        said = (
            f"{people(picture['answered_now'])} answered about now, {picture['answered'] or 'nobody'} about the future"
        )
    elif held and held["answered"] > picture["answered"]:
        said = f"{people(held['answered'])} answered; what {picture['answered']} of them said is shown"
    return h("p", said[:1].upper() + said[1:], class_="nl-answered")


def talk(picture: Json, *, level: int = 3) -> Node:
    """The prompts for the conversation about a picture; an empty text where the guide gives none."""
    if not picture["talk"]:
        return ""
    prompts = [h("li", prompt, dir="auto") for prompt in picture["talk"]]
    return h("section", h(f"h{level}", "Talk about"), h("ul", *prompts), class_="nl-talk")
