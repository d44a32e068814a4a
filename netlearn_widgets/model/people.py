"""Questions about people: who holds which role, and who is tied to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.map_merging import merge_maps
from netlearn_widgets.model.merging import Merged, merge_entries
from netlearn_widgets.model.question import (
    ANY,
    Json,
    Option,
    Question,
    check_option,
    distinct,
    keyed,
    label_of,
    mapping,
    sequence,
    texts,
)
from netlearn_widgets.model.text import check_text, fold

__all__ = ["LONGEST_NAME", "Roles", "Ties", "merge_names"]

LONGEST_NAME = 80
_NAMES_A_ROLE = 30
_PARTS = ("holds", "could")
_PERSON, _TIE, _ME = "person ", "tie ", "me"  # pieces of a map


@dataclass(frozen=True, kw_only=True)
class Roles(Question):
    """Who holds and who could hold each role. Answer: ``{role key: {"holds": [name, …], "could": [name, …]}}``."""

    kind: ClassVar[str] = "roles"
    options: tuple[Option, ...]

    def _check(self, value: Json) -> dict[str, dict[str, list[str]]]:
        given = mapping(value, "The roles")
        for role in given:
            check_option(self.options, role)
        kept = {role.key: self._cover(role, given[role.key]) for role in self.options if given.get(role.key)}
        return {role: cover for role, cover in kept.items() if cover["holds"] or cover["could"]}

    def _cover(self, role: Option, value: Json) -> dict[str, list[str]]:
        given = mapping(value, role.label)
        return {
            part: _names(sequence(given.get(part, []), f"Names for {role.label}", _NAMES_A_ROLE)) for part in _PARTS
        }

    def _read(self, value: Json) -> Json:
        known = {role.key for role in self.options}
        return super()._read({key: value[key] for key in value if key in known} if isinstance(value, dict) else value)

    def _merge(self, base: Json, mine: Json, theirs: Json) -> Merged:
        """Merge each list of names; a name keeps the spelling it was given last."""
        covers = {}
        for role in self.options:
            sides = [(side or {}).get(role.key, {}) for side in (base, mine, theirs)]
            cover = {part: merge_names([side.get(part, []) for side in sides]) for part in ("holds", "could")}
            if any(cover.values()):
                covers[role.key] = cover
        return Merged(covers)

    def fits(self, value: Json) -> bool:
        return keyed(value) and all(map(_is_cover, value.values()))

    def words(self, value: Json) -> list[str]:
        said = {"holds": "held by", "could": "could be held by"}
        return [
            f"{label_of(self.options, role)}: {verb} {', '.join(cover[part])}"
            for role, cover in (value or {}).items()
            for part, verb in said.items()
            if cover.get(part)
        ]

    def spec(self) -> dict[str, Json]:
        return super().spec() | {"longest": LONGEST_NAME, "names": _NAMES_A_ROLE}


def _is_cover(value: Json) -> bool:
    return isinstance(value, dict) and all(
        isinstance(names := value.get(part), list) and all(isinstance(name, str) for name in names) for part in _PARTS
    )


def _names(values: Sequence[Json]) -> list[str]:
    names: dict[str, str] = {}
    for value in values:
        if name := check_text(value, what="A name", longest=LONGEST_NAME):
            names.setdefault(fold(name), name)
    return list(names.values())


def merge_names(sides: Sequence[Sequence[str]]) -> list[str]:
    """Merge three lists of names: base, mine and theirs."""
    merged, _spelling = merge_entries(*({fold(name): {"name": name} for name in side} for side in sides))
    return [entry["name"] for entry in merged.values()]


@dataclass(frozen=True, kw_only=True)
class Ties(Question):
    """People, the organisations they come from, and who turns to whom.

    Answer::

        {"people": [{"id": str, "name": str, "organisation": str, "seat": bool}, …],
         "me": id of the person who answers, or "",
         "ties": [{"from": id, "to": id}, …]}

    Ids hold within one answer. ``seat`` marks a place nobody fills yet. A tie says that ``from`` turns to ``to``.
    """

    kind: ClassVar[str] = "ties"
    most: int = 40

    def _check(self, value: Json) -> dict[str, Json]:
        given = mapping(value, "The map")
        people = [self._person(entry) for entry in sequence(given.get("people", []), "People", self.most)]
        people = [person for person in people if person["name"]]
        self._refuse_doubles(people)
        ids = {person["id"] for person in people}
        me = check_text(given.get("me") or "", what="Which of them you are", longest=40)
        if not people:
            return {}
        return {
            "people": people,
            "me": me if me in ids else "",
            "ties": self._ties(sequence(given.get("ties", []), "Ties", self.most * (self.most - 1)), ids),
        }

    @staticmethod
    def _person(entry: Json) -> dict[str, Json]:
        person = mapping(entry, "A person")
        return {
            "id": check_text(person.get("id"), what="A person's number", longest=40),
            "name": check_text(person.get("name", ""), what="A name", longest=LONGEST_NAME),
            "organisation": check_text(
                person.get("organisation", ""), what="An organisation's name", longest=LONGEST_NAME
            ),
            "seat": person.get("seat") is True,
        }

    @staticmethod
    def _refuse_doubles(people: list[dict[str, Json]]) -> None:
        seen, ids = set(), set()
        for person in people:
            who = (fold(person["name"]), fold(person["organisation"]))
            if who in seen or person["id"] in ids:
                message = f"{person['name']} is in the list twice. Please take one away, or tell them apart."
                raise InvalidAnswer(message)
            seen.add(who)
            ids.add(person["id"])

    @staticmethod
    def _ties(entries: Sequence[Json], ids: set[str]) -> list[dict[str, str]]:
        pairs = {}
        for entry in entries:
            tie = mapping(entry, "A tie")
            turns, to = tie.get("from"), tie.get("to")
            if not isinstance(turns, str) or not isinstance(to, str):
                message = "A tie should join two people by their numbers."
                raise InvalidAnswer(message)
            if turns in ids and to in ids and turns != to:
                pairs[turns, to] = {"from": turns, "to": to}
        return list(pairs.values())

    def _read(self, value: Json) -> Json:
        return super(Ties, replace(self, most=ANY))._read(value)

    def _merge(self, base: Json, mine: Json, theirs: Json) -> Merged:
        return merge_maps(base, mine, theirs)

    def pieces(self, value: Json) -> dict[str, Json]:
        people = {f"{_PERSON}{one['id']}": one for one in value["people"]}
        ties = {f"{_TIE}{one['from']}>{one['to']}": one for one in value["ties"]}
        return people | ties | ({_ME: value["me"]} if value["me"] else {})

    def joined(self, pieces: Mapping[str, Json]) -> Json:
        people = [one for piece, one in pieces.items() if piece.startswith(_PERSON)]
        ids = {one["id"] for one in people}
        ties = [one for piece, one in pieces.items() if piece.startswith(_TIE) and {one["from"], one["to"]} <= ids]
        me = pieces.get(_ME, "")
        return {"people": people, "me": me if me in ids else "", "ties": ties} if people else None

    def fits(self, value: Json) -> bool:
        if not (texts(value, "me") and isinstance(value.get("people"), list) and isinstance(value.get("ties"), list)):
            return False
        people = value["people"]
        if not all(texts(one, "id", "name", "organisation") and type(one.get("seat")) is bool for one in people):
            return False
        ids = [one["id"] for one in people]
        tied = all(texts(tie, "from", "to") and {tie["from"], tie["to"]} <= {*ids} for tie in value["ties"])
        return tied and distinct(ids) and all(one["name"] for one in people) and value["me"] in {"", *ids}

    def words(self, value: Json) -> list[str]:
        people = {person["id"]: person for person in (value or {}).get("people", [])}

        def named(person: dict[str, Json]) -> str:
            place = f" ({person['organisation']})" if person["organisation"] else ""
            return f"{person['name']}{place}{', a seat nobody fills yet' if person['seat'] else ''}"

        lines = [named(person) for person in people.values()]
        ties = (value or {}).get("ties", [])
        return lines + [f"{people[tie['from']]['name']} turns to {people[tie['to']]['name']}" for tie in ties]

    def spec(self) -> dict[str, Json]:
        return super().spec() | {"longest": LONGEST_NAME}
