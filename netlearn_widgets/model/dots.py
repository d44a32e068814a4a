"""Dots that a group gave to its themes and cards, and those of them that are counted: a picture of their own.

A count that moved by a single dot would tell whose it is, so they come into it, change in it and leave it in cohorts as
answers do: see `netlearn_widgets.model.cohorts`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from netlearn_widgets.model.act import Act, shows
from netlearn_widgets.model.cohorts import Cohorts, Pieces
from netlearn_widgets.model.picture import Picture
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.settings import may_show
from netlearn_widgets.model.telling import Ideas

__all__ = ["Numbered", "Votes", "are_dots", "left_behind", "votes_of"]

_MOST_DOTS = 1000  # of one person; a guide gives far fewer


@dataclass
class Numbered:
    """One person's dots, each with a number.

    Dots that are added leave the others as they are. Whoever moves one, takes one back or gives the same again gives
    all of theirs anew: else it would show whether two of them are on the same thing.

    Examples
    --------
    >>> mine = Numbered()
    >>> for vote in ({"c0": 1}, {"c0": 1, "c1": 1}, {"c1": 1}):
    ...     mine.give(vote)
    ...     print(mine.now)
    {1: 'c0'}
    {1: 'c0', 2: 'c1'}
    {3: 'c1'}
    """

    now: dict[int, str] = field(default_factory=dict)
    _given: int = 0

    def give(self, vote: Mapping[str, int]) -> None:
        """Take all of their dots, in the place of those before."""
        before, new = Counter(self.now.values()), Counter(vote)
        if not before < new:
            self.now = {}
            before.clear()
        for thing in sorted((new - before).elements()):
            self._given += 1
            self.now = {**self.now, self._given: thing}


class Votes(Picture):
    """Everybody's dots, and those that are counted: a count that moved by a single vote would tell whose it is."""

    asked: bool | None = None
    over: bool = False

    @property
    def tallied(self) -> bool:
        """Whether they are counted, as far as the rule allows."""
        return not self.waits or bool(self.asked) or (self.over and self.asked is None)

    def move(self) -> None:
        """Let the count move as far as the rule allows."""
        if self.tallied:
            super().move()

    def counted(self, places: Mapping[str, str], ask: Ideas) -> dict[str, int]:
        """The dots that may be shown, by where they are: counted as they were given, so that nobody can ask by merging.

        ``places`` says where everything is on which dots may lie.
        """
        if not self.tallied or len(self.cohorts.shown) < self.threshold:
            return {}
        counts: Counter[str] = Counter()
        for _, vote in _by_voter(self.cohorts.shown):
            for thing, n in _capped(dict(sorted(vote.items())), ask).items():
                if thing in places:
                    counts[places[thing]] += n
        return dict(counts)

    def standing(self, places: Mapping[str, str], ask: Ideas) -> dict[str, dict[str, int]]:
        """Each person's own dots that stand, by where they are: for that person's eyes only."""
        return {who: kept for who, vote in _by_voter(self.cohorts.now) if (kept := _within(vote, places, ask))}

    def returned(self, places: Mapping[str, str]) -> dict[str, int]:
        """How many of each person's own dots lie on what is not there any more: for that person's eyes only."""
        found = {
            who: sum(n for thing, n in vote.items() if thing not in places) for who, vote in _by_voter(self.cohorts.now)
        }
        return {who: n for who, n in found.items() if n}


def votes_of(acts: Iterable[Act], *, over: bool = False) -> Votes:
    """Fold all dots of a question in a round, and all settings, in the order they were recorded.

    ``over`` says whether the next round is open.
    """
    votes = Votes(Cohorts(one_for_another=True))
    dots: dict[str, Numbered] = {}
    for act in acts:
        if act.kind == "settings":
            votes.hold(act)
        elif act.kind == "left" and (kept := act.value.get("dots")) is not None:
            votes.go_on(kept)
        elif act.kind == "tally" and may_show(act, votes.settings, led=False, hid=votes.asked is False):
            votes.asked = shows(act)
        elif act.kind == "dots" and act.participant and are_dots(act.value):
            mine = dots.setdefault(act.participant, Numbered())
            mine.give(act.value)
            votes.say(act.participant, act.id, {str(number): thing for number, thing in mine.now.items()})
            votes.move()
            continue
        else:
            continue
        votes.move()
    votes.over = over
    votes.move()
    return votes


def left_behind(acts: Iterable[Act], who: str, *, over: bool = False) -> tuple[list[dict[str, Json]], bool]:
    """Return the cohorts of dots, as a store keeps them, once somebody is taken out, and whether theirs were counted.

    ``acts`` are all acts about a question in a round, and all settings, in the order they were recorded; ``over`` says
    whether the next round is open.
    """
    votes = votes_of(acts, over=over)
    counted = votes.cohorts.take_out(who)
    return votes.cohorts.kept(), counted


def _by_voter(dots: Pieces) -> Iterable[tuple[str, Counter[str]]]:
    """Each person's dots, by what they are on."""
    return ((who, Counter(piece.value for piece in mine.values())) for who, mine in dots.items())


def _within(vote: Mapping[str, int], places: Mapping[str, str], ask: Ideas) -> dict[str, int]:
    """The dots of a vote that stand: on what is there, and within the limits, which a guide may have changed since."""
    wanted: Counter[str] = Counter()
    for thing in sorted(vote):
        if thing in places:
            wanted[places[thing]] += vote[thing]
    return _capped(wanted, ask)


def _capped(vote: Mapping[str, int], ask: Ideas) -> dict[str, int]:
    kept, left = {}, ask.dots
    for place, n in vote.items():
        n = min(n, ask.most_dots, left)  # noqa: PLW2901  what is left of it
        if n > 0:
            kept[place] = n
            left -= n
    return kept


def are_dots(value: Json) -> bool:
    """Whether this is the value of an act that gives dots: an import may bring anything."""
    if not isinstance(value, Mapping) or not all(
        isinstance(thing, str) and type(n) is int for thing, n in value.items()
    ):
        return False
    return all(n > 0 for n in value.values()) and sum(value.values()) <= _MOST_DOTS
