"""Answers broken down by organisation, role or sector, so that no group that is too small is given away.

A group shows only with `LEAST` answers or more. Those left out are hidden together; where a total would still give them
away, because they are too few together, others are hidden with them. The same holds against every earlier picture of
all answers: whichever groups are added up and taken from it, as many as a group needs are left over, or nobody. Where
that cannot be had, nothing is broken down.

A picture is broken down once: two break-downs of one question could be taken from each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

__all__ = ["LEAST", "Breakdown", "broken_down"]

LEAST = 5
"""How many answers a group needs to be shown, whatever smaller threshold a workshop has chosen."""

_MOST_HIDDEN = 3  # groups that are large enough and hidden with others; beyond that nothing is broken down

V = TypeVar("V")
Groups = Mapping[str, Mapping[str, V]]


@dataclass(frozen=True, kw_only=True)
class Breakdown(Generic[V]):
    """One picture broken down: who said what in each group.

    Attributes
    ----------
    shown, hidden : mapping
        For each group what its people said, by participant. Where nothing is shown, all groups are hidden.
    """

    shown: Groups[V]
    hidden: Groups[V]


def broken_down(groups: Groups[V], earlier: Iterable[Mapping[str, V]] = (), *, least: int = LEAST) -> Breakdown[V]:
    """Break one picture down.

    Parameters
    ----------
    groups : mapping
        For each group what its people said, by participant.
    earlier : iterable
        What everybody said in each earlier picture, by participant.
    least : int
        How many answers a group needs to be shown.

    Examples
    --------
    >>> def said(people):
    ...     return dict.fromkeys(people, "yes")
    >>> one = broken_down({"Library": said("abcde"), "Surgery": said("fghijk"), "School": said("xy")})
    >>> list(one.shown), list(one.hidden)
    (['Surgery'], ['Library', 'School'])
    """
    seen = list(earlier)
    splits = (_split(groups, hidden) for hidden in _to_hide(groups, least))
    return next((one for one in splits if _is_safe(one, seen, least)), _split(groups, groups))


def _to_hide(groups: Groups[V], least: int) -> Iterator[tuple[str, ...]]:
    """What may be hidden: the groups that are too small, with as few and as small others as possible."""
    few = tuple(name for name in groups if len(groups[name]) < least)
    others = sorted(groups.keys() - set(few), key=lambda name: (len(groups[name]), name))
    for count in range(min(_MOST_HIDDEN, len(others) - 1) + 1):
        yield from ((*few, *with_them) for with_them in combinations(others, count))


def _split(groups: Groups[V], hidden: Iterable[str]) -> Breakdown[V]:
    away = set(hidden)
    return Breakdown(
        shown={name: whole for name, whole in groups.items() if name not in away},
        hidden={name: whole for name, whole in groups.items() if name in away},
    )


def _is_safe(one: Breakdown[V], earlier: Iterable[Mapping[str, V]], least: int) -> bool:
    rest = {who: said for whole in one.hidden.values() for who, said in whole.items()}
    sums = [*one.shown.values(), *([rest] if rest else [])]
    return all(len(some) >= least for some in sums) and all(_left_over(sums, then) >= least for then in earlier)


def _left_over(sums: Sequence[Mapping[str, V]], then: Mapping[str, V]) -> int:
    """How few people can be left when some of these sums, but not all, are compared with an earlier picture.

    All of them together are the whole picture, and how far pictures are apart is not decided here.
    """
    added = [sum(then.get(who) != said for who, said in some.items()) for some in sums]
    left_out = [len(some.keys() & then.keys()) for some in sums]
    elsewhere = len(then.keys() - set().union(*sums))
    places = frozenset(range(len(sums)))
    best = frozenset(place for place in places if added[place] < left_out[place])
    # What is left is least with the best ones; any others differ from these in one or two sums, or leave more.
    changes = (set(some) for count in (0, 1, 2) for some in combinations(places, count))
    left = [
        elsewhere + sum(added[place] if place in taken else left_out[place] for place in places)
        for taken in (best ^ change for change in changes)
        if taken and taken != places
    ]
    return min(filter(None, left), default=len(then) + LEAST)
