"""Taking a person out of what others said: only out of places for names, and only where they are meant.

A place for a name is a person on a map, a name for a role, and a cell in a table's column of people (`WHO`). Ideas,
themes, messages and sentences are none, whatever somebody calls themselves; nor is a writer's own entry on their map.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from netlearn_widgets.model.question import Json, texts
from netlearn_widgets.model.table import WHO
from netlearn_widgets.model.text import fold

__all__ = [
    "NOBODY",
    "Means",
    "Places",
    "Spot",
    "called",
    "mentions",
    "names_in",
    "names_of",
    "places_of",
    "spots",
    "without",
    "written_in",
]

NOBODY = "removed"
"""The id of the author of a wording whose author was taken out; nobody has it."""

Means: TypeAlias = Callable[[str], bool]
"""Whether a name, as somebody wrote it, means the person."""

Spot: TypeAlias = tuple[str, str]
"""A place in an answer: "maps", "roles" or "tables", and the key of the role or the id of the row."""


class _Said(Protocol):
    """Where an answer was given, and by whom."""

    @property
    def round(self) -> Any: ...  # noqa: ANN401  a row of a database knows no types

    @property
    def question(self) -> Any: ...  # noqa: ANN401  as above

    @property
    def participant(self) -> Any: ...  # noqa: ANN401  as above


@dataclass(frozen=True)
class Places:
    """On how many maps, in how many roles and in how many rows of tables somebody is named.

    ``earlier`` counts answers that named them before their writers changed them.
    """

    maps: int = 0
    roles: int = 0
    tables: int = 0
    earlier: int = 0

    def __bool__(self) -> bool:
        return bool(self.maps or self.roles or self.tables or self.earlier)

    def __str__(self) -> str:
        """In words, such as "on 3 maps and in 1 role"; "" where there is none."""
        said = [
            f"{where} {count} {what}{'' if count == 1 else 's'}"
            for where, count, what in (
                ("on", self.maps, "map"),
                ("in", self.roles, "role"),
                ("in", self.tables, "row of a table" if self.tables == 1 else "row"),
                ("in", self.earlier, "earlier answer"),
            )
            if count
        ]
        return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def called(names: Collection[str]) -> Means:
    """Means whoever has one of these names, as `fold` gives them."""
    return lambda written: fold(written) in names


def without(value: Json, means: Means) -> Json:
    """An answer without the person; None when nothing is left, the very same value when they are not named in it.

    They leave a map together with their ties, and the names for a role; a cell of a table's column of people becomes
    open. Everything else stays as its writer wrote it.

    Examples
    --------
    >>> without({"guardian": {"holds": ["Ada", "Bo"], "could": []}}, called({"ada"}))
    {'guardian': {'holds': ['Bo'], 'could': []}}
    """
    kept: Json
    if isinstance(value, list):
        kept = [row for row in (_row(row, means) for row in value) if row]
    elif _is_map(value):
        kept = _map(value, means)
    elif isinstance(value, dict):
        kept = {key: cover for key, cover in _covers(value, means).items() if cover}
    else:
        return value
    return value if kept == value else kept or None


def spots(value: Json, means: Means) -> Iterator[Spot]:
    """Where in an answer the person is named, each place once."""
    if _is_map(value):
        if _map(value, means) != value:
            yield "maps", ""
    elif isinstance(value, dict):
        yield from (("roles", key) for key, cover in _covers(value, means).items() if cover != value[key])
    elif isinstance(value, list):
        yield from (("tables", str(row["id"])) for row in value if texts(row, "id") and _row(row, means) != row)


def places_of(said: Iterable[tuple[_Said, Json]], means: Means) -> Places:
    """In how many places somebody is named in these answers, in their order, and their values; what stands counts."""
    found: dict[tuple[object, ...], list[Spot]] = {}
    earlier = set()
    for answer, value in said:
        key = answer.round, answer.question, answer.participant
        earlier |= {key} if found.get(key) else set()
        found[key] = list(spots(value, means))
    counts = Counter(kind for places in found.values() for kind, _part in set(places))
    return Places(**counts, earlier=sum(not found[key] for key in earlier))


def written_in(value: Json, means: Means) -> set[str]:
    """The person's name in all spellings in which it stands in this answer's places for names."""
    written: set[str] = set()

    def note(name: str) -> bool:
        if means(name):
            written.add(name)
        return False

    without(value, note)
    return written


def names_of(participant: str, people: Iterable[tuple[str, str]], said: Iterable[tuple[str, Json]]) -> set[str]:
    """What others call this person, as `fold` gives it; a name somebody else bears too is left to them.

    Parameters
    ----------
    participant : str
    people : iterable of (str, str)
        The ids of all participants with the names they joined with.
    said : iterable of (str, Json)
        The values of all answers, by participant: on their own maps people name themselves.
    """
    own: set[str] = set()
    others: set[str] = set()
    for who, name in [*people, *((who, name) for who, value in said for name in names_in(value))]:
        (own if who == participant else others).add(fold(name))
    return own - others - {""}


def names_in(value: Json) -> Iterator[str]:
    """The name under which whoever gave this answer stands on their own map."""
    if isinstance(value, Mapping) and "me" in value and isinstance(value.get("people"), list):
        yield from (person["name"] for person in _people(value) if person["id"] == value["me"])


def mentions(value: Json, names: Collection[str]) -> bool:
    """Whether a text in this answer has one of these names (as `fold` gives them), as a word of its own."""
    inside = [value]
    while inside:
        one = inside.pop()
        if isinstance(one, Mapping):
            inside += one.values()
        elif isinstance(one, list):
            inside += one
        elif isinstance(one, str):
            said = fold(one)
            if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) for name in names):
                return True
    return False


def _is_map(value: Json) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(part), list) for part in ("people", "ties"))


def _people(value: Mapping[str, Json]) -> list[Json]:
    """Those on a map who have a number and a name; an import of an older version may have let others in."""
    return [person for person in value["people"] if texts(person, "id", "name")]


def _map(value: dict[str, Json], means: Means) -> dict[str, Json]:
    me = value.get("me")
    gone = {person["id"] for person in _people(value) if person["id"] != me and means(person["name"])}
    people = [person for person in value["people"] if person not in _people(value) or person["id"] not in gone]
    if not people:
        return {}
    ties = [tie for tie in value["ties"] if not (texts(tie, "from", "to") and {tie["from"], tie["to"]} & gone)]
    return value | {"people": people, "ties": ties}


def _covers(value: dict[str, Json], means: Means) -> dict[str, Json]:
    """Any answer by keys; only that of a role has names. A role that has none left is empty."""
    covers = {}
    for key, cover in value.items():
        if not isinstance(cover, dict) or not all(isinstance(named, list) for named in cover.values()):
            covers[key] = cover
            continue
        left = {part: [name for name in named if not means(str(name))] for part, named in cover.items()}
        covers[key] = left if left == cover or any(left.values()) else {}
    return covers


def _row(row: Json, means: Means) -> Json:
    """A row of a table without the person; None when nothing is left of it. What is no row is kept."""
    if not isinstance(row, dict):
        return row
    left = {key: "" if key in WHO and means(str(cell)) else cell for key, cell in row.items()}
    return left if left == row or any(cell for key, cell in left.items() if key != "id") else None
