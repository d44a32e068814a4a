"""Three-way merges: what two devices of one person did to an answer, kept entry by entry.

An answer is made from a *base*, the version its device knew of. Where another device has kept something else since
(*theirs*), what was added, changed and taken away from base to *mine* is done to theirs. So nothing is lost that nobody
took away. Of two changes to the same thing the one that arrives later counts, and the person is told of the other.

Entries are told apart by a key that lasts: an id, an option's key, a name as `fold` gives it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, TypeVar

__all__ = [
    "UNKNOWN",
    "Clash",
    "Merged",
    "clash_words",
    "merge_entries",
    "merge_keys",
    "merge_order",
    "merge_whole",
    "quoted",
    "reordered",
    "stays_words",
]

UNKNOWN: Final = object()
"""The base of an answer whose sender does not say what it was made from: it replaces what is there."""

_LONGEST_QUOTE = 120

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True)
class Merged:
    """An answer as it is to be kept, and what to tell the person about it, a sentence each."""

    value: Any
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clash:
    """Something that both devices changed: an entry, and which part of it.

    ``part`` is "" where one device took the entry away and the other changed it: it stays. ``theirs`` is what the other
    device had made of the part.
    """

    key: Any
    part: str = ""
    theirs: Any = None


def merge_whole(base: Any, mine: Any, theirs: Any) -> tuple[Any, bool]:  # noqa: ANN401  whatever an answer may hold
    """What something becomes that is no list, and whether both changed it: then mine counts.

    Examples
    --------
    >>> merge_whole(1, 1, 2), merge_whole(1, 2, 1), merge_whole(1, 2, 3)
    ((2, False), (2, False), (2, True))
    """
    if mine == base:
        return theirs, False
    return mine, theirs not in (base, mine)


def merge_keys(base: Sequence[_Key], mine: Sequence[_Key], theirs: Sequence[_Key]) -> list[_Key]:
    """Keys that are there or not, in their order: those added on either side, without those taken away on either.

    Examples
    --------
    >>> merge_keys("ab", "abd", "bc")
    ['b', 'c', 'd']
    """
    gone = set(base) - (set(mine) & set(theirs))
    return [key for key in merge_order(base, mine, theirs) if key not in gone]


def merge_order(base: Sequence[_Key], mine: Sequence[_Key], theirs: Sequence[_Key]) -> list[_Key]:
    """Every key of mine and theirs once, in the order of theirs, but for those that I moved or added.

    These stand before the key that follows them in mine, or last.

    Examples
    --------
    >>> "".join(merge_order("abcd", "dabc", "acbd"))
    'dacb'
    """
    moved = _moved(base, mine)
    order = [key for key in theirs if key not in moved]
    placed = set(order)
    at = len(order)
    for key in reversed(mine):
        if key not in placed:
            order.insert(at, key)
        at = order.index(key)
    return order


def reordered(base: Sequence[_Key], mine: Sequence[_Key], theirs: Sequence[_Key]) -> bool:
    """Whether both moved something, and not in the same way."""
    both = set(mine) & set(theirs)
    same = [key for key in mine if key in both] == [key for key in theirs if key in both]
    return not same and bool(_moved(base, mine)) and bool(_moved(base, theirs))


def _moved(base: Sequence[_Key], now: Sequence[_Key]) -> set[_Key]:
    """The fewest keys whose moves make one order of the other, or nearly the fewest."""
    both = set(base) & set(now)
    before, after = ([key for key in keys if key in both] for keys in (base, now))
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    stayed = {key for block in blocks for key in after[block.b : block.b + block.size]}
    return set(after) - stayed


def merge_entries(
    base: Mapping[_Key, Mapping[str, Any]],
    mine: Mapping[_Key, Mapping[str, Any]],
    theirs: Mapping[_Key, Mapping[str, Any]],
) -> tuple[dict[_Key, dict[str, Any]], list[Clash]]:
    """Entries with their parts, in their order, and what both changed.

    An entry that one side took away goes, unless the other changed it.

    Examples
    --------
    >>> merge_entries({1: {"text": "one"}}, {1: {"text": "One"}, 3: {"text": "three"}}, {2: {"text": "two"}})
    ({2: {'text': 'two'}, 1: {'text': 'One'}, 3: {'text': 'three'}}, [Clash(key=1, part='', theirs=None)])
    """
    merged: dict[_Key, dict[str, Any]] = {}
    clashes: list[Clash] = []
    for key in merge_order(tuple(base), tuple(mine), tuple(theirs)):
        was, here, there = base.get(key), mine.get(key), theirs.get(key)
        if here is not None and there is not None:
            merged[key] = _merge_parts(key, was or {}, here, there, clashes)
            continue
        left = here if here is not None else there
        if left is not None and left != was:
            merged[key] = dict(left)
            clashes += [Clash(key)] if was is not None else []
    return merged, clashes


def _merge_parts(
    key: Hashable, was: Mapping[str, Any], here: Mapping[str, Any], there: Mapping[str, Any], clashes: list[Clash]
) -> dict[str, Any]:
    parts = {}
    for part in {**there, **here}:
        parts[part], both = merge_whole(was.get(part), here.get(part), there.get(part))
        if both:
            clashes.append(Clash(key, part, there.get(part)))
    return parts


def quoted(text: str) -> str:
    """Somebody's words in quotation marks, shortened where they are long."""
    return f"“{text}”" if len(text) <= _LONGEST_QUOTE else f"“{text[:_LONGEST_QUOTE]}…”"


def clash_words(what: str, theirs: str) -> str:
    """Tell a person that both devices changed something, and what the other had made of it."""
    there = f"it said {quoted(theirs)}" if theirs else "it was left open"
    return f"{what} was changed on another device too. What you did here came later and counts; there {there}."


def stays_words(what: str) -> str:
    """Tell a person that something was taken away on one device and changed on the other."""
    return f"{what} was taken away on one device and changed on the other. It stays."
