"""What each participant did to the group's cards and themes, for a host to read, and the acts that undo it.

A deed stands where the board would be another one without it. Undoing is done by acts too, so that nothing said is
overwritten: the board is folded as if the deeds had never been, and the acts that lead there are worked out.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.sorted_cards import Sorting
from netlearn_widgets.model.themes import fits

__all__ = ["Deeds", "deeds", "undone"]

_ON_CARDS = ("theme", "group", "merge")


@dataclass(frozen=True, kw_only=True)
class Deeds:
    """What one participant did to the cards and themes of one question.

    Attributes
    ----------
    participant : str
    counts : mapping of str to int
        How often they "moved", "merged" or "parted" a card, and "named" or "deleted" a theme.
    at : datetime
        When they did so last.
    """

    participant: str
    counts: Mapping[str, int]
    at: dt.datetime


def deeds(acts: Iterable[Act]) -> tuple[Deeds, ...]:
    """Return what everybody did of whose deeds any stands, whoever did most first.

    Parameters
    ----------
    acts : iterable of Act
        All acts about one question in one round, in the order they were recorded.
    """
    acts = _on_cards(acts)
    whose: dict[str, list[Act]] = {}
    for act in acts:
        if act.participant:
            whose.setdefault(act.participant, []).append(act)
    found = [
        Deeds(participant=who, counts=Counter(map(_kind, did)), at=did[-1].at)
        for who, did in whose.items()
        if undone(acts, who)
    ]
    return tuple(sorted(found, key=lambda one: (-sum(one.counts.values()), one.at)))


def undone(acts: Iterable[Act], participant: str) -> tuple[tuple[str, Json], ...]:
    """Return the acts, as kind and value, after which the board is as if this participant had never touched it.

    Examples
    --------
    >>> named = Act(kind="theme", value={"theme": "t1", "name": "Time"}, participant="ada")
    >>> undone([named], "ada")
    (('theme', {'theme': 't1', 'name': ''}),)
    """
    acts = _on_cards(acts)
    now, wanted = Sorting.of(acts), Sorting.of(act for act in acts if act.participant != participant)
    names = {theme: wanted.names.get(theme, "") for theme in now.names}
    renamed = [theme for theme, name in names.items() if name != now.names[theme]]
    back: list[tuple[str, Json]] = [("theme", {"theme": theme, "name": names[theme]}) for theme in renamed]
    cards = dict.fromkeys([*now.home, *now.piles, *wanted.home, *wanted.piles])
    astray = [card for card in cards if _differs(card, now, wanted)]
    back += [("group", {"card": card, "theme": wanted.home.get(card, "")}) for card in astray]
    back += [("merge", {"card": card, "into": wanted.piles[card]}) for card in astray if card in wanted.piles]
    return tuple(back)


def _differs(card: str, now: Sorting, wanted: Sorting) -> bool:
    if now.piles.get(card) != wanted.piles.get(card):
        return True
    return card not in wanted.piles and now.home.get(card, "") != wanted.home.get(card, "")


def _on_cards(acts: Iterable[Act]) -> list[Act]:
    return [act for act in acts if act.kind in _ON_CARDS and fits(act)]


def _kind(act: Act) -> str:
    match act.kind:
        case "theme":
            return "named" if act.value["name"] else "deleted"
        case "merge":
            return "merged" if act.value["into"] else "parted"
    return "moved"
