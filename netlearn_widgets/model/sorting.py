"""What counts as sorting ideas, voting on them and hiding one: every act a page sends is checked here, in words."""

from __future__ import annotations

from collections.abc import Mapping

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import Json, mapping
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.text import check_text, fold

__all__ = ["LONGEST_NAME", "LONGEST_REASON", "MOST_THEMES", "check_act"]

LONGEST_NAME = 80
LONGEST_REASON = 280
MOST_THEMES = 30
"""More, and a group has lists in the place of themes."""

_LONGEST_ID = 40


def check_act(kind: str, value: Json, ask: Ideas, themes: Mapping[str, str]) -> Json:
    """Return the value of an act as it is kept, or say why it cannot be.

    An act about a theme or a card that has gone meanwhile is taken: it does nothing, and nobody did anything wrong.

    Parameters
    ----------
    kind : str
        One of `netlearn_widgets.model.themes.KINDS`.
    value : Json
        What arrived from a browser.
    ask : Ideas
        The question: how many dots there are.
    themes : mapping of str to str
        The names of the themes there are, by id.

    Raises
    ------
    InvalidAnswer
        In words for whoever did it.
    """
    given = mapping(value, "What you did")
    match kind:
        case "theme":
            return _theme(given, themes)
        case "group":
            return {"card": _id(given, "card"), "theme": _id(given, "theme", may_lack=True)}
        case "merge":
            return _merge(given)
        case "dots":
            return _dots(given, ask, themes)
        case "hide":
            return _hide(given)
    message = f"This page does not understand {kind!r:.40}. Please reload it."
    raise InvalidAnswer(message)


def _id(given: Mapping[str, Json], name: str, *, may_lack: bool = False) -> str:
    """The id of a thing; "" only where it may be left out."""
    key = check_text(given.get(name, "" if may_lack else None), what=f"The number of a {name}", longest=_LONGEST_ID)
    if not key and not may_lack:
        message = "The page did not say what was meant. Please reload it."
        raise InvalidAnswer(message)
    return key


def _theme(given: Mapping[str, Json], themes: Mapping[str, str]) -> Json:
    theme = _id(given, "theme")
    name = check_text(given.get("name"), what="The name of a theme", longest=LONGEST_NAME)
    others = {fold(other): other for key, other in themes.items() if key != theme}
    if fold(name) in others:
        message = f"There is a theme “{others[fold(name)]}” already. Please choose another name."
        raise InvalidAnswer(message)
    if name and theme not in themes and len(others) >= MOST_THEMES:
        message = f"There are {MOST_THEMES} themes, and no more fit. Please put two of them together first."
        raise InvalidAnswer(message)
    return {"theme": theme, "name": name}


def _merge(given: Mapping[str, Json]) -> Json:
    card, into = _id(given, "card"), _id(given, "into", may_lack=True)
    if card == into:
        message = "A card cannot be merged with itself. Please choose another one."
        raise InvalidAnswer(message)
    return {"card": card, "into": into}


def _dots(given: Mapping[str, Json], ask: Ideas, themes: Mapping[str, str]) -> Json:
    if not ask.dots:
        message = "There is no vote on this question."
        raise InvalidAnswer(message)
    kept: dict[str, int] = {}
    for thing, n in given.items():
        check_text(thing, what="The number of a theme", longest=_LONGEST_ID)
        if not isinstance(n, int) or isinstance(n, bool) or n < 0:
            message = "Dots are whole numbers: 0, 1, 2 and so on."
            raise InvalidAnswer(message)
        if n > ask.most_dots:
            name = f"“{themes[thing]}”" if thing in themes else "one idea"
            message = f"You put {n} dots on {name}; at most {ask.most_dots} fit. Please take {n - ask.most_dots} back."
            raise InvalidAnswer(message)
        if n:
            kept[thing] = n
    over = sum(kept.values()) - ask.dots
    if over > 0:
        message = f"You have {ask.dots} dots, and put {ask.dots + over}. Please take {over} back first."
        raise InvalidAnswer(message)
    return kept


def _hide(given: Mapping[str, Json]) -> Json:
    card = _id(given, "card")
    if given.get("hidden") is False:
        return {"card": card, "hidden": False}
    reason = check_text(given.get("reason"), what="The reason", longest=LONGEST_REASON)
    if not reason:
        message = "Please write the reason first: the writer reads it."
        raise InvalidAnswer(message)
    return {"card": card, "reason": reason}
