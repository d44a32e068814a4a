"""Taking a person out of what others said: off their maps, out of their roles, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from netlearn_widgets.model.question import Json
from netlearn_widgets.model.text import fold

__all__ = ["NOBODY", "mentions", "names_in", "unsigned", "without"]

NOBODY = "removed"
"""The id of the author of a wording whose author was taken out; nobody has it."""

_WORDS = frozenset({"name", "reason", "text"})  # the parts of an act that somebody typed


def without(value: Json, names: Collection[str]) -> Json:
    """An answer without the people of these names; None when nothing is left, the very same value when none is there.

    A person leaves a map together with their ties, a role's names, and a list of ideas where a card says nothing but
    the name. A table's cell that says nothing but the name becomes open. Sentences stay as their writer wrote them.

    Parameters
    ----------
    value : Json
        An answer to a question of any kind.
    names : collection of str
        As `fold` gives them.

    Examples
    --------
    >>> without({"guardian": {"holds": ["Ada", "Bo"], "could": []}}, {"ada"})
    {'guardian': {'holds': ['Bo'], 'could': []}}
    """
    kept: Json
    if isinstance(value, list):
        kept = _rows(value, names)
    elif isinstance(value, dict) and {"people", "ties"} <= value.keys():
        kept = _map(value, names)
    elif isinstance(value, dict):
        kept = _roles(value, names)
    else:
        return value
    return value if kept == value else kept or None


def _map(value: dict[str, Json], names: Collection[str]) -> dict[str, Json]:
    gone = {person["id"] for person in value["people"] if fold(person["name"]) in names}
    people = [person for person in value["people"] if person["id"] not in gone]
    if not people:
        return {}
    return {
        "people": people,
        "me": "" if value["me"] in gone else value["me"],
        "ties": [tie for tie in value["ties"] if not {tie["from"], tie["to"]} & gone],
    }


def _roles(value: dict[str, Json], names: Collection[str]) -> dict[str, Json]:
    """Any answer by keys; only that of a role has names."""
    kept = {}
    for key, cover in value.items():
        if not isinstance(cover, dict):
            kept[key] = cover
            continue
        left = {part: [name for name in named if fold(name) not in names] for part, named in cover.items()}
        if any(left.values()):
            kept[key] = left
    return kept


def _rows(value: list[Json], names: Collection[str]) -> list[Json]:
    rows = []
    for row in value:
        if not isinstance(row, dict):
            rows.append(row)
            continue
        left = {key: "" if key != "id" and fold(str(cell)) in names else cell for key, cell in row.items()}
        if any(cell for key, cell in left.items() if key != "id"):
            rows.append(left)
    return rows


def unsigned(value: dict[str, Json], names: Collection[str]) -> dict[str, Json]:
    """What an act says, where a text that is nothing but one of these names becomes ""; sentences stay.

    Examples
    --------
    >>> unsigned({"theme": "t1", "name": "Ada"}, {"ada"})
    {'theme': 't1', 'name': ''}
    """
    return {key: "" if key in _WORDS and fold(str(part)) in names else part for key, part in value.items()}


def names_in(value: Json) -> Iterator[str]:
    """The name under which whoever gave this answer stands on their own map."""
    if isinstance(value, Mapping) and {"people", "me"} <= value.keys():
        yield from (person["name"] for person in value["people"] if person["id"] == value["me"])


def mentions(value: Json, names: Collection[str]) -> bool:
    """Whether a sentence in this answer has one of these names, as a word of its own."""
    if isinstance(value, Mapping):
        return any(mentions(one, names) for one in value.values())
    if isinstance(value, list):
        return any(mentions(one, names) for one in value)
    return isinstance(value, str) and any(re.search(rf"\b{re.escape(name)}\b", fold(value)) for name in names)
