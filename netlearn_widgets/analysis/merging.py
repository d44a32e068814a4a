"""When two entries on different people's maps are the same person.

An answer to a ties question is one participant's map (see `netlearn_widgets.model.people.Ties`). Entries are compared
by folded name and folded organisation, by what is seen: case, width, blanks, and which apostrophe or hyphen a keyboard
has, make no difference (`netlearn_widgets.model.text.fold`).

1. Same name and same organisation: the same person.
2. Same name, one of them without an organisation: the same person when exactly one organisation goes with this name on
   anybody's map, unless somebody's map shows both, for whoever drew it told them apart.
3. Anything else: different people.

The limits: two people of one name in one organisation become one; a nickname, a misspelling or a second organisation
makes two of one person; and a name without an organisation may join another node, or leave it, when somebody adds one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from netlearn_widgets.analysis.gathering import one_spelling
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.text import fold

__all__ = ["Identity", "identities", "merged_people", "merged_ties", "node_id"]


class Identity(NamedTuple):
    """What tells people apart: folded name, folded organisation ("" when unknown)."""

    name: str
    organisation: str


Answers: TypeAlias = Sequence[Mapping[str, Json]]
Who: TypeAlias = Callable[[Mapping[str, Json]], Identity]


def identities(answers: Answers) -> Who:
    """The rule that says who an entry on one of these maps is.

    Examples
    --------
    >>> one = {"people": [{"name": "Ada", "organisation": "Library"}]}
    >>> another = {"people": [{"name": "ADA", "organisation": ""}]}
    >>> identities([one, another])({"name": "ada", "organisation": ""})
    Identity(name='ada', organisation='library')
    """
    places: dict[str, set[str]] = defaultdict(set)
    told_apart: set[str] = set()
    for answer in answers:
        seen = [_as_written(person) for person in answer["people"]]
        bare = {name for name, organisation in seen if not organisation}
        for name, organisation in seen:
            if organisation:
                places[name].add(organisation)
                told_apart |= bare & {name}

    def who(person: Mapping[str, Json]) -> Identity:
        name, organisation = _as_written(person)
        if not organisation and len(places[name]) == 1 and name not in told_apart:
            (organisation,) = places[name]
        return Identity(name, organisation)

    return who


def _as_written(person: Mapping[str, Json]) -> Identity:
    return Identity(fold(person["name"]), fold(person["organisation"]))


def node_id(who: Identity) -> str:
    """A short name for a person in a file or a page, made from nothing but the name and the organisation."""
    return "p" + hashlib.sha256("\n".join(map(fold, who)).encode()).hexdigest()[:12]


def merged_people(answers: Answers, who: Who) -> dict[Identity, dict[str, Any]]:
    """Everybody on these maps once, with what the maps say of them, by name and organisation."""
    entries: dict[Identity, list[Mapping[str, Json]]] = defaultdict(list)
    places: dict[str, list[str]] = defaultdict(list)
    for answer in answers:
        for person in answer["people"]:
            entries[who(person)].append(person)
            places[fold(person["organisation"])].append(person["organisation"])
    answered = {me for me, _ in _maps(answers, who)}
    return {
        identity: {
            "id": node_id(identity),
            "name": one_spelling(person["name"] for person in entries[identity]),
            "organisation": one_spelling(places[identity.organisation]) if identity.organisation else "",
            "seat": all(person["seat"] for person in entries[identity]),
            "named_by": len(entries[identity]),
            "answered": identity in answered,
        }
        for identity in sorted(entries)
    }


def merged_ties(
    answers: Answers, who: Who
) -> Iterator[tuple[tuple[Identity, Identity], Literal["confirmed", "named", "inferred"]]]:
    """Every tie on these maps once, with how it is known, in the order of its ends."""
    own: dict[tuple[Identity, Identity], set[Identity]] = defaultdict(set)
    for me, pairs in _maps(answers, who):
        for pair in pairs:
            own[pair] |= {me} & set(pair) if me else set()
    for pair in sorted(own):
        yield pair, ("inferred", "named", "confirmed")[len(own[pair])]


def _maps(answers: Answers, who: Who) -> Iterator[tuple[Identity | None, list[tuple[Identity, Identity]]]]:
    for answer in answers:
        people = {person["id"]: who(person) for person in answer["people"]}
        pairs = [(people[tie["from"]], people[tie["to"]]) for tie in answer["ties"]]
        yield people.get(answer["me"]), [pair for pair in pairs if pair[0] != pair[1]]
