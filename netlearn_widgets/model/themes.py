"""Ideas become themes: the cards of one question in one round, as the group sorted them and voted.

Nothing here is kept: a board is folded from all acts about the question, the last act on a thing wins.

======== ============================================= ======================================================
kind     value                                         what it does
======== ============================================= ======================================================
theme    ``{"theme": id, "name": str}``                names a theme; "" takes it away, its cards come back
group    ``{"card": id, "theme": id}``                 puts a card, with those merged into it, into a theme
merge    ``{"card": id, "into": id}``                  says that two cards say the same; "" takes them apart
dots     ``{theme id or card id: int}``                all of one person's dots, in the place of their earlier
tally    ``{"shown": bool}``                           counts the dots, or hides their count again
hide     ``{"card": id, "reason": str}`` or            the host takes a card out of sight, or brings it back
         ``{"card": id, "hidden": False}``
======== ============================================= ======================================================
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.dots import are_dots, votes_of
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.sorted_cards import Sorting
from netlearn_widgets.model.telling import Ideas

__all__ = ["KINDS", "Board", "Card", "Hidden", "Pile", "Theme", "board", "card_id", "fits"]


@dataclass(frozen=True, kw_only=True)
class Card:
    """One idea on the board.

    Attributes
    ----------
    id : str
        The same on every page; it tells nobody who wrote the card. See `card_id`.
    text, writer : str
    part : str
        Its id in the writer's answer.
    at : int
        Its place among the cards that are seen.
    """

    id: str
    text: str
    writer: str
    part: str
    at: int = 0


def card_id(question: str, writer: str, part: str) -> str:
    """The name under which everybody sorts a card; nobody can tell the writer from it.

    Examples
    --------
    >>> card_id("purpose_for", "5e1b", "i1")
    'c3ad011104860951b'
    """
    return "c" + hashlib.sha256(f"{question}\n{writer}\n{part}".encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Pile:
    """A card with those that were merged into it."""

    card: Card
    same: tuple[Card, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A name the group gave, and the cards under it."""

    id: str
    name: str
    piles: tuple[Pile, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """A card the host took out of sight, and why."""

    card: Card
    reason: str


@dataclass(frozen=True, kw_only=True)
class Board:
    """What the group made of its cards: every card is in exactly one place.

    Attributes
    ----------
    themes : tuple of Theme
        In the order they were first named.
    loose : tuple of Pile
        Cards in no theme.
    hidden : tuple of Hidden
    counted : mapping of str to int
        The dots that may be shown, by theme or loose card; a place without any is not in it.
    voted : int
        How many people have given dots.
    waiting : int
        How many people's dots are new and not counted yet, so that nobody can tell whose they are.
    tallied : bool
        Whether dots are counted; else they wait for somebody to ask for it.
    hidden_again : bool
        Whether a host hid the count.
    votes : mapping of str to mapping
        Each person's own dots that stand: for that person's eyes only.
    returned : mapping of str to int
        How many dots came back to each person, for their card or theme is gone: as above.
    """

    themes: tuple[Theme, ...] = ()
    loose: tuple[Pile, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    counted: Mapping[str, int] = field(default_factory=dict)
    voted: int = 0
    waiting: int = 0
    tallied: bool = True
    hidden_again: bool = False
    votes: Mapping[str, Mapping[str, int]] = field(default_factory=dict, repr=False)
    returned: Mapping[str, int] = field(default_factory=dict, repr=False)

    @property
    def touched(self) -> bool:
        """Whether the group has made anything of its cards: a theme, a merger, a dot that is counted."""
        return bool(self.themes or self.counted or any(pile.same for pile in self.loose))

    def became(self, card: str) -> str:
        """What became of a card, in words for its writer; "" where nothing did."""
        for one in self.hidden:
            if one.card.id == card:
                return f"Hidden by the host: {one.reason}"
        places = [(theme, pile) for theme in self.themes for pile in theme.piles]
        for theme, pile in [*places, *((None, pile) for pile in self.loose)]:
            if card in (pile.card.id, *(one.id for one in pile.same)):
                return self._said(theme, pile, merged=card != pile.card.id)
        return ""

    def _said(self, theme: Theme | None, pile: Pile, *, merged: bool) -> str:
        parts = [f"merged with “{pile.card.text}”"] if merged else []
        parts += [f"in the theme “{theme.name}”"] if theme else []
        n = self.counted.get(theme.id if theme else pile.card.id, 0)
        parts += [f"{n} {'dot' if n == 1 else 'dots'}"] if n else []
        said = ", ".join(parts)
        return said[:1].upper() + said[1:]


KINDS = ("theme", "group", "merge", "dots", "tally", "hide")
"""The kinds of act a board is made of."""


def board(cards: Iterable[Card], acts: Iterable[Act], ask: Ideas, *, over: bool = False) -> Board:
    """What a group made of these cards.

    Parameters
    ----------
    cards : iterable of Card
        Those that may be seen, in their order.
    acts : iterable of Act
        All acts about the question in the round, and all settings, in the order they were recorded.
    ask : Ideas
        Says how many dots each person has.
    over : bool
        Whether the next round is open: dots whose count nobody asked for, or hid, are counted then.

    Notes
    -----
    Cards merged into one that is hidden or was taken back stay together, in the theme of that one. Dots go with their
    card wherever it goes, and add up there; a person's own come back to them as far as the limits are passed by that.
    Those on a card or a theme that is gone all come back.
    """
    acts = list(acts)
    sorting = Sorting.of([act for act in acts if fits(act)])
    seen = {card.id: card for card in cards}
    hidden = tuple(
        Hidden(card=seen[card], reason=reason)
        for card, reason in sorting.hidden.items()
        if reason is not None and card in seen
    )
    for one in hidden:
        seen.pop(one.card.id)
    piles = _piles(seen.values(), sorting)
    held = {pile.card.id: sorting.theme_of(sorting.pile_of(pile.card.id)) for pile in piles}
    themes = tuple(
        Theme(id=theme, name=name, piles=tuple(pile for pile in piles if held[pile.card.id] == theme))
        for theme, name in sorting.names.items()
        if name
    )
    loose = tuple(pile for pile in piles if not held[pile.card.id])
    places = {theme.id: theme.id for theme in themes}
    places |= {card.id: held[pile.card.id] or pile.card.id for pile in piles for card in (pile.card, *pile.same)}
    votes = votes_of(acts, over=over)
    return Board(
        themes=themes,
        loose=loose,
        hidden=hidden,
        counted=votes.counted(places, ask),
        voted=len(votes.cohorts.now),
        waiting=votes.cohorts.waiting,
        tallied=votes.tallied,
        hidden_again=votes.asked is False,
        votes=votes.standing(places, ask),
        returned=votes.returned(places),
    )


def _piles(seen: Iterable[Card], sorting: Sorting) -> list[Pile]:
    """The cards in sight, in their order, each pile with the card on top whose name it bears, or else its first."""
    together: dict[str, list[Card]] = {}
    for card in seen:
        together.setdefault(sorting.pile_of(card.id), []).append(card)
    tops = {pile: next((card for card in cards if card.id == pile), cards[0]) for pile, cards in together.items()}
    piles = [
        Pile(card=tops[pile], same=tuple(card for card in cards if card is not tops[pile]))
        for pile, cards in together.items()
    ]
    return sorted(piles, key=lambda pile: pile.card.at)


# What an act must look like to count: an import may bring anything.


def _texts(*names: str) -> Callable[[Json], bool]:
    return lambda value: isinstance(value, Mapping) and all(isinstance(value.get(name), str) for name in names)


_SHAPES: dict[str, Callable[[Json], bool]] = {
    "theme": _texts("theme", "name"),
    "group": _texts("card", "theme"),
    "merge": _texts("card", "into"),
    "dots": are_dots,
    "tally": lambda value: isinstance(value, Mapping) and type(value.get("shown")) is bool,
    "hide": lambda value: (
        _texts("card")(value) and (isinstance(value.get("reason"), str) or value.get("hidden") is False)
    ),
}


def fits(act: Act) -> bool:
    """Whether an act on a board has the form of its kind."""
    return act.kind in _SHAPES and _SHAPES[act.kind](act.value)
