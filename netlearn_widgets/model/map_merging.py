"""Merging two versions of a map: people by their ids, and ties by whom they join."""

from __future__ import annotations

from typing import Any

from netlearn_widgets.model.merging import (
    Clash,
    Merged,
    clash_words,
    merge_entries,
    merge_keys,
    merge_whole,
    stays_words,
)
from netlearn_widgets.model.text import fold

__all__ = ["merge_maps"]

_NOTHING: dict[str, Any] = {"people": [], "me": "", "ties": []}
_PARTS = {"name": "The name of {}", "organisation": "The organisation of {}", "seat": "Whether {} is a seat"}

_Map = dict[str, Any]
_Pair = tuple[str, str]


def merge_maps(base: _Map | None, mine: _Map | None, theirs: _Map | None) -> Merged:
    """Merge three answers to a question for people and ties, each of a form that `Ties.check` gives.

    Whoever was taken off on one device stays where the other changed them, tied them to somebody, or said that it is
    them. Somebody whom both devices added under the same name and organisation is one person.
    """
    base, mine, theirs = base or _NOTHING, mine or _NOTHING, theirs or _NOTHING
    people, clashes = merge_entries(_people(base, base), _people(mine, base), _people(theirs, base))
    known = {person["id"] for person in theirs["people"]}
    one = _ones(people, known)
    me, both = merge_whole(base["me"], mine["me"], theirs["me"])
    both = both and one.get(mine["me"]) != one.get(theirs["me"])
    returned = {clash.key for clash in clashes if not clash.part}
    ties = merge_keys(_pairs(base), _pairs(mine), _pairs(theirs))
    ties += [pair for side in (theirs, mine) for pair in _pairs(side) if returned.intersection(pair)]
    pairs = dict.fromkeys((one[turns], one[to]) for turns, to in ties if turns in one and to in one)
    kept = {key: person for key, person in people.items() if one[key] == key}
    value = {
        "people": [{part: person[part] for part in ("id", "name", "organisation", "seat")} for person in kept.values()],
        "me": one.get(me, ""),
        "ties": [{"from": turns, "to": to} for turns, to in pairs if turns != to],
    }
    said = [_words(clash, kept[clash.key]["name"]) for clash in clashes if clash.key in kept]
    return Merged(value if kept else None, (*said, *([_other_me(people.get(theirs["me"]))] if both else [])))


def _people(version: _Map, base: _Map) -> dict[str, dict[str, Any]]:
    """People by id, with whether this version began to use them in a tie or as me: that is a change to them."""
    used = {end for pair in set(_pairs(version)) - set(_pairs(base)) for end in pair}
    used |= {version["me"]} if version["me"] != base["me"] else set()
    return {person["id"]: {**person, "used": person["id"] in used} for person in version["people"]}


def _pairs(version: _Map) -> list[_Pair]:
    return [(tie["from"], tie["to"]) for tie in version["ties"]]


def _ones(people: dict[str, dict[str, Any]], known: set[str]) -> dict[str, str]:
    """By each id the one that stays: of two that look the same, the one that was kept first."""
    first: dict[_Pair, str] = {}
    for key in sorted(people, key=lambda key: key not in known):
        first.setdefault(_looks(people[key]), key)
    return {key: first[_looks(person)] for key, person in people.items()}


def _looks(person: dict[str, Any]) -> _Pair:
    return fold(person["name"]), fold(person["organisation"])


def _words(clash: Clash, name: str) -> str:
    if not clash.part:
        return stays_words(name)
    theirs = clash.theirs if isinstance(clash.theirs, str) else "yes" if clash.theirs else "no"
    return clash_words(_PARTS[clash.part].format(name), theirs)


def _other_me(person: dict[str, Any] | None) -> str:
    return clash_words("Who of them you are", person["name"] if person else "")
