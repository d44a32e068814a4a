"""Exchange what people said, run the course again, and see whether anybody could have noticed.

The sha256 that gives a card the name under which all see it is taken for a lot that is drawn for whoever writes it:
where two people exchange what they say, their lots are exchanged with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from unittest.mock import patch

from adversary.courses import Course
from adversary.guide import UNITS
from adversary.keeping import Event, save_id
from adversary.seen import DOTS, Place, Slot, pieces_of, value_from
from netlearn_widgets.model import themes
from netlearn_widgets.model.dots import Numbered

__all__ = ["Exchange", "exchanged", "lots"]


@dataclass
class Exchange:
    """Who says what of whom.

    Attributes
    ----------
    slots : dict
        By a slot the one whose words are said there.
    words : dict of dict
        Of cards and dots by slot and token the token that is said.
    saves : dict
        Of all other answers the token that is said, by the id of the answer.
    shown : set of str, optional
        The tokens that were ever shown. Where it is given, all others are said in other words.
    """

    slots: dict[Slot, Slot] = field(default_factory=dict)
    words: dict[Slot, dict[str, str]] = field(default_factory=dict)
    saves: dict[str, str] = field(default_factory=dict)
    shown: frozenset[str] | None = None

    def said(self, slot: Slot, token: str, save: str) -> str:
        """Return what is said here in the place of this token, in the answer with this id."""
        if slot.place[1] != DOTS and self.shown is not None and token not in self.shown | set(UNITS):
            return f"{token}u"
        if slot.place[1] in (DOTS, "ideas"):
            return _another(self.words.get(slot, {}), token)
        if slot.place[1] == "consent" and save not in self.saves:
            return self._unshown(slot, token)
        return self.saves.get(save, token)

    def _unshown(self, slot: Slot, token: str) -> str:
        """Return what is said of a wording that was in no picture: whether somebody objects then stays as it is."""
        position, _, reason = token.partition("~")
        words = self.words.get(slot, {}).items()
        return (
            f"{_another({one.partition('~')[0]: other.partition('~')[0] for one, other in words}, position)}~{reason}"
        )


def _another(words: Mapping[str, str], token: str) -> str:
    """Return what is said instead; for what was never shown something else, where it would be the same again.

    Examples
    --------
    >>> _another({"x": "y"}, "x"), _another({"x": "y"}, "y"), _another({"x": "y"}, "z")
    ('y', 'x', 'z')
    """
    if token in words:
        return words[token]
    before = {instead: said for said, instead in words.items()}
    while token in before:
        token = before.pop(token)
    return token


def exchanged(course: Course, exchange: Exchange) -> Course:
    """Return the course in which they say that."""
    events, number, placed = [], 1, dict[str, Numbered]()
    for at, event in enumerate(course.events):
        value = event.value
        if event.kind == "round":
            number += 1
            placed.clear()
        elif event.kind == "answer":
            value = _said(event, (number, event.question), exchange, save_id(at))
        elif event.kind == "dots":
            mine = placed.setdefault(event.who, Numbered())
            mine.give(event.value)
            value = _dots(event.who, mine.now, (number, DOTS), exchange)
        events.append(event._replace(value=value))
    return replace(course, events=tuple(events))


def _said(event: Event, place: Place, exchange: Exchange, save: str) -> dict[str, str]:
    """Return what is said instead, each piece under the name that goes with it."""
    said = {}
    for name, token in pieces_of(event.question, event.value).items():
        slot = Slot(place, event.who, name)
        said[exchange.slots.get(slot, slot).name] = exchange.said(slot, token, save)
    return value_from(event.question, said)


def _dots(who: str, placed: Mapping[int, str], place: Place, exchange: Exchange) -> dict[str, int]:
    vote: dict[str, int] = {}
    for name, thing in placed.items():
        where = exchange.said(Slot(place, who, str(name)), thing, "")
        vote[where] = vote.get(where, 0) + 1
    return vote


@contextmanager
def lots(exchange: Exchange) -> Iterator[None]:
    """Let the names of cards be exchanged with their words: the name that everybody sees stays with the card."""
    instead = {
        "\n".join([one.place[1], one.who, other.name]): "\n".join([other.place[1], other.who, other.name])
        for one, other in exchange.slots.items()
    }

    def sha256(name: bytes) -> object:
        text = name.decode()
        return hashlib.sha256(instead.get(text, text).encode())

    with patch.object(themes, "hashlib", SimpleNamespace(sha256=sha256)):
        yield
