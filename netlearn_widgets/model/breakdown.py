"""Answers broken down by organisation, role or sector, so that no group that is too small is given away.

A group shows only with `LEAST` answers or more. Those left out are hidden together; where a total would still give them
away, because they are too few together, the smallest of the others is hidden with them. The same holds against every
earlier picture: however two pictures are added up and subtracted, no group that is too small is left over, and no
group moves by fewer answers than a batch. Where that cannot be had, nothing is broken down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Generic, TypeVar

from netlearn_widgets.model.settings import BATCH

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


def broken_down(pictures: Iterable[Groups[V]], *, least: int = LEAST) -> list[Breakdown[V]]:
    """Break pictures down that were shown one after the other; each depends on those before it.

    Parameters
    ----------
    pictures : iterable
        For each picture its groups, and in each what its people said, by participant.
    least : int
        How many answers a group needs to be shown.

    Examples
    --------
    >>> def said(people):
    ...     return dict.fromkeys(people, "yes")
    >>> (one,) = broken_down([{"Library": said("abcde"), "Surgery": said("fghijk"), "School": said("xy")}])
    >>> list(one.shown), list(one.hidden)
    (['Surgery'], ['Library', 'School'])
    """
    done: list[Breakdown[V]] = []
    for groups in pictures:
        splits = (_split(groups, hidden) for hidden in _to_hide(groups, least))
        done.append(next((one for one in splits if _is_safe(one, done, least)), _split(groups, groups)))
    return done


def _to_hide(groups: Groups[V], least: int) -> Iterator[tuple[str, ...]]:
    """What may be hidden: the groups that are too small, with as few and as small others as possible."""
    few = tuple(name for name in groups if len(groups[name]) < least)
    others = sorted(groups.keys() - set(few), key=lambda name: (len(groups[name]), name))
    for count in range(min(_MOST_HIDDEN, len(others) - 1) + 1):
        yield from ((*few, *with_them) for with_them in combinations(others, count))


def _split(groups: Groups[V], hidden: Iterable[str]) -> Breakdown[V]:
    away = set(hidden)
    shown = {name: groups[name] for name in groups if name not in away}
    return Breakdown(shown=shown, hidden={name: groups[name] for name in groups if name in away})


def _is_safe(now: Breakdown[V], earlier: Iterable[Breakdown[V]], least: int) -> bool:
    rest = sum(map(len, now.hidden.values()))
    return (not rest or rest >= least) and all(_compares(then, now, least) for then in earlier)


def _compares(then: Breakdown[V], now: Breakdown[V], least: int) -> bool:
    """Whether no sum of what one picture shows, less a sum of what the other shows, leaves too few answers.

    Each group that is shown may be in a sum or not; of the hidden ones only all together, for only their total can be
    known. What is left over may be nothing, a batch, where it is only what moved, or as many as a group needs.
    """
    names = {*then.shown, *then.hidden, *now.shown, *now.hidden}
    for with_then, with_now in product((True, False), repeat=2):
        left = [_left(name, then, with_then, now, with_now) for name in names]
        fewest = [min(people for people, _ in choices) for choices in left]
        for choices, few in zip(left, fewest, strict=True):
            for people, only_moved in choices:
                others = sum(fewest) - few
                if 0 < people + others < (BATCH if only_moved else least):
                    return False
    return True


def _left(name: str, then: Breakdown[V], with_then: bool, now: Breakdown[V], with_now: bool) -> set[tuple[int, bool]]:  # noqa: FBT001  a sum with what is hidden, or without
    """How many answers of one group are left over, and whether they only moved; one entry for each way to take it."""
    was, is_ = (one.shown.get(name) or one.hidden.get(name) or {} for one in (then, now))
    moved = sum(was.get(who) != is_.get(who) for who in was.keys() | is_.keys())
    in_then = (with_then,) if name in then.hidden else (True, False)
    in_now = (with_now,) if name in now.hidden else (True, False)
    people = {(True, True): moved, (True, False): len(was), (False, True): len(is_), (False, False): 0}
    return {(people[way], way[0] == way[1] or not was or not is_) for way in product(in_then, in_now)}
