"""From tables of TOML to the values of a guide: each is built from what its dataclass allows, or a problem is noted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from netlearn_widgets.content.places import Path, Places
from netlearn_widgets.content.shape import Part, shape_of
from netlearn_widgets.content.values import check_value, guess
from netlearn_widgets.model.errors import InvalidAnswer, Problem
from netlearn_widgets.model.guide import KINDS, Guide, Step
from netlearn_widgets.model.question import Json, Option, Question
from netlearn_widgets.model.table import Column
from netlearn_widgets.model.text import check_text

__all__ = ["LONGEST", "Reader"]

LONGEST = 2000
"""The most characters a text of a guide may have."""

_NAMES = {str: "text", int: "a whole number", bool: "true or false"}
_BLANKS = re.compile(" {2,}")  # from lines that are indented
_ABOVE = {"question": "under its [[step.question]]", "step": "under its [[step]]", "guide": "to the top of the file"}
_SAMPLES = {str: '"…"', int: "15", bool: "true"}


class Reader:
    """Builds the values of one guide and notes every problem with its line.

    Attributes
    ----------
    problems : list of (int, Problem)
        What was found so far, with the line it stands on.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self.problems: list[tuple[int, Problem]] = []

    def say(self, path: Path, what: str, cure: str) -> None:
        """Note a problem."""
        self.problems.append((self._places.line(path), Problem(self._places.words(path), what, cure)))

    def build(self, cls: type, table: dict[str, Json], path: Path) -> Json:
        """Return the instance of the class that a table describes, or None when a problem was found in it."""
        found = len(self.problems)
        if cls is Question:
            kind, table = table.get("kind"), {name: table[name] for name in table if name != "kind"}
            if not isinstance(kind, str) or kind not in KINDS:
                self._unknown_kind(kind, path, table)
                return None
            cls = KINDS[kind]
        for name in table:
            if name not in shape_of(cls):
                self._unknown_part(cls, name, path)
        values = {
            part.field: self._part(cls, part, table, path) for part in shape_of(cls).values() if part.name in table
        }
        for part in shape_of(cls).values():
            if part.required and part.name not in table:
                self._missing(part, path)
        return cls(**values) if len(self.problems) == found else None

    def _part(self, cls: type, part: Part, table: dict[str, Json], path: Path) -> Json:
        value, here = table[part.name], (*path, part.name)
        if part.nested:
            return self._nested(part, value, here)
        kept = self._list(part, value, here) if part.many else self._plain(part, value, here)
        if (part.required and kept == "") or (part.many and kept and "" in kept):
            self.say(here, f"`{part.name}` is empty.", "Write something between the quotes.")
        elif kept is not None and (problem := check_value(cls, part.name, kept)):
            self.say(here, *problem)
        return kept

    def _nested(self, part: Part, value: Json, here: Path) -> tuple[Json, ...]:
        heading = _heading(here)
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.say(here, f"`{part.name}` is not a list of parts.", f"Head each of them with [[{heading}]].")
            return ()
        if part.required and not value:
            self._missing(part, here[:-1])
        return tuple(self.build(part.type, entry, (*here, number)) for number, entry in enumerate(value, 1))

    def _list(self, part: Part, value: Json, here: Path) -> tuple[Json, ...] | None:
        if not isinstance(value, list):
            self.say(here, f"`{part.name}` should be a list.", f'Put it in square brackets: {part.name} = ["…", "…"].')
            return None
        return tuple(self._plain(part, entry, here) for entry in value)

    def _plain(self, part: Part, value: Json, here: Path) -> Json:
        if type(value) is not part.type:  # a bool is an int to isinstance, and no number to a reader
            self.say(here, f"`{part.name}` should be {_NAMES[part.type]}.", _as_type(part, value))
            return None
        if part.type is not str:
            return value
        try:
            return _BLANKS.sub(" ", check_text(value, what=f"`{part.name}`", longest=LONGEST))
        except InvalidAnswer as problem:
            self.say(here, str(problem), "A guide's texts are shown on small screens.")
            return None

    def _missing(self, part: Part, path: Path) -> None:
        if part.nested:
            heading = _heading((*path, part.name))
            self.say(path, f"It needs at least one {part.name}.", f"Add it, headed [[{heading}]].")
        else:
            sample = '["…"]' if part.many else _SAMPLES[part.type]
            self.say(path, f"`{part.name}` is missing.", f"Add a line such as {part.name} = {sample}.")

    def _unknown_kind(self, kind: Json, path: Path, table: dict[str, Json]) -> None:
        kinds = f"The kinds are: {', '.join(KINDS)}."
        if kind is None and (written := next((name for name in table if name.lower() == "kind"), "")):
            line = f'kind = "{str(table[written]).lower()}"'
            self.say((*path, written), f"`{written}` should be written in small letters.", f"Write {line}. {kinds}")
        elif kind is None:
            self.say(path, "`kind` is missing.", f'Add a line such as kind = "choice". {kinds}')
        else:
            self.say((*path, "kind"), f"There is no kind of question {kind!r}.", f"{guess(kind, KINDS)}{kinds}")

    def _unknown_part(self, cls: type, name: str, path: Path) -> None:
        here = (*path, name)
        kind = _named(cls)
        if name in {"option", "row", "column"} and issubclass(cls, Question):
            takers = ", ".join(kind for kind in KINDS if name in shape_of(KINDS[kind]))
            self.say(
                here, f"{kind} takes no {name}s.", f"Take them away, or choose one of the kinds that do: {takers}."
            )
            return
        if owner := _owner(cls, name):
            cure = f"It belongs to the {owner}: move the line up, {_ABOVE[owner]}."
        else:
            names = [*shape_of(cls), *(["kind"] if issubclass(cls, Question) else [])]
            cure = f"{guess(name, names)}It takes: {', '.join(names)}."
        self.say(here, f"{kind} has no `{name}`.", cure)


def _owner(cls: type, name: str) -> str:
    """What around a thing of this class takes such a line, since a line belongs to the heading above it; or ""."""
    levels = {"question": tuple(KINDS.values()), "step": (Step,), "guide": (Guide,)}
    around = {Step: ["guide"], Option: [*levels], Column: [*levels]}.get(cls, ["step", "guide"])
    return next((level for level in around if any(name in shape_of(one) for one in levels[level])), "")


def _named(cls: type) -> str:
    if issubclass(cls, Question):
        return f'A question of the kind "{cls.kind}"'
    return f"{'An' if cls is Option else 'A'} {cls.__name__.lower()}"


def _heading(path: Sequence[str | int]) -> str:
    return ".".join(name for name in path if isinstance(name, str))


def _as_type(part: Part, value: Json) -> str:
    """How to write this value as the type that is wanted, where that can be told."""
    if part.type is str and isinstance(value, int | float):
        return f'Put it in quotes: {part.name} = "{value}".'
    if part.type is int and isinstance(value, str) and value.strip().isdecimal():
        return f"Take the quotes away: {part.name} = {value.strip()}."
    if part.type is bool and isinstance(value, str) and value.lower() in {"true", "false"}:
        return f"Take the quotes away: {part.name} = {value.lower()}."
    return f"Write it as {part.name} = {_SAMPLES[part.type]}."
