"""Who comes into a picture, changes in it and leaves it together, so that no picture tells what one person said.

A picture is made of *pieces*: a whole answer, a card, a row of a table, a dot, a name on a map. Pieces that were
first in the same pictures, then in the same with the next thing their writers said, and so on, are a *cohort*: exchange
what two of them say, and every picture ever seen stays the same. So whoever sees all of them, and even knows who
answered when, can tell of one person only that theirs is among what their cohort says (*k*-anonymity, with a cohort for
an equivalence class: L. Sweeney, "k-anonymity: a model for protecting privacy", 2002; what it leaves open where a whole
cohort says the same is the homogeneity of A. Machanavajjhala et al., "l-diversity", 2007).

1. New pieces come into the picture together, of `BATCH` or more people at a time, and the first of as many as the
   threshold.
2. Of a cohort, the pieces that were said anew move together, of `BATCH` or more people, while those that stay are of
   `BATCH` or more people too, or there are none; the same holds of those that were taken back.
3. What somebody said who is taken out leaves at once. What others of its cohort say leaves with it until that is of
   `BATCH` people, and stays out; if what is left would be of fewer than `BATCH`, all of it leaves.

None of this looks at what anybody said, only at who said something new: that a picture waits tells nothing either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from netlearn_widgets.model.question import WHOLE, Json
from netlearn_widgets.model.settings import BATCH

__all__ = ["Cohort", "Cohorts", "Item", "Piece", "Pieces", "movers"]

Item: TypeAlias = tuple[str, str]
"""Whose piece it is, and its name among theirs."""


class Piece(NamedTuple):
    """What was said, and the id under which a store has it."""

    id: str
    value: Json


Pieces: TypeAlias = dict[str, dict[str, Piece]]
"""By whose they are, and their names."""


@dataclass(eq=False)
class Cohort:
    """Pieces of one course.

    Attributes
    ----------
    items : dict
        Which, as keys, in the order they came in.
    moved : dict
        Those of them that were said anew, or taken back, since they came in; the first first, as keys.
    gone : int
        How many of its people were taken out of the workshop: they never come back, and count among those who stay.
    out : bool
        Whether it left with somebody who was taken out, and comes back no more.
    fixed : bool
        Whether sums of it may have been shown beside the picture: it moves as a whole, or not at all.
    """

    items: dict[Item, None] = field(default_factory=dict)
    moved: dict[Item, None] = field(default_factory=dict)
    gone: int = 0
    out: bool = False
    fixed: bool = False

    @property
    def people(self) -> dict[str, None]:
        """Who wrote them, as keys."""
        return dict.fromkeys(who for who, _ in self.items)

    def drop(self, item: Item) -> None:
        """Let a piece be of another cohort."""
        del self.items[item]
        self.moved.pop(item, None)


def _people(items: Iterable[Item]) -> int:
    return len({item[0] for item in items})


def _are_enough(items: Iterable[Item]) -> bool:
    """Whether these are of `BATCH` people or more; asked after everything that is said, so no more are counted."""
    people = set()
    for item in items:
        people.add(item[0])
        if len(people) == BATCH:
            return True
    return False


def movers(cohort: Cohort, groups: Iterable[Iterable[Item]]) -> list[list[Item]]:
    """Return what of some groups of a cohort may move: of each nothing, or what `BATCH` people or more said.

    What stays is of `BATCH` people or more as well, or there is nothing left.

    Examples
    --------
    >>> def items(people):
    ...     return [(who, WHOLE) for who in people]
    >>> ["".join(who for who, _ in group) for group in movers(Cohort(dict.fromkeys(items("abcdefg"))), [items("abcd")])]
    ['abcd']
    >>> ["".join(who for who, _ in group) for group in movers(Cohort(dict.fromkeys(items("abcdef"))), [items("abcd")])]
    ['abc']
    >>> movers(Cohort(dict.fromkeys(items("abcd"))), [items("abc")])
    [[]]
    """
    moving = [group if _are_enough(group) else [] for group in map(list, groups)]
    while any(moving):
        stay = cohort.gone + _people(cohort.items.keys() - {item for group in moving for item in group})
        if not 0 < stay < BATCH:
            break
        largest = max(range(len(moving)), key=lambda place: _people(moving[place]))
        last = moving[largest][-1][0] if _people(moving[largest]) > BATCH else None
        moving[largest] = [item for item in moving[largest] if last is not None and item[0] != last]
    return moving


class Cohorts:
    """What everybody said, and what of it is in the picture.

    Parameters
    ----------
    one_for_another : bool
        Whether what somebody says anew stays out until all that they took back has left.

    Attributes
    ----------
    now : dict of dict
        What each person said last, by their id and the name of the piece; what was taken back is not in it.
    shown : dict of dict
        What of each person is in the picture, which may be older.
    """

    def __init__(self, *, one_for_another: bool = False) -> None:
        self._one_for_another = one_for_another
        self.now: Pieces = {}
        self.shown: Pieces = {}
        self._cohorts: dict[Cohort, None] = {}
        self._of: dict[str, dict[str, Cohort]] = {}
        self._new: dict[str, dict[str, None]] = {}  # what was said and was in no picture yet, the first first
        self._touched: dict[Cohort, None] = {}  # where something was said since the picture moved last

    @property
    def waiting(self) -> int:
        """Of how many people the picture does not hold everything yet as they said it last."""
        return len({*self._new, *(who for one in self._cohorts if not one.out for who, _ in one.moved)})

    @property
    def apart(self) -> int:
        """Of how many people something stays out, for it left with somebody who was taken out."""
        return len({who for one in self._cohorts if one.out for who, _ in one.moved})

    def say(self, who: str, id: str, said: Mapping[str, Json]) -> None:  # noqa: A002  as a store calls it
        """Take all that somebody says from now on.

        What has no pieces is said anew each time, for else whoever says something once, and waits, would be known to
        have changed it. Of pieces, those are new that are not as they were said last.
        """
        self._wait(who, self._anew(who, id, said))

    def say_openly(self, who: str, id: str, said: Mapping[str, Json]) -> None:  # noqa: A002  as above
        """Take what somebody says where nothing is protected: it is in the picture at once."""
        for name in self._anew(who, id, said):
            _put(self.shown, who, name, self._now(who, name))

    def _anew(self, who: str, id: str, said: Mapping[str, Json]) -> list[str]:  # noqa: A002  as above
        """Take what is said, and return the names of what was said anew, or taken back."""
        mine = self.now.get(who, {})
        anew = [name for name, value in said.items() if name == WHOLE or name not in mine or mine[name][1] != value]
        back = [name for name in mine if name not in said]
        for name in back:
            del mine[name]
        if mine or anew:
            self.now[who] = mine
        else:
            self.now.pop(who, None)
        mine.update((name, Piece(id, said[name])) for name in anew)
        return anew + back

    def _now(self, who: str, name: str) -> Piece | None:
        return self.now.get(who, {}).get(name)

    def _wait(self, who: str, names: Iterable[str]) -> None:
        """Note which of somebody's pieces are not in the picture as they were said last."""
        now, shown, of = self.now.get(who, {}), self.shown.get(who, {}), self._of.get(who, {})
        new = self._new.get(who, {})
        for name in names:
            cohort, said, seen = of.get(name), now.get(name), shown.get(name)
            waits = (said and said.id) != (seen and seen.id)
            if cohort is not None and waits:
                cohort.moved.setdefault((who, name))
                self._touched[cohort] = None
            elif cohort is not None:
                cohort.moved.pop((who, name), None)
            elif waits:
                new.setdefault(name)
            else:
                new.pop(name, None)
        if new:
            self._new[who] = new
        else:
            self._new.pop(who, None)

    def move(self, threshold: int) -> None:
        """Let the picture move as far as the rule allows."""
        touched, self._touched = self._touched, {}
        for cohort in touched:
            self._move(cohort)
        self._come_in(threshold)

    def _come_in(self, threshold: int) -> None:
        if len(self._new) < BATCH:
            return
        ready = [who for who in self._new if not self._one_for_another or not self._takes_back(who)]
        if len(ready) >= BATCH and len({*ready, *(self.shown.keys() & self._of.keys())}) >= threshold:
            self._enter([(who, name) for who in ready for name in self._new.pop(who)])

    def _takes_back(self, who: str) -> bool:
        return any(not self._now(who, name) for name in self.shown.get(who, {}))

    def _move(self, cohort: Cohort) -> None:
        if cohort.out or not _are_enough(cohort.moved):
            return
        back: list[Item] = []
        here: list[Item] = []
        for item in cohort.moved:
            (here if self._now(*item) else back).append(item)
        moving = movers(cohort, [back, here])
        if cohort.fixed and sum(map(len, moving)) < len(cohort.items):
            return
        for group in filter(None, moving):
            for item in group:
                cohort.drop(item)
            self._enter(group)
        self._tidy(cohort)

    def _tidy(self, cohort: Cohort) -> None:
        if not (cohort.items or cohort.gone):
            self._cohorts.pop(cohort, None)

    def _enter(self, items: Iterable[Item]) -> None:
        """Make a cohort of these, and show what was said last, or nothing where it was taken back."""
        cohort = Cohort(items=dict.fromkeys(items))
        self._cohorts[cohort] = None
        for who, name in cohort.items:
            self._of.setdefault(who, {})[name] = cohort
            _put(self.shown, who, name, self._now(who, name))

    def settle(self) -> None:
        """Make one cohort of all that stood open: from now on small numbers are protected."""
        items = [(who, name) for who, names in self.shown.items() if who not in self._of for name in names]
        if items:
            self._enter(items)

    def fix(self) -> None:
        """Let all that is in the picture move by whole cohorts from now on, for sums of it can be had."""
        for one in self._cohorts:
            one.fixed = True

    def part(self, parts: Iterable[Collection[str]]) -> None:
        """Part cohorts by sums that were shown beside the picture, each of these people: none is of two any more."""
        sums = list(parts)
        for one in list(self._cohorts):
            into: dict[tuple[bool, ...], Cohort] = {}
            for item in list(one.items):
                where = tuple(item[0] in people for people in sums)
                same = into.setdefault(where, one if not into else Cohort(out=one.out, fixed=one.fixed))
                if same is not one:
                    same.items[item] = None
                    if item in one.moved:
                        same.moved[item] = None
                    one.drop(item)
                    self._of[item[0]][item[1]] = same
            self._cohorts |= dict.fromkeys(into.values())

    def take_out(self, who: str) -> bool:
        """Forget somebody, and return whether they were in a picture; what others said leaves this one with theirs."""
        self.now.pop(who, None)
        self._new.pop(who, None)
        shown = self.shown.pop(who, {})
        seen: dict[int, tuple[Cohort, bool]] = {}
        for name, cohort in self._of.pop(who, {}).items():
            cohort.drop((who, name))
            seen[id(cohort)] = cohort, name in shown
        for cohort, is_shown in seen.values():
            if is_shown:
                self._take_along(cohort, who)
            else:
                cohort.gone += 1
            self._tidy(cohort)
        return bool(seen)

    def _take_along(self, cohort: Cohort, gone: str) -> None:
        """Let others leave with somebody who was taken out: whom, nobody can foresee, for ids are told to nobody."""
        people = sorted(cohort.people, key=lambda who: hashlib.sha256(f"{gone}\n{who}".encode()).digest())
        enough = len(people) + cohort.gone - (BATCH - 1) >= BATCH
        leaving = set(people[: BATCH - 1] if enough else people)
        apart = Cohort(gone=1, out=True)
        if not enough:
            apart.gone += cohort.gone
            cohort.gone = 0
        for who, name in [item for item in cohort.items if item[0] in leaving]:
            cohort.drop((who, name))
            _put(self.shown, who, name, None)
            apart.items[who, name] = None
            self._of[who][name] = apart
            self._wait(who, [name])
        self._cohorts[apart] = None

    def shown_together(self) -> tuple[frozenset[str], ...]:
        """Return the people in the picture, by cohort."""
        return tuple(
            frozenset(one.people)
            for one in self._cohorts
            if any(name in self.shown.get(who, {}) for who, name in one.items)
        )

    def kept(self) -> list[dict[str, Json]]:
        """Return what a store keeps of the cohorts when somebody is taken out: ids, and nothing that was said."""

        def place(who: str, name: str) -> str | None:
            piece = self.shown.get(who, {}).get(name)
            return piece.id if piece else None

        return [
            {
                "pieces": [[*item, place(*item)] for item in one.items],
                "gone": one.gone,
                "out": one.out,
                "fixed": one.fixed,
            }
            for one in self._cohorts
        ]

    def take_up(self, kept: Iterable[Mapping[str, Json]], said: Mapping[str, Mapping[str, Json]]) -> None:
        """Go on from what was kept; ``said`` has everything that was ever said, by its id and the names of pieces."""
        self.shown = {who: names for who, names in self.shown.items() if who not in self._of}
        self._cohorts, self._of, self._new, self._touched = {}, {}, {}, {}
        for one in kept:
            cohort = Cohort(gone=one["gone"], out=one["out"], fixed=one.get("fixed", False))
            self._cohorts[cohort] = None
            for who, name, id_ in one["pieces"]:
                cohort.items[who, name] = None
                self._of.setdefault(who, {})[name] = cohort
                if id_ is not None and name in said.get(id_, {}):
                    _put(self.shown, who, name, Piece(id_, said[id_][name]))
        for who in {**self.now, **self._of}:
            self._wait(who, {**self.now.get(who, {}), **self._of.get(who, {})})


def _put(place: Pieces, who: str, name: str, piece: Piece | None) -> None:
    """Let somebody have this piece there, or none."""
    if piece is not None:
        place.setdefault(who, {})[name] = piece
    elif who in place:
        place[who].pop(name, None)
        if not place[who]:
            del place[who]
