"""Answers broken down by organisation, role or sector, so that nobody is given away by the group they are in.

A group shows only with `LEAST` answers or more. Those left out are hidden together; where a total would still give them
away, because they are too few together, others are hidden with them. People who came, changed and left together in the
pictures of all answers are a class (see `netlearn_widgets.model.cohorts`): of each, as many as `BATCH` are in a group
that is shown, and among those hidden, or nobody. So whoever lays the break-down beside every picture still cannot tell
what one of them said. Where that cannot be had, nothing is broken down.

A break-down makes smaller classes of them, and the next one of the same question has to keep to these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from netlearn_widgets.model.settings import BATCH

__all__ = ["COUNTED", "LEAST", "Breakdown", "broken_down", "classes"]

COUNTED = ("choice", "choices", "horizons", "matrix", "scale", "ranking")
"""The kinds of question whose answers can be broken down."""

LEAST = 5
"""How many answers a group needs to be shown, whatever smaller threshold a workshop has chosen."""

_MOST_HIDDEN = 3  # groups that are large enough and hidden with others; beyond that nothing is broken down

People: TypeAlias = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """One picture broken down: who is in which group.

    Attributes
    ----------
    shown, hidden : mapping of str to frozenset of str
        The people of each group. Where nothing is shown, all groups are hidden.
    """

    shown: Mapping[str, People]
    hidden: Mapping[str, People]

    @property
    def sums(self) -> list[People]:
        """The people whose answers are added up, each sum for itself: those hidden are one."""
        rest: People = frozenset().union(*self.hidden.values())
        return [*self.shown.values(), *([rest] if rest else [])]


def classes(people: Iterable[str], *parted: Iterable[Collection[str]]) -> list[People]:
    """Return who cannot be told apart by any of these: those who are in the same parts each time.

    Examples
    --------
    >>> [sorted(one) for one in classes("abcde", [{"a", "b", "c"}, {"d", "e"}], [{"b", "c", "d", "e"}])]
    [['a'], ['b', 'c'], ['d', 'e']]
    """
    found: dict[tuple[bool, ...], set[str]] = {}
    parts = [part for whole in parted for part in whole]
    for one in people:
        found.setdefault(tuple(one in part for part in parts), set()).add(one)
    return [frozenset(one) for one in found.values()]


def broken_down(groups: Mapping[str, Collection[str]], alike: Collection[People], *, least: int = LEAST) -> Breakdown:
    """Break one picture down.

    Parameters
    ----------
    groups : mapping
        The people of each group.
    alike : collection of frozenset of str
        The classes of people who were in the same pictures and break-downs before.
    least : int
        How many answers a group needs to be shown.

    Examples
    --------
    >>> everybody = [frozenset("abcdefghijkxyz")]
    >>> one = broken_down({"Library": "abcde", "Surgery": "fghijk", "School": "xyz"}, everybody)
    >>> list(one.shown), list(one.hidden)
    (['Surgery'], ['Library', 'School'])
    """
    whole = {name: frozenset(people) for name, people in groups.items()}
    splits = (_split(whole, hidden) for hidden in _to_hide(whole, least))
    return next((one for one in splits if _is_safe(one, alike, least)), _split(whole, whole))


def _to_hide(groups: Mapping[str, People], least: int) -> Iterator[tuple[str, ...]]:
    """What may be hidden: the groups that are too small, with as few and as small others as possible."""
    few = tuple(name for name in groups if len(groups[name]) < least)
    others = sorted(groups.keys() - set(few), key=lambda name: (len(groups[name]), name))
    for count in range(min(_MOST_HIDDEN, len(others) - 1) + 1):
        yield from ((*few, *with_them) for with_them in combinations(others, count))


def _split(groups: Mapping[str, People], hidden: Iterable[str]) -> Breakdown:
    away = set(hidden)
    return Breakdown(
        shown={name: whole for name, whole in groups.items() if name not in away},
        hidden={name: whole for name, whole in groups.items() if name in away},
    )


def _is_safe(one: Breakdown, alike: Collection[People], least: int) -> bool:
    sums = one.sums
    return all(len(some) >= least for some in sums) and not any(
        0 < len(some & people) < BATCH for some in sums for people in alike
    )
