"""What was ever shown of whom: the adversary's proposal of who cannot be told apart, to be proven by the bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from adversary.guide import GUIDE
from adversary.keeping import Kept
from adversary.served import COUNTED
from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.analysis.groups import _broken_down
from netlearn_widgets.model.disclosure import Disclosure
from netlearn_widgets.model.dots import votes_of
from netlearn_widgets.model.question import Json

__all__ = ["DOTS", "Life", "Place", "Seen", "Slot", "pieces_of", "said_in", "value_from"]

DOTS = "dots"

Place = tuple[int, str]
"""A round and a question of it, or "dots" for those on its ideas."""


_Said = tuple[str, str]
"""A token, and the id of the answer it is said in."""


class Slot(NamedTuple):
    """Where somebody may say one thing."""

    place: Place
    who: str
    name: str


@dataclass
class Life:
    """What was shown of one slot: at which events something came, changed or went, and what was there each time.

    ``saves`` are the ids of the answers it was said in, where each is said anew; "" for cards and dots.
    """

    when: list[tuple[int, bool]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    saves: list[str] = field(default_factory=list)


class Seen:
    """Watches a course: see `adversary.served.Watch`."""

    def __init__(self) -> None:
        self.lives: dict[Slot, Life] = {}
        self.openly: set[tuple[Place, str]] = set()
        self._now: dict[Place, dict[tuple[str, str], _Said]] = {}
        self._wordings: dict[Place, str | None] = {}
        self._names: dict[tuple[Place, str | None], str] = {}
        self.grouped: dict[tuple[Place, str], str] = {}

    def __call__(self, number: int, kept: Kept, places: list[Place]) -> None:
        for place in places:
            if place[1] == "consent":
                self._reworded(number, place, kept)
            disclosed = kept.record.disclosure(place[1], place[0])
            self.openly |= {(place, who) for who in disclosed.openly}
            self._look(number, place, dict(_pieces(place[1], disclosed)))
            if place[1] == "ideas":
                acts, over = kept.record.held_and_done("ideas", place[0]), place[0] < kept.record.round.number
                votes = votes_of(acts, over=over)
                dots = (place[0], DOTS)
                self.openly |= {(dots, who) for who in votes.openly}
                shown = votes.cohorts.shown if votes.tallied and len(votes.cohorts.shown) >= votes.threshold else {}
                now = {(who, name): (str(one.value), "") for who, mine in shown.items() for name, one in mine.items()}
                self._look(number, dots, now)
        self._group(kept)

    def _reworded(self, number: int, place: Place, kept: Kept) -> None:
        """Begin anew with each wording; what was shown of the one before is a slot of its own.

        A wording is on the table again where the next one goes with whoever proposed it.
        """
        wording = kept.record.proposal("consent", place[0])
        before, self._wordings[place] = self._wordings.get(place), wording and wording.id
        if before != self._wordings[place]:
            self._now.pop(place, None)
            self._rename(place, "", f"until {number}")
            self._names[place, before] = f"until {number}"
            if name := self._names.pop((place, self._wordings[place]), ""):
                self._rename(place, name, "")

    def _rename(self, place: Place, name: str, new: str) -> None:
        for slot in [slot for slot in self.lives if slot.place == place and slot.name == name]:
            self.lives[slot._replace(name=new)] = self.lives.pop(slot)

    def _look(self, number: int, place: Place, now: dict[tuple[str, str], _Said]) -> None:
        before = self._now.get(place, {})
        self._now[place] = now
        for item in {**before, **now}:
            if before.get(item) != now.get(item):
                life = self.lives.setdefault(Slot(place, *item), Life())
                life.when.append((number, item in now))
                if item in now:
                    said, save = now[item]
                    life.said.append(said)
                    life.saves.append(save)

    def _group(self, kept: Kept) -> None:
        """Note in which group of a break-down somebody is, where their group is shown."""
        record = kept.record.asked(GUIDE.questions)
        for number, key in [place for place in self._now if place[1] in COUNTED and place[1] != "unit"]:
            asked = Asked(record, GUIDE, GUIDE.question(key), number)
            _, done = _broken_down(asked, GUIDE.question("unit"))
            group_of = {who: name for name, people in done.shown.items() for who in people}
            for who in {who for people in (*done.shown.values(), *done.hidden.values()) for who in people}:
                self.grouped[(number, key), who] = group_of.get(who, "held")


def _pieces(question: str, disclosed: Disclosure) -> Iterator[tuple[tuple[str, str], _Said]]:
    """What is shown, in the pieces that the adversary exchanges."""
    for who, answer in disclosed.answers.items():
        for name, token in said_in(question, answer.value).items():
            yield (who, name), (token, "" if question == "ideas" else answer.id)


def said_in(question: str, value: Json) -> dict[str, str]:
    """Return the tokens of an answer in its pieces: the other way round than `adversary.keeping.value_of`."""
    if question == "ideas":
        return {card["id"]: card["text"] for card in value}
    if question == "consent":
        return {"": f"{value['position']}~{value['reason']}"}
    return pieces_of(question, value if question == "grid" else {"": str(value)})


def pieces_of(question: str, said: Mapping[str, str]) -> dict[str, str]:
    """Return what an event says in the pieces that are exchanged: the rows of a grid are one."""
    if question != "grid" or not said:
        return dict(said)
    return {"": " ".join(f"{row}={token}" for row, token in sorted(said.items()))}


def value_from(question: str, pieces: Mapping[str, str]) -> dict[str, str]:
    """Return what an event says that has these pieces."""
    if question != "grid" or not pieces:
        return dict(pieces)
    return dict(pair.split("=") for pair in pieces[""].split())
